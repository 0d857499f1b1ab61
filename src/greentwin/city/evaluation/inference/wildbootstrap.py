"""Wild cluster bootstrap of the two-way fixed effects estimate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

import numpy as np

from greentwin.city.evaluation.clusters import cluster_sums
from greentwin.city.evaluation.estimators.twfe import Regression, treatment_regression
from greentwin.city.evaluation.multiplier import DRAWS, SEED, multipliers
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Floats
from greentwin.errors import ParameterError

WildWeights = Literal["rademacher", "webb"]

_DOUBLINGS = 20
_HALVINGS = 40
_TIES = 1 - 1e-9


@dataclass(frozen=True, eq=False)
class WildBootstrap:
    """Test of the two-way fixed effects estimate by the restricted wild cluster bootstrap.

    Attributes
    ----------
    value, standard_error : float
        Estimate and its cluster-robust error (CR1).
    null : float
        Effect that is tested.
    t : float
        ``(value - null) / standard_error``.
    draws : ndarray, shape (n_draws,)
        Bootstrap t statistics.
    enumerated : bool
        Whether the draws are all combinations of signs.
    p_value : float
        Two-sided p-value: the share of draws with an absolute t at least as large, counting the sample itself among
        the draws where they are not enumerated.
    """

    value: float
    standard_error: float
    null: float
    t: float
    draws: Floats
    enumerated: bool
    p_value: float


@dataclass(frozen=True, eq=False)
class _Scores:
    """Cluster scores of bootstrap samples, which are linear in the tested effect.

    With D treatment less the fixed effects and the other regressors, and u the residuals of the sample when the
    effect b is imposed, a draw of weights v gives samples with the residual v u. Its score in cluster g is
    ``sum_h v_h B_gh``, and B is that of the outcome less b times that of D. ``of_outcome`` and ``of_treatment``
    hold the scores of all draws, shape (n_draws, n_clusters); ``squares`` holds D'D by cluster.
    """

    of_outcome: Floats
    of_treatment: Floats
    squares: Floats
    factor: float

    def t(self, effect: float) -> Floats:
        """Return the t statistics of all draws when an effect is imposed."""
        scores = self.of_outcome - effect * self.of_treatment
        total = self.squares.sum()
        deviation = scores.sum(axis=1) / total
        rest = scores - deviation[:, None] * self.squares
        errors = np.sqrt(self.factor * (rest**2).sum(axis=1)) / total
        statistics: Floats = deviation / np.where(errors > 0, errors, np.nan)
        return np.nan_to_num(statistics, nan=0.0)


def wild_cluster_bootstrap(
    panel: Panel,
    *,
    null: float = 0.0,
    covariates: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = SEED,
    weights: WildWeights = "rademacher",
) -> WildBootstrap:
    """Test the two-way fixed effects estimate with residuals that keep to the tested effect.

    Samples are fitted values with the tested effect imposed plus residuals times one random weight per cluster.
    With Rademacher weights and no more than ``draws`` combinations of signs, all of them are taken instead.

    Parameters
    ----------
    panel : Panel
        Outcomes, starts and clusters.
    null : float
        Effect that is tested.
    covariates : sequence of str
        Names of covariates of the panel.
    draws, seed : int
        Number of draws and seed.
    weights : {"rademacher", "webb"}
        Distribution of the weights; Webb's six points suit fewer than about 12 clusters.

    Returns
    -------
    WildBootstrap

    Raises
    ------
    ParameterError
        If the weights are unknown or there are no draws.
    DataError
        As `greentwin.city.evaluation.estimators.twfe.twfe`.

    References
    ----------
    Cameron, Gelbach & Miller (2008), 10.1162/rest.90.3.414; Webb (2023), 10.1111/caje.12661; the linear form after
    Roodman, MacKinnon, Nielsen & Webb (2019), 10.1177/1536867X19830877.

    Notes
    -----
    With few treated clusters the restricted bootstrap rejects too rarely (MacKinnon & Webb 2017, 10.1002/jae.2508);
    compare it with `greentwin.city.evaluation.inference.randomisation`.
    """
    _check_options(draws, weights)
    fit = treatment_regression(panel, covariates)
    scores, enumerated = _scores(panel, fit, draws, seed, weights)
    value, error = float(fit.coefficients[0]), float(np.sqrt(fit.covariance[0, 0]))
    t = (value - null) / error
    statistics = scores.t(null)
    p_value = _p_value(t, statistics, enumerated)
    return WildBootstrap(value, error, null, t, statistics, enumerated, p_value)


def wild_interval(
    panel: Panel,
    *,
    level: float = 0.95,
    covariates: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = SEED,
    weights: WildWeights = "rademacher",
) -> tuple[float, float]:
    """Return the effects that `wild_cluster_bootstrap` does not reject, from lowest to highest.

    Parameters
    ----------
    panel, covariates, draws, seed, weights
        As `wild_cluster_bootstrap`.
    level : float
        Level of the interval, between 0 and 1.

    Returns
    -------
    lower, upper : float
        Infinite where the bootstrap rejects no effect on that side, as with very few clusters.

    Raises
    ------
    ParameterError
        If the level, the weights or the number of draws is out of range.
    DataError
        As `wild_cluster_bootstrap`.
    """
    _check_options(draws, weights)
    if not 0 < level < 1:
        raise ParameterError(f"level is {level}; it must be between 0 and 1")
    fit = treatment_regression(panel, covariates)
    scores, enumerated = _scores(panel, fit, draws, seed, weights)
    value, error = float(fit.coefficients[0]), float(np.sqrt(fit.covariance[0, 0]))

    def rejected(effect: float) -> bool:
        return _p_value((value - effect) / error, scores.t(effect), enumerated) <= 1 - level

    lower, upper = (_last_kept(value, side * error, rejected) for side in (-1.0, 1.0))
    return lower, upper


def _check_options(draws: int, weights: str) -> None:
    if draws < 1:
        raise ParameterError(f"draws is {draws}; it must be at least 1")
    if weights not in get_args(WildWeights):
        raise ParameterError(f"weights is {weights!r}; it must be one of {', '.join(get_args(WildWeights))}")


def _last_kept(value: float, step: float, rejected: Callable[[float], bool]) -> float:
    """Find the end of the kept effects on one side of the estimate by doubling, then halving."""
    for _ in range(_DOUBLINGS):
        if rejected(value + step):
            break
        step *= 2
    else:
        return float(np.copysign(np.inf, step))
    kept, gone = value, value + step
    for _ in range(_HALVINGS):
        middle = (kept + gone) / 2
        kept, gone = (kept, middle) if rejected(middle) else (middle, gone)
    return kept


def _scores(
    panel: Panel, fit: Regression, draws: int, seed: int, weights: WildWeights
) -> tuple[_Scores, bool]:
    treatment, others = fit.regressors[0], fit.regressors[1:]
    outcome = fit.projection.residuals(panel.outcome)
    if len(others):
        treatment, outcome = _without(others, treatment), _without(others, outcome)
    n_clusters = panel.n_clusters
    enumerated = weights == "rademacher" and 2**n_clusters <= draws
    if enumerated:
        drawn = np.array(list(product((1.0, -1.0), repeat=n_clusters)))
    else:
        drawn = multipliers((draws, n_clusters), weights, np.random.default_rng(seed))
    squares = cluster_sums((treatment**2).sum(axis=1, keepdims=True), panel.clusters)[:, 0]
    crossed = [_cross_scores(panel, fit, treatment, others, rest) for rest in (outcome, treatment)]
    factor = _factor(fit, n_clusters)
    return _Scores(drawn @ crossed[0].T, drawn @ crossed[1].T, squares, factor), enumerated


def _cross_scores(panel: Panel, fit: Regression, treatment: Floats, others: Floats, rest: Floats) -> Floats:
    """Return B of `_Scores` for residuals, shape (n_clusters, n_clusters).

    Removing the effects of years and the other regressors spreads the residuals of cluster h over all clusters.
    """
    own = cluster_sums((treatment * rest).sum(axis=1, keepdims=True), panel.clusters)[:, 0]
    sums_of_treatment = cluster_sums(treatment, panel.clusters)
    sums_of_rest = cluster_sums(rest, panel.clusters)
    crossed = np.diag(own) - sums_of_treatment @ fit.projection.inverse @ sums_of_rest.T
    if len(others):
        of_treatment = cluster_sums(np.einsum("kit,it->ik", others, treatment), panel.clusters)
        of_rest = cluster_sums(np.einsum("kit,it->ik", others, rest), panel.clusters)
        flat = others.reshape(len(others), -1)
        crossed -= of_treatment @ np.linalg.inv(flat @ flat.T) @ of_rest.T
    return crossed


def _without(others: Floats, values: Floats) -> Floats:
    """Take what the other regressors explain."""
    flat = others.reshape(len(others), -1)
    coefficients = np.linalg.solve(flat @ flat.T, flat @ values.ravel())
    left: Floats = values - np.tensordot(coefficients, others, axes=1)
    return left


def _factor(fit: Regression, n_clusters: int) -> float:
    n = fit.projection.n_observations
    return n_clusters / (n_clusters - 1) * (n - 1) / (n - len(fit.coefficients) - fit.projection.n_years)


def _p_value(t: float, draws: Floats, enumerated: bool) -> float:
    count = int((np.abs(draws) >= _TIES * abs(t)).sum())
    return count / len(draws) if enumerated else (1 + count) / (1 + len(draws))
