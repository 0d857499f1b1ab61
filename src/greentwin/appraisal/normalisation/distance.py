"""Distance to a reference: the value as a multiple of that of a reference, such as the best unit or a target.

    r = x / reference         where more is better,                                        (1)
    r = reference / x         where less is better,                                        (2)

so that the reference itself has 1. It needs values above zero with a true zero: degrees Celsius will not do.

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 5. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import (
    Array,
    Table,
    check_directions,
    check_positive,
    indicator_matrix,
    indicator_names,
)
from greentwin.appraisal.options import Direction
from greentwin.errors import ParameterError


def related(matrix: Array, reference: Array, signs: Array) -> Array:
    """Apply (1) and (2), shapes (..., n_indicators), (n_indicators,) and (n_indicators,)."""
    return np.asarray((matrix / reference) ** signs)


def distance_to_reference(
    values: Table, directions: Sequence[Direction], reference: npt.ArrayLike | None = None
) -> Array:
    """
    Relate each indicator to its reference.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values above zero, without gaps. Not changed.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    reference : array_like, shape (n_indicators,), optional
        Reference of each indicator, above zero; the best unit of each if not given.

    Returns
    -------
    numpy.ndarray of float, shape (n_units, n_indicators)
        More is better; 1 is as good as the reference.

    Raises
    ------
    ParameterError
        If a direction is missing, there are gaps, or a value or a reference is not above zero.

    Examples
    --------
    >>> distance_to_reference([[50.0, 8.0], [100.0, 4.0]], ["higher_better", "lower_better"]).tolist()
    [[0.5, 0.5], [1.0, 1.0]]
    """
    matrix = indicator_matrix(values)
    count = matrix.shape[1]
    names = indicator_names(values, count)
    signs = check_directions(directions, count, names)
    check_positive(matrix, names, "the distance to a reference")
    if reference is None:
        goal = np.where(signs > 0, matrix.max(axis=0), matrix.min(axis=0))
    else:
        goal = np.broadcast_to(np.asarray(reference, dtype=float), count)
        if not (goal > 0).all():
            raise ParameterError("each reference must be above zero")
    return related(matrix, goal, signs)
