"""Predictions from law beside the statements: outcomes on rows made by hand and in the study."""

from __future__ import annotations

import pytest
from coded_rows import row, selected

from greentwin.ngo.contrasts import read_coding
from greentwin.ngo.predictions import PREDICTIONS, applies, beyond_law, compare_predictions
from greentwin.ngo.profiles import profile
from greentwin.ngo.sentences import SENTENCES
from greentwin.ngo.verdict_findings import prediction_findings
from greentwin.ngo.verdict_tables import convergence_table, prediction_table
from greentwin.plotting import LANGUAGES


def outcomes(*rows):
    return {found.prediction.name: found.outcome for found in compare_predictions(selected(*rows))}


def test_a_direction_agrees_contradicts_or_is_not_addressed():
    tie = {"dimension": "government_tie", "attribute": "closeness to government"}
    assert outcomes(row(**tie))["sponsor"] == "agrees"
    assert outcomes(row(**tie, higher_side="europe"))["sponsor"] == "contradicts"
    assert outcomes(row("c01", **tie), row("c02", **tie, higher_side="europe"))["sponsor"] == "mixed"
    assert outcomes(row(**tie, domain="industry"))["sponsor"] == "not_addressed"
    assert outcomes(row())["sponsor"] == "not_addressed"


def test_no_contrast_expected_is_contradicted_by_any_direction_on_founding():
    founding = {"dimension": "government_tie", "attribute": "Founding needs support"}
    for side in ("china", "europe"):
        assert outcomes(row(**founding, higher_side=side))["direct_registration"] == "contradicts"
    assert outcomes(row(**founding | {"attribute": "closeness"}))["direct_registration"] == "not_addressed"


def test_outcomes_in_the_study():
    found = {(f.prediction.name, f.voice.key): f for f in compare_predictions(read_coding().select())}
    assert found["sponsor", "chinese_side"].ids == ("c03",)
    assert found["authority", "french_side"].outcome == "agrees"
    assert found["direct_registration", "chinese_side"].outcome == "contradicts"
    assert found["latitude", "french_side"].outcome == "not_addressed"
    assert {found["border", key].outcome for key in ("chinese_side", "french_side")} == {"not_addressed"}


def test_what_law_does_not_speak_of_is_counted_for_each_reporter():
    selection = read_coding().select()
    found = {f.name: f for f in prediction_findings(selection, compare_predictions(selection))}
    assert (found["beyond_law_chinese_side"].value, found["beyond_law_french_side"].value) == (0, 11)
    assert found["predictions_agree_chinese_side"].value == 4
    assert "contradict 1" in found["predictions_agree_chinese_side"].sentence["en"]
    chinese, _ = selection.voices
    assert beyond_law(selection, chinese) == ()


def test_predictions_are_not_applied_to_other_countries():
    assert applies(read_coding().select())
    assert not applies(selected(row(reporter="Guest", europe_scope="Utopia")))
    selection = selected(row())
    assert list(prediction_findings(selection, ())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_prediction_has_a_sentence_and_a_row(language):
    selection = read_coding().select()
    shown = prediction_table(compare_predictions(selection), selection.voices, language)
    assert shown.shape == (len(PREDICTIONS), 4)
    assert all(f"prediction_{prediction.name}" in SENTENCES.table for prediction in PREDICTIONS)
    assert "c03" in shown.iloc[0, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_convergence_is_shown_with_the_difference_beside_it(language):
    (found,) = convergence_table(profile(read_coding().select()), language).to_dict("records")
    values = list(found.values())
    assert values[0].startswith("c23")
    assert values[1] == "s0: 3313–3363"
    assert "last long" in values[-1]
    assert convergence_table(profile(selected(row())), language).empty
