"""Vector normalisation: the value as a share of the length of its column.

    r = s x / sqrt(sum of x^2 over the units)                                              (1)

with s = 1 where more is better and -1 where less is. TOPSIS was published with it.

Reference
---------
Hwang C.-L. and Yoon K. (1981): Multiple Attribute Decision Making. Springer.
https://doi.org/10.1007/978-3-642-48318-9
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from greentwin.appraisal.checks import (
    Array,
    Table,
    check_directions,
    check_varying,
    indicator_matrix,
    indicator_names,
)
from greentwin.appraisal.options import Direction


def column_lengths(matrix: Array) -> Array:
    """Return the Euclidean length of each column, shape (n_units, n_indicators) to (n_indicators,)."""
    return np.asarray(np.sqrt((matrix**2).sum(axis=0)))


def vector(values: Table, directions: Sequence[Direction]) -> Array:
    """
    Divide each indicator by the length of its column.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values without gaps. Not changed.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.

    Returns
    -------
    numpy.ndarray of float, shape (n_units, n_indicators)
        More is better; values of which less is better are negative.

    Raises
    ------
    ParameterError
        If a direction is missing, there are gaps, or an indicator is the same for all units.

    Examples
    --------
    >>> vector([[3.0], [4.0]], ["higher_better"]).tolist()
    [[0.6], [0.8]]
    """
    matrix = indicator_matrix(values)
    count = matrix.shape[1]
    names = indicator_names(values, count)
    signs = check_directions(directions, count, names)
    check_varying(matrix, names)
    return matrix * signs / column_lengths(matrix)
