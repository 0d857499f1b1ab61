"""Min-max: the distance from the worst value as a share of the distance between the best and the worst.

    r = (x - worst) / (best - worst)                                                       (1)

It keeps the proportions of differences. Its ends are set by the extreme units, so one unit more or less moves all.

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
    check_varying,
    indicator_matrix,
    indicator_names,
)
from greentwin.appraisal.options import Direction
from greentwin.errors import ParameterError


def scaled_between(matrix: Array, worst: Array, best: Array) -> Array:
    """Apply (1), shapes (..., n_indicators), (n_indicators,) and (n_indicators,)."""
    return np.asarray((matrix - worst) / (best - worst))


def min_max(
    values: Table,
    directions: Sequence[Direction],
    *,
    bounds: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
    to: tuple[float, float] = (0.0, 1.0),
) -> Array:
    """
    Scale each indicator between its worst and its best value.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values without gaps. Not changed.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    bounds : (array_like, array_like), optional
        Lowest and highest value of each indicator, such as goalposts; those of the units if not given.
    to : (float, float), optional
        Value of the worst and of the best. A geometric mean needs a worst above zero.

    Returns
    -------
    numpy.ndarray of float, shape (n_units, n_indicators)
        More is better. Values beyond given bounds lie beyond `to`.

    Raises
    ------
    ParameterError
        If a direction is missing, there are gaps, an indicator is the same for all units, or bounds or `to` are not in
        ascending order.

    Examples
    --------
    >>> min_max([[10.0, 3.0], [20.0, 1.0], [15.0, 2.0]], ["higher_better", "lower_better"]).tolist()
    [[0.0, 0.0], [1.0, 1.0], [0.5, 0.5]]
    """
    matrix = indicator_matrix(values)
    count = matrix.shape[1]
    names = indicator_names(values, count)
    signs = check_directions(directions, count, names)
    if to[0] >= to[1]:
        raise ParameterError(f"to is {to}; the worst must be below the best")
    if bounds is None:
        check_varying(matrix, names)
        low, high = matrix.min(axis=0), matrix.max(axis=0)
    else:
        low, high = (np.broadcast_to(np.asarray(bound, dtype=float), count) for bound in bounds)
        if not (low < high).all():
            raise ParameterError("each lower bound must be below its upper bound")
    worst, best = np.where(signs > 0, low, high), np.where(signs > 0, high, low)
    return to[0] + (to[1] - to[0]) * scaled_between(matrix, worst, best)
