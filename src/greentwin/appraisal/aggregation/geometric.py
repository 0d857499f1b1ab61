"""Geometric mean: limited compensation, a bad value weighs more the worse it is.

    S_i = product over j of r_ij ^ w_j                                                     (1)

It exists for values above zero only. With min-max the worst unit has zero, so a scale with a floor is needed, and
the floor is a choice that the scores depend on.

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 7. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.aggregation.arithmetic import weighted_sums
from greentwin.appraisal.checks import (
    Array,
    Table,
    check_positive,
    check_weights,
    indicator_matrix,
    indicator_names,
)


def weighted_products(normalised: Array, weights: Array) -> Array:
    """Apply (1); shapes as for `greentwin.appraisal.aggregation.arithmetic.weighted_sums`, values above zero."""
    return np.asarray(np.exp(weighted_sums(np.log(normalised), weights)))


def geometric(normalised: Table, weights: npt.ArrayLike) -> Array:
    """
    Multiply normalised indicators.

    Parameters
    ----------
    normalised : array_like or DataFrame, shape (n_units, n_indicators)
        Values above zero on one scale, more is better, without gaps. Not changed.
    weights : array_like, shape (n_indicators,) or (n_draws, n_indicators)
        Weights that sum to one.

    Returns
    -------
    numpy.ndarray, shape (n_units,) or (n_draws, n_units)
        Scores; more is better.

    Raises
    ------
    ParameterError
        If there are gaps, a value is not above zero, or the weights are negative or do not sum to one.

    Examples
    --------
    >>> geometric([[4.0, 9.0], [6.0, 6.0]], [0.5, 0.5]).round(6).tolist()
    [6.0, 6.0]
    """
    matrix = indicator_matrix(normalised)
    check_positive(matrix, indicator_names(normalised, matrix.shape[1]), "a geometric mean")
    return weighted_products(matrix, check_weights(weights, matrix.shape[1]))
