"""The register of systems: what it shows, and that it cannot fall behind the pages of the book."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FIELDS = [
    *("system_id", "source_id", "char_start", "char_end", "name", "name_zh", "kind", "strand"),
    *("what_it_does", "inputs", "outputs", "users", "matters", "standing", "page", "reason", "coder"),
]
TYPES = {name: "integer" if name.startswith("char_") else "string" for name in FIELDS}
SOUND = {
    "system_id": "sys_scale",
    "source_id": "s0",
    "char_start": "1",
    "char_end": "5",
    "name": "A scale",
    "name_zh": "秤",
    "kind": "method",
    "strand": "city",
    "what_it_does": "weighs things",
    "inputs": "things; weights",
    "outputs": "",
    "users": "traders",
    "matters": "yes",
    "standing": "built",
    "page": "city_profile",
    "reason": "",
    "coder": "coder_1",
}


def row(**cells: str) -> list[str]:
    return list({**SOUND, **cells}.values())


@pytest.fixture
def register(project):
    """Give a maker of a book whose register has the given rows."""

    def make(*rows: list[str]):
        project.add_table("systems", TYPES, list(rows))
        project.write("book/page.md", "# Register\n\n```{system-register}\n```\n")
        return project

    return make


def part(page: str, anchor: str) -> str:
    """Cut the table or section with an anchor out of a page."""
    return page.split(f'id="{anchor}"')[1].split("</table>")[0]


def test_a_built_system_links_to_the_page_that_makes_it_work(register):
    project = register(row())
    project.add_run(title="Changsha: a page")
    built = project.build()
    assert built.warnings == ""
    table = part(built.page("book/page"), "systems-city-method")
    assert 'href="../results/city_profile/changsha.html"' in table
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", table))
    for shown in (
        "Methods (1)",
        "A scale",
        "秤",
        "· s0",
        "Weighs things.",
        "Takes things, weights. For traders.",
    ):
        assert shown in text
    assert "Changsha: a page" in text
    assert "Gives" not in text
    assert '<span lang="zh">秤</span>' in table


def test_all_runs_of_a_notebook_are_linked_up_to_three(register):
    project = register(row())
    for run in ("bonn", "essen", "kunming", "wuhan"):
        project.add_run(run=run, title=run.capitalize())
    table = part(project.build().page("book/page"), "systems-city-method")
    assert table.count("../results/city_profile/") == 3
    assert "; and 1 more" in table


def test_one_run_and_a_page_of_the_book_can_be_named(register):
    project = register(row(page="city_profile/bonn"), row(system_id="sys_two", page="book/run"))
    for run in ("bonn", "essen"):
        project.add_run(run=run, title=run.capitalize())
    built = project.build()
    table = part(built.page("book/page"), "systems-city-method")
    assert built.warnings == ""
    assert re.findall(r'href="([^"#]+)"', table) == ["../results/city_profile/bonn.html", "run.html"]


@pytest.mark.parametrize("page", ["city_profile", "city_profile/essen", "book/nowhere", "profile"])
def test_a_page_that_is_missing_is_a_warning_with_its_row(register, page):
    project = register(row(page=page))
    if page == "city_profile/essen":
        project.add_run()
    warnings = project.build().warnings
    assert warnings.count("WARNING") == 1
    assert "book/page.md:3: WARNING: systems: sys_scale is said to be built on " + page in warnings
    assert "which is not in the book" in warnings


def test_a_planned_page_that_has_arrived_is_a_warning(register):
    project = register(row(standing="planned", reason="a page on cities"))
    assert project.build().warnings == ""
    project.add_run()
    warnings = project.build().warnings
    assert "sys_scale is said to be planned for city_profile, which is in the book now" in warnings


@pytest.mark.parametrize(
    ("standing", "reason", "shown"),
    [
        ("planned", "a page on scales", "Not built, planned: a page on scales."),
        ("no_data", "weights are secret", "Not built, no open data: weights are secret."),
        ("not_described", "", "Not built, described too little."),
        ("out_of_scope", "", "Not built, no question of this study."),
    ],
)
def test_what_is_not_built_says_why(register, standing, reason, shown):
    built = register(row(standing=standing, reason=reason, page="")).build()
    assert built.warnings == ""
    assert shown in part(built.page("book/page"), "systems-city-method")


def test_systems_that_matter_less_are_folded_away_with_their_kind(register):
    cells = {"matters": "no", "standing": "out_of_scope", "page": "", "kind": "indicator_framework"}
    built = register(row(standing="out_of_scope", page=""), row(system_id="sys_b", name="B", **cells)).build()
    page = built.page("book/page")
    assert "<summary>Named in the documents, too little for a chapter of its own (1)</summary>" in page
    assert "· s0 · indicator framework" in part(page, "systems-city-others")
    assert 'id="systems-city-indicator_framework"' not in page


def test_the_overview_counts_every_row_once(register):
    rows = [
        row(system_id=f"sys_{strand}_{standing}", strand=strand, standing=standing, page="")
        for strand in ("ngo", "city", "circular")
        for standing in ("planned", "no_data", "not_described", "out_of_scope")
    ]
    overview = part(
        register(*rows, row(standing="planned", page="")).build().page("book/page"), "systems-overview"
    )
    lines = [re.findall(r"<p>(.*?)</p>", line) for line in overview.split("<tr")[1:]]
    counts = {line[0]: line[1:] for line in lines}
    assert counts["Built"] == ["0", "0", "0", "0"]
    assert counts["Planned"] == ["1", "2", "1", "4"]
    assert counts["<strong>All</strong>"] == ["4", "5", "4", "13"]


def test_text_of_the_table_is_shown_as_text(register):
    built = register(row(name="<script>x</script>", reason="a <b>", standing="no_data", page="")).build()
    assert "<script>x" not in built.page("book/page")
    assert "&lt;script&gt;x" in built.page("book/page")


def test_a_book_without_the_table_says_so(project):
    project.write("book/page.md", "# Register\n\n```{system-register}\n```\n")
    assert "there is no table 'systems'" in project.build().warnings


def test_the_real_register_agrees_with_the_real_book(built_book: Path) -> None:
    from greentwin.data.evidence import systems
    from greentwin_book.register import contradictions

    pages = {path.relative_to(built_book).with_suffix("").as_posix() for path in built_book.rglob("*.html")}
    assert list(contradictions(systems(), pages)) == []


def test_every_system_stands_on_the_real_page_once(built_book: Path) -> None:
    from greentwin.data.evidence import systems

    page = (built_book / "book" / "systems.html").read_text(encoding="utf-8")
    for system in systems():
        assert page.count(f'id="{system.system_id}"') == 1, system.system_id
