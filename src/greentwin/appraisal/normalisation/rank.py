"""Ranks: 1 for the worst unit, n for the best; units that tie share the mean of their ranks.

Ranks are not moved by outliers and forget how far apart the units are.

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 5. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from greentwin.appraisal.checks import Array, Table, check_directions, indicator_matrix, indicator_names
from greentwin.appraisal.options import Direction
from greentwin.appraisal.ranking import mean_ranks


def ranked(oriented: Array) -> Array:
    """Rank the units on each indicator, ties by their mean, shape (..., n_units, n_indicators)."""
    return np.asarray(np.swapaxes(mean_ranks(np.swapaxes(oriented, -1, -2)), -1, -2))


def rank(values: Table, directions: Sequence[Direction]) -> Array:
    """
    Replace values by ranks from 1, the worst, to the number of units.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values without gaps. Not changed.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.

    Returns
    -------
    numpy.ndarray of float, shape (n_units, n_indicators)
        More is better.

    Raises
    ------
    ParameterError
        If a direction is missing or there are gaps.

    Examples
    --------
    >>> rank([[10.0, 4.0], [20.0, 9.0], [15.0, 4.0]], ["higher_better", "lower_better"]).tolist()
    [[1.0, 2.5], [3.0, 1.0], [2.0, 2.5]]
    """
    matrix = indicator_matrix(values)
    count = matrix.shape[1]
    return ranked(matrix * check_directions(directions, count, indicator_names(values, count)))
