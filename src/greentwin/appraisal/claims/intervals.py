"""Closed intervals of numbers, for values that are known to the digits written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product

from greentwin.errors import ParameterError


@dataclass(frozen=True, slots=True)
class Interval:
    """
    All numbers from a lower to an upper bound, which may be infinite.

    Sums, differences, products and quotients hold every result that numbers of the two intervals can have (Moore,
    Kearfott and Cloud 2009, Introduction to Interval Analysis, https://doi.org/10.1137/1.9780898717716, chapter 2).

    Parameters
    ----------
    low, high : float
        Bounds, in any unit.

    Raises
    ------
    ParameterError
        If a bound is not a number, or the lower one is above the upper one.

    Examples
    --------
    >>> Interval.around(5.0, 0.5) / Interval.point(2.0)
    Interval(low=2.25, high=2.75)
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ParameterError(f"an interval needs low <= high, not {self.low} and {self.high}")

    @classmethod
    def point(cls, value: float) -> Interval:
        """Return the interval of a single number."""
        return cls(value, value)

    @classmethod
    def around(cls, value: float, half_width: float) -> Interval:
        """Return the numbers that lie no farther from a value than a half width."""
        return cls(value - half_width, value + half_width)

    @property
    def middle(self) -> float:
        """The midpoint; the finite bound where the other one is infinite."""
        if math.isinf(self.low) or math.isinf(self.high):
            return self.high if math.isinf(self.low) else self.low
        return (self.low + self.high) / 2

    @property
    def bounded(self) -> bool:
        """Whether both bounds are finite."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    def meets(self, other: Interval) -> bool:
        """
        Tell whether the two have numbers in common.

        Two intervals of positive width that only touch at their ends do not meet: 54.5 to 55.5 and 55.5 to 56.5 are 55
        and 56, rounded. A single number at the end of an interval meets it.
        """
        low, high = max(self.low, other.low), min(self.high, other.high)
        if self.low == self.high or other.low == other.high:
            return low <= high
        return low < high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a, b in product((self.low, self.high), (other.low, other.high))]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            raise ParameterError(f"cannot divide by an interval that holds zero: {other.low} to {other.high}")
        return self * Interval(1 / other.high, 1 / other.low)


def total(parts: list[Interval]) -> Interval:
    """Return the sum of intervals; zero for none."""
    found = Interval.point(0.0)
    for part in parts:
        found = found + part
    return found


def fall(first: Interval, last: Interval) -> Interval:
    """
    Return by how many per cent a positive quantity fell: ``100 (1 - last / first)``, negative if it rose.

    Raises
    ------
    ParameterError
        If the first value may be zero.
    """
    return Interval.point(100.0) * (Interval.point(1.0) - last / first)
