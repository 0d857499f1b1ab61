"""The book's sources agree with the rest of the project."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from pybtex.database import parse_file

import greentwin

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def config():
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bibliography():
    return parse_file(ROOT / "book/references.bib", "bibtex").entries


def test_title_and_version_are_those_of_the_citation_file(config):
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert config["title"] == citation["title"]
    assert config["author"] == citation["authors"][0]["name"]
    assert str(citation["version"]) == greentwin.__version__


def test_every_notebook_with_runs_has_its_place_in_the_contents():
    runs = yaml.safe_load((ROOT / "notebooks/runs.yml").read_text(encoding="utf-8"))
    globs = re.findall(r"glob: results/(\w+)/\*", (ROOT / "_toc.yml").read_text(encoding="utf-8"))
    assert sorted(globs) == sorted({run["notebook"] for run in runs})


def test_every_source_with_a_doi_is_in_the_bibliography(bibliography):
    package = (ROOT / "data/datapackage.json").read_text(encoding="utf-8")
    sources = (ROOT / "data/sources.csv").read_text(encoding="utf-8")
    cited = set(re.findall(r"10\.\d{4,9}/[^\s\",;\\]+", package + sources))
    known = {entry.fields["doi"].lower() for entry in bibliography.values() if "doi" in entry.fields}
    assert sorted(doi for doi in cited if doi.lower().rstrip(".)") not in known) == []


def test_every_entry_has_a_title_and_can_be_found(bibliography):
    places = {"doi", "url", "publisher", "journal", "booktitle", "institution", "note"}
    faults = [key for key, e in bibliography.items() if "title" not in e.fields or not places & set(e.fields)]
    assert faults == []


def test_no_work_is_listed_twice(bibliography):
    dois = [entry.fields["doi"].lower() for entry in bibliography.values() if "doi" in entry.fields]
    assert sorted(doi for doi in set(dois) if dois.count(doi) > 1) == []


def test_the_repository_is_configured_in_one_place(config):
    assert config["sphinx"]["config"]["greentwin_repository_url"] == ""
    assert config["repository"]["url"] == ""


def test_the_code_of_the_page_on_running_runs(capsys):
    text = (ROOT / "book/run.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "run.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "Wuhan" in shown
    assert "10.1038/s41597-020-00736-3" in shown


def test_the_commands_of_the_page_on_running_name_real_things():
    text = (ROOT / "book/run.md").read_text(encoding="utf-8")
    for notebook in re.findall(r"greentwin run (\w+)", text):
        assert (ROOT / f"notebooks/{notebook}.ipynb").is_file()
    package = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
    templates = {template["name"] for template in package["templates"]}
    assert set(re.findall(r"greentwin template (\w+)", text)) <= templates


@pytest.mark.parametrize("path", [".venv", ".pytest_cache", ".greentwin", "notebooks/.ipynb_checkpoints"])
def test_hidden_folders_of_tools_are_no_part_of_the_book(config, path):
    from sphinx.util.matching import Matcher

    assert Matcher(config["exclude_patterns"])(path)
    assert not Matcher(config["exclude_patterns"])("results/city_profile")
