"""Direction: turn indicators of which less is better, so that more is better everywhere.

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 5. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections.abc import Sequence

from greentwin.appraisal.checks import Array, Table, check_directions, indicator_matrix, indicator_names
from greentwin.appraisal.options import Direction


def turned(matrix: Array, signs: Array) -> Array:
    """Multiply each indicator by 1 or -1, shapes (..., n_indicators) and (n_indicators,)."""
    return matrix * signs


def orient(values: Table, directions: Sequence[Direction]) -> Array:
    """
    Reverse the sign of indicators of which less is better.

    Order, distances and standard deviations stay what they were. Ratios do not: a method that divides by a value
    takes the directions itself.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values, gaps allowed. Not changed.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.

    Returns
    -------
    numpy.ndarray of float, shape (n_units, n_indicators)
        Values of which more is better.

    Raises
    ------
    ParameterError
        If a direction is missing or unknown, or the values are no table of numbers.

    Examples
    --------
    >>> orient([[1.0, 40.0], [2.0, 55.0]], ["higher_better", "lower_better"]).tolist()
    [[1.0, -40.0], [2.0, -55.0]]
    """
    matrix = indicator_matrix(values, gaps=True, least_units=1)
    count = matrix.shape[1]
    return turned(matrix, check_directions(directions, count, indicator_names(values, count)))
