"""Checks that every method of appraisal makes on its input; each refusal says what would be allowed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from greentwin.appraisal.options import DIRECTIONS
from greentwin.errors import ParameterError

Array = npt.NDArray[np.float64]
Table = npt.ArrayLike | pd.DataFrame
"""Units in rows, indicators in columns. The names of a frame's columns are used in messages."""
TOLERANCE = 1e-6
"""How far the sum of weights may be from one."""
_SHOWN = 5


def indicator_matrix(values: Table, *, gaps: bool = False, least_units: int = 2) -> Array:
    """
    Return values as a matrix of units by indicators.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values of the indicators. Not changed.
    gaps : bool, optional
        Whether not-a-number may stand for a gap.
    least_units : int, optional
        Least number of units.

    Returns
    -------
    numpy.ndarray of float, shape (n_units, n_indicators)
        A copy.

    Raises
    ------
    ParameterError
        If the values are no such table, hold anything but numbers, are infinite, or have gaps that are not allowed.
    """
    try:
        matrix = np.array(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise ParameterError(
            f"values must be a table of numbers, units in rows and indicators in columns: {error}"
        ) from None
    if matrix.ndim != 2 or matrix.shape[1] == 0:
        raise ParameterError(
            f"values must have units in rows and indicators in columns, not the shape {matrix.shape}"
        )
    if len(matrix) < least_units:
        raise ParameterError(f"{least_units} units or more are needed, there are {len(matrix)}")
    names = indicator_names(values, matrix.shape[1])
    if infinite := _named(names, np.isinf(matrix).any(axis=0)):
        raise ParameterError(f"values of {infinite} are infinite; give finite numbers")
    if not gaps and (missing := _named(names, np.isnan(matrix).any(axis=0))):
        raise ParameterError(
            f"values of {missing} have gaps; state a treatment first (greentwin.appraisal.missing): drop the units "
            "or the indicators, or fill with the mean or the median"
        )
    return matrix


def indicator_names(values: Table, count: int) -> tuple[str, ...]:
    """Return the names of a frame's columns, or numbers from 1 for an array."""
    if isinstance(values, pd.DataFrame):
        return tuple(str(name) for name in values.columns)
    return tuple(f"indicator {number}" for number in range(1, count + 1))


def check_varying(matrix: Array, names: Sequence[str]) -> None:
    """
    Refuse a column that is the same for all units: it says nothing about their order and has no scale.

    Raises
    ------
    ParameterError
        Naming the columns.
    """
    if constant := _named(names, matrix.max(axis=0) == matrix.min(axis=0)):
        raise ParameterError(f"values of {constant} are the same for all units; leave such an indicator out")


def check_positive(matrix: Array, names: Sequence[str], why: str) -> None:
    """
    Refuse a column with a value of zero or less.

    Parameters
    ----------
    matrix : numpy.ndarray, shape (n_units, n_indicators)
        Values.
    names : sequence of str
        Names of the indicators.
    why : str
        What needs positive values, for the message.

    Raises
    ------
    ParameterError
        Naming the columns.
    """
    if low := _named(names, (matrix <= 0).any(axis=0)):
        raise ParameterError(f"{why} needs values above zero; those of {low} are not")


def check_weights(weights: npt.ArrayLike, count: int) -> Array:
    """
    Return weights that are complete, not negative and sum to one.

    Parameters
    ----------
    weights : array_like, shape (n_indicators,) or (n_draws, n_indicators)
        Weights. Not changed.
    count : int
        Number of indicators.

    Returns
    -------
    numpy.ndarray of float
        A copy.

    Raises
    ------
    ParameterError
        If there are not as many as indicators, one is negative or missing, or they do not sum to one.
    """
    try:
        array = np.array(weights, dtype=float)
    except (TypeError, ValueError) as error:
        raise ParameterError(f"weights must be numbers, one for each indicator: {error}") from None
    if array.ndim not in (1, 2) or array.shape[-1] != count:
        raise ParameterError(
            f"weights must be one for each of the {count} indicators, not of the shape {array.shape}"
        )
    if not np.isfinite(array).all():
        raise ParameterError("a weight is missing or infinite; each must be a number of at least 0")
    if (array < 0).any():
        raise ParameterError(f"the smallest weight is {array.min():g}; each must be at least 0")
    sums = array.sum(axis=-1)
    if (np.abs(sums - 1) > TOLERANCE).any():
        worst = float(np.ravel(sums)[np.argmax(np.abs(np.ravel(sums) - 1))])
        raise ParameterError(f"the weights sum to {worst:g}; they must sum to 1")
    return array


def check_directions(directions: Sequence[str], count: int, names: Sequence[str]) -> Array:
    """
    Return 1 for each indicator of which more is better, and -1 for each of which less is.

    Parameters
    ----------
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    count : int
        Number of indicators.
    names : sequence of str
        Their names, for messages.

    Raises
    ------
    ParameterError
        If a direction is missing or unknown.
    """
    allowed = " or ".join(DIRECTIONS)
    if isinstance(directions, str) or len(directions) != count:
        given = 1 if isinstance(directions, str) else len(directions)
        raise ParameterError(
            f"{given} directions are given for {count} indicators; each needs one, {allowed}"
        )
    for name, direction in zip(names, directions, strict=True):
        if direction not in DIRECTIONS:
            raise ParameterError(f"the direction of {name} is {direction!r}; it must be {allowed}")
    return np.where(np.array(directions) == "higher_better", 1.0, -1.0)


def check_choice(parameter: str, value: str, choices: Sequence[str]) -> None:
    """
    Refuse a choice that is not among those allowed.

    Parameters
    ----------
    parameter : str
        Its name, for the message.
    value : str
        The choice.
    choices : sequence of str
        What is allowed.

    Raises
    ------
    ParameterError
        If it is not.
    """
    if value not in choices:
        raise ParameterError(f"{parameter} is {value!r}; it must be one of {', '.join(choices)}")


def _named(names: Sequence[str], faulty: npt.ArrayLike) -> str:
    """Name the faulty columns, the first five and the count of the rest; empty if there are none."""
    found = [name for name, fault in zip(names, np.asarray(faulty), strict=True) if fault]
    rest = len(found) - _SHOWN
    return ", ".join(found[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
