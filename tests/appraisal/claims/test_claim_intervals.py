"""Interval arithmetic holds every result that numbers of the intervals can have."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.appraisal.claims.intervals import Interval, fall, total
from greentwin.errors import ParameterError

numbers = st.floats(-1e4, 1e4, allow_nan=False)
positive = st.floats(0.01, 1e4, allow_nan=False)
parts = st.floats(0, 1)


@st.composite
def intervals(draw: st.DrawFn, bounds: st.SearchStrategy[float] = numbers) -> Interval:
    low, high = sorted((draw(bounds), draw(bounds)))
    return Interval(low, high)


def within(value: float, interval: Interval) -> bool:
    room = 1e-9 * max(1.0, abs(interval.low), abs(interval.high))
    return interval.low - room <= value <= interval.high + room


def inside(interval: Interval, part: float) -> float:
    return min(interval.low + part * (interval.high - interval.low), interval.high)


@given(intervals(), intervals(), parts, parts)
def test_sums_differences_and_products_hold_those_of_members(
    one: Interval, other: Interval, first: float, second: float
) -> None:
    a, b = inside(one, first), inside(other, second)
    assert within(a + b, one + other)
    assert within(a - b, one - other)
    assert within(a * b, one * other)


@given(intervals(), intervals(positive), parts, parts)
def test_quotients_hold_those_of_members(one: Interval, other: Interval, first: float, second: float) -> None:
    assert within(inside(one, first) / inside(other, second), one / other)


@given(intervals(), intervals())
def test_meeting_is_mutual_and_needs_common_numbers(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)
    apart = one.high < other.low or other.high < one.low
    assert not (apart and one.meets(other))


@given(intervals())
def test_an_interval_meets_itself(one: Interval) -> None:
    assert one.meets(one)


def test_rounded_neighbours_do_not_meet_and_a_number_at_the_end_does() -> None:
    assert not Interval.around(55, 0.5).meets(Interval.around(56, 0.5))
    assert Interval.around(55, 0.5).meets(Interval.point(55.5))
    assert Interval(75.0, math.inf).meets(Interval(70.5, 76.5))
    assert not Interval(75.0, math.inf).meets(Interval(66.5, 72.5))


def test_a_fall_from_200_to_150_is_25_percent_and_a_rise_is_negative() -> None:
    assert fall(Interval.point(200), Interval.point(150)) == Interval(25.0, 25.0)
    assert fall(Interval.point(100), Interval.point(150)).high == pytest.approx(-50)


def test_a_fall_is_as_uncertain_as_its_values() -> None:
    found = fall(Interval.around(100, 1), Interval.around(80, 1))
    assert found.low == pytest.approx(100 * (1 - 81 / 99))
    assert found.high == pytest.approx(100 * (1 - 79 / 101))


def test_the_middle_of_an_open_interval_is_its_bound() -> None:
    assert Interval(70, math.inf).middle == 70
    assert Interval(-math.inf, 20).middle == 20
    assert Interval(10, 20).middle == 15
    assert not Interval(70, math.inf).bounded


def test_a_total_of_nothing_is_zero() -> None:
    assert total([]) == Interval(0.0, 0.0)
    assert total([Interval(1, 2), Interval(10, 20)]) == Interval(11.0, 22.0)


@pytest.mark.parametrize(("low", "high"), [(2.0, 1.0), (math.nan, 1.0), (0.0, math.nan)])
def test_bounds_out_of_order_are_refused(low: float, high: float) -> None:
    with pytest.raises(ParameterError, match="low <= high"):
        Interval(low, high)


@pytest.mark.parametrize("divisor", [Interval(-1, 1), Interval(0, 1), Interval(-1, 0)])
def test_division_by_what_may_be_zero_is_refused(divisor: Interval) -> None:
    with pytest.raises(ParameterError, match="holds zero"):
        Interval.point(1) / divisor
