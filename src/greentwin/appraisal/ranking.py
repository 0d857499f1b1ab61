"""Ranks of scores, for one ranking or for many at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array

Ranks = npt.NDArray[np.int64]
_DIGITS = 12


def ranks(scores: npt.ArrayLike) -> Ranks:
    """
    Rank scores, 1 for the highest; equal scores share the better rank.

    Scores that agree to 12 decimal places are equal, so that rounding does not decide.

    Parameters
    ----------
    scores : array_like, shape (..., n_units)
        Scores. Not changed.

    Returns
    -------
    numpy.ndarray of int, shape (..., n_units)
        Ranks.

    Examples
    --------
    >>> ranks([0.5, 0.9, 0.5, 0.1]).tolist()
    [2, 1, 2, 4]
    """
    falling = -np.round(np.asarray(scores, dtype=float), _DIGITS)
    order = np.argsort(falling, axis=-1, kind="stable")
    ordered = np.take_along_axis(falling, order, axis=-1)
    places = np.arange(1, falling.shape[-1] + 1)
    starts = np.ones(ordered.shape, dtype=bool)
    starts[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    shared = np.maximum.accumulate(np.where(starts, places, 0), axis=-1)
    result = np.empty(falling.shape, dtype=np.int64)
    np.put_along_axis(result, order, shared, axis=-1)
    return result


def mean_ranks(values: Array) -> Array:
    """
    Rank values, 1 for the lowest; equal values share the mean of their ranks.

    Parameters
    ----------
    values : numpy.ndarray, shape (..., n_units)
        Values.

    Returns
    -------
    numpy.ndarray of float, shape (..., n_units)

    Examples
    --------
    >>> mean_ranks(np.array([10.0, 30.0, 10.0])).tolist()
    [1.5, 3.0, 1.5]
    """
    lowest, from_above = ranks(-values), ranks(values)
    return np.asarray((lowest + values.shape[-1] + 1 - from_above) / 2)
