"""Tables and sentences on contrasts: every code has words in both languages, and the words carry the counts."""

from __future__ import annotations

import pytest
from coded_rows import coded, few_examples, frame, row
from hypothesis import given

from greentwin.ngo.comparison import compare_reporters
from greentwin.ngo.contrasts import load_contrasts, select
from greentwin.ngo.findings import contrast_findings
from greentwin.ngo.options import IMPLIED_POLES, REPORTERS
from greentwin.ngo.profiles import profile
from greentwin.ngo.tables import (
    attribute_label,
    comparison_table,
    frame_table,
    note_table,
    profile_table,
    statement_table,
    summary_table,
)
from greentwin.ngo.wording import empty_note
from greentwin.plotting import LANGUAGES, LabelError, label


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_dimension_and_attribute_of_the_table_has_words(language):
    contrasts = load_contrasts()
    for dimension in set(contrasts["dimension"]):
        assert label(f"dimension_{dimension}", language)
    for attribute in set(contrasts["attribute"]):
        words = attribute_label(attribute, language)
        assert words == attribute if language == "en" else words != attribute


def test_an_attribute_without_words_is_an_error():
    with pytest.raises(LabelError, match="attribute_love_of_tea"):
        attribute_label("love of tea", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reporter", REPORTERS)
def test_statements_are_listed_completely_with_their_locators(language, reporter):
    contrasts = load_contrasts()
    core = contrasts[(contrasts["role"] == "core") & (contrasts["reporter"] == reporter)]
    shown = statement_table(contrasts, reporter, language)
    assert list(shown[label("statement", language)]) == list(core["contrast_id"])
    notes = note_table(contrasts, reporter, language)
    assert list(notes[label("contrast_coder_note", language)]) == list(core["note"])
    first = core.iloc[0]
    expected = f"s0: {first['char_start']}–{first['char_end']}"
    assert shown[label("locator", language)].iloc[0] == expected


def test_a_statement_names_its_hedge_word_and_the_sides_it_describes():
    table = frame(
        row(
            "c01",
            strength="hedged",
            hedge_marker="通常",
            explicit_europe="yes",
            note="Unlike attributes: a, b.",
        ),
        row("c02", reporter="french_side", higher_side="europe", explicit_china="no", explicit_europe="yes"),
    )
    chinese = statement_table(table, "chinese_side", "en").iloc[0]
    assert chinese["Wording"] == "Hedged (通常)"
    assert chinese["Sides described"] == "China, Europe (by unlike attributes)"
    french = statement_table(table, "french_side", "en").iloc[0]
    assert (french["More on the side of"], french["Sides described"]) == ("France", "France")


@few_examples
@given(coded())
def test_the_summary_has_a_column_for_each_reporter_and_no_total(table):
    result = profile(table)
    shown = summary_table(result, "en").set_index(label("count", "en"))
    assert list(shown.columns) == ["Chinese participant, on Europe", "French participant, on France"]
    for column, summary in zip(shown.columns, result.summaries, strict=True):
        assert shown.loc["Statements", column] == summary.statements
        assert shown.loc["Implied for China", column] == summary.china.apart


@pytest.mark.parametrize("implied", IMPLIED_POLES)
def test_implied_sides_have_rows_of_their_own_only_when_separate(implied):
    shown = summary_table(profile(load_contrasts(), implied), "en")
    assert ("Implied for China" in set(shown.iloc[:, 0])) == (implied == "separate")


@pytest.mark.parametrize("language", LANGUAGES)
def test_profile_frames_and_comparison_are_complete(language):
    contrasts = select(load_contrasts())
    result = profile(contrasts)
    for reporter in REPORTERS:
        cells = [cell for cell in result.cells if cell.reporter == reporter]
        assert len(profile_table(result, reporter, language)) == len(cells)
    assert len(frame_table(result, language)) == len(result.frames)
    comparison = compare_reporters(contrasts)
    assert len(comparison_table(comparison, language)) == len(comparison.directions)


def test_findings_of_the_whole_report():
    contrasts = select(load_contrasts())
    found = {f.name: f for f in contrast_findings(profile(contrasts), compare_reporters(contrasts))}
    assert found["statements_chinese_side"].value == 4
    assert found["statements_french_side"].value == 13
    both = found["named_by_both"]
    assert "tie to government: more in China" in both.sentence["en"]
    assert "execution: more in China" in both.sentence["en"]
    assert "执行：中国较高" in both.sentence["zh"]
    assert found["convergence_asserted"].value == 1


@few_examples
@given(coded())
def test_findings_say_their_value_in_both_languages(table):
    for implied in IMPLIED_POLES:
        found = contrast_findings(profile(table, implied), compare_reporters(table))
        assert len({finding.name for finding in found}) == len(found)
        for finding in found:
            assert set(finding.sentence) == set(LANGUAGES)
            assert finding.value <= 2 * finding.n
            if not finding.name.startswith("sides_counted"):
                assert all(str(finding.value) in text for text in finding.sentence.values()), finding


def test_findings_of_a_silent_reporter_are_one_zero():
    result = profile(frame(), reporter="chinese_side")
    names = [finding.name for finding in contrast_findings(result, compare_reporters(frame()))]
    assert names == ["statements_chinese_side", "convergence_asserted"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_silence_is_said_of_those_who_are_silent(language):
    half = profile(frame(row()))
    note = empty_note(half, language)
    assert note is not None
    assert label("participant_french_side", language) in note
    assert label("participant_chinese_side", language) not in note
    assert empty_note(profile(frame(row(), row("c02", reporter="french_side"))), language) is None
