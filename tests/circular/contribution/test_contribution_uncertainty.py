"""Uncertain quantities: the published example of the Monte Carlo method, and the law of propagation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.circular.contribution.uncertainty import (
    Quantity,
    between,
    propagated_uncertainty,
    rounded,
    summary,
)
from greentwin.errors import ParameterError


def test_sum_of_four_rectangular_quantities() -> None:
    # JCGM 101:2008, 9.2.3: four rectangular inputs of unit variance, y = sum: u = 2.00, 95 % interval +-3.88 by
    # Monte Carlo and +-3.92 by the law of propagation
    rng = np.random.default_rng(1)
    one = Quantity(0.0, math.sqrt(3))
    assert one.standard_uncertainty == pytest.approx(1.0)
    total = summary(sum(one.draw(rng, 400_000) for _ in range(4)))
    assert total.standard_uncertainty == pytest.approx(2.00, abs=0.01)
    assert (total.low, total.high) == (pytest.approx(-3.88, abs=0.02), pytest.approx(3.88, abs=0.02))
    assert 1.96 * propagated_uncertainty([1] * 4, [1] * 4) == pytest.approx(3.92)


def test_sum_of_four_normal_quantities() -> None:
    # JCGM 101:2008, 9.2.2: four standard normal inputs: +-3.92 by both
    rng = np.random.default_rng(2)
    total = summary(sum(Quantity(0.0, 1.0, "normal").draw(rng, 400_000) for _ in range(4)))
    assert total.high == pytest.approx(3.92, abs=0.02)
    assert total.mean == pytest.approx(0.0, abs=0.02)


def test_full_correlation_adds_uncertainties_and_cancels_differences() -> None:
    together = np.ones((2, 2))
    assert propagated_uncertainty([1, 1], [3, 4]) == pytest.approx(5)
    assert propagated_uncertainty([1, 1], [3, 4], together) == pytest.approx(7)
    assert propagated_uncertainty([1, -1], [3, 4], together) == pytest.approx(1)


@given(st.lists(st.tuples(st.floats(-10, 10), st.floats(0, 10)), min_size=1, max_size=5))
def test_propagation_without_correlation_is_a_sum_of_squares(inputs: list[tuple[float, float]]) -> None:
    c, u = zip(*inputs, strict=True)
    expected = math.sqrt(sum((a * b) ** 2 for a, b in inputs))
    assert propagated_uncertainty(c, u) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "spread"),
    [(2600.0, 50.0), (3300.0, 50.0), (260.0, 5.0), (14.5, 0.05), (54.9, 0.05), (1.6, 0.05), (551.0, 0.5)],
)
def test_a_stated_number_stands_for_what_is_rounded_to_it(value: float, spread: float) -> None:
    result = rounded(value)
    assert (result.value, result.distribution) == (value, "rectangular")
    assert result.spread == pytest.approx(spread)


def test_two_limits_are_a_rectangle() -> None:
    limits = between(1.25, 1.67)
    assert (limits.value, limits.spread) == (pytest.approx(1.46), pytest.approx(0.21))
    draws = between(1.0, 2.0).draw(np.random.default_rng(0), 1000)
    assert draws.min() >= 1
    assert draws.max() <= 2


def test_draws_repeat_with_their_seed() -> None:
    one, other = (Quantity(1.0, 1.0, "normal").draw(np.random.default_rng(7), 5) for _ in range(2))
    assert one.tolist() == other.tolist()


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda: Quantity(1.0, -1.0), "spread at least 0"),
        (lambda: Quantity(float("nan")), "finite"),
        (lambda: Quantity(1.0, 1.0, "triangular"), "one of rectangular, normal"),  # type: ignore[arg-type]
        (lambda: between(2.0, 1.0), "below the lower limit"),
        (lambda: rounded(0.0), "no last digit"),
        (lambda: propagated_uncertainty([1, 2], [1]), "one uncertainty"),
        (lambda: propagated_uncertainty([1], [-1]), "at least 0"),
        (lambda: propagated_uncertainty([1, 1], [1, 1], [[1, 2], [0, 1]]), "symmetric"),
        (lambda: propagated_uncertainty([1, 1], [1, 1], [[1, 2], [2, 1]]), "eigenvalue below 0"),
        (lambda: summary([1.0]), "at least two draws"),
        (lambda: summary([1.0, float("nan")]), "finite"),
        (lambda: summary([1.0, 2.0], coverage=1.0), "above 0 and below 1"),
    ],
)
def test_bad_input_is_refused(act: object, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        act()  # type: ignore[operator]
