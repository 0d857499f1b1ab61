"""TOPSIS: how near a unit is to the best value of every indicator, and how far from the worst.

    D+_i = sqrt(sum over j of w_j^2 (r_ij - max r_j)^2)                                    (1)
    D-_i = sqrt(sum over j of w_j^2 (r_ij - min r_j)^2)                                    (2)
    C_i  = D-_i / (D+_i + D-_i)                                                            (3)

The published method divides each column by its length (vector normalisation). Software often takes min-max, and the
order can differ, so name the normalisation with the result.

References
----------
Hwang C.-L. and Yoon K. (1981): Multiple Attribute Decision Making. Springer, section 3.3.
https://doi.org/10.1007/978-3-642-48318-9

Tzeng G.-H. and Huang J.-J. (2011): Multiple Attribute Decision Making: Methods and Applications. CRC Press.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.aggregation.arithmetic import weighted_sums
from greentwin.appraisal.checks import Array, Table, check_choice, check_weights, indicator_matrix
from greentwin.appraisal.normalisation.min_max import min_max
from greentwin.appraisal.normalisation.vector import vector
from greentwin.appraisal.options import Direction

TopsisNormalisation = Literal["vector", "min_max"]
_NORMALISERS = {"vector": vector, "min_max": min_max}


@dataclass(frozen=True, eq=False)
class Topsis:
    """
    Distances and closeness of the units.

    Attributes
    ----------
    closeness : numpy.ndarray, shape (n_units,) or (n_draws, n_units)
        C, from 0 to 1; more is better.
    to_best, to_worst : numpy.ndarray, shape of `closeness`
        D+ and D-.
    normalisation : {"vector", "min_max"}
        Normalisation used.
    """

    closeness: Array
    to_best: Array
    to_worst: Array
    normalisation: TopsisNormalisation


def ideal_distances(normalised: Array, weights: Array) -> tuple[Array, Array]:
    """
    Return D+ and D-, equations (1) and (2), for one or many sets of weights and of values.

    Parameters
    ----------
    normalised : numpy.ndarray, shape (n_units, n_indicators) or (n_draws, n_units, n_indicators)
        Values of which more is better.
    weights : numpy.ndarray, shape (n_indicators,) or (n_draws, n_indicators)
        Weights.
    """
    squared = weights**2
    best, worst = normalised.max(axis=-2, keepdims=True), normalised.min(axis=-2, keepdims=True)
    to_best = np.sqrt(weighted_sums((normalised - best) ** 2, squared))
    to_worst = np.sqrt(weighted_sums((normalised - worst) ** 2, squared))
    return np.asarray(to_best), np.asarray(to_worst)


def closeness(normalised: Array, weights: Array) -> Array:
    """Return C, equation (3); shapes as for `ideal_distances`. Units that are best and worst at once have 0.5."""
    to_best, to_worst = ideal_distances(normalised, weights)
    span = to_best + to_worst
    return np.asarray(np.divide(to_worst, span, out=np.full_like(span, 0.5), where=span > 0))


def topsis(
    values: Table,
    weights: npt.ArrayLike,
    directions: Sequence[Direction],
    normalisation: TopsisNormalisation = "vector",
) -> Topsis:
    """
    Rank units by their closeness to the ideal.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values as measured, without gaps. Not changed.
    weights : array_like, shape (n_indicators,) or (n_draws, n_indicators)
        Weights that sum to one.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    normalisation : {"vector", "min_max"}, optional
        Normalisation; ``vector`` is the published one.

    Returns
    -------
    Topsis
        Closeness and distances.

    Raises
    ------
    ParameterError
        If there are gaps, a direction is missing, an indicator is the same for all units, the weights are negative or
        do not sum to one, or the normalisation is unknown.

    Examples
    --------
    >>> values = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
    >>> topsis(values, [0.3, 0.4, 0.3], ["higher_better"] * 3).closeness.round(4).tolist()
    [0.5037, 0.6581, 0.7482, 0.334]
    """
    check_choice("normalisation", normalisation, get_args(TopsisNormalisation))
    normalised = _NORMALISERS[normalisation](values, directions)
    checked = check_weights(weights, indicator_matrix(values).shape[1])
    to_best, to_worst = ideal_distances(normalised, checked)
    return Topsis(closeness(normalised, checked), to_best, to_worst, normalisation)
