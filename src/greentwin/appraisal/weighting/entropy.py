"""Entropy weights: more for an indicator on which the units differ more.

    p_ij = x_ij / sum over i of x_ij                                                       (1)
    e_j  = - sum over i of p_ij ln p_ij / ln n                                             (2)
    w_j  = (1 - e_j) / sum over j of (1 - e_j)                                             (3)

The weights come from the units at hand and say nothing of what matters: a unit more or less changes them, and an
indicator is not important because it varies.

Reference
---------
Hwang C.-L. and Yoon K. (1981): Multiple Attribute Decision Making. Springer, section 3.1.
https://doi.org/10.1007/978-3-642-48318-9
"""

from __future__ import annotations

import numpy as np

from greentwin.appraisal.checks import Array, Table, check_varying, indicator_matrix, indicator_names
from greentwin.errors import ParameterError


def entropies(matrix: Array) -> Array:
    """Return (2) for each column, shape (n_units, n_indicators) to (n_indicators,); 0 ln 0 counts as 0."""
    shares = matrix / matrix.sum(axis=0)
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * logs).sum(axis=0) / np.log(len(matrix)))


def entropy_weights(values: Table) -> Array:
    """
    Weigh indicators by how unequally their values are spread over the units.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values of zero or more, without gaps; their direction plays no part. Not changed.

    Returns
    -------
    numpy.ndarray, shape (n_indicators,)
        Weights that sum to one.

    Raises
    ------
    ParameterError
        If there are gaps, a value is negative, or an indicator is the same for all units.

    Examples
    --------
    >>> entropy_weights([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]).round(4).tolist()
    [0.178, 0.4521, 0.3699]
    """
    matrix = indicator_matrix(values)
    names = indicator_names(values, matrix.shape[1])
    if (matrix < 0).any():
        raise ParameterError("entropy weights need values of at least 0; a share of a sum cannot be negative")
    check_varying(matrix, names)
    spread = 1.0 - entropies(matrix)
    return np.asarray(spread / spread.sum())
