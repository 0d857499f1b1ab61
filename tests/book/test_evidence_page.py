"""The page on the evidence: counts that are computed, numerals that are accounted for, doubts by document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCUMENTS = {"source_id": "string", "title": "string", "n_chars": "integer"}
LOCATOR = {"source_id": "string", "char_start": "integer", "char_end": "integer"}
FIGURES = {"figure_id": "string", **LOCATOR, "token": "string", "coder": "string"}
EXCLUDED = {"excluded_id": "string", **LOCATOR, "token": "string", "reason": "string", "coder": "string"}
DOUBTS = {
    "ambiguity_id": "string",
    **LOCATOR,
    "other_char_start": "integer",
    "other_char_end": "integer",
    **dict.fromkeys(("subject", "unclear", "handling", "related", "coder"), "string"),
}


@pytest.fixture
def evidence(project):
    """Give a book on two invented documents."""
    project.add_table("documents", DOCUMENTS, [["s0", "Lake report", "1200"], ["s1", "Hill report", "80"]])
    figures = [["f1", "s0", "1", "3", "42", "coder_1"], ["f2", "s0", "5", "9", "26亿", "coder_1"]]
    project.add_table("figures", FIGURES, figures)
    excluded = [
        ["x1", "s0", "11", "12", "三", "proper_name", "coder_1"],
        ["x2", "s1", "0", "4", "2019", "date_of_event", "coder_1"],
        ["x3", "s1", "9", "10", "四", "proper_name", "coder_1"],
    ]
    project.add_table("figures_excluded", EXCLUDED, excluded)
    doubts = [
        ["q1", "s0", "1", "3", "20", "25", "year_missing", "No year.", "Left out.", "f1; f2", "coder_1"],
        ["q2", "s1", "0", "4", "", "", "scope", "What counts?", "As stated.", "", "coder_1"],
    ]
    project.add_table("ambiguities", DOUBTS, doubts)
    project.write("book/data.md", "# Data\n\n```{data-catalogue}\n```\n")
    return project


def shown(project, directive: str, *options: str):
    lines = ["# Page", "", f"```{{{directive}}}", *options, "```", ""]
    project.write("book/page.md", "\n".join(lines))
    built = project.build()
    assert built.warnings == ""
    return built.page("book/page")


def rows_of(page: str, anchor: str) -> dict[str, list[str]]:
    """Read a table: the other cells by the first of each row."""
    table = page.split(f'id="{anchor}"')[1].split("</table>")[0]
    lines = [re.findall(r"<p>(.*?)</p>", line, re.DOTALL) for line in table.split("<tr")[1:]]
    plain = [[re.sub(r"<[^>]+>", "", cell) for cell in line] for line in lines]
    return {line[0]: line[1:] for line in plain}


def test_rows_are_counted_by_table_and_document(evidence):
    page = shown(evidence, "evidence-counts")
    assert rows_of(page, "evidence-counts") == {
        "Table": ["s0", "s1", "All"],
        "figures": ["2", "–", "2"],
        "figures_excluded": ["1", "2", "3"],
        "ambiguities": ["1", "1", "2"],
    }
    assert 'href="data.html#table-figures"' in page


def test_numerals_are_counted_within_tokens(evidence):
    page = shown(evidence, "numeral-account")
    assert rows_of(page, "numeral-account") == {
        "Document": ["Characters", "Numerals", "in figures", "not figures"],
        "s0: Lake report": ["1,200", "4", "3", "1"],
        "s1: Hill report": ["80", "2", "0", "2"],
        "All": ["–", "6", "3", "3"],
    }
    reasons = rows_of(page, "excluded-numerals")
    assert list(reasons) == ["Reason", "Proper name", "Date of event"]
    assert reasons["Proper name"][1] == "2"


def test_doubts_are_folded_by_document(evidence):
    page = shown(evidence, "doubt-list")
    assert "<summary>s0: Lake report (1)</summary>" in page
    assert "<summary>s1: Hill report (1)</summary>" in page
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "Year missing: No year. Left out.q1, characters 1–3 and 20–25; f1; f2" in text
    assert "Scope: What counts? As stated.q2, characters 0–4" in text


def test_doubts_of_one_document_stand_open(evidence):
    page = shown(evidence, "doubt-list", ":source: s1")
    assert "What counts?" in page
    assert "No year." not in page
    assert "<details" not in page


def test_an_unknown_document_is_a_warning(evidence):
    evidence.write("book/page.md", "# Page\n\n```{doubt-list}\n:source: s7\n```\n")
    assert "source: there is no 's7'" in evidence.build().warnings


def test_every_reason_of_the_real_table_is_explained() -> None:
    from greentwin.data import describe
    from greentwin_book import evidence as module

    (field,) = (field for field in describe("figures_excluded").fields if field.name == "reason")
    assert set(module._REASONS) == set(field.constraints["enum"])


def test_the_real_page_tells_the_sizes_of_the_real_tables(built_book: Path) -> None:
    from greentwin.data import load

    page = (built_book / "book" / "evidence.html").read_text(encoding="utf-8")
    counts = rows_of(page, "evidence-counts")
    for name in ("figures", "systems", "participation", "ambiguities"):
        assert counts[name][-1] == str(len(load(name)))
    account = rows_of(page, "numeral-account")
    assert account["All"][1] == str(int(account["All"][2]) + int(account["All"][3]))
    for code in load("ambiguities")["ambiguity_id"]:
        assert f"{code}, characters" in page
