"""The data catalogue, views of tables, the glossary, and links to tables in prose."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

CATALOGUE = "# Data\n\n```{data-catalogue}\n```\n"


@pytest.fixture
def catalogue(project):
    """Give a project with two tables, doubts about one of them, and a run that uses it."""
    project.add_table("places", {"place_id": "string", "co2_mt": "number"}, [["bonn", "2.1"], ["paris", ""]])
    flags = {"flag_id": "string", "place": "string", "year_from": "integer", "year_to": "integer"}
    flags |= {"series": "string", "table": "string", "flag": "string"}
    row = ["q1", "Bonn", "1990", "2018", "total", "places", "Two reports disagree."]
    project.add_table("panel_quality_flags", flags, [row])
    project.add_run(tables=("places",))
    project.write("book/data.md", CATALOGUE)
    return project


def test_every_table_has_its_anchor_and_its_download(catalogue):
    built = catalogue.build()
    page = built.page("book/data")
    assert built.warnings == ""
    for name in ("places", "panel_quality_flags"):
        assert f'<section id="table-{name}">' in page
        assert f'download="" href="../data/{name}.csv"' in page
        source, copy = (folder / f"data/{name}.csv" for folder in (catalogue.root, built.folder))
        assert copy.read_bytes() == source.read_bytes()


def test_the_copied_data_folder_is_a_data_package(catalogue):
    built = catalogue.build()
    package = json.loads((built.folder / "data/datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        content = (built.folder / "data" / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_fields_sources_licence_and_rows_are_shown(catalogue):
    section = (
        catalogue.build().page("book/data").split('<section id="table-places">')[1].split("</section>")[0]
    )
    for shown in (
        "what co2_mt means",
        "number",
        "Mt",
        "A Publisher (2020)",
        "CC0 1.0",
        "(2 rows)",
        "May be empty.",
    ):
        assert shown in section
    assert 'href="https://doi.org/10.1000/xyz"' in section


def test_pages_that_use_a_table_are_named_with_it(catalogue):
    page = catalogue.build().page("book/data")
    used, unused = page.split('<section id="table-places">')[1].split(
        '<section id="table-panel_quality_flags">'
    )
    assert 'href="../results/city_profile/changsha.html"' in used
    assert "Used on these pages" not in unused


def test_doubts_stand_with_the_table_they_concern(catalogue):
    page = catalogue.build().page("book/data")
    section = page.split('<section id="table-places">')[1].split("</section>")[0]
    assert "<summary>Known doubts (1)</summary>" in section
    assert "Bonn, 1990–2018, total: Two reports disagree." in section


def test_descriptions_are_data(project):
    evil = "<script>alert(1)</script>"
    licence = {"name": evil, "title": evil, "path": ""}
    project.add_table(
        "places", {"place_id": "string"}, [["bonn"]], title=evil, description=evil, licenses=[licence]
    )
    project.write("book/data.md", CATALOGUE)
    page = project.build().page("book/data")
    assert evil not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_a_table_named_in_prose_links_to_the_catalogue(catalogue):
    catalogue.write("book/page.md", "# Page\n\nSee {data-table}`places`.\n")
    built = catalogue.build()
    assert built.warnings == ""
    assert 'href="data.html#table-places"' in built.page("book/page")


def test_an_unknown_table_in_prose_is_a_warning_with_page_and_line(catalogue):
    catalogue.write("book/page.md", "# Page\n\nSee {data-table}`planets`.\n")
    assert re.search(r"book/page\.md:3: WARNING: there is no table 'planets'", catalogue.build().warnings)


def test_a_view_shows_chosen_columns_with_gaps_as_dashes(catalogue):
    catalogue.write(
        "book/page.md", "# Page\n\n```{table-view} places\n:columns: co2_mt\n:heads: CO2 (Mt)\n```\n"
    )
    page = catalogue.build().page("book/page")
    cells = re.findall(r"<t[hd][^>]*><p>(.*?)</p></t[hd]>", page)
    assert cells == ["CO2 (Mt)", "2.1", "–"]
    assert "<caption>" in page


@pytest.mark.parametrize(
    ("directive", "complaint"),
    [
        ("```{table-view} planets\n```", "there is no table 'planets'"),
        ("```{table-view} places\n:columns: size\n```", "has no column size"),
        ("```{table-view} places\n:heads: One\n```", "one head and one width for each of the 2 columns"),
    ],
)
def test_a_wrong_view_is_an_error_in_one_line(catalogue, directive, complaint):
    catalogue.write("book/page.md", f"# Page\n\n{directive}\n")
    assert complaint in catalogue.build().warnings


def test_a_table_that_differs_from_its_description_is_not_shown(catalogue):
    catalogue.write("data/places.csv", "place_id,co2_mt\nbonn,2.2\nparis,\n")
    catalogue.write("book/page.md", "# Page\n\n```{table-view} places\n```\n")
    assert "table places has 1 fault" in catalogue.build().warnings


def test_the_glossary_is_sorted_and_says_which_language_its_terms_have(project):
    fields = dict.fromkeys(("term_en", "term_zh", "definition_en", "strand"), "string")
    rows = [["waste", "废物", "What is left.", "circular"], ["Advocacy", "倡导", "Work on rules.", "ngo"]]
    project.add_table("glossary", fields, rows)
    project.write("book/page.md", "# Page\n\n```{glossary-table}\n```\n")
    page = project.build().page("book/page")
    assert page.index("Advocacy") < page.index("waste")
    assert re.search(r'<td[^>]* lang="zh"[^>]*><p>倡导</p></td>', page)


def test_templates_come_with_fields_and_downloads(project):
    project.write("data/templates/mine.csv", "year\n")
    project.write("data/templates/mine.md", "Fill it in.\n")
    field = {
        "name": "year",
        "type": "integer",
        "description": "Calendar year",
        "constraints": {"minimum": 1960},
    }
    template = {"name": "mine", "title": "My figures", "description": "One row is one year."}
    template |= {"path": "templates/mine.csv", "guide": "templates/mine.md", "schema": {"fields": [field]}}
    package = {"name": "small", "resources": [], "templates": [template]}
    project.write("data/datapackage.json", json.dumps(package))
    project.write("book/page.md", "# Page\n\n```{data-templates}\n```\n")
    built = project.build()
    assert built.warnings == ""
    assert "At least 1960." in built.page("book/page")
    assert (built.folder / "data/templates/mine.csv").is_file()
    assert (built.folder / "data/templates/mine.md").is_file()


def test_a_file_that_does_not_exist_is_a_warning_with_page_and_line(project):
    project.write("book/page.md", "# Page\n\n{project-file}`data/nothing.csv`\n")
    assert re.search(
        r"book/page\.md:3: WARNING: the file to download does not exist", project.build().warnings
    )
