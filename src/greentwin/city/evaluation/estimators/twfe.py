"""Two-way fixed effects regression of the outcome on treatment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from greentwin.city.evaluation.clusters import cluster_sums
from greentwin.city.evaluation.estimators.covariates import covariates_of
from greentwin.city.evaluation.estimators.within import Within, within
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate, EventStudy, Floats
from greentwin.errors import DataError, ParameterError

_COLLINEAR = 1e-11
"""Share of a regressor's sum of squares below which nothing of it is left."""


@dataclass(frozen=True, eq=False)
class Regression:
    """Least squares with fixed effects of units and years.

    Attributes
    ----------
    coefficients : ndarray, shape (k,)
        Coefficients of the regressors.
    covariance : ndarray, shape (k, k)
        Cluster-robust covariance (CR1).
    regressors : ndarray, shape (k, n_units, n_years)
        Regressors without the fixed effects; 0 where there is no observation.
    residuals : ndarray, shape (n_units, n_years)
        Residuals; 0 where there is no observation.
    projection : Within
        The removal of the fixed effects.
    """

    coefficients: Floats
    covariance: Floats
    regressors: Floats
    residuals: Floats
    projection: Within


def twfe(panel: Panel, covariates: Sequence[str] = ()) -> Estimate:
    """Regress the outcome on treatment with fixed effects of units and years.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts; with gaps, observations that there are count.
    covariates : sequence of str
        Names of covariates of the panel.

    Returns
    -------
    Estimate
        Coefficient of treatment, with the cluster-robust error of `regress` and G - 1 degrees of freedom.

    Raises
    ------
    ParameterError
        If a covariate is unknown.
    DataError
        If treatment or a covariate does not vary beyond the fixed effects, or all units are in one cluster.

    Notes
    -----
    With starts in several years and effects that change over time, the coefficient is a weighted mean of effects in
    which some have negative weight (Goodman-Bacon 2021, 10.1016/j.jeconom.2021.03.014); see
    `greentwin.city.evaluation.estimators.bacon`.
    """
    fit = treatment_regression(panel, covariates)
    return Estimate(
        estimator="twfe",
        value=float(fit.coefficients[0]),
        standard_error=float(np.sqrt(fit.covariance[0, 0])),
        n_units=len(panel.units),
        n_treated=int(panel.treated.sum()),
        n_clusters=panel.n_clusters,
        degrees_of_freedom=panel.n_clusters - 1,
    )


def treatment_regression(panel: Panel, covariates: Sequence[str] = ()) -> Regression:
    """Return the regression behind `twfe`; treatment is the first regressor."""
    columns = np.concatenate([panel.treatment[None].astype(float), covariates_of(panel, covariates)])
    return regress(panel.outcome, columns, panel.clusters, ("treatment", *covariates))


def twfe_event_study(
    panel: Panel, *, times: tuple[int, int] | None = None, reference: int = -1, level: float = 0.95
) -> EventStudy:
    """Regress the outcome on years since the start, with fixed effects of units and years.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts; it needs units that are not treated within the years, or the years since the start and
        the fixed effects would be collinear.
    times : (int, int), optional
        First and last year since the start with a coefficient of its own; earlier and later ones share that of the
        ends. All years if not given.
    reference : int
        Year since the start that all others are compared with.
    level : float
        Level of the band, which is pointwise.

    Returns
    -------
    EventStudy

    Raises
    ------
    ParameterError
        If the reference is not among the times.
    DataError
        If all units are treated within the years.

    Notes
    -----
    With starts in several years, coefficients mix effects of other times (Sun & Abraham 2021,
    10.1016/j.jeconom.2020.09.006).
    """
    if panel.treated.all():
        raise DataError(
            "all units are treated within the years, so that years since the start are collinear with the fixed "
            "effects; an event study by regression needs units that are not"
        )
    since = np.where(panel.treated[:, None], panel.years[None, :] - panel.start[:, None], np.nan)
    held = since[np.isfinite(panel.outcome) & np.isfinite(since)]
    first, last = (int(held.min()), int(held.max())) if times is None else times
    if not first <= reference <= last:
        raise ParameterError(f"reference is {reference}; it must be one of {first} to {last}")
    binned = np.clip(since, first, last)
    labels = np.array(
        [time for time in np.unique(np.clip(held, first, last)) if time != reference], dtype=int
    )
    regressors = (binned[None] == labels[:, None, None]).astype(float)
    fit = regress(panel.outcome, regressors, panel.clusters, tuple(f"time {time}" for time in labels))
    return _with_reference(panel, fit, labels, binned, reference, level)


def _with_reference(
    panel: Panel, fit: Regression, labels: NDArray[np.int64], since: Floats, reference: int, level: float
) -> EventStudy:
    times = np.sort(np.append(labels, reference))
    place = np.searchsorted(times, labels)
    values = np.zeros(len(times))
    covariance = np.zeros((len(times), len(times)))
    values[place] = fit.coefficients
    covariance[np.ix_(place, place)] = fit.covariance
    present = np.isfinite(panel.outcome)
    counts = [int(((since == time) & present).any(axis=1).sum()) for time in times]
    return EventStudy(
        estimator="twfe",
        times=times,
        values=values,
        standard_errors=np.sqrt(np.diag(covariance)),
        covariance=covariance,
        critical_value=float(stats.t.ppf(0.5 + level / 2, panel.n_clusters - 1)),
        simultaneous=False,
        n_treated=np.array(counts),
        reference=reference,
    )


def regress(
    outcome: Floats, regressors: Floats, clusters: NDArray[np.str_], names: Sequence[str]
) -> Regression:
    """Fit least squares with fixed effects of units and years.

    Parameters
    ----------
    outcome : ndarray, shape (n_units, n_years)
        Outcome; NaN where there is no observation.
    regressors : ndarray, shape (k, n_units, n_years)
        Regressors; an observation that lacks one is left out.
    clusters : ndarray, shape (n_units,)
        Cluster of each unit.
    names : sequence of str
        Names of the regressors for messages.

    Returns
    -------
    Regression
        The covariance is CR1, ``G / (G - 1) * (N - 1) / (N - K) * B (sum_c s_c s_c') B`` with clusters c, scores s,
        N observations and K = k + n_years coefficients: effects of units are nested in clusters and do not count.

    Raises
    ------
    DataError
        If a regressor does not vary beyond the fixed effects and the others, or all units are in one cluster.
    """
    held = np.isfinite(outcome) & np.isfinite(regressors).all(axis=0)
    projection = within(held)
    demeaned = projection.demean(regressors)
    left = projection.without_years(demeaned)
    flat = left.reshape(len(left), -1)
    crossed = flat @ flat.T
    _check_rank(crossed, (demeaned**2).sum(axis=(1, 2)), names)
    y = projection.residuals(outcome)
    bread = np.linalg.inv(crossed)
    coefficients = bread @ (flat @ y.ravel())
    residuals = y - np.tensordot(coefficients, left, axes=1)
    scores = cluster_sums((left * residuals).sum(axis=2).T, clusters)
    n, n_clusters = projection.n_observations, len(scores)
    freedom = n - len(names) - projection.n_years
    if freedom <= 0:
        raise DataError(f"{n} observations do not allow {len(names) + projection.n_years} coefficients")
    factor = n_clusters / (n_clusters - 1) * (n - 1) / freedom
    covariance = factor * bread @ (scores.T @ scores) @ bread
    return Regression(coefficients, covariance, left, residuals, projection)


def _check_rank(crossed: Floats, squares: Floats, names: Sequence[str]) -> None:
    """Refuse regressors that the fixed effects and the regressors before them determine.

    ``crossed`` holds cross products without the fixed effects, ``squares`` sums of squares without unit means.
    """
    rest = crossed.copy()
    for number, name in enumerate(names):
        if rest[number, number] <= _COLLINEAR * squares[number] or squares[number] <= 0:
            raise DataError(
                f"{name} does not vary beyond the effects of units and years and the other regressors; "
                "leave it out, or take years and units in which it does"
            )
        rest -= np.outer(rest[:, number], rest[number]) / rest[number, number]
