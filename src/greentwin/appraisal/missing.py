"""Gaps in an indicator table: refuse them, drop what has them, or fill them in, and say which cells were filled.

Filling in with a mean pulls a unit to the middle and hides that nothing is known of it. To carry the lack of
knowledge into the result, give the gap the range of what is possible, see `observed_range`.

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 3. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array, Table, check_choice, indicator_matrix
from greentwin.appraisal.options import GAP_TREATMENTS, GapTreatment
from greentwin.errors import ParameterError


@dataclass(frozen=True, eq=False)
class Completed:
    """
    A table without gaps.

    Attributes
    ----------
    matrix : numpy.ndarray of float, shape (n_kept_units, n_kept_indicators)
        Values.
    units, indicators : tuple of int
        Positions of the rows and columns that were kept.
    filled : numpy.ndarray of bool, shape of `matrix`
        Which cells were filled in.
    """

    matrix: Array
    units: tuple[int, ...]
    indicators: tuple[int, ...]
    filled: npt.NDArray[np.bool_]


def fill(matrix: Array, centres: Array) -> Array:
    """Replace not-a-number by a value for each column, shapes (n_units, n_indicators) and (n_indicators,)."""
    return np.where(np.isnan(matrix), centres, matrix)


def treat_gaps(values: Table, treatment: GapTreatment = "refuse") -> Completed:
    """
    Return a table without gaps.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values; not-a-number is a gap. Not changed.
    treatment : {"refuse", "drop_units", "drop_indicators", "mean", "median"}
        What to do about gaps. There is no default but to refuse, for the choice changes the result.

    Returns
    -------
    Completed
        Table, what was kept and what was filled in.

    Raises
    ------
    ParameterError
        If there are gaps and they are refused, if nothing would be left, or if an indicator has no value to fill from.

    Examples
    --------
    >>> treat_gaps([[1.0, 2.0], [3.0, float("nan")], [5.0, 8.0]], "median").matrix.tolist()
    [[1.0, 2.0], [3.0, 5.0], [5.0, 8.0]]
    """
    check_choice("treatment", treatment, GAP_TREATMENTS)
    matrix = indicator_matrix(values, gaps=treatment != "refuse", least_units=1)
    gaps = np.isnan(matrix)
    units, indicators = np.arange(matrix.shape[0]), np.arange(matrix.shape[1])
    if treatment == "drop_units":
        units = units[~gaps.any(axis=1)]
    if treatment == "drop_indicators":
        indicators = indicators[~gaps.any(axis=0)]
    if not len(units) or not len(indicators):
        raise ParameterError(
            f"with {treatment} nothing is left: gaps are everywhere; choose another treatment"
        )
    kept = np.ix_(units, indicators)
    chosen, filled = matrix[kept], gaps[kept]
    if treatment in ("mean", "median"):
        if gaps.all(axis=0).any():
            raise ParameterError("an indicator has no value at all; leave it out")
        chosen = fill(
            chosen, np.nanmean(chosen, axis=0) if treatment == "mean" else np.nanmedian(chosen, axis=0)
        )
    return Completed(chosen, tuple(map(int, units)), tuple(map(int, indicators)), filled)


def observed_range(low: Table, high: Table) -> tuple[Array, Array]:
    """
    Give a gap the whole range that the other units have, so that the result shows what is not known.

    Parameters
    ----------
    low, high : array_like or DataFrame, shape (n_units, n_indicators)
        Lowest and highest possible values; not-a-number in both is a gap. Not changed.

    Returns
    -------
    tuple of numpy.ndarray
        Both without gaps.

    Raises
    ------
    ParameterError
        If the shapes differ, an indicator has no value at all, or only one end of a range is given.

    Examples
    --------
    >>> low, high = observed_range([[1.0], [float("nan")], [3.0]], [[2.0], [float("nan")], [4.0]])
    >>> low[1, 0], high[1, 0]
    (np.float64(1.0), np.float64(4.0))
    """
    lowest = indicator_matrix(low, gaps=True, least_units=1)
    highest = indicator_matrix(high, gaps=True, least_units=1)
    if lowest.shape != highest.shape or (np.isnan(lowest) != np.isnan(highest)).any():
        raise ParameterError("low and high must have the same shape, and a gap in both or in neither")
    if np.isnan(lowest).all(axis=0).any():
        raise ParameterError("an indicator has no value at all; leave it out")
    return fill(lowest, np.nanmin(lowest, axis=0)), fill(highest, np.nanmax(highest, axis=0))
