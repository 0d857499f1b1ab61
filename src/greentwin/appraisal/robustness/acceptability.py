"""How often a unit takes which rank, within which ranks it stays, and which weights put it first.

The rank acceptability index b of a unit and a rank is the share of all weights (and values) that give it this rank.
The central weights of a unit are the mean of those weights that put it first.

References
----------
Lahdelma R., Hokkanen J. and Salminen P. (1998): SMAA - stochastic multiobjective acceptability analysis. European
Journal of Operational Research 106, 137-143. https://doi.org/10.1016/S0377-2217(97)00163-X

Lahdelma R. and Salminen P. (2001): SMAA-2: stochastic multicriteria acceptability analysis for group decision making.
Operations Research 49, 444-454. https://doi.org/10.1287/opre.49.3.444.11220
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array
from greentwin.appraisal.ranking import Ranks
from greentwin.errors import ParameterError


def rank_acceptability(ranks: npt.ArrayLike) -> Array:
    """
    Return the share of draws in which each unit takes each rank.

    Parameters
    ----------
    ranks : array_like of int, shape (n_draws, n_units)
        Ranks from 1. Not changed.

    Returns
    -------
    numpy.ndarray, shape (n_units, n_units)
        Units in rows, ranks in columns; rows sum to one. Columns do only without ties.

    Raises
    ------
    ParameterError
        If the ranks are no such table.

    Examples
    --------
    >>> rank_acceptability([[1, 2], [1, 2], [2, 1], [1, 2]]).tolist()
    [[0.75, 0.25], [0.25, 0.75]]
    """
    drawn = _ranks(ranks)
    count = drawn.shape[1]
    return np.array([np.bincount(column, minlength=count + 1)[1:] for column in drawn.T]) / len(drawn)


def rank_intervals(ranks: npt.ArrayLike, share: float = 0.9) -> Ranks:
    """
    Return the best and the worst rank of each unit, after the same share of draws is left out at both ends.

    Parameters
    ----------
    ranks : array_like of int, shape (n_draws, n_units)
        Ranks from 1. Not changed.
    share : float, optional
        Share of the draws within the interval, above 0 and at most 1; 1 gives the extremes.

    Returns
    -------
    numpy.ndarray of int, shape (n_units, 2)
        Best and worst rank; each is a rank that was drawn.

    Raises
    ------
    ParameterError
        If the share is out of range or the ranks are no such table.

    Examples
    --------
    >>> rank_intervals([[1, 2], [1, 2], [2, 1], [1, 2]], share=1.0).tolist()
    [[1, 2], [1, 2]]
    """
    if not 0 < share <= 1:
        raise ParameterError(f"share is {share}; it must be above 0 and at most 1")
    outside = (1 - share) / 2
    drawn = _ranks(ranks)
    best = np.quantile(drawn, outside, axis=0, method="inverted_cdf")
    worst = np.quantile(drawn, 1 - outside, axis=0, method="inverted_cdf")
    return np.column_stack([best, worst]).astype(np.int64)


def central_weights(ranks: npt.ArrayLike, weights: npt.ArrayLike) -> Array:
    """
    Return the mean of the weights that put each unit first.

    Parameters
    ----------
    ranks : array_like of int, shape (n_draws, n_units)
        Ranks from 1. Not changed.
    weights : array_like, shape (n_draws, n_indicators)
        Weights of the same draws. Not changed.

    Returns
    -------
    numpy.ndarray, shape (n_units, n_indicators)
        Weights; not-a-number for a unit that is never first.

    Raises
    ------
    ParameterError
        If the numbers of draws differ.

    Examples
    --------
    >>> central_weights([[1, 2], [1, 2]], [[0.2, 0.8], [0.4, 0.6]]).round(6).tolist()
    [[0.3, 0.7], [nan, nan]]
    """
    drawn, used = _ranks(ranks), np.asarray(weights, dtype=float)
    if used.ndim != 2 or len(used) != len(drawn):
        raise ParameterError(f"there are ranks of {len(drawn)} draws and weights of the shape {used.shape}")
    first = (drawn == 1).astype(float)
    counts = first.sum(axis=0)[:, None]
    sums = first.T @ used
    return np.asarray(np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0))


def _ranks(ranks: npt.ArrayLike) -> Ranks:
    drawn = np.asarray(ranks)
    if drawn.ndim != 2 or not drawn.size or not np.issubdtype(drawn.dtype, np.integer):
        raise ParameterError("ranks must be whole numbers, draws in rows and units in columns")
    if drawn.min() < 1 or drawn.max() > drawn.shape[1]:
        raise ParameterError(f"ranks of {drawn.shape[1]} units must lie between 1 and {drawn.shape[1]}")
    return np.asarray(drawn, dtype=np.int64)
