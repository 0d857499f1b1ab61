"""Outranking matrix: by which weight of indicators one unit is ahead of another.

How far ahead it is plays no part. Nothing can be made up for, and weights are importance, not rates of exchange.

    e_ab = sum over j of w_j (P_j(a, b) + I_j(a, b) / 2)                                   (1)

with P = 1 where a is ahead of b and I = 1 where they tie; e_ab + e_ba = 1.

Two rules order the units by it. Copeland's counts for each unit how many others it beats (e above one half), minus
how many beat it. The other rule looks for the order with the largest sum of e over all its pairs
(:mod:`greentwin.appraisal.aggregation.kemeny`).

References
----------
Munda G. and Nardo M. (2009): Noncompensatory/nonlinear composite indicators for ranking countries: a defensible
setting. Applied Economics 41, 1513-1523. https://doi.org/10.1080/00036840601019364

OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 7. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import (
    Array,
    Table,
    check_directions,
    check_weights,
    indicator_matrix,
    indicator_names,
)
from greentwin.appraisal.options import Direction

_MAJORITY = 1e-9


def pairwise_wins(oriented: Array) -> Array:
    """
    Return for each pair and indicator 1 if the first is ahead, 1/2 if they tie, else 0.

    Parameters
    ----------
    oriented : numpy.ndarray, shape (..., n_units, n_indicators)
        Values of which more is better.

    Returns
    -------
    numpy.ndarray, shape (..., n_units, n_units, n_indicators)
    """
    first, second = oriented[..., :, None, :], oriented[..., None, :, :]
    return np.asarray((first > second) + 0.5 * (first == second))


def supports(oriented: Array, weights: Array) -> Array:
    """Return e, equation (1), shape (n_units, n_units) or (n_draws, n_units, n_units); shapes as for `copeland`."""
    wins = pairwise_wins(oriented)
    if oriented.ndim == 3:
        return np.asarray(np.einsum("dabj,dj->dab", wins, np.broadcast_to(weights, oriented[:, 0].shape)))
    units = len(oriented)
    flat = weights @ wins.reshape(units * units, -1).T
    return np.asarray(flat.reshape(*weights.shape[:-1], units, units))


def beaten_minus_beating(support: Array) -> Array:
    """Return Copeland's score for each unit, shape (..., n_units, n_units) to (..., n_units)."""
    beats = np.count_nonzero(support > 0.5 + _MAJORITY, axis=-1)
    beaten = np.count_nonzero(support < 0.5 - _MAJORITY, axis=-1)
    return np.asarray(beats - beaten, dtype=float)


def copeland_scores(oriented: Array, weights: Array) -> Array:
    """
    Return Copeland's score for one or many sets of weights and of values.

    Parameters
    ----------
    oriented : numpy.ndarray, shape (n_units, n_indicators) or (n_draws, n_units, n_indicators)
        Values of which more is better.
    weights : numpy.ndarray, shape (n_indicators,) or (n_draws, n_indicators)
        Weights.

    Returns
    -------
    numpy.ndarray, shape (n_units,) or (n_draws, n_units)
        From -(n - 1) to n - 1.
    """
    return beaten_minus_beating(supports(oriented, weights))


def outranking_matrix(values: Table, weights: npt.ArrayLike, directions: Sequence[Direction]) -> Array:
    """
    Return by which weight of indicators each unit is ahead of each other one.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values as measured, without gaps. Not changed.
    weights : array_like, shape (n_indicators,)
        Weights that sum to one.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.

    Returns
    -------
    numpy.ndarray, shape (n_units, n_units)
        e; one half on the diagonal.

    Raises
    ------
    ParameterError
        If there are gaps, a direction is missing, or the weights are negative or do not sum to one.

    Examples
    --------
    >>> outranking_matrix([[1.0, 5.0], [2.0, 5.0]], [0.4, 0.6], ["higher_better"] * 2).tolist()
    [[0.5, 0.3], [0.7, 0.5]]
    """
    matrix = indicator_matrix(values)
    count = matrix.shape[1]
    signs = check_directions(directions, count, indicator_names(values, count))
    return supports(matrix * signs, check_weights(weights, count))


def copeland(values: Table, weights: npt.ArrayLike, directions: Sequence[Direction]) -> Array:
    """
    Score units by how many others they beat, minus how many beat them.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values as measured, without gaps. Not changed.
    weights : array_like, shape (n_indicators,)
        Weights that sum to one.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.

    Returns
    -------
    numpy.ndarray, shape (n_units,)
        Scores from -(n_units - 1) to n_units - 1; more is better, and ties are common.

    Raises
    ------
    ParameterError
        As for `outranking_matrix`.

    Examples
    --------
    >>> copeland([[1.0, 5.0], [2.0, 5.0], [0.0, 9.0]], [0.4, 0.6], ["higher_better"] * 2).tolist()
    [-2.0, 0.0, 2.0]
    """
    return beaten_minus_beating(outranking_matrix(values, weights, directions))
