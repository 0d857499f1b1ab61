"""Averages of group-time effects: overall, by year since the start, by group, by calendar year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from greentwin.city.evaluation.clusters import cluster_covariance
from greentwin.city.evaluation.estimators.grouptime import GroupTimeEffects
from greentwin.city.evaluation.multiplier import (
    DRAWS,
    SEED,
    MultiplierWeights,
    multiplier_bootstrap,
    simultaneous_critical_value,
)
from greentwin.city.evaluation.results import Estimate, EventStudy, Floats
from greentwin.errors import DataError, ParameterError

Aggregation = Literal["simple", "dynamic", "group", "calendar"]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Profile:
    """Averages of group-time effects by group, calendar year or year since the start.

    Attributes
    ----------
    labels : ndarray of int, shape (n,)
        Year of the start, calendar year, or years since the start.
    values, standard_errors : ndarray, shape (n,)
        Averages and their cluster-robust standard errors.
    influence : ndarray, shape (n_units, n)
        Contribution of each unit to the error of each average, that of the estimated weights included.
    n_treated : ndarray of int, shape (n,)
        Treated units behind each average.
    degrees_of_freedom : float
        Clusters less one.
    """

    labels: NDArray[np.int64]
    values: Floats
    standard_errors: Floats
    influence: Floats
    n_treated: NDArray[np.int64]
    degrees_of_freedom: float


def overall(
    effects: GroupTimeEffects, kind: Aggregation = "simple", times: Sequence[int] | None = None
) -> Estimate:
    """Average the effects from the start on into one number.

    Parameters
    ----------
    effects : GroupTimeEffects
        Group-time effects.
    kind : {"simple", "dynamic", "group", "calendar"}
        Mean over all cells by size of the group (simple); over years since the start (dynamic) or over calendar
        years (calendar) of the means by size of the group; or over groups, by size, of the plain means over their
        years (group). Equations 3.4 to 3.11 of the reference.
    times : sequence of int, optional
        Years since the start to average over, 0 or later; all if not given.

    Returns
    -------
    Estimate
        The standard error is cluster-robust, with the factor G / (G - 1) for G clusters, and holds the error of
        the groups' shares; the degrees of freedom are G - 1. Treated units are those of the groups averaged.

    Raises
    ------
    ParameterError
        If the kind is unknown or a time is before the start.
    DataError
        If there are no effects at these times, or all units are in one cluster.

    References
    ----------
    Callaway & Sant'Anna (2021), 10.1016/j.jeconom.2020.12.001, section 3.1.2.
    """
    if kind not in get_args(Aggregation):
        raise ParameterError(f"kind is {kind!r}; it must be one of {', '.join(get_args(Aggregation))}")
    after = _after(effects, times)
    if kind == "simple":
        value, influence = _by_size(effects, after)
    elif kind == "group":
        value, influence = _over_groups(effects, after)
    else:
        labels = effects.times if kind == "dynamic" else effects.years
        values, influences = _means(effects, after, labels)
        value, influence = float(values.mean()), influences.mean(axis=1)
    panel = effects.panel
    variance = cluster_covariance(influence[:, None], panel.clusters)[0, 0]
    return Estimate(
        estimator="group_time",
        value=value,
        standard_error=float(np.sqrt(variance)),
        n_units=len(panel.units),
        n_treated=int(np.isin(panel.start, effects.groups[after]).sum()),
        n_clusters=panel.n_clusters,
        degrees_of_freedom=panel.n_clusters - 1,
    )


def event_study(
    effects: GroupTimeEffects,
    *,
    times: Sequence[int] | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = 0.95,
    weights: MultiplierWeights = "rademacher",
) -> EventStudy:
    """Average the effects by years since the start, with a band that covers all of them jointly.

    Parameters
    ----------
    effects : GroupTimeEffects
        Group-time effects.
    times : sequence of int, optional
        Years since the start; all that there are if not given. A time without any effect is left out.
    draws, seed, level, weights
        Of the multiplier bootstrap over clusters that gives the critical value.

    Returns
    -------
    EventStudy
        The critical value is never below that of a single estimate (t with clusters less one degrees of freedom).

    Raises
    ------
    DataError
        If there are no effects at these times, or all units are in one cluster.
    ParameterError
        If an option of the bootstrap is unknown.

    References
    ----------
    Callaway & Sant'Anna (2021), 10.1016/j.jeconom.2020.12.001, equation 3.4 and algorithm 1.
    """
    if not 0 < level < 1:
        raise ParameterError(f"level is {level}; it must be between 0 and 1")
    chosen = np.ones(len(effects.att), dtype=bool) if times is None else np.isin(effects.times, list(times))
    profile = _profile(effects, chosen, effects.times)
    errors = multiplier_bootstrap(
        profile.influence, effects.panel.clusters, draws=draws, seed=seed, weights=weights
    )
    joint = simultaneous_critical_value(errors, profile.standard_errors, level)
    single = float(stats.t.ppf(0.5 + level / 2, profile.degrees_of_freedom))
    return EventStudy(
        estimator="group_time",
        times=profile.labels,
        values=profile.values,
        standard_errors=profile.standard_errors,
        covariance=cluster_covariance(profile.influence, effects.panel.clusters),
        critical_value=max(joint, single),
        simultaneous=True,
        n_treated=profile.n_treated,
        reference=-1 - effects.anticipation if effects.base_period == "universal" else None,
        details=MappingProxyType({"draws": float(draws), "seed": float(seed), "level": level}),
    )


def group_profile(effects: GroupTimeEffects, times: Sequence[int] | None = None) -> Profile:
    """Average the effects from the start on by group: the plain mean over its years (equation 3.7).

    Raises
    ------
    ParameterError
        If a time is before the start.
    DataError
        If there are no effects at these times.
    """
    return _profile(effects, _after(effects, times), effects.groups)


def calendar_profile(effects: GroupTimeEffects, times: Sequence[int] | None = None) -> Profile:
    """Average the effects from the start on by calendar year, by size of the group (equation 3.9).

    Raises
    ------
    ParameterError
        If a time is before the start.
    DataError
        If there are no effects at these times.
    """
    return _profile(effects, _after(effects, times), effects.years)


def _after(effects: GroupTimeEffects, times: Sequence[int] | None) -> Marks:
    if times is not None and min(times, default=0) < 0:
        raise ParameterError(
            f"times holds {min(times)}; an average of effects takes years from the start (0) on"
        )
    marks: Marks = effects.times >= 0 if times is None else np.isin(effects.times, list(times))
    return marks


def _by_size(effects: GroupTimeEffects, chosen: Marks) -> tuple[float, Floats]:
    """Average chosen cells by size of their group; the influence function holds that of the sizes.

    With the mean m of effects a_k weighted by sizes n_k, unit i of group g adds
    ``sum_(k of g) (a_k - m) / sum_k n_k`` to the influence of the effects.
    """
    if not chosen.any():
        times = effects.times
        raise DataError(
            f"there are no effects at these times; there are some for {times.min()} to {times.max()}"
        )
    sizes = effects.group_sizes[chosen]
    weights = sizes / sizes.sum()
    att = effects.att[chosen]
    value = float(weights @ att)
    own = effects.panel.start[:, None] == effects.groups[chosen][None, :]
    influence: Floats = effects.influence[:, chosen] @ weights + own @ (att - value) / sizes.sum()
    return value, influence


def _means(effects: GroupTimeEffects, chosen: Marks, labels: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Average chosen cells by label."""
    if not chosen.any():
        _by_size(effects, chosen)
    parts = [_by_size(effects, chosen & (labels == label)) for label in np.unique(labels[chosen])]
    return np.array([value for value, _ in parts]), np.column_stack([influence for _, influence in parts])


def _over_groups(effects: GroupTimeEffects, chosen: Marks) -> tuple[float, Floats]:
    """Average the means of groups by their sizes."""
    values, influences = _means(effects, chosen, effects.groups)
    own = effects.panel.start[:, None] == np.unique(effects.groups[chosen])[None, :]
    sizes = own.sum(axis=0)
    value = float(sizes @ values / sizes.sum())
    influence: Floats = (influences @ sizes + own @ (values - value)) / sizes.sum()
    return value, influence


def _profile(effects: GroupTimeEffects, chosen: Marks, labels: NDArray[np.int64]) -> Profile:
    values, influence = _means(effects, chosen, labels)
    names = np.unique(labels[chosen])
    counts = [
        int(np.isin(effects.panel.start, effects.groups[chosen & (labels == name)]).sum()) for name in names
    ]
    return Profile(
        labels=names,
        values=values,
        standard_errors=np.sqrt(np.diag(cluster_covariance(influence, effects.panel.clusters))),
        influence=influence,
        n_treated=np.array(counts),
        degrees_of_freedom=effects.panel.n_clusters - 1,
    )
