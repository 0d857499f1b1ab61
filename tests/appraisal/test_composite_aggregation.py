"""Aggregations: published examples to the digit, closed forms, and many weights at once."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from published import (
    HIGHER,
    ORDER_SUPPORT,
    SITE_DIRECTIONS,
    SITE_INDICES,
    SITE_PREFERENCES,
    SITES,
    TOPSIS_CLOSENESS,
    TOPSIS_VALUES,
    TOPSIS_WEIGHTS,
    VOTES,
)

from greentwin.appraisal.aggregation.arithmetic import arithmetic
from greentwin.appraisal.aggregation.geometric import geometric
from greentwin.appraisal.aggregation.kemeny import kemeny
from greentwin.appraisal.aggregation.outranking import copeland, outranking_matrix
from greentwin.appraisal.aggregation.preferences import Preference
from greentwin.appraisal.aggregation.promethee import promethee
from greentwin.appraisal.aggregation.topsis import topsis
from greentwin.appraisal.composite import Recipe, composite
from greentwin.appraisal.options import AGGREGATIONS, NORMALISATIONS
from greentwin.appraisal.robustness.simplex import draw_weights

VALUES = np.array([[2.0, 30.0, 0.5], [4.0, 10.0, 0.1], [8.0, 20.0, 0.9], [6.0, 25.0, 0.3]])
DIRECTIONS = ["higher_better", "lower_better", "higher_better"]
RECIPES = [
    Recipe(normalisation, aggregation)
    for normalisation in NORMALISATIONS
    for aggregation in AGGREGATIONS
    if not (aggregation == "geometric" and normalisation in ("z_score", "vector"))
]
supports = st.integers(2, 6).flatmap(lambda n: arrays(float, (n, n), elements=st.integers(0, 9).map(float)))


def test_topsis_to_the_digit():
    found = topsis(TOPSIS_VALUES, TOPSIS_WEIGHTS, HIGHER)
    assert found.closeness.round(4).tolist() == TOPSIS_CLOSENESS
    assert found.normalisation == "vector"
    assert np.allclose(found.closeness, found.to_worst / (found.to_best + found.to_worst))


def test_the_normalisation_of_topsis_is_a_choice():
    other = topsis(TOPSIS_VALUES, TOPSIS_WEIGHTS, HIGHER, "min_max")
    assert other.normalisation == "min_max"
    assert abs(other.closeness - np.array(TOPSIS_CLOSENESS)).max() > 0.02


def test_topsis_of_the_ideal_and_of_its_opposite():
    found = topsis([[9.0, 1.0], [1.0, 9.0], [5.0, 5.0]], [0.5, 0.5], ["higher_better", "lower_better"])
    assert found.closeness[:2].tolist() == [1.0, 0.0]


def test_the_power_stations_of_promethee():
    preferences = [Preference(**row) for row in SITE_PREFERENCES]
    flows = promethee(SITES, np.full(6, 1 / 6), SITE_DIRECTIONS, preferences)
    indices = np.array(SITE_INDICES)
    # the paper prints three digits, cut or rounded
    assert flows.leaving == pytest.approx(indices.sum(axis=1) / 5, abs=0.001)
    assert flows.entering == pytest.approx(indices.sum(axis=0) / 5, abs=0.001)
    assert np.argsort(-flows.net).tolist() == [4, 1, 3, 5, 2, 0]
    oriented = np.array(SITES) * np.where(np.array(SITE_DIRECTIONS) == "higher_better", 1, -1)
    alone = [
        function.of(column[:, None] - column[None, :])
        for function, column in zip(preferences, oriented.T, strict=True)
    ]
    assert np.mean(alone, axis=0) == pytest.approx(indices, abs=0.0011)


def test_net_flows_sum_to_zero_and_weigh_single_indicators():
    weights = [0.2, 0.3, 0.5]
    flows = promethee(VALUES, weights, DIRECTIONS)
    assert flows.net.sum() == pytest.approx(0.0)
    alone = [promethee(VALUES, np.eye(3)[position], DIRECTIONS).net for position in range(3)]
    assert np.allclose(flows.net, np.array(weights) @ np.array(alone))


@pytest.mark.parametrize(
    ("preference", "expected"),
    [
        (Preference("usual"), [0, 0, 1, 1, 1]),
        (Preference("u_shape", indifference=1.0), [0, 0, 0, 1, 1]),
        (Preference("v_shape", preference=4.0), [0, 0, 0.25, 0.5, 1]),
        (Preference("level", indifference=1.0, preference=2.0), [0, 0, 0, 0.5, 1]),
        (Preference("linear", indifference=1.0, preference=3.0), [0, 0, 0, 0.5, 1]),
        (Preference("gaussian", inflection=1.0), [0, 0, 1 - np.exp(-0.5), 1 - np.exp(-2), 1 - np.exp(-12.5)]),
    ],
)
def test_preference_functions_by_hand(preference, expected):
    assert preference.of(np.array([-1.0, 0.0, 1.0, 2.0, 5.0])) == pytest.approx(expected)


def test_condorcets_voters():
    for order, support in ORDER_SUPPORT.items():
        pairs = [(a, b) for place, a in enumerate(order) for b in order[place + 1 :]]
        assert sum(VOTES[a][b] for a, b in pairs) == support
    found = kemeny(VOTES)
    assert (found.order, found.support, found.ties) == ((1, 2, 0), 104.0, 1)


@given(supports)
def test_the_order_found_is_the_best_of_all(support):
    found = kemeny(support)
    totals = {
        order: sum(support[a, b] for place, a in enumerate(order) for b in order[place + 1 :])
        for order in permutations(range(len(support)))
    }
    best = max(totals.values())
    assert found.support == best
    assert totals[found.order] == best
    assert found.ties == sum(total == best for total in totals.values())
    assert found.order == min(order for order, total in totals.items() if total == best)


def test_outranking_counts_weights_and_halves_of_ties():
    support = outranking_matrix([[1.0, 5.0, 2.0], [2.0, 5.0, 1.0]], [0.5, 0.3, 0.2], HIGHER)
    assert support.tolist() == [[0.5, 0.35], [0.65, 0.5]]
    assert copeland([[1.0, 5.0, 2.0], [2.0, 5.0, 1.0]], [0.5, 0.3, 0.2], HIGHER).tolist() == [-1.0, 1.0]


def test_no_compensation_where_a_mean_compensates():
    # the first unit is ahead on two of three, the other on one by far
    values = [[1.0, 1.0, 0.0], [0.9, 0.9, 100.0], [0.0, 0.0, 1.0]]
    weights = [0.4, 0.3, 0.3]
    assert composite(values, weights, HIGHER).argmax() == 1
    assert composite(values, weights, HIGHER, Recipe(aggregation="copeland")).argmax() == 0


@given(st.lists(st.floats(0.1, 10), min_size=3, max_size=3), st.integers(0, 9))
def test_a_geometric_mean_is_at_most_the_arithmetic_one(row, seed):
    weights = draw_weights(3, 1, seed=seed)[0]
    values = [row, [1.0, 1.0, 1.0]]
    assert geometric(values, weights)[0] <= arithmetic(values, weights)[0] + 1e-12


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: f"{recipe.normalisation}-{recipe.aggregation}")
def test_many_weights_and_many_values_at_once_give_what_each_gives_alone(recipe):
    weights = draw_weights(3, 7, seed=3)
    scale = recipe.scale(VALUES, VALUES, DIRECTIONS)
    alone = np.array([composite(VALUES, row, DIRECTIONS, recipe) for row in weights])
    assert np.allclose(recipe.scores(VALUES, weights, scale), alone)
    assert np.allclose(recipe.scores(np.stack([VALUES] * 7), weights, scale), alone)
    scale = recipe.scale(VALUES, VALUES + 1, DIRECTIONS)
    drawn = VALUES + np.linspace(0, 1, 7)[:, None, None]
    each = np.array([recipe.scores(one, row, scale) for one, row in zip(drawn, weights, strict=True)])
    assert np.allclose(recipe.scores(drawn, weights, scale), each)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: f"{recipe.normalisation}-{recipe.aggregation}")
def test_a_unit_that_is_best_on_everything_comes_first(recipe):
    values = np.array([[5.0, 2.0, 3.0], [9.0, 1.0, 4.0], [7.0, 6.0, 1.0]])
    assert composite(values, [0.2, 0.5, 0.3], DIRECTIONS, recipe).argmax() == 1
