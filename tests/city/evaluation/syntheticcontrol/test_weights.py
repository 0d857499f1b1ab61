"""Weights on the simplex: closed forms, conditions of an optimum, and a solver of another kind."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from greentwin.city.evaluation.syntheticcontrol.weights import mixture_range, simplex_weights
from greentwin.errors import DataError

NUMBERS = st.floats(-50, 50).map(lambda value: round(value, 3))


@st.composite
def points_and_target(draw):
    n_points, n_coordinates = draw(st.integers(1, 8)), draw(st.integers(1, 8))
    points = draw(arrays(float, (n_coordinates, n_points), elements=NUMBERS))
    return points, draw(arrays(float, (n_coordinates,), elements=NUMBERS))


@given(points_and_target())
@settings(max_examples=150, deadline=None)
def test_the_weights_are_the_optimum_of_a_convex_programme(drawn):
    points, target = drawn
    weights = simplex_weights(points, target)
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1)
    gradient = 2 * points.T @ (points @ weights - target)
    size = 1 + np.abs(gradient).max() + np.abs(points).max() ** 2
    used = weights > 1e-9
    assert np.ptp(gradient[used]) <= 1e-6 * size
    assert gradient[~used].min(initial=np.inf) >= gradient[used].max() - 1e-6 * size


@given(st.lists(st.floats(0, 1), min_size=2, max_size=6), st.integers(0, 50))
@settings(max_examples=60, deadline=None)
def test_an_exact_mixture_returns_its_weights(shares, seed):
    weights = np.array(shares) + 1e-3
    weights /= weights.sum()
    points = np.random.default_rng(seed).normal(0, 1, (10, len(weights)))
    found = simplex_weights(points, points @ weights)
    np.testing.assert_allclose(found, weights, atol=1e-7)


def test_another_solver_finds_the_same_weights():
    rng = np.random.default_rng(3)
    points, target = rng.normal(5, 1, (12, 9)), rng.normal(5, 1, 12)
    found = simplex_weights(points, target)
    other = minimize(
        lambda w: np.sum((points @ w - target) ** 2),
        np.full(9, 1 / 9),
        jac=lambda w: 2 * points.T @ (points @ w - target),
        bounds=[(0, 1)] * 9,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(9)},
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    np.testing.assert_allclose(found, other.x, atol=1e-5)
    assert np.sum((points @ found - target) ** 2) <= other.fun + 1e-9


def test_a_target_beyond_an_edge_is_projected_to_it():
    triangle = np.array([[0.0, 4.0, 0.0], [0.0, 0.0, 4.0]])
    assert simplex_weights(triangle, np.array([1.0, -3.0])) == pytest.approx([0.75, 0.25, 0])
    assert simplex_weights(triangle, np.array([9.0, 1.0])) == pytest.approx([0, 1, 0])
    assert simplex_weights(triangle, np.array([5.0, 5.0])) == pytest.approx([0, 0.5, 0.5])


def test_weights_do_not_depend_on_the_unit_of_the_outcome():
    rng = np.random.default_rng(4)
    points, target = rng.normal(0, 1, (7, 5)), rng.normal(0, 1, 7)
    found = simplex_weights(points, target)
    np.testing.assert_allclose(simplex_weights(1e5 * points + 3e6, 1e5 * target + 3e6), found, atol=1e-6)
    np.testing.assert_allclose(simplex_weights(1e-6 * points, 1e-6 * target), found, atol=1e-9)


def test_equal_points_share_the_weight():
    assert simplex_weights(np.ones((3, 4)), np.ones(3)).tolist() == [0.25] * 4


def test_a_gap_is_refused():
    with pytest.raises(DataError, match="has a gap"):
        simplex_weights(np.array([[1.0, np.nan]]), np.array([1.0]))


def test_the_range_of_a_decided_mixture_is_a_point():
    points = np.array([[0.0, 4.0, 0.0], [0.0, 0.0, 4.0]])
    weights = simplex_weights(points, np.array([1.0, 1.0]))
    low, high = mixture_range(points, weights, np.array([10.0, 20.0, 40.0]))
    assert (low, high) == pytest.approx((20, 20), abs=1e-4)


def test_the_range_of_an_undecided_mixture_is_found():
    square = np.array([[0.0, 2.0, 0.0, 2.0], [0.0, 0.0, 2.0, 2.0]])
    weights = simplex_weights(square, np.array([1.0, 1.0]))
    low, high = mixture_range(square, weights, np.array([0.0, 1.0, 1.0, 0.0]))
    assert low == pytest.approx(0, abs=1e-6)
    assert high == pytest.approx(1, abs=1e-6)
