"""Tables and sentences on contrasts: every code has words in both languages, and the words carry the counts."""

from __future__ import annotations

import pytest
from coded_rows import coded, few_examples, row, selected
from hypothesis import given

from greentwin.ngo.comparison import compare_reporters
from greentwin.ngo.contrasts import coding, read_coding
from greentwin.ngo.findings import contrast_findings
from greentwin.ngo.names import attribute_name, dimension_name, side_name
from greentwin.ngo.options import IMPLIED_POLES
from greentwin.ngo.profiles import profile
from greentwin.ngo.tables import (
    comparison_table,
    frame_table,
    note_table,
    profile_table,
    statement_table,
    summary_table,
)
from greentwin.ngo.wording import empty_note
from greentwin.plotting import LANGUAGES, label, label_table


def everything():
    return read_coding().select()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_dimension_and_attribute_of_the_study_has_words(language):
    contrasts = read_coding().rows
    for dimension in set(contrasts["dimension"]):
        assert f"dimension_{dimension}" in label_table()
    for attribute in set(contrasts["attribute"]):
        words = attribute_name(attribute, language)
        assert words == attribute if language == "en" else words != attribute


def test_words_that_the_book_does_not_know_stay_as_they_are():
    (voice,) = selected(row(europe_scope="Sweden")).voices
    assert attribute_name("love of tea", "zh") == "love of tea"
    assert dimension_name("tea_breaks", "zh") == "Tea breaks"
    assert side_name("europe", voice, "zh") == "Sweden"


@pytest.mark.parametrize("language", LANGUAGES)
def test_statements_are_listed_completely_with_their_locators(language):
    selection = everything()
    core = selection.directed
    for voice in selection.voices:
        own = core[core["reporter"] == voice.reporter]
        shown = statement_table(selection, voice, language)
        assert list(shown[label("statement", language)]) == list(own["contrast_id"])
        notes = note_table(selection, voice, language)
        assert list(notes[label("contrast_coder_note", language)]) == list(own["note"])
        first = own.iloc[0]
        expected = f"s0: {first['char_start']}–{first['char_end']}"
        assert shown[label("locator", language)].iloc[0] == expected


def test_a_statement_names_its_hedge_word_and_the_sides_it_describes():
    unlike = {"strength": "hedged", "hedge_marker": "通常", "explicit_europe": "yes"}
    other = {"higher_side": "europe", "explicit_china": "no", "explicit_europe": "yes"}
    selection = selected(
        row("c01", **unlike, note="Unlike attributes: a, b."),
        row("c02", **other, char_start=50, reporter="french_side"),
    )
    chinese, french = (statement_table(selection, voice, "en").iloc[0] for voice in selection.voices)
    assert chinese["Wording"] == "Hedged (通常)"
    assert chinese["Sides described"] == "China, Europe (by unlike attributes)"
    assert chinese["Field and dimension"] == "NGOs: speed"
    assert (french["More on the side of"], french["Sides described"]) == ("France", "France")


@few_examples
@given(coded())
def test_the_summary_has_a_column_for_each_reporter_and_no_total(table):
    result = profile(coding(table).select())
    shown = summary_table(result, "en").set_index(label("count", "en"))
    heads = {
        "chinese_side": "Chinese participant, on Europe",
        "french_side": "French participant, on France",
    }
    assert list(shown.columns) == [heads[summary.voice.reporter] for summary in result.summaries]
    for column, summary in zip(shown.columns, result.summaries, strict=True):
        assert shown.loc["Statements", column] == summary.statements
        assert shown.loc["Implied for China", column] == summary.china.apart


@pytest.mark.parametrize("implied", IMPLIED_POLES)
def test_implied_sides_have_rows_of_their_own_only_when_separate(implied):
    shown = summary_table(profile(everything(), implied), "en")
    assert ("Implied for China" in set(shown.iloc[:, 0])) == (implied == "separate")


@pytest.mark.parametrize("language", LANGUAGES)
def test_profile_frames_and_comparison_are_complete(language):
    selection = everything()
    result = profile(selection)
    for voice in selection.voices:
        cells = [cell for cell in result.cells if cell.voice == voice]
        assert len(profile_table(result, voice, language)) == len(cells)
    assert len(frame_table(result, language)) == len(result.frames)
    comparison = compare_reporters(selection)
    shown = comparison_table(comparison, selection.voices, language)
    assert len(shown) == len(comparison.directions)
    assert label("agreement_both", language) in set(shown[label("contrast_said_by", language)])


def test_findings_of_the_whole_report():
    selection = everything()
    found = {
        f.name: f for f in contrast_findings(selection, profile(selection), compare_reporters(selection))
    }
    assert found["statements_chinese_side"].value == 4
    assert found["statements_french_side"].value == 13
    both = found["named_by_both"]
    assert "tie to government: more in China" in both.sentence["en"]
    assert "execution: more in China" in both.sentence["en"]
    assert "执行：中国较高" in both.sentence["zh"]
    assert found["convergence_asserted"].value == 1
    assert found["statements_chinese_side"].sentence["en"].startswith("The Chinese participant makes 4")


@few_examples
@given(coded())
def test_findings_say_their_value_in_both_languages(table):
    selection = coding(table).select()
    for implied in IMPLIED_POLES:
        found = contrast_findings(selection, profile(selection, implied), compare_reporters(selection))
        assert len({finding.name for finding in found}) == len(found)
        for finding in found:
            assert set(finding.sentence) == set(LANGUAGES)
            assert finding.value <= 2 * finding.n
            if not finding.name.startswith("sides_counted"):
                assert all(str(finding.value) in text for text in finding.sentence.values()), finding


def test_findings_of_a_silent_reporter_are_one_zero():
    selection = read_coding().select("research", "chinese_side")
    found = contrast_findings(selection, profile(selection), compare_reporters(selection))
    assert [finding.name for finding in found] == ["statements_chinese_side", "convergence_asserted"]
    assert found[0].value == 0


def test_findings_of_other_reporters_have_plain_names():
    selection = selected(row("c01", reporter="Guest from Moon Lake", europe_scope="Utopia"))
    found = contrast_findings(selection, profile(selection), compare_reporters(selection))
    assert found[0].name == "statements_reporter_1"
    assert found[0].sentence["en"].startswith("Guest from Moon Lake makes 1 directed statement on")


@pytest.mark.parametrize("language", LANGUAGES)
def test_silence_is_said_of_those_who_are_silent(language):
    rows = (row("c01"), row("c02", reporter="french_side", domain="research", char_start=40, char_end=50))
    note = empty_note(profile(selected(*rows, domain="ngo")), language)
    assert note is not None
    assert label("participant_french_side", language) in note
    assert label("participant_chinese_side", language) not in note
    assert empty_note(profile(selected(*rows)), language) is None
