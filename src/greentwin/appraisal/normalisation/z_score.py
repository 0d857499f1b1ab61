"""Z-scores: the distance from the mean in standard deviations.

    r = s (x - mean) / sd                                                                  (1)

with s = 1 where more is better and -1 where less is. An indicator with a few extreme units has a large standard
deviation, so the others lie close together on it.

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 5. https://doi.org/10.1787/9789264043466-en
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
from greentwin.errors import ParameterError


def standardised(oriented: Array, mean: Array, deviation: Array) -> Array:
    """Apply (1) to values of which more is better, shapes (..., n_indicators) and (n_indicators,)."""
    return np.asarray((oriented - mean) / deviation)


def z_score(values: Table, directions: Sequence[Direction], *, ddof: int = 0) -> Array:
    """
    Express each indicator in standard deviations from its mean.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values without gaps. Not changed.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    ddof : {0, 1}, optional
        0 divides by the number of units, 1 by one less. The order of the units is the same.

    Returns
    -------
    numpy.ndarray of float, shape (n_units, n_indicators)
        More is better; each column has mean 0.

    Raises
    ------
    ParameterError
        If a direction is missing, there are gaps, an indicator is the same for all units, or `ddof` is another number.

    Examples
    --------
    >>> z_score([[1.0], [3.0]], ["higher_better"]).tolist()
    [[-1.0], [1.0]]
    """
    if ddof not in (0, 1):
        raise ParameterError(f"ddof is {ddof}; it must be 0 or 1")
    matrix = indicator_matrix(values)
    count = matrix.shape[1]
    names = indicator_names(values, count)
    signs = check_directions(directions, count, names)
    check_varying(matrix, names)
    oriented = matrix * signs
    return standardised(oriented, oriented.mean(axis=0), oriented.std(axis=0, ddof=ddof))
