"""Arithmetic mean: full compensation, a bad value can be made up for by a good one.

    S_i = sum over j of w_j r_ij                                                           (1)

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 7. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array, Table, check_weights, indicator_matrix


def weighted_sums(normalised: Array, weights: Array) -> Array:
    """
    Apply (1) for one or many sets of weights and of values.

    Parameters
    ----------
    normalised : numpy.ndarray, shape (n_units, n_indicators) or (n_draws, n_units, n_indicators)
        Values of which more is better.
    weights : numpy.ndarray, shape (n_indicators,) or (n_draws, n_indicators)
        Weights.

    Returns
    -------
    numpy.ndarray, shape (n_units,) or (n_draws, n_units)
        Scores.
    """
    if normalised.ndim == 2:
        return np.asarray(weights @ normalised.T)
    return np.asarray(
        (normalised @ np.broadcast_to(weights, (len(normalised), weights.shape[-1]))[..., None])[..., 0]
    )


def arithmetic(normalised: Table, weights: npt.ArrayLike) -> Array:
    """
    Average normalised indicators.

    Parameters
    ----------
    normalised : array_like or DataFrame, shape (n_units, n_indicators)
        Values on one scale, more is better, without gaps. Not changed.
    weights : array_like, shape (n_indicators,) or (n_draws, n_indicators)
        Weights that sum to one.

    Returns
    -------
    numpy.ndarray, shape (n_units,) or (n_draws, n_units)
        Scores; more is better.

    Raises
    ------
    ParameterError
        If there are gaps, or the weights are negative or do not sum to one.

    Examples
    --------
    >>> arithmetic([[1.0, 0.0], [0.5, 0.5]], [0.25, 0.75]).tolist()
    [0.25, 0.5]
    """
    matrix = indicator_matrix(normalised)
    return weighted_sums(matrix, check_weights(weights, matrix.shape[1]))
