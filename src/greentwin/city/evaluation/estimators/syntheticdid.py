"""Synthetic difference in differences of Arkhangelsky and others, group by group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.clusters import cluster_codes
from greentwin.city.evaluation.estimators.simplex import simplex_least_squares
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate, Floats
from greentwin.errors import DataError, ParameterError

Variance = Literal["jackknife", "placebo"]
_TIME_PENALTY = 1e-6
_PLACEBO_DRAWS = 200
_SEED = 20260101


@dataclass(frozen=True, eq=False)
class SyntheticGroup:
    """Synthetic difference in differences of one group of units that start together.

    Attributes
    ----------
    group : int
        Year of the start.
    unit_weights : ndarray, shape (n_controls,)
        Weights of the control units, which add up to 1.
    time_weights : ndarray, shape (n_years_before,)
        Weights of the years before the start, which add up to 1.
    contrasts : ndarray, shape (n_units,)
        Mean outcome from the start on less the weighted mean before, of every unit of the panel.
    value : float
        Mean contrast of the group less the weighted mean contrast of the controls.
    error_before : float
        Root mean squared difference of group and weighted controls before the start, their mean difference taken.
    n_treated, n_after : int
        Units of the group, and years from the start on.
    """

    group: int
    unit_weights: Floats
    time_weights: Floats
    contrasts: Floats
    value: float
    error_before: float
    n_treated: int
    n_after: int


@dataclass(frozen=True, eq=False)
class SyntheticDid:
    """Estimate and what it is made of.

    Attributes
    ----------
    estimate : Estimate
        Mean over groups, weighted by treated units times years from the start on.
    groups : tuple of SyntheticGroup
        The groups, by start.
    controls : tuple of str
        Control units, in the order of the weights.
    """

    estimate: Estimate
    groups: tuple[SyntheticGroup, ...]
    controls: tuple[str, ...]


def synthetic_did(
    panel: Panel, *, variance: Variance = "jackknife", draws: int = _PLACEBO_DRAWS, seed: int = _SEED
) -> Estimate:
    """Compare each group with weighted controls and weighted years before the start.

    Parameters, errors and references are those of `fit_synthetic_did`, whose estimate is returned.
    """
    return fit_synthetic_did(panel, variance=variance, draws=draws, seed=seed).estimate


def fit_synthetic_did(
    panel: Panel, *, variance: Variance = "jackknife", draws: int = _PLACEBO_DRAWS, seed: int = _SEED
) -> SyntheticDid:
    """Compare each group with weighted controls and weighted years before the start.

    Unit weights w minimise ``sum_t (w0 + sum_i w_i Y_it - mean_treated Y_t)^2 + T0 zeta^2 sum w^2`` over the T0
    years before the start, with ``zeta = (N1 T1)^(1/4) s`` for N1 treated units, T1 years after and the standard
    deviation s of yearly changes of controls before the start; time weights likewise, with a penalty that only
    makes them unique (equations 4 to 6 of the reference). Groups are estimated one by one against the units that
    are not treated within the years.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts, without gaps.
    variance : {"jackknife", "placebo"}
        Leave out one cluster after the other with weights as they are (algorithm 3), or give the starts to controls
        drawn at random (algorithm 4), which suits a single treated cluster.
    draws, seed : int
        Of the placebo draws.

    Returns
    -------
    SyntheticDid
        The standard error is NaN where the jackknife leaves no treated unit or no weighted control; degrees of
        freedom are clusters less one.

    Raises
    ------
    ParameterError
        If the variance is unknown, or there are fewer than 2 draws.
    DataError
        If the panel has gaps, all units are treated within the years, a group has fewer than two years before its
        start, or there are too few controls for placebos.

    References
    ----------
    Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021), Synthetic difference in differences, American Economic
    Review 111 (12), 4088-4118, arXiv 1812.09970; for groups Clarke, Pailañir, Athey & Imbens (2023), arXiv 2301.11859.
    """
    if variance not in get_args(Variance):
        raise ParameterError(f"variance is {variance!r}; it must be one of {', '.join(get_args(Variance))}")
    if draws < 2:
        raise ParameterError(f"draws is {draws}; it must be at least 2")
    _check_panel(panel)
    groups = tuple(_fit(panel.outcome, panel.start, panel.years, group) for group in panel.groups.tolist())
    if variance == "jackknife":
        error = _jackknife_error(panel, groups)
    else:
        error = _placebo_error(panel, draws, np.random.default_rng(seed))
    estimate = Estimate(
        estimator="synthetic_did",
        value=_mean_over_groups(groups),
        standard_error=error,
        n_units=len(panel.units),
        n_treated=int(panel.treated.sum()),
        n_clusters=panel.n_clusters,
        degrees_of_freedom=panel.n_clusters - 1,
    )
    return SyntheticDid(estimate, groups, tuple(np.array(panel.units)[~panel.treated].tolist()))


def _check_panel(panel: Panel) -> None:
    if not panel.balanced:
        raise DataError(
            "synthetic difference in differences needs a value for every unit and year; take a panel with gaps "
            "'complete', which leaves units with gaps out"
        )
    if panel.treated.all():
        raise DataError(
            "all units are treated within the years; synthetic difference in differences needs units that are "
            "not, so end the panel before the last start"
        )
    first = int(panel.groups[0])
    if first - panel.years[0] < 2:
        raise DataError(
            f"the group of {first} has one year before its start; weights need at least two, so begin by {first - 2}"
        )


def _fit(outcome: Floats, start: Floats, years: NDArray[np.int64], group: int) -> SyntheticGroup:
    before = years < group
    treated, controls = start == group, start > years[-1]
    of_controls, of_treated = outcome[controls][:, before], outcome[treated][:, before].mean(axis=0)
    n_treated, n_after = int(treated.sum()), int((~before).sum())
    noise = float(np.diff(of_controls, axis=1).std(ddof=1)) if of_controls.size > 2 else 0.0
    penalty = before.sum() * np.sqrt(n_treated * n_after) * noise**2
    unit_weights = simplex_least_squares(of_controls.T, of_treated, penalty)
    after = outcome[controls][:, ~before].mean(axis=1)
    time_weights = simplex_least_squares(of_controls, after, controls.sum() * (_TIME_PENALTY * noise) ** 2)
    contrasts = outcome[:, ~before].mean(axis=1) - outcome[:, before] @ time_weights
    difference = of_treated - unit_weights @ of_controls
    return SyntheticGroup(
        group=group,
        unit_weights=unit_weights,
        time_weights=time_weights,
        contrasts=contrasts,
        value=float(contrasts[treated].mean() - unit_weights @ contrasts[controls]),
        error_before=float(difference.std()),
        n_treated=n_treated,
        n_after=n_after,
    )


def _mean_over_groups(groups: tuple[SyntheticGroup, ...]) -> float:
    masses = [item.n_treated * item.n_after for item in groups]
    return float(np.average([item.value for item in groups], weights=masses))


def _jackknife_error(panel: Panel, groups: tuple[SyntheticGroup, ...]) -> float:
    """Leave out cluster after cluster, with weights as they are (algorithm 3)."""
    codes, n_clusters = cluster_codes(panel.clusters)
    values = np.array([_without(panel, groups, codes != code) for code in range(n_clusters)])
    if np.isnan(values).any():
        return float("nan")
    return float(np.sqrt((n_clusters - 1) / n_clusters * ((values - values.mean()) ** 2).sum()))


def _without(panel: Panel, groups: tuple[SyntheticGroup, ...], keep: NDArray[np.bool_]) -> float:
    """Return the estimate from the units kept, NaN if there is none."""
    controls = ~panel.treated
    total, mass = 0.0, 0
    for item in groups:
        treated = (panel.start == item.group) & keep
        weights = item.unit_weights * keep[controls]
        if not treated.any():
            continue
        if not weights.sum() > 0:
            return float("nan")
        synthetic = weights @ item.contrasts[controls] / weights.sum()
        n = int(treated.sum()) * item.n_after
        total += n * (item.contrasts[treated].mean() - synthetic)
        mass += n
    return float(total / mass) if mass else float("nan")


def _placebo_error(panel: Panel, draws: int, generator: np.random.Generator) -> float:
    """Give the starts to controls drawn at random (algorithm 4)."""
    controls = np.flatnonzero(~panel.treated)
    n_treated = int(panel.treated.sum())
    if len(controls) <= n_treated:
        raise DataError(
            f"placebos need more controls than treated units; there are {len(controls)} and {n_treated}; "
            "take variance 'jackknife'"
        )
    values = list(_placebos(panel, controls, draws, generator))
    return float(np.std(values))


def _placebos(
    panel: Panel, controls: NDArray[np.intp], draws: int, generator: np.random.Generator
) -> Iterator[float]:
    outcome, starts = panel.outcome[controls], panel.start[panel.treated]
    for _ in range(draws):
        start = np.full(len(controls), np.inf)
        start[generator.permutation(len(controls))[: len(starts)]] = starts
        yield _mean_over_groups(
            tuple(_fit(outcome, start, panel.years, group) for group in panel.groups.tolist())
        )
