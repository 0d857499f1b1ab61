"""A normalisation with its constants fixed by one table, to be applied to other values of the same indicators.

Where values are drawn from their ranges, the scale must not move with each draw: otherwise a unit changes its score
because another one was drawn higher. Ranks are the exception: they are what the draw makes of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from greentwin.appraisal.checks import (
    Array,
    Table,
    check_choice,
    check_directions,
    check_positive,
    check_varying,
    indicator_matrix,
    indicator_names,
)
from greentwin.appraisal.normalisation.distance import related
from greentwin.appraisal.normalisation.min_max import scaled_between
from greentwin.appraisal.normalisation.rank import ranked
from greentwin.appraisal.normalisation.vector import column_lengths
from greentwin.appraisal.normalisation.z_score import standardised
from greentwin.appraisal.options import NORMALISATIONS, Direction, Normalisation
from greentwin.errors import ParameterError


@dataclass(frozen=True, eq=False)
class Scale:
    """
    A normalisation with its constants.

    Attributes
    ----------
    normalisation : {"min_max", "z_score", "rank", "distance_to_reference", "vector"}
        Method.
    signs : numpy.ndarray, shape (n_indicators,)
        1 where more is better, -1 where less is.
    origin, unit : numpy.ndarray, shape (n_indicators,)
        For ``min_max`` the worst and the best value, for ``z_score`` mean and standard deviation (of values of which
        more is better), for ``distance_to_reference`` and ``vector`` zeros and the divisor; not used for ``rank``.
    floor : float
        Value of the worst under ``min_max``, from 0 to below 1.
    """

    normalisation: Normalisation
    signs: Array
    origin: Array
    unit: Array
    floor: float = 0.0

    def apply(self, matrix: Array) -> Array:
        """Normalise values of the same indicators, shape (..., n_units, n_indicators); more is better."""
        if self.normalisation == "min_max":
            shares = scaled_between(matrix, self.origin, self.unit)
            return np.asarray(self.floor + (1.0 - self.floor) * shares)
        if self.normalisation == "distance_to_reference":
            return related(matrix, self.unit, self.signs)
        oriented = matrix * self.signs
        if self.normalisation == "rank":
            return ranked(oriented)
        return standardised(oriented, self.origin, self.unit)


def scale_of(
    low: Table,
    high: Table,
    directions: Sequence[Direction],
    normalisation: Normalisation,
    *,
    floor: float = 0.0,
) -> Scale:
    """
    Take the constants of a normalisation from a table of ranges.

    Worst, best and reference are those over both ends of all ranges; mean, standard deviation and length are those of
    the midpoints. With ranges of width zero, the scale gives what the function of the same name gives.

    Parameters
    ----------
    low, high : array_like or DataFrame, shape (n_units, n_indicators)
        Lowest and highest possible values, without gaps. Not changed.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    normalisation : {"min_max", "z_score", "rank", "distance_to_reference", "vector"}
        Method.
    floor : float, optional
        Value of the worst under ``min_max``; above 0 for a geometric mean.

    Returns
    -------
    Scale
        The constants.

    Raises
    ------
    ParameterError
        If a range has its ends in the wrong order, an indicator is the same for all units, a direction is missing, or
        values are not above zero where the method divides by them.
    """
    check_choice("normalisation", normalisation, NORMALISATIONS)
    lowest, highest = indicator_matrix(low), indicator_matrix(high)
    count = lowest.shape[1]
    names = indicator_names(low, count)
    signs = check_directions(directions, count, names)
    if lowest.shape != highest.shape or (lowest > highest).any():
        raise ParameterError("low and high must have the same shape, and low must not be above high")
    if not 0 <= floor < 1:
        raise ParameterError(f"floor is {floor}; it must be at least 0 and below 1")
    check_varying(np.concatenate([lowest, highest]), names)
    if normalisation == "distance_to_reference":
        check_positive(lowest, names, "the distance to a reference")
    least, most = lowest.min(axis=0), highest.max(axis=0)
    worst, best = np.where(signs > 0, least, most), np.where(signs > 0, most, least)
    middle = (lowest + highest) / 2
    zeros, ones = np.zeros(count), np.ones(count)
    if normalisation in ("z_score", "vector"):
        check_varying(middle, names)
    constants = {
        "min_max": (worst, best),
        "z_score": ((signs * middle).mean(axis=0), middle.std(axis=0)),
        "rank": (zeros, ones),
        "distance_to_reference": (zeros, best),
        "vector": (zeros, column_lengths(middle)),
    }
    origin, unit = constants[normalisation]
    return Scale(normalisation, signs, origin, unit, floor)
