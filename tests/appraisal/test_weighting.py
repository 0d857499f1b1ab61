"""Weights: published examples, closed forms and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import DRINK_WEIGHTS, ENTROPY_WEIGHTS, TOPSIS_VALUES, drinks

from greentwin.appraisal.weighting.ahp import RANDOM_INDEX, ahp_weights
from greentwin.appraisal.weighting.budget import budget_weights
from greentwin.appraisal.weighting.entropy import entropy_weights
from greentwin.appraisal.weighting.equal import equal_by_axis, equal_weights
from greentwin.errors import ParameterError


def test_saatys_drinks_to_the_digit():
    found = ahp_weights(drinks())
    assert found.weights.round(4).tolist() == DRINK_WEIGHTS
    assert round(found.largest_eigenvalue, 4) == 7.1766
    assert round(found.consistency_index, 4) == 0.0294
    assert found.consistency_ratio == pytest.approx(found.consistency_index / 1.32)
    assert found.consistent


def test_the_table_of_random_indices_is_named_and_changes_the_ratio():
    saaty, lamata = (ahp_weights(drinks(), table) for table in RANDOM_INDEX)
    assert (saaty.random_index, lamata.random_index) == ("saaty_1980", "alonso_lamata_2006")
    assert saaty.consistency_index == lamata.consistency_index
    assert lamata.consistency_ratio == pytest.approx(saaty.consistency_index / 1.3417)


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=8))
def test_judgements_without_contradiction_return_the_weights_behind_them(raw):
    weights = np.array(raw) / sum(raw)
    found = ahp_weights(weights[:, None] / weights[None, :])
    assert np.allclose(found.weights, weights)
    assert found.consistency_ratio == pytest.approx(0.0, abs=1e-6)
    assert found.largest_eigenvalue == pytest.approx(len(raw))


def test_a_circle_of_preferences_is_inconsistent():
    found = ahp_weights([[1, 5, 1 / 5], [1 / 5, 1, 5], [5, 1 / 5, 1]])
    assert not found.consistent
    assert np.allclose(found.weights, 1 / 3)


@pytest.mark.parametrize(
    ("judgements", "table", "message"),
    [
        ([[1, 3], [3, 1]], "saaty_1980", "of 1 over 2 and of 2 over 1 are not reciprocal"),
        ([[1, -2], [-0.5, 1]], "saaty_1980", "a number above zero"),
        ([[1, 2, 3]], "saaty_1980", "a square of two indicators or more"),
        (np.ones((11, 11)), "saaty_1980", "ends at 10 indicators, there are 11; group them into axes"),
        (np.ones((16, 16)), "alonso_lamata_2006", "ends at 15"),
        ([[1, 1], [1, 1]], "saaty", "random_index is 'saaty'; it must be one of saaty_1980"),
    ],
)
def test_judgements_that_cannot_be_used_are_refused(judgements, table, message):
    with pytest.raises(ParameterError, match=message):
        ahp_weights(judgements, table)


def test_thirds_written_with_three_digits_are_reciprocal_enough():
    assert ahp_weights([[1, 3], [0.333, 1]]).weights.round(2).tolist() == [0.75, 0.25]


def test_entropy_weights_to_the_digit():
    assert entropy_weights(TOPSIS_VALUES).round(4).tolist() == ENTROPY_WEIGHTS


def test_entropy_weighs_what_is_concentrated_and_counts_a_zero_as_nothing():
    weights = entropy_weights([[0.0, 10.0], [0.0, 11.0], [9.0, 12.0]])
    assert weights[0] > 0.99
    assert weights.sum() == pytest.approx(1.0)
    # one unit has all: entropy 0, the spread is 1; the other column by equation (2)
    shares = np.array([10, 11, 12]) / 33
    other = 1 + (shares * np.log(shares)).sum() / np.log(3)
    assert weights[0] == pytest.approx(1 / (1 + other))


def test_equal_weights_of_indicators_and_of_axes():
    assert equal_weights(5).sum() == pytest.approx(1.0)
    weights = equal_by_axis(["a", "b", "b", "c", "c", "c"])
    assert weights.tolist() == pytest.approx([1 / 3, 1 / 6, 1 / 6, 1 / 9, 1 / 9, 1 / 9])
    with pytest.raises(ParameterError, match="at least one"):
        equal_weights(0)
    with pytest.raises(ParameterError, match="no axes"):
        equal_by_axis([])


def test_budgets_show_what_participants_disagree_on():
    found = budget_weights([[60, 40, 0], [20, 40, 40]])
    assert found.weights.tolist() == [0.4, 0.4, 0.2]
    assert (found.high - found.low).tolist() == pytest.approx([0.4, 0.0, 0.4])
    assert found.participants == 2
    assert budget_weights([[3, 7]], budget=10).weights.tolist() == [0.3, 0.7]


@pytest.mark.parametrize(
    ("points", "budget", "message"),
    [
        ([[50, 50], [50, 40]], 100, "participant 2 spent 90 points; each must spend exactly 100"),
        ([[150, -50]], 100, "at least 0"),
        ([[float("nan"), 100]], 100, "at least 0"),
        ([50, 50], 100, "participants in rows"),
        ([[1, 1]], 0, "above zero"),
    ],
)
def test_budgets_that_do_not_add_up_are_refused(points, budget, message):
    with pytest.raises(ParameterError, match=message):
        budget_weights(points, budget)
