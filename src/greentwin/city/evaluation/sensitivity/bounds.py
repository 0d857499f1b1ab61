"""What an effect may be if trends were not parallel, and the violation at which a conclusion breaks down."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy import stats

from greentwin.city.evaluation.results import EventStudy, Floats
from greentwin.city.evaluation.sensitivity.coefficients import Coefficients, coefficients_of
from greentwin.city.evaluation.sensitivity.relative import accepted, relative_interval
from greentwin.city.evaluation.sensitivity.smoothness import given_weights, smooth_interval
from greentwin.city.evaluation.sensitivity.target import Target
from greentwin.errors import ParameterError

Restriction = Literal["relative_magnitude", "smoothness"]
MULTIPLES = (0.0, 0.25, 0.5, 0.75, 1.0)
HIGHEST_MULTIPLE = 64.0
_STEPS = 6


@dataclass(frozen=True, eq=False)
class Bounds:
    """Confidence sets of the average effect under violations of parallel trends.

    Attributes
    ----------
    restriction : {"relative_magnitude", "smoothness"}
        What is bounded.
    values : ndarray, shape (n,)
        Bounds M: multiples of the largest change before the start, or the largest change of slope a year.
    lower, upper : ndarray, shape (n,)
        Ends of the confidence sets.
    estimate : float
        The average effect under parallel trends.
    interval : (float, float)
        Its confidence interval, by the normal distribution as the sets.
    breakdown : float
        Largest M at which no effect is still outside the set; 0 if it is inside under M = 0 already, infinite if it
        is outside at every M that was tried.
    level : float
        Confidence level.
    target : {"overall", "average", "first"}
        Average of interest.
    """

    restriction: Restriction
    values: Floats
    lower: Floats
    upper: Floats
    estimate: float
    interval: tuple[float, float]
    breakdown: float
    level: float
    target: Target

    def frame(self) -> pd.DataFrame:
        """Return one row per M: columns ``m``, ``lower``, ``upper`` and whether ``zero_inside``."""
        inside = (self.lower <= 0) & (self.upper >= 0)
        return pd.DataFrame(
            {"m": self.values, "lower": self.lower, "upper": self.upper, "zero_inside": inside}
        )


def bounds(
    study: EventStudy,
    restriction: Restriction = "relative_magnitude",
    values: Sequence[float] | None = None,
    *,
    target: Target = "overall",
    level: float = 0.95,
) -> Bounds:
    """Bound the average effect under violations of parallel trends of several sizes.

    Parameters
    ----------
    study : EventStudy
        Event study with one reference for all years (universal base period).
    restriction : {"relative_magnitude", "smoothness"}
        Changes of the difference in trends after the reference are at most M times the largest before; or its slope
        changes by at most M from one year to the next.
    values : sequence of float, optional
        The M. If not given, 0 to 1 for the first; for the second, 0 to the M at which bends from the reference on
        may bias the average by four standard errors.
    target : {"overall", "average", "first"}
        Average of interest (see `greentwin.city.evaluation.sensitivity.target.target_weights`).
    level : float
        Confidence level.

    Returns
    -------
    Bounds

    Raises
    ------
    ParameterError
        If an option is unknown, an M is negative, or the study has no common reference or lacks a year.
    DataError
        If there is no coefficient before the reference or their covariance is singular.

    Notes
    -----
    The covariance is taken as known, as in the reference: with few clusters the sets are too short.

    References
    ----------
    Rambachan & Roth (2023), 10.1093/restud/rdad018.
    """
    _check(restriction, level)
    coefficients = coefficients_of(study, target)
    chosen = np.array(_default_values(coefficients, restriction) if values is None else values, dtype=float)
    ends = np.array([_interval(coefficients, restriction, value, level) for value in chosen])
    half = float(stats.norm.ppf(0.5 + level / 2)) * coefficients.standard_error
    return Bounds(
        restriction=restriction,
        values=chosen,
        lower=ends[:, 0],
        upper=ends[:, 1],
        estimate=coefficients.estimate,
        interval=(coefficients.estimate - half, coefficients.estimate + half),
        breakdown=_breakdown(coefficients, restriction, 0.0, level),
        level=level,
        target=target,
    )


def breakdown_value(
    study: EventStudy,
    restriction: Restriction = "relative_magnitude",
    *,
    hypothesis: float = 0.0,
    target: Target = "overall",
    level: float = 0.95,
) -> float:
    """Return the largest violation M at which a hypothesis about the average effect is still rejected.

    Parameters
    ----------
    study, restriction, target, level
        As for `bounds`.
    hypothesis : float
        Value of the average effect: 0 for no effect, or a published effect.

    Returns
    -------
    float
        0 if the hypothesis is not rejected under M = 0; infinite if it still is at a multiple of 64 (relative
        magnitude). Found by bisection to a thousandth of the value.

    Raises
    ------
    ParameterError, DataError
        As `bounds` does.
    """
    _check(restriction, level)
    return _breakdown(coefficients_of(study, target), restriction, hypothesis, level)


def _breakdown(
    coefficients: Coefficients, restriction: Restriction, hypothesis: float, level: float
) -> float:
    def holds(value: float) -> bool:
        if restriction == "relative_magnitude":
            return not accepted(coefficients, value, np.array([hypothesis]), level)[0]
        lower, upper = smooth_interval(coefficients, value, level)
        return not lower <= hypothesis <= upper

    if not holds(0.0):
        return 0.0
    low, high = 0.0, 1.0 if restriction == "relative_magnitude" else coefficients.standard_error
    while holds(high):
        low, high = high, 2 * high
        if restriction == "relative_magnitude" and high > HIGHEST_MULTIPLE:
            return math.inf
    while high - low > 1e-3 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _interval(
    coefficients: Coefficients, restriction: Restriction, value: float, level: float
) -> tuple[float, float]:
    if restriction == "relative_magnitude":
        return relative_interval(coefficients, value, level)
    return smooth_interval(coefficients, value, level)


def _default_values(coefficients: Coefficients, restriction: Restriction) -> Sequence[float]:
    if restriction == "relative_magnitude":
        return MULTIPLES
    highest = 4 * coefficients.standard_error / float(np.abs(given_weights(coefficients)).sum())
    return [highest * step / (_STEPS - 1) for step in range(_STEPS)]


def _check(restriction: Restriction, level: float) -> None:
    if restriction not in get_args(Restriction):
        allowed = ", ".join(get_args(Restriction))
        raise ParameterError(f"restriction is {restriction!r}; it must be one of {allowed}")
    if not 0 < level < 1:
        raise ParameterError(f"the level is {level}; it must be between 0 and 1")
