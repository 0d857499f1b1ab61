"""Estimates of placebo treatments that are drawn in the panel itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.power.formula import LEVEL
from greentwin.city.evaluation.results import Estimate, Floats
from greentwin.errors import DataError, ParameterError

Scheme = Literal["units", "clusters", "controls"]
DRAWS = 500
SEED = 20100719
MIN_DRAWS = 50


@dataclass(frozen=True, eq=False)
class Placebos:
    """Estimates of treatments that were never given.

    Attributes
    ----------
    estimates, standard_errors, critical_values : ndarray, shape (n_draws,)
        Estimate, standard error (NaN where the estimator gives none) and two-sided critical value of each draw.
    effect : float
        Effect that was added to the outcome of placebo units from their placebo start on.
    scheme : {"units", "clusters", "controls"}
        How treatments were drawn.
    level : float
        Level of the test.
    n_treated, n_control : int
        Placebo units and controls of each draw; of the first draw where clusters differ in size.
    seed : int
        Seed of the draws.
    """

    estimates: Floats
    standard_errors: Floats
    critical_values: Floats
    effect: float
    scheme: Scheme
    level: float
    n_treated: int
    n_control: int
    seed: int

    @property
    def n_draws(self) -> int:
        """Number of draws."""
        return len(self.estimates)

    @property
    def spread(self) -> float:
        """Standard deviation of the placebo estimates: the standard error that the panel itself shows."""
        return float(self.estimates.std(ddof=1))

    @property
    def rejection_rate(self) -> float:
        """Share of draws in which the estimator's own test rejects; its size if the effect is 0."""
        return float(np.mean(np.abs(self.estimates) > self.critical_values * self.standard_errors))

    @property
    def rejection_error(self) -> float:
        """Monte Carlo standard error of the rejection rate."""
        rate = self.rejection_rate
        return float(np.sqrt(rate * (1 - rate) / self.n_draws))


def placebos(
    panel: Panel,
    estimator: Callable[[Panel], Estimate],
    *,
    scheme: Scheme = "units",
    draws: int = DRAWS,
    seed: int = SEED,
    effect: float = 0.0,
    real_effect: float = 0.0,
    level: float = LEVEL,
) -> Placebos:
    """Estimate the effect of placebo treatments, drawn in the panel with its own numbers of units and starts.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts.
    estimator : callable
        Takes a panel and returns an `Estimate`, such as ``lambda panel: estimate(panel, "twfe")``.
    scheme : {"units", "clusters", "controls"}
        The starts are shuffled among all units (units) or, for treatments given to whole clusters, among clusters
        (clusters), so that the design keeps its size; or placebo units are drawn among the controls and the treated
        units left out (controls), so that no treated outcome counts but the design is smaller.
    draws : int
        Number of draws.
    seed : int
        Seed of the draws.
    effect : float
        Effect to add to placebo units from their placebo start on.
    real_effect : float
        Effect of the treatment that was given, taken off its units before starts are shuffled; 0 takes it that the
        treatment had none.
    level : float
        Level of the test.

    Returns
    -------
    Placebos

    Raises
    ------
    ParameterError
        If an option is out of range.
    DataError
        If there are too few controls to draw from (controls), or units of one cluster start in different years
        (clusters).

    Notes
    -----
    If the estimator is linear in the outcome and equals the effect c for an outcome that is c times treatment plus
    any effects of units and years, as difference in differences are, then adding c moves every estimate by exactly c
    and leaves its residuals and so its standard error alone. One round without an effect then gives the power
    against every effect.
    """
    _check(scheme, draws, level)
    untreated = panel.with_outcome(panel.outcome - real_effect * panel.treatment)
    found = []
    for drawn in _drawn_panels(untreated, scheme, draws, np.random.default_rng(seed)):
        outcome = drawn.outcome + effect * drawn.treatment
        found.append(estimator(drawn.with_outcome(outcome) if effect else drawn))
    return Placebos(
        estimates=np.array([estimate.value for estimate in found]),
        standard_errors=np.array([estimate.standard_error for estimate in found]),
        critical_values=np.array([estimate.critical_value(1 - level) for estimate in found]),
        effect=effect,
        scheme=scheme,
        level=level,
        n_treated=found[0].n_treated,
        n_control=found[0].n_units - found[0].n_treated,
        seed=seed,
    )


def _drawn_panels(panel: Panel, scheme: Scheme, draws: int, rng: np.random.Generator) -> Iterator[Panel]:
    if scheme == "controls":
        return _among_controls(panel, draws, rng)
    if scheme == "units":
        return _shuffled(panel, np.arange(len(panel.units)), draws, rng)
    names, codes = np.unique(panel.clusters, return_inverse=True)
    for number, name in enumerate(names):
        if len(np.unique(panel.start[codes == number])) > 1:
            raise DataError(
                f"units of cluster {name} start in different years, so clusters have no start of their own; "
                "take scheme 'units' or 'controls'"
            )
    return _shuffled(panel, codes, draws, rng)


def _among_controls(panel: Panel, draws: int, rng: np.random.Generator) -> Iterator[Panel]:
    controls = np.flatnonzero(~panel.treated)
    starts = panel.start[panel.treated]
    if len(controls) < len(starts) + 2:
        raise DataError(
            f"{len(controls)} controls are too few to draw {len(starts)} placebo units from them and keep 2; "
            "take scheme 'units'"
        )
    for _ in range(draws):
        chosen = rng.choice(controls, size=len(starts), replace=False)
        start = panel.start.copy()
        start[chosen] = starts
        yield panel.with_start(start).take(~panel.treated, "treated")


def _shuffled(panel: Panel, codes: NDArray[np.intp], draws: int, rng: np.random.Generator) -> Iterator[Panel]:
    first = np.unique(codes, return_index=True)[1]
    for _ in range(draws):
        yield panel.with_start(rng.permutation(panel.start[first])[codes])


def _check(scheme: Scheme, draws: int, level: float) -> None:
    if scheme not in get_args(Scheme):
        raise ParameterError(f"scheme is {scheme!r}; it must be one of {', '.join(get_args(Scheme))}")
    if draws < MIN_DRAWS:
        raise ParameterError(f"draws is {draws}; at least {MIN_DRAWS} are needed to tell a rate")
    if not 0 < level < 1:
        raise ParameterError(f"the level is {level}; it must be between 0 and 1")
