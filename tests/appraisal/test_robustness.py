"""Weights on the simplex, ranks of draws, and the weights with which one unit overtakes another."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from greentwin.appraisal.composite import Recipe, composite
from greentwin.appraisal.options import AGGREGATIONS
from greentwin.appraisal.ranking import mean_ranks, ranks
from greentwin.appraisal.robustness.acceptability import central_weights, rank_acceptability, rank_intervals
from greentwin.appraisal.robustness.closest import overtaking_weights, simplex_projection
from greentwin.appraisal.robustness.simplex import draw_by_axis, draw_weights
from greentwin.appraisal.robustness.uncertainty import ranks_of_draws
from greentwin.errors import ParameterError

UP = ["higher_better", "higher_better", "higher_better"]
VALUES = np.array([[9.0, 1.0, 4.0], [5.0, 5.0, 5.0], [1.0, 9.0, 2.0], [0.5, 0.5, 0.5]])
points = st.lists(st.floats(-3, 3), min_size=2, max_size=6)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_drawn_weights_are_uniform_on_the_simplex(count):
    drawn = draw_weights(count, 40_000, seed=7)
    assert np.allclose(drawn.sum(axis=1), 1)
    # marginals of a uniform simplex are Beta(1, k - 1)
    assert drawn.mean(axis=0) == pytest.approx(np.full(count, 1 / count), abs=0.01)
    variance = (count - 1) / (count**2 * (count + 1))
    assert drawn.var(axis=0) == pytest.approx(np.full(count, variance), rel=0.05)
    above_half = (drawn > 0.5).mean(axis=0)
    assert above_half == pytest.approx(np.full(count, 0.5 ** (count - 1)), abs=0.01)


def test_weights_around_a_centre_have_its_mean_and_the_variance_of_the_formula():
    centre = np.array([0.6, 0.3, 0.1])
    drawn = draw_weights(3, 40_000, seed=7, centre=centre, concentration=19)
    assert drawn.mean(axis=0) == pytest.approx(centre, abs=0.005)
    assert drawn.var(axis=0) == pytest.approx(centre * (1 - centre) / 20, rel=0.05)


def test_an_axis_does_not_weigh_more_for_its_indicators():
    axes = ["a", "b", "b", "b", "c"]
    drawn = draw_by_axis(axes, 40_000, seed=7)
    assert np.allclose(drawn.sum(axis=1), 1)
    sums = np.column_stack([drawn[:, 0], drawn[:, 1:4].sum(axis=1), drawn[:, 4]])
    assert sums.mean(axis=0) == pytest.approx(np.full(3, 1 / 3), abs=0.01)
    assert sums.var(axis=0) == pytest.approx(np.full(3, 1 / 18), rel=0.05)


def test_the_seed_decides():
    assert (draw_weights(3, 5, seed=1) == draw_weights(3, 5, seed=1)).all()
    assert (draw_weights(3, 5, seed=1) != draw_weights(3, 5, seed=2)).any()


@pytest.mark.parametrize(
    "call",
    [
        lambda: draw_weights(0, 5, seed=1),
        lambda: draw_weights(3, 0, seed=1),
        lambda: draw_weights(2, 5, seed=1, centre=[1.0, 0.0]),
        lambda: draw_weights(2, 5, seed=1, centre=[0.5, 0.6]),
        lambda: draw_weights(2, 5, seed=1, centre=[0.5, 0.5], concentration=0.0),
        lambda: draw_by_axis([], 5, seed=1),
    ],
)
def test_draws_that_cannot_be_made_are_refused(call):
    with pytest.raises(ParameterError):
        call()


@given(st.lists(st.integers(0, 5), min_size=1, max_size=9))
def test_ranks_share_the_better_rank_and_mean_ranks_the_mean(scores):
    array = np.array(scores, dtype=float)
    assert ranks(array).tolist() == [1 + sum(other > own for other in scores) for own in scores]
    means = [
        1 + sum(other < own for other in scores) + (sum(other == own for other in scores) - 1) / 2
        for own in scores
    ]
    assert mean_ranks(array).tolist() == means


def test_rounding_does_not_decide_a_rank():
    assert ranks([0.1 + 0.2, 0.3, 0.0]).tolist() == [1, 1, 3]


@pytest.mark.parametrize("aggregation", AGGREGATIONS)
def test_ranks_of_draws_are_those_of_each_set_of_weights(aggregation):
    recipe = Recipe("min_max", aggregation)
    weights = draw_weights(3, 30, seed=5)
    found = ranks_of_draws(VALUES, VALUES, weights, UP, recipe)
    alone = [ranks(composite(VALUES, row, UP, recipe)) for row in weights]
    assert found.tolist() == np.array(alone).tolist()


def test_two_units_with_opposite_strengths_share_first_place_by_area():
    # score of the first is w, of the second 1 - w, with w uniform: each is first half of the time
    weights = draw_weights(2, 40_000, seed=11)
    found = ranks_of_draws([[1.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 1.0]], weights, UP[:2])
    assert rank_acceptability(found)[:, 0] == pytest.approx([0.5, 0.5], abs=0.01)
    central = central_weights(found, weights)
    assert central == pytest.approx(np.array([[0.75, 0.25], [0.25, 0.75]]), abs=0.01)


def test_values_move_within_their_ranges():
    weights = np.full((20_000, 1), 1.0)
    found = ranks_of_draws([[0.0], [0.5]], [[1.0], [0.5]], weights, UP[:1], seed=3)
    assert rank_acceptability(found)[:, 0] == pytest.approx([0.5, 0.5], abs=0.02)
    apart = ranks_of_draws([[0.0], [0.6]], [[0.5], [0.9]], weights, UP[:1], seed=3)
    assert rank_intervals(apart, 1.0).tolist() == [[2, 2], [1, 1]]


def test_a_unit_that_is_best_on_everything_is_always_first():
    low = np.vstack([VALUES, [10.0, 10.0, 10.0]])
    found = ranks_of_draws(low, low + 0.4, draw_weights(3, 500, seed=1), UP)
    assert (found[:, -1] == 1).all()
    assert rank_acceptability(found)[-1].tolist() == [1.0, 0, 0, 0, 0]


def test_intervals_leave_out_the_same_share_at_both_ends():
    drawn = np.array([[1, 4]] * 2 + [[2, 3]] * 96 + [[4, 1]] * 2)[:, [0, 1, 0, 1]]
    assert rank_intervals(drawn, 0.9)[0].tolist() == [2, 2]
    assert rank_intervals(drawn, 1.0)[0].tolist() == [1, 4]
    with pytest.raises(ParameterError, match="share is 0"):
        rank_intervals(drawn, 0)


@pytest.mark.parametrize("faulty", [[[1.0, 2.0]], [[0, 1]], [[1, 3]], [1, 2], np.zeros((0, 2), dtype=int)])
def test_what_are_no_ranks_is_refused(faulty):
    with pytest.raises(ParameterError):
        rank_acceptability(faulty)


def test_draws_of_ranks_and_weights_must_agree():
    with pytest.raises(ParameterError, match="ranks of 1 draws"):
        central_weights([[1, 2]], [[0.5, 0.5], [0.5, 0.5]])
    with pytest.raises(ParameterError, match="many sets"):
        ranks_of_draws(VALUES, VALUES, [0.2, 0.3, 0.5], UP)


@given(points)
def test_the_projection_is_the_nearest_point_of_the_simplex(point):
    array = np.array(point)
    found = simplex_projection(array)
    assert found.sum() == pytest.approx(1.0)
    assert (found >= 0).all()
    for other in np.vstack([np.eye(len(point)), np.full(len(point), 1 / len(point))]):
        assert np.linalg.norm(array - found) <= np.linalg.norm(array - other) + 1e-9


def test_the_nearest_weights_inside_the_simplex_by_hand():
    # min |w - w0| with d.w = 0 and sum w = 1: w0 - (d.w0 / |c|^2) c, with c the part of d across (1, 1, 1)
    lead, given_weights = np.array([-1.0, 0.5, 0.2]), np.array([0.4, 0.3, 0.3])
    across = lead - lead.mean()
    expected = given_weights - (lead @ given_weights) / (across @ across) * across
    assert (expected > 0).all()
    found = overtaking_weights(lead, np.zeros(3), given_weights)
    assert found.weights == pytest.approx(expected, abs=1e-9)
    assert found.moved == pytest.approx(np.abs(expected - given_weights).sum() / 2)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0.05, 1)), min_size=2, max_size=5))
def test_both_distances_find_the_optimum(rows):
    lead = np.array([row[0] for row in rows])
    weights = np.array([row[1] for row in rows])
    weights = weights / weights.sum()
    if lead @ weights >= -1e-3 or lead.max() < 1e-3:
        return
    euclidean = overtaking_weights(lead, np.zeros(len(lead)), weights)
    moved = overtaking_weights(lead, np.zeros(len(lead)), weights, "moved")
    for found in (euclidean, moved):
        assert found.weights.sum() == pytest.approx(1.0)
        assert (found.weights >= 0).all()
        assert lead @ found.weights == pytest.approx(0.0, abs=1e-6)
    assert moved.moved <= euclidean.moved + 1e-9
    best = minimize(
        lambda w: ((w - weights) ** 2).sum(),
        moved.weights,
        bounds=[(0, 1)] * len(lead),
        constraints=[
            {"type": "eq", "fun": lambda w: w.sum() - 1},
            {"type": "ineq", "fun": lambda w: lead @ w},
        ],
    )
    assert ((euclidean.weights - weights) ** 2).sum() <= best.fun + 1e-6
    # the least weight to move goes from the worst indicators to the best one
    grid = (
        [np.array(row) / 20 for row in product(range(21), repeat=len(lead)) if sum(row) == 20]
        if len(lead) < 4
        else []
    )
    for other in grid:
        if lead @ other >= 0:
            assert moved.moved <= np.abs(other - weights).sum() / 2 + 1e-9


def test_overtaking_in_a_composite_puts_them_level():
    recipe = Recipe()
    weights = np.array([0.5, 0.2, 0.3])
    parts = recipe.parts(VALUES, recipe.scale(VALUES, VALUES, UP))
    assert composite(VALUES, weights, UP)[0] > composite(VALUES, weights, UP)[2]
    for distance in ("euclidean", "moved"):
        found = overtaking_weights(parts[2], parts[0], weights, distance)
        scores = composite(VALUES, found.weights, UP)
        assert scores[0] == pytest.approx(scores[2])
        assert 0 < found.moved < 1


def test_who_is_ahead_already_needs_no_change_and_who_is_dominated_cannot():
    ahead = overtaking_weights([1.0, 1.0], [0.0, 0.5], [0.5, 0.5])
    assert ahead.weights.tolist() == [0.5, 0.5]
    assert ahead.moved == 0.0
    behind = overtaking_weights([0.0, 0.0], [0.1, 0.2], [0.5, 0.5], "moved")
    assert behind.weights is None
    assert behind.moved == float("inf")
    level_on_one = overtaking_weights([0.0, 0.3], [0.1, 0.3], [0.5, 0.5])
    assert level_on_one.weights == pytest.approx([0.0, 1.0], abs=1e-9)


@pytest.mark.parametrize(
    ("challenger", "weights", "distance", "message"),
    [
        ([1.0, 2.0, 3.0], [0.5, 0.5], "euclidean", "one for each indicator"),
        ([float("nan"), 2.0], [0.5, 0.5], "euclidean", "finite numbers"),
        ([1.0, 2.0], [0.5, 0.6], "euclidean", "must sum to 1"),
        ([1.0, 2.0], [0.5, 0.5], "maximum", "it must be one of euclidean, moved"),
    ],
)
def test_an_overtaking_that_makes_no_sense_is_refused(challenger, weights, distance, message):
    with pytest.raises(ParameterError, match=message):
        overtaking_weights(challenger, [1.0, 1.0], weights, distance)
