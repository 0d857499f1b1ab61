"""Outliers: the rule on skewness and kurtosis that the Joint Research Centre uses, and what it does about them.

An indicator is outlying if both

    |G1| > 2   and   G2 > 3.5                                                              (1)

where G1 and G2 are sample skewness and excess kurtosis, corrected for bias. Then its extreme points are winsorised
one by one: the farthest point on the side of the skew takes the value of the next one, at most five times. If that
does not help, the indicator is transformed,

    y = ln(x - min + 0.01 (max - min)),                                                    (2)

mirrored where the skew is to the left.

References
----------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 3. https://doi.org/10.1787/9789264043466-en

Groeneveld R. A. and Meeden G. (1984): Measuring skewness and kurtosis. The Statistician 33, 391-399.
https://doi.org/10.2307/2987742

Becker W., Caperna G., Del Sorbo M., Norlen H., Papadimitriou E. and Saisana M. (2022): COINr: an R package for
developing composite indicators. Journal of Open Source Software 7(78), 4567. https://doi.org/10.21105/joss.04567
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array, Table, check_varying, indicator_matrix, indicator_names
from greentwin.errors import ParameterError

Outcome = Literal["unchanged", "winsorised", "transformed", "outlying"]
SKEWNESS, KURTOSIS, MOST_POINTS = 2.0, 3.5, 5
_LEAST_UNITS = 4
_OFFSET = 0.01


@dataclass(frozen=True, eq=False)
class Treated:
    """
    A table whose outliers were treated.

    Attributes
    ----------
    matrix : numpy.ndarray of float, shape (n_units, n_indicators)
        Values after the treatment.
    outcomes : tuple of {"unchanged", "winsorised", "transformed", "outlying"}
        What was done to each indicator; ``outlying``: the rule is broken still, and the values are as they were.
    points : tuple of int
        How many points of each indicator were winsorised.
    """

    matrix: Array
    outcomes: tuple[Outcome, ...]
    points: tuple[int, ...]


def outlying(matrix: Array) -> npt.NDArray[np.bool_]:
    """Tell for each column whether it breaks the rule (1), shape (n_units, n_indicators), four units or more."""
    from scipy.stats import kurtosis, skew

    broken: npt.NDArray[np.bool_] = (np.abs(skew(matrix, axis=0, bias=False)) > SKEWNESS) & (
        kurtosis(matrix, axis=0, bias=False) > KURTOSIS
    )
    return broken


def winsorised(column: Array, steps: int) -> Array:
    """Set the farthest value on the side of the skew to the next one, `steps` times; shape (n_units,)."""
    from scipy.stats import skew

    result = column.copy()
    for _ in range(steps):
        right = skew(result) > 0
        farthest = result.max() if right else result.min()
        others = result[result != farthest]
        if not len(others):
            break
        result[result == farthest] = others.max() if right else others.min()
    return result


def log_transformed(column: Array) -> Array:
    """Apply (2) to a column, mirrored where its skew is to the left; shape (n_units,)."""
    from scipy.stats import skew

    sign = 1.0 if skew(column) > 0 else -1.0
    turned = sign * column
    return np.asarray(sign * np.log(turned - turned.min() + _OFFSET * np.ptp(turned)))


def treat_outliers(values: Table, *, most_points: int = MOST_POINTS, transform: bool = True) -> Treated:
    """
    Winsorise or transform the indicators that break the rule (1).

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values of four units or more, without gaps. Not changed.
    most_points : int, optional
        Most points of an indicator to winsorise.
    transform : bool, optional
        Whether to apply (2) where winsorising does not help; it changes the unit of the indicator.

    Returns
    -------
    Treated
        Values, and what was done to each indicator.

    Raises
    ------
    ParameterError
        If there are fewer than four units, gaps, or an indicator without variation, or `most_points` is negative.

    Examples
    --------
    >>> treated = treat_outliers([[float(x)] for x in (1, 2, 3, 4, 5, 6, 7, 8, 9, 100)])
    >>> treated.outcomes, treated.points, float(treated.matrix.max())
    (('winsorised',), (1,), 9.0)
    """
    if most_points < 0:
        raise ParameterError(f"most_points is {most_points}; it must be 0 or more")
    matrix = indicator_matrix(values, least_units=_LEAST_UNITS)
    check_varying(matrix, indicator_names(values, matrix.shape[1]))
    outcomes: list[Outcome] = ["unchanged"] * matrix.shape[1]
    points = [0] * matrix.shape[1]
    for position in np.flatnonzero(outlying(matrix)):
        column = matrix[:, position].copy()
        matrix[:, position], outcomes[position] = _treated(column, most_points, transform)
        if outcomes[position] == "winsorised":
            points[position] = int((matrix[:, position] != column).sum())
    return Treated(matrix, tuple(outcomes), tuple(points))


def _treated(column: Array, most_points: int, transform: bool) -> tuple[Array, Outcome]:
    for steps in range(1, most_points + 1):
        candidate = winsorised(column, steps)
        if (candidate != column).sum() > most_points or np.ptp(candidate) == 0:
            break
        if not outlying(candidate[:, None])[0]:
            return candidate, "winsorised"
    candidate = log_transformed(column)
    if transform and not outlying(candidate[:, None])[0]:
        return candidate, "transformed"
    return column, "outlying"
