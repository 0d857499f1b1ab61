"""What every run page offers at its end."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from greentwin.study import parameters as models
from greentwin_book.commands import run_command, value_text

PAGE = "results/city_profile/changsha"


def _words(command: str) -> list[str]:
    """Let a shell cut a command into its words."""
    done = subprocess.run(
        ["sh", "-c", f"printf '%s\\0' {command}"], capture_output=True, text=True, check=True
    )
    return done.stdout.split("\0")[:-1]


def test_a_run_page_ends_with_command_downloads_and_citation(project):
    project.add_run(parameters={"city": "Le Havre"}, title="Le Havre: a page")
    built = project.build()
    page = built.text(PAGE)
    assert built.warnings == ""
    assert re.findall(r"<h2>(.*?)<a", built.page(PAGE))[-3:] == [
        "Run it yourself",
        "Downloads",
        "Cite this page",
    ]
    assert "greentwin run city_profile -p 'city=Le Havre' --out my-changsha" in page
    assert "The authors (2026). Le Havre: a page. In: A book, page results/city_profile/changsha." in page


def test_the_sections_are_in_the_contents_and_in_the_search(project):
    project.add_run()
    built = project.build()
    assert 'href="#cite-this-page"' in built.page(PAGE)
    assert "cite this page" in (built.folder / "searchindex.js").read_text(encoding="utf-8").lower()


def test_all_parameters_are_listed(project):
    project.add_run(parameters={"year_from": 2005, "own_file": "", "sources": ["chen", "edgar"]})
    page = project.build().text(PAGE)
    assert re.search(r"year_from\s+2005", page)
    assert re.search(r"own_file\s+empty", page)
    assert re.search(r"sources\s+chen,edgar", page)


def test_downloads_are_copied_and_equal_the_files_of_the_project(project):
    project.add_run()
    built = project.build()
    page = built.page(PAGE)
    links = re.findall(r'<a class="greentwin-file"[^>]* href="([^"]*)"', page)
    assert links == [
        "../../notebooks/city_profile.ipynb",
        "changsha.ipynb",
        "changsha/findings.json",
        "changsha/record.json",
        "changsha/line.svg",
    ]
    for link in links:
        path = f"results/city_profile/{link}"
        assert (built.folder / path).read_bytes() == (project.root / path).read_bytes()


def test_tables_that_a_run_kept_are_offered(project):
    project.add_run()
    kept = [{"name": "series", "caption": "The series.", "csv": "series.csv"}]
    project.write("results/city_profile/changsha/tables.json", json.dumps(kept))
    project.write("results/city_profile/changsha/series.csv", "year\n2010\n")
    built = project.build()
    assert "Table series (CSV)" in built.page(PAGE)
    assert (built.folder / "results/city_profile/changsha/series.csv").is_file()


@pytest.mark.parametrize("name", ["findings.json", "record.json", "line.svg"])
def test_a_missing_file_is_a_warning(project, name):
    project.add_run()
    (project.root / "results/city_profile/changsha" / name).unlink()
    assert re.search(rf"WARNING: .*{re.escape(name)}", project.build().warnings)


def test_parameters_and_titles_are_data(project):
    evil = "<script>alert('x')</script> \"$(rm -rf ~)\" & `id`"
    project.add_run(parameters={"city": evil}, title="A <script>alert(2)</script> & $x$ *page*")
    built = project.build()
    page = built.page(PAGE)
    assert built.warnings == ""
    assert "<script>alert" not in page
    text = built.text(PAGE)
    command = text[text.index("greentwin run") : text.index("--out my-changsha")]
    assert f"city={evil}" in _words(command)
    assert "title = {A <script>alert(2)</script> \\& \\$x\\$ *page*}" in text


def test_other_pages_stay_as_they_are(project):
    project.add_run()
    assert "Cite this page" not in project.build().page("book/page")


@pytest.mark.parametrize(
    "values",
    [
        {"city": "Suzhou (Jiangsu)", "language": "zh"},
        {"city": 'it\'s; $HOME `id` "quoted" \\ *'},
        {"city": "长沙", "year_from": 2005, "year_to": 2010},
        {"city": "-1"},
    ],
)
def test_the_shell_gives_back_every_value(values):
    words = _words(run_command("city_profile", values, "my run"))
    assert words[:3] == ["greentwin", "run", "city_profile"]
    assert words[-2:] == ["--out", "my run"]
    assert words[3:-2:2] == ["-p"] * len(values)
    assert words[4:-2:2] == [f"{name}={value}" for name, value in values.items()]


def test_a_long_command_is_broken_into_lines_that_the_shell_joins():
    values = {f"parameter_{number}": "a long value" for number in range(5)}
    command = run_command("city_profile", values, "out")
    assert " \\\n  " in command
    assert _words(command)[4::2][:-1] == [f"{name}=a long value" for name in values]


@pytest.mark.parametrize("notebook", models.modelled())
def test_every_default_survives_being_written_and_read_again(notebook):
    defaults = models.model(notebook)().model_dump()
    texts = {name: value_text(value) for name, value in defaults.items()}
    read = models.validate(notebook, models.from_text(notebook, texts)).model_dump()
    assert read == defaults
