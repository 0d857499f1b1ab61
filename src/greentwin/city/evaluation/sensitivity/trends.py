"""Estimates after a linear trend of the years before the start has been taken off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate, EventStudy, Floats
from greentwin.city.evaluation.sensitivity.target import (
    Target,
    coefficients_before,
    target_weights,
    trend_path,
)
from greentwin.errors import DataError, ParameterError

By = Literal["group", "unit"]
Fit = Literal["least_squares", "precision"]


@dataclass(frozen=True)
class Extrapolated:
    """An average effect less the trend of the coefficients before the start.

    Attributes
    ----------
    unadjusted : float
        The average effect.
    slope, slope_error : float
        Slope of the trend, a year, and its standard error.
    value, standard_error : float
        The average effect less the trend, and its standard error, that of the slope included.
    """

    unadjusted: float
    slope: float
    slope_error: float
    value: float
    standard_error: float


def extrapolated(
    study: EventStudy, *, target: Target = "overall", fit: Fit = "least_squares"
) -> Extrapolated:
    """Take the linear trend through the coefficients before the start off the average effect.

    It assumes that the difference in trends before the start would have gone on in a straight line. The adjusted
    estimate has little precision: the trend is extrapolated further than the years it comes from.

    Parameters
    ----------
    study : EventStudy
        Effects by year since the start.
    target : {"overall", "average", "first"}
        Average of interest (see `greentwin.city.evaluation.sensitivity.target.target_weights`).
    fit : {"least_squares", "precision"}
        Weights of the coefficients: equal, or by their inverse covariance. The line goes through the reference.

    Returns
    -------
    Extrapolated

    Raises
    ------
    ParameterError
        If an option is unknown.
    DataError
        If there is no coefficient before the start or their covariance is singular.
    """
    if fit not in get_args(Fit):
        raise ParameterError(f"fit is {fit!r}; it must be one of {', '.join(get_args(Fit))}")
    before, path = coefficients_before(study), trend_path(study)
    weights = target_weights(study, target)
    direction: Floats = path[before]
    if fit == "precision":
        direction = np.linalg.inv(study.covariance[np.ix_(before, before)]) @ direction
    slope_weights = np.zeros(len(path))
    slope_weights[before] = direction / (direction @ path[before])
    adjusted = weights - (weights @ path) * slope_weights
    return Extrapolated(
        unadjusted=float(weights @ study.values),
        slope=float(slope_weights @ study.values),
        slope_error=float(np.sqrt(slope_weights @ study.covariance @ slope_weights)),
        value=float(adjusted @ study.values),
        standard_error=float(np.sqrt(adjusted @ study.covariance @ adjusted)),
    )


def detrended(panel: Panel, by: By = "group") -> Panel:
    """Take linear trends of the years before the start off the outcome.

    Outcomes are first compared with the mean of the never-treated units in the same year. A line is fitted to this
    difference over the years before the start, for each group of units that start together or for each unit (a unit
    that is never treated: over all years), and its slope is taken off the outcome in all years.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts.
    by : {"group", "unit"}
        Whose trends to take off. With no gaps both give the same difference in differences, for the mean of the
        units' slopes is that of the group; the errors differ.

    Returns
    -------
    Panel
        The same design with the outcome less the trends.

    Raises
    ------
    ParameterError
        If the option is unknown.
    DataError
        If no unit is never treated, or a group or unit has fewer than two years before its start.
    """
    if by not in get_args(By):
        raise ParameterError(f"by is {by!r}; it must be one of {', '.join(get_args(By))}")
    never = np.isinf(panel.start)
    if not never.any():
        raise DataError("trends are taken relative to units that are never treated, and there are none")
    difference = panel.outcome - np.nanmean(panel.outcome[never], axis=0)
    slopes = np.zeros(len(panel.units))
    before = panel.years[None, :] < panel.start[:, None]
    if by == "unit":
        for place, unit in enumerate(panel.units):
            slopes[place] = _slope(difference[place], before[place], panel, f"unit {unit}")
    else:
        for group in panel.groups:
            own = panel.start == group
            mean = np.nanmean(difference[own], axis=0)
            slopes[own] = _slope(mean, panel.years < group, panel, f"the group that starts in {group}")
    return panel.with_outcome(panel.outcome - slopes[:, None] * (panel.years - panel.years[0]))


def trend_adjusted(panel: Panel, estimator: Callable[[Panel], Estimate], by: By = "group") -> Estimate:
    """Estimate the effect on outcomes without the trends before the start, with an error that knows of the trends.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts.
    estimator : callable
        Takes a panel and returns an `Estimate`.
    by : {"group", "unit"}
        Whose trends to take off (see `detrended`).

    Returns
    -------
    Estimate
        The standard error is the jackknife over clusters of the whole procedure,
        ``sqrt((G - 1) / G * sum_c (e_c - mean)^2)`` with estimates e_c without cluster c, for the estimator's own
        error takes the trends as known.

    Raises
    ------
    ParameterError, DataError
        As `detrended` does; also if the panel without one of the clusters is no design.
    """

    def adjusted(part: Panel) -> Estimate:
        return estimator(detrended(part, by))

    whole = adjusted(panel)
    names = np.unique(panel.clusters)
    left_out = np.array([adjusted(panel.take(panel.clusters != name, "jackknife")).value for name in names])
    error = np.sqrt((len(names) - 1) / len(names) * np.sum((left_out - left_out.mean()) ** 2))
    return Estimate(
        estimator=whole.estimator,
        value=whole.value,
        standard_error=float(error),
        n_units=whole.n_units,
        n_treated=whole.n_treated,
        n_clusters=len(names),
        degrees_of_freedom=len(names) - 1,
    )


def _slope(values: Floats, before: Floats, panel: Panel, name: str) -> float:
    held = before & np.isfinite(values)
    if held.sum() < 2:
        raise DataError(f"{name} has {held.sum()} years before its start; a trend needs at least 2")
    return float(np.polyfit(panel.years[held] - panel.years[0], values[held], 1)[0])
