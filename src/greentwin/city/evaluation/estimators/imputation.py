"""Imputation estimator of Borusyak, Jaravel and Spiess."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from greentwin.city.evaluation.clusters import cluster_covariance
from greentwin.city.evaluation.estimators.twfe import regress
from greentwin.city.evaluation.estimators.within import Within, within
from greentwin.city.evaluation.multiplier import (
    DRAWS,
    SEED,
    multiplier_bootstrap,
    simultaneous_critical_value,
)
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate, EventStudy, Floats
from greentwin.errors import DataError, ParameterError

Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Imputed:
    """Effects by unit and year: outcomes less what units and years without treatment predict.

    Attributes
    ----------
    panel : Panel
        The panel behind the effects.
    effects : ndarray, shape (n_units, n_years)
        Outcome less its prediction; residuals where there is no treatment, NaN where there is no outcome or no
        prediction.
    untreated : ndarray of bool, shape (n_units, n_years)
        Observations from which effects of units and years were fitted.
    treated : ndarray of bool, shape (n_units, n_years)
        Treated observations that have a prediction.
    n_left_out : int
        Treated observations without one: the unit has no observation before its start, or no unit is left without
        treatment in the year.
    """

    panel: Panel
    effects: Floats
    untreated: Marks
    treated: Marks
    n_left_out: int

    def mean(self, weights: Floats) -> tuple[float, Floats]:
        """Average effects of treated observations.

        Parameters
        ----------
        weights : ndarray, shape (n_units, n_years)
            Weights of treated observations, which add up to 1; 0 elsewhere.

        Returns
        -------
        value : float
            The average.
        influence : ndarray, shape (n_units,)
            Contribution of each unit to its error: the sum of v e over its years, with v the weights of observations
            in the average and e residuals, which for treated observations are the effect less the mean effect of
            its group and year, weighted by squared v (equation 8 of the reference). The error it gives is conservative.
        """
        value = float((weights * np.where(self.treated, self.effects, 0.0)).sum())
        of_untreated = _weights_of_untreated(within(self.untreated), weights)
        residuals = np.where(self.untreated, self.effects, 0.0)
        influence = (of_untreated * residuals).sum(axis=1)
        influence += (weights * self._deviations(weights)).sum(axis=1)
        return value, influence

    def _deviations(self, weights: Floats) -> Floats:
        """Take from every effect the mean effect of its group and year."""
        deviations = np.zeros(self.effects.shape)
        kept = np.where(self.treated, self.effects, 0.0)
        squares = np.where(self.treated, weights**2, 0.0)
        for group in self.panel.groups.tolist():
            own = self.panel.start == group
            totals = squares[own].sum(axis=0)
            means = (squares[own] * kept[own]).sum(axis=0) / np.where(totals > 0, totals, 1.0)
            deviations[own] = np.where(self.treated[own], kept[own] - means, 0.0)
        return deviations


def impute(panel: Panel) -> Imputed:
    """Predict outcomes of treated units without treatment from effects of units and years.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts; gaps are allowed.

    Returns
    -------
    Imputed

    Raises
    ------
    DataError
        If no treated observation has a prediction.
    """
    held = np.isfinite(panel.outcome)
    untreated = held & ~panel.treatment
    projection = within(untreated)
    demeaned = projection.demean(panel.outcome)
    of_years = demeaned.sum(axis=0) @ projection.inverse
    counts = untreated.sum(axis=1)
    rest = np.where(untreated, np.where(held, panel.outcome, 0.0) - of_years, 0.0)
    of_units = rest.sum(axis=1) / np.maximum(counts, 1)
    predicted: Marks = np.outer(counts > 0, untreated.any(axis=0))
    effects = np.where(held & predicted, panel.outcome - of_units[:, None] - of_years, np.nan)
    treated = held & panel.treatment
    if not (treated & predicted).any():
        raise DataError(
            "no treated observation has both an observation of its unit before the start and a unit without "
            "treatment in its year; take a longer panel or other controls"
        )
    return Imputed(panel, effects, untreated, treated & predicted, int((treated & ~predicted).sum()))


def imputation(panel: Panel) -> Estimate:
    """Average the imputed effects of all treated observations.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts; gaps are allowed.

    Returns
    -------
    Estimate
        Conservative cluster-robust error with the factor G / (G - 1) for G clusters, and G - 1 degrees of freedom.
        Treated units are those with a prediction.

    Raises
    ------
    DataError
        If no treated observation has a prediction, or all units are in one cluster.

    References
    ----------
    Borusyak, Jaravel & Spiess (2024), 10.1093/restud/rdae007, theorem 2 and proposition 5.
    """
    imputed = impute(panel)
    value, influence = imputed.mean(imputed.treated / imputed.treated.sum())
    variance = cluster_covariance(influence[:, None], panel.clusters)[0, 0]
    return Estimate(
        estimator="imputation",
        value=value,
        standard_error=float(np.sqrt(variance)),
        n_units=len(panel.units),
        n_treated=int(imputed.treated.any(axis=1).sum()),
        n_clusters=panel.n_clusters,
        degrees_of_freedom=panel.n_clusters - 1,
    )


def imputation_event_study(
    panel: Panel, *, leads: int = 0, draws: int = DRAWS, seed: int = SEED, level: float = 0.95
) -> EventStudy:
    """Average the imputed effects by years since the start, with a band that covers all of them jointly.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts.
    leads : int
        Years before the start to show. They come from a regression of untreated observations alone on these years,
        compared with all earlier ones, so that a trend before the start does not enter the effects after it.
    draws, seed, level
        Of the multiplier bootstrap over clusters that gives the critical value.

    Returns
    -------
    EventStudy
        Without a single reference year.

    Raises
    ------
    ParameterError
        If there are fewer than 0 leads.
    DataError
        As `imputation`; or if the panel has no more years before the start than leads.

    References
    ----------
    Borusyak, Jaravel & Spiess (2024), 10.1093/restud/rdae007, section 4.4.
    """
    if leads < 0:
        raise ParameterError(f"leads is {leads}; it must be 0 or more years")
    imputed = impute(panel)
    since = np.where(panel.treated[:, None], panel.years[None, :] - panel.start[:, None], np.nan)
    times = np.unique(since[imputed.treated]).astype(np.int64)
    means = [imputed.mean(marks / marks.sum()) for marks in (imputed.treated & (since == t) for t in times)]
    values = np.array([value for value, _ in means])
    influence = np.column_stack([column for _, column in means])
    counts = [int((imputed.treated & (since == t)).sum()) for t in times]
    if leads:
        before = np.arange(-leads, 0)
        of_leads, their_influence = _leads(panel, imputed.untreated, since, before)
        times, values = np.append(before, times), np.append(of_leads, values)
        influence = np.column_stack([their_influence, influence])
        counts = [int((imputed.untreated & (since == t)).sum()) for t in before] + counts
    covariance = cluster_covariance(influence, panel.clusters)
    errors = multiplier_bootstrap(influence, panel.clusters, draws=draws, seed=seed)
    standard_errors = np.sqrt(np.diag(covariance))
    joint = simultaneous_critical_value(errors, standard_errors, level)
    return EventStudy(
        estimator="imputation",
        times=times,
        values=values,
        standard_errors=standard_errors,
        covariance=covariance,
        critical_value=max(joint, float(stats.t.ppf(0.5 + level / 2, panel.n_clusters - 1))),
        simultaneous=True,
        n_treated=np.array(counts),
        reference=None,
        details=MappingProxyType({"n_left_out": float(imputed.n_left_out), "level": level}),
    )


def _weights_of_untreated(projection: Within, weights: Floats) -> Floats:
    """Return the weights that untreated observations have in an average of imputed effects (proposition 5)."""
    of_units = weights.sum(axis=1) / np.maximum(projection.held.sum(axis=1), 1)
    crossed = weights.sum(axis=0) - (projection.held * of_units[:, None]).sum(axis=0)
    years = projection.inverse @ crossed
    spread = projection.demean(np.broadcast_to(years, weights.shape))
    weights_of_untreated: Floats = np.where(projection.held, -(of_units[:, None] + spread), 0.0)
    return weights_of_untreated


def _leads(panel: Panel, untreated: Marks, since: Floats, before: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Regress untreated observations on the years before the start."""
    regressors = (since[None] == before[:, None, None]).astype(float)
    outcome = np.where(untreated, panel.outcome, np.nan)
    fit = regress(outcome, regressors, panel.clusters, tuple(f"time {time}" for time in before))
    flat = fit.regressors.reshape(len(before), -1)
    scores = np.einsum("kit,it->ik", fit.regressors, fit.residuals)
    return fit.coefficients, scores @ np.linalg.inv(flat @ flat.T)
