"""Ratings of several coders, and the plainest measure of their agreement."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from greentwin.errors import ParameterError

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Undefined = Literal["", "no_pairs", "no_variation"]
Ratings = pd.DataFrame | npt.NDArray[Any] | Sequence[Sequence[Any]]

_MISSING = -1


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient of agreement with what it was computed from.

    Attributes
    ----------
    value : float
        The coefficient; 1 is perfect agreement, 0 what chance would give. Not-a-number if it does not exist.
    observed, expected : float
        Its two parts: agreement for percent agreement and the kappas, disagreement for alpha. Percent agreement
        expects nothing: not-a-number.
    n_units : int
        Units with at least two ratings; units with fewer carry no information on agreement.
    n_coders : int
        Coders with at least one rating in these units.
    interval : tuple of float, optional
        Lower and upper bound of a bootstrap interval, where one was asked for and exists.
    undefined : {"", "no_pairs", "no_variation"}
        Why there is no value: no unit has two ratings, or all ratings are the same.
    """

    value: float
    observed: float
    expected: float
    n_units: int
    n_coders: int
    interval: tuple[float, float] | None = None
    undefined: Undefined = ""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Ratings as numbers.

    Attributes
    ----------
    codes : ndarray of int, shape (n_units, n_coders)
        Position of each rating in ``values``; -1 for a gap. Only units with at least two ratings.
    values : tuple
        The different ratings, in ascending order.
    """

    codes: npt.NDArray[np.intp]
    values: tuple[Any, ...]

    @property
    def n_units(self) -> int:
        """Number of units with at least two ratings."""
        return int(self.codes.shape[0])

    @property
    def n_coders(self) -> int:
        """Number of coders with a rating in these units."""
        return int((self.codes != _MISSING).any(axis=0).sum())

    @property
    def complete(self) -> bool:
        """Whether no rating is missing."""
        return bool((self.codes != _MISSING).all())

    def counts(self) -> npt.NDArray[np.float64]:
        """Return how many coders gave each value to each unit, shape (n_units, n_values)."""
        table = np.zeros((self.n_units, len(self.values)))
        units, coders = np.nonzero(self.codes != _MISSING)
        np.add.at(table, (units, self.codes[units, coders]), 1)
        return table


def code(ratings: Ratings, order: Sequence[Any] | None = None) -> Coded:
    """Turn ratings into numbers and leave out the units that fewer than two coders judged.

    Parameters
    ----------
    ratings : DataFrame or array-like, shape (n_units, n_coders)
        Ratings; ``None`` and not-a-number are gaps. Not changed.
    order : sequence, optional
        All values in ascending order; needed where their own order is not meant, as with words.

    Raises
    ------
    ParameterError
        If the ratings are not a table with two columns or more, cannot be sorted, or ``order`` lacks a value.
    """
    table = _table(ratings)
    given = ~pd.isna(table)
    kept = given.sum(axis=1) >= 2
    table, given = table[kept], given[kept]
    values = _sorted(set(table[given]), order)
    position = {value: k for k, value in enumerate(values)}
    codes = np.full(table.shape, _MISSING, dtype=np.intp)
    codes[given] = [position[value] for value in table[given]]
    return Coded(codes, values)


def _table(ratings: Ratings) -> npt.NDArray[Any]:
    try:
        frame = (
            ratings if isinstance(ratings, pd.DataFrame) else pd.DataFrame(np.array(ratings, dtype=object))
        )
    except ValueError as error:
        raise ParameterError(f"ratings must be a table of units by coders: {error}") from None
    if frame.shape[1] < 2:
        raise ParameterError(
            f"agreement needs two coders or more, one column for each; there is {frame.shape[1]}"
        )
    return frame.to_numpy(dtype=object)


def _sorted(values: set[Any], order: Sequence[Any] | None) -> tuple[Any, ...]:
    if order is not None:
        unknown = sorted(str(value) for value in values - set(order))
        if unknown or len(set(order)) != len(order):
            reason = f"lacks {', '.join(unknown)}" if unknown else "names a value twice"
            raise ParameterError(f"order {reason}")
        return tuple(value for value in order if value in values)
    try:
        return tuple(sorted(values))
    except TypeError:
        raise ParameterError("the ratings mix values that cannot be sorted; give their order") from None


def percent_agreement(ratings: Ratings) -> Coefficient:
    """Return the share of pairs of ratings that agree, averaged over units.

    For two coders this is the share of units on which they agree. It makes no allowance for agreement by chance.

    Parameters
    ----------
    ratings : DataFrame or array-like, shape (n_units, n_coders)
        Ratings, gaps allowed. Not changed.

    Returns
    -------
    Coefficient
        Share from 0 to 1; ``no_pairs`` if no unit has two ratings.

    Raises
    ------
    ParameterError
        If the ratings are not a table with two columns or more.

    Examples
    --------
    >>> percent_agreement([["a", "a"], ["a", "b"], ["b", "b"], ["b", "b"]]).value
    0.75
    """
    coded = code(ratings)
    if not coded.n_units:
        return undefined("no_pairs", coded)
    share = float(agreeing_pairs(coded.counts()).mean())
    return Coefficient(share, share, math.nan, coded.n_units, coded.n_coders)


def agreeing_pairs(counts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return for each unit the share of pairs of ratings that agree, from counts of shape (n_units, n_values)."""
    n = counts.sum(axis=1)
    shares: npt.NDArray[np.float64] = (counts * (counts - 1)).sum(axis=1) / (n * (n - 1))
    return shares


def undefined(reason: Undefined, coded: Coded, observed: float = math.nan) -> Coefficient:
    """Return a coefficient without a value, and why."""
    return Coefficient(math.nan, observed, math.nan, coded.n_units, coded.n_coders, undefined=reason)
