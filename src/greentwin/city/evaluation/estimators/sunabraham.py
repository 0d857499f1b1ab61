"""Interaction-weighted regression of Sun and Abraham."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from greentwin.city.evaluation.estimators.twfe import Regression, regress
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate, EventStudy, Floats
from greentwin.errors import DataError


@dataclass(frozen=True, eq=False)
class Interactions:
    """Regression on the years since the start of every group.

    Attributes
    ----------
    groups, times : ndarray of int, shape (n_cells,)
        Start and years since the start of each coefficient.
    n_observations : ndarray of int, shape (n_cells,)
        Treated units observed in each cell.
    fit : Regression
        The regression; its coefficients are the effects by cell.
    """

    groups: NDArray[np.int64]
    times: NDArray[np.int64]
    n_observations: NDArray[np.int64]
    fit: Regression


def sun_abraham(panel: Panel) -> Estimate:
    """Average the effects of all groups and years from the start on, each treated observation alike.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts; it needs units that are not treated within the years. Gaps are allowed.

    Returns
    -------
    Estimate
        The cluster-robust error (see `greentwin.city.evaluation.estimators.twfe.regress`) takes the shares of
        groups as given; G - 1 degrees of freedom for G clusters.

    Raises
    ------
    DataError
        If all units are treated within the years, or a group has no observation in the year before its start.

    References
    ----------
    Sun & Abraham (2021), 10.1016/j.jeconom.2020.09.006, section 4.
    """
    cells = interactions(panel)
    weights = np.where(cells.times >= 0, cells.n_observations, 0.0)[:, None]
    values, covariance = _averages(cells, weights)
    return Estimate(
        estimator="sun_abraham",
        value=float(values[0]),
        standard_error=float(np.sqrt(covariance[0, 0])),
        n_units=len(panel.units),
        n_treated=int(panel.treated.sum()),
        n_clusters=panel.n_clusters,
        degrees_of_freedom=panel.n_clusters - 1,
    )


def sun_abraham_event_study(panel: Panel, *, level: float = 0.95) -> EventStudy:
    """Average the effects by years since the start, groups weighted by their treated observations.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts (see `sun_abraham`).
    level : float
        Level of the band, which is pointwise.

    Returns
    -------
    EventStudy
        Compared with the year before the start.

    Raises
    ------
    DataError
        As `sun_abraham`.

    References
    ----------
    Sun & Abraham (2021), 10.1016/j.jeconom.2020.09.006, equation 27.
    """
    cells = interactions(panel)
    times = np.unique(np.append(cells.times, -1))
    weights = np.where(cells.times[:, None] == times[None, :], cells.n_observations[:, None], 0.0)
    estimated = times != -1
    values, covariance = np.zeros(len(times)), np.zeros((len(times), len(times)))
    values[estimated], covariance[np.ix_(estimated, estimated)] = _averages(cells, weights[:, estimated])
    counts = weights.sum(axis=0).astype(np.int64)
    counts[~estimated] = _observed(panel, -1)
    return EventStudy(
        estimator="sun_abraham",
        times=times,
        values=values,
        standard_errors=np.sqrt(np.diag(covariance)),
        covariance=covariance,
        critical_value=float(stats.t.ppf(0.5 + level / 2, panel.n_clusters - 1)),
        simultaneous=False,
        n_treated=counts,
    )


def interactions(panel: Panel) -> Interactions:
    """Regress the outcome on every year since the start of every group but the one before the start.

    Raises
    ------
    DataError
        As `sun_abraham`.
    """
    if panel.treated.all():
        raise DataError(
            "all units are treated within the years; this estimator needs units that are not, so end the panel "
            "before the last start or take estimator 'group_time' with units not yet treated"
        )
    held = np.isfinite(panel.outcome)
    own = panel.start[:, None] == panel.groups[None, :]
    _check_references(panel, held, own)
    regressors, groups, times = [], [], []
    for number, group in enumerate(panel.groups.tolist()):
        for column, year in enumerate(panel.years.tolist()):
            marks = own[:, number] & held[:, column]
            if year != group - 1 and marks.any():
                cell = np.zeros(held.shape)
                cell[marks, column] = 1.0
                regressors.append(cell)
                groups.append(group)
                times.append(year - group)
    names = [f"time {time} of group {group}" for group, time in zip(groups, times, strict=True)]
    stacked = np.stack(regressors)
    fit = regress(panel.outcome, stacked, panel.clusters, names)
    return Interactions(np.array(groups), np.array(times), stacked.sum(axis=(1, 2)).astype(np.int64), fit)


def _check_references(panel: Panel, held: NDArray[np.bool_], own: NDArray[np.bool_]) -> None:
    for number, group in enumerate(panel.groups.tolist()):
        if not held[own[:, number], panel.column(group - 1)].any():
            raise DataError(
                f"no unit of the group of {group} has a value in {group - 1}, which its other years are compared "
                "with; leave the group out, or take estimator 'imputation'"
            )


def _observed(panel: Panel, time: int) -> int:
    since = panel.years[None, :] - panel.start[:, None]
    marks = panel.treated[:, None] & (since == time) & np.isfinite(panel.outcome)
    return int(marks.sum())


def _averages(cells: Interactions, weights: Floats) -> tuple[Floats, Floats]:
    """Average coefficients by columns of weights, shape (n_cells, k)."""
    shares = weights / weights.sum(axis=0)
    values: Floats = shares.T @ cells.fit.coefficients
    covariance: Floats = shares.T @ cells.fit.covariance @ shares
    return values, covariance
