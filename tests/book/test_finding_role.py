"""Findings in prose: how they are written, where they lead, and what happens when they are not there."""

from __future__ import annotations

import re

import pytest

from greentwin.errors import StudyError
from greentwin.study.findings import Finding

SENTENCE = {"en": "The ratio is high.", "zh": "比率很高。"}


def _text(finding, part=None, language="en"):
    from greentwin_book.findings import part_text

    return part_text(finding, part, language)


def test_a_value_has_its_digits_and_its_unit_after_a_narrow_space():
    assert _text(Finding("co2", 21.456, "Mt CO2", SENTENCE, digits=1)) == "21.5\u202fMt CO2"


def test_a_pure_number_has_no_unit():
    assert _text(Finding("ratio", 3.217, "1", SENTENCE, digits=2)) == "3.22"


def test_a_negative_value_has_a_true_minus_sign():
    assert _text(Finding("change", -4.0, "%", SENTENCE, digits=1)) == "\u22124.0\u202f%"


@pytest.mark.parametrize(("language", "yes", "no"), [("en", "yes", "no"), ("zh", "是", "否")])
def test_truth_is_said_in_words(language, yes, no):
    assert _text(Finding("peaked", True, "1", SENTENCE), language=language) == yes
    assert _text(Finding("peaked", False, "1", SENTENCE), language=language) == no


def test_parts():
    finding = Finding("co2", 21.456, "Mt", SENTENCE, interval=(20.04, 23.0), n=1234, digits=1)
    assert _text(finding, "value") == "21.5"
    assert _text(finding, "unit") == "Mt"
    assert _text(finding, "n") == finding.__class__("n", 1234, "1", SENTENCE).text()
    assert _text(finding, "interval") == "20.0 to 23.0\u202fMt"
    assert _text(finding, "interval", "zh") == "20.0 至 23.0\u202fMt"
    assert _text(finding, "sentence", "zh") == "比率很高。"


@pytest.mark.parametrize("part", ["n", "interval", "colour"])
def test_a_part_that_was_not_recorded_is_an_error(part):
    with pytest.raises(StudyError, match=r"without|no part"):
        _text(Finding("ratio", 3.2, "1", SENTENCE), part)


def test_a_finding_in_prose_links_to_its_place_on_the_run_page(project, finding):
    project.add_run(findings=[finding(digits=1)])
    project.write("book/page.md", "# Page\n\nIt is {finding}`city_profile/changsha:ratio` times.\n")
    built = project.build()
    assert built.warnings == ""
    link = re.search(
        r'<a [^>]*href="([^"]*)"[^>]*><span class="gt-finding">(.*?)</span></a>', built.page("book/page")
    )
    assert link is not None
    assert link[1] == "../results/city_profile/changsha.html#finding-ratio"
    assert link[2] == "3.2"


@pytest.mark.parametrize(
    ("reference", "complaint"),
    [
        ("city_profile/changsha:nonsense", "has no finding 'nonsense'; it has: ratio"),
        ("city_profile/atlantis:ratio", "run the notebook first"),
        ("city_profile:ratio", "is not a reference to a finding"),
        ("city_profile/changsha:ratio.interval", "without an interval"),
    ],
)
def test_a_missing_finding_is_a_warning_with_page_and_line(project, finding, reference, complaint):
    project.add_run(findings=[finding()])
    project.write("book/page.md", f"# Page\n\nFirst.\n\nIt is {{finding}}`{reference}`.\n")
    warnings = project.build().warnings
    assert complaint in warnings
    assert re.search(r"book/page\.md:5: WARNING", warnings)


def test_a_finding_whose_page_is_not_in_the_book_is_a_warning(project, finding):
    project.add_run(findings=[finding()])
    project.write("book/page.md", "# Page\n\nIt is {finding}`city_profile/changsha:ratio`.\n")
    built = project.build(exclude_patterns=["notebooks", "out", "results"])
    assert "its page is not in the table of contents" in built.warnings


def test_markup_in_a_finding_is_shown_and_not_obeyed(project, finding):
    project.add_run(findings=[finding(value="<script>alert(1)</script>", unit="<b>Mt</b>")])
    project.write("book/page.md", "# Page\n\n{finding}`city_profile/changsha:ratio`\n")
    page = project.build().page("book/page")
    assert "<script>alert" not in page
    assert "<b>Mt" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_changed_finding_changes_the_page_that_shows_it(project, finding):
    project.add_run(findings=[finding(value=1)])
    project.write("book/page.md", "# Page\n\nIt is {finding}`city_profile/changsha:ratio` times.\n")
    assert ">1</span>" in project.build().page("book/page")
    project.add_run(findings=[finding(value=2)])
    assert ">2</span>" in project.build().page("book/page")
