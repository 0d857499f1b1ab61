"""Conclusions and variants: verdicts on rows made by hand, and on the study's own statements."""

from __future__ import annotations

import pytest
from coded_rows import coded, few_examples, frame, row, selected
from hypothesis import given

from greentwin.ngo import conclusions as c
from greentwin.ngo.contrasts import coding, read_coding
from greentwin.ngo.sensitivity import sensitivity
from greentwin.ngo.verdict_findings import sensitivity_findings
from greentwin.ngo.verdict_tables import sensitivity_table, single_statement_table
from greentwin.plotting import LANGUAGES, label

BOTH = ("chinese_side", "french_side")
FRENCH = {"reporter": "french_side"}
EUROPE = {"higher_side": "europe"}
EXECUTION = {"dimension": "execution"}


def execution(*rows):
    return c.each_gives(BOTH, ("execution",), "china", frame(*rows))


def test_each_gives_needs_every_reporter_and_no_contradiction():
    ours, theirs = row("c01", **EXECUTION), row("c02", **EXECUTION, **FRENCH)
    against = row("c03", **EXECUTION, **FRENCH, **EUROPE)
    elsewhere = row("c04", **EXECUTION, **FRENCH, domain="industry")
    assert execution(ours, theirs) == "holds"
    assert execution(ours) == execution() == execution(ours, elsewhere) == "undecided"
    assert execution(ours, against) == execution(ours, theirs, against) == execution(against) == "fails"
    assert c.each_gives(BOTH[:1], ("execution",), "china", frame(ours)) == "undecided"


def test_both_ways_needs_two_statements_of_each_reporter():
    ours = [row("c01"), row("c02", **EUROPE)]
    theirs = [row("c03", **FRENCH), row("c04", **FRENCH, **EUROPE)]
    assert c.each_gives_both_ways(BOTH, frame(*ours, *theirs)) == "holds"
    assert c.each_gives_both_ways(BOTH, frame(*ours, theirs[0])) == "undecided"
    assert c.each_gives_both_ways(BOTH, frame(*ours, theirs[0], row("c05", **FRENCH))) == "fails"


def test_opposition_needs_the_same_dimension_in_the_same_field():
    ours, against = row("c01"), row("c02", **FRENCH, **EUROPE)
    assert c.none_opposed(BOTH, frame(ours, against)) == "fails"
    assert c.none_opposed(BOTH, frame(ours, row("c02", **FRENCH))) == "holds"
    assert c.none_opposed(BOTH, frame(ours, against | {"domain": "research"})) == "undecided"
    assert c.none_opposed(BOTH, frame(ours, against | {"dimension": "caution"})) == "undecided"


def test_likeness_needs_both_sides_described_by_one_attribute():
    alike = row("c01", explicit_europe="yes")
    unlike = alike | {"note": "Unlike attributes: a, b."}
    assert c.never_alike(frame(alike)) == "fails"
    assert c.never_alike(frame(unlike, row("c02"))) == "holds"
    assert c.never_alike(frame()) == "undecided"


@pytest.mark.parametrize(
    ("judge", "yes", "no"),
    [
        (c.mostly_hedged, {"strength": "hedged"}, {"strength": "plain"}),
        (c.mostly_one_sided, {}, {"explicit_europe": "yes"}),
    ],
)
def test_mostly_means_more_than_half(judge, yes, no):
    rows = [row(f"c{k:02d}", **(yes if k < 3 else no)) for k in range(6)]
    assert judge("chinese_side", frame(*rows)) == "fails"
    assert judge("chinese_side", frame(*rows[:5])) == "holds"
    assert judge("french_side", frame(*rows)) == "undecided"


@few_examples
@given(coded())
def test_breaking_statements_are_those_whose_loss_changes_the_verdict(table):
    selection = coding(table).select()
    rows = selection.directed
    for tested in sensitivity(selection).tested:
        judge = tested.conclusion.judge
        assert tested.baseline == judge(rows)
        breaking = dict(tested.breaking)
        for contrast_id in rows["contrast_id"]:
            verdict = judge(rows[rows["contrast_id"] != contrast_id])
            assert breaking.get(contrast_id, tested.baseline) == verdict


@few_examples
@given(coded())
def test_wording_is_not_tested_on_statements_chosen_by_their_wording(table):
    result = sensitivity(coding(table).select())
    chosen_by = [variant.chosen_by for variant in result.variants]
    for tested in result.tested:
        for by, verdict in zip(chosen_by, tested.verdicts, strict=True):
            if by == tested.conclusion.about:
                assert verdict == "undecided"


def verdicts():
    result = sensitivity(read_coding().select())
    names = [(v.name, v.voice.key if v.voice else "") for v in result.variants]
    return {
        t.conclusion.name: (dict(zip(names, t.verdicts, strict=True)), dict(t.breaking))
        for t in result.tested
    }


def test_the_study_loses_execution_without_one_sided_statements_and_the_tie_without_hedged_ones():
    found = verdicts()
    execution, hangs_on = found["execution_in_china"]
    assert execution[("all_rows", "")] == execution[("hedged_dropped", "")] == "holds"
    assert execution[("implied_dropped", "")] == "undecided"
    assert hangs_on == {"c05": "undecided", "c13": "undecided"}
    tie, hangs_on = found["government_tie_in_china"]
    assert tie[("all_rows", "")] == tie[("implied_dropped", "")] == "holds"
    assert tie[("hedged_dropped", "")] == "undecided"
    assert hangs_on == {"c03": "undecided", "c10": "undecided"}


def test_what_each_participant_says_is_undecided_without_one_of_them():
    for name in ("execution_in_china", "government_tie_in_china", "none_opposed"):
        verdict, _ = verdicts()[name]
        assert verdict[("reporter_dropped", "chinese_side")] == "undecided"
        assert verdict[("reporter_dropped", "french_side")] == "undecided"


def test_one_reporter_alone_decides_nothing_about_each_participant():
    result = sensitivity(read_coding().select(reporter="french_side"))
    assert [variant.name for variant in result.variants] == ["all_rows", "implied_dropped", "hedged_dropped"]
    found = {tested.conclusion.name: tested.baseline for tested in result.tested}
    assert found["execution_in_china"] == "undecided"
    assert found["mostly_hedged_french_side"] == "holds"
    assert "mostly_hedged_chinese_side" not in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_a_row_per_conclusion_and_name_the_statements(language):
    result = sensitivity(read_coding().select())
    shown = sensitivity_table(result, language)
    assert shown.shape == (len(result.tested), 1 + len(result.variants))
    words = {label(f"verdict_{verdict}", language) for verdict in ("holds", "fails", "undecided")}
    assert set(shown.iloc[:, 1:].to_numpy().ravel()) <= words
    single = single_statement_table(result, language)
    assert len(single) == sum(bool(tested.breaking) for tested in result.tested)
    assert "c05" in single.iloc[0, -1]
    assert "c13" in single.iloc[0, -1]


def test_findings_count_what_survives():
    found = {f.name: f for f in sensitivity_findings(sensitivity(read_coding().select()))}
    assert found["conclusions_hold"].value == 8
    assert found["conclusions_hold"].n == 10
    assert found["conclusions_without_one_sided"].value == 5
    assert found["conclusions_without_hedged"].value == 5
    assert found["conclusions_on_one_statement"].value == 3
    assert found["directions_robust"].value == 2
    assert "no two participants point opposite ways" in found["directions_robust"].sentence["en"]


@few_examples
@given(coded())
def test_findings_say_their_value(table):
    for found in sensitivity_findings(sensitivity(coding(table).select())):
        assert 0 <= found.value <= found.n
        assert all(str(found.value) in text for text in found.sentence.values())


def test_nothing_holds_where_nothing_is_said():
    names = [f.name for f in sensitivity_findings(sensitivity(selected(row(), domain="research")))]
    assert names == ["conclusions_hold"]
