"""All estimators on one panel, and several tests of the same effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from greentwin.city.evaluation.effect.design import Design
from greentwin.city.evaluation.estimators import ESTIMATORS, estimate
from greentwin.city.evaluation.estimators.twfe import twfe
from greentwin.city.evaluation.inference.jackknife import cluster_jackknife
from greentwin.city.evaluation.inference.randomisation import randomisation_test
from greentwin.city.evaluation.inference.wildbootstrap import wild_cluster_bootstrap, wild_interval
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate, Estimator
from greentwin.errors import DataError

_TESTED: tuple[Estimator, ...] = ("twfe", "group_time")


@dataclass(frozen=True)
class Inference:
    """One test of one estimate.

    Attributes
    ----------
    estimator : str
        The estimator.
    kind : {"clustered", "jackknife", "wild_bootstrap", "randomisation"}
        How the error or p-value comes about.
    value, standard_error : float
        Estimate, and its standard error (NaN where the test has none).
    interval : tuple of float, optional
        95 % interval; None where the test has none.
    p_value : float
        Two-sided p-value of no effect.
    refusal : str, optional
        Why the test cannot be made; value, error and p-value are NaN then.
    """

    estimator: Estimator
    kind: str
    value: float
    standard_error: float
    interval: tuple[float, float] | None
    p_value: float
    refusal: str | None = None


def estimate_by_all(design: Design) -> tuple[tuple[Estimate, ...], dict[Estimator, str]]:
    """Estimate the effect by every estimator; return the estimates, and why others have none.

    The estimators after the first two take neither covariates nor anticipation.
    """
    found: list[Estimate] = []
    refused: dict[Estimator, str] = {}
    for name in ESTIMATORS:
        try:
            found.append(estimate_by(design, name, design.panel))
        except DataError as error:
            refused[name] = str(error)
    return tuple(found), refused


def estimate_by(design: Design, estimator: Estimator, panel: Panel) -> Estimate:
    """Estimate the effect by one estimator, with the covariates and anticipation that it can take."""
    if estimator == "twfe":
        return twfe(panel, covariates=design.covariates)
    if estimator == "group_time":
        return design.estimator(panel)
    return estimate(panel, estimator)


def inferences(design: Design, draws: int, seed: int) -> tuple[Inference, ...]:
    """Test the two main estimates by clustered errors, the jackknife, the wild bootstrap and random starts.

    Parameters
    ----------
    design : Design
        The design.
    draws, seed : int
        Draws of the bootstrap and of the randomisation, and their seed.

    Returns
    -------
    tuple of Inference
        Starts are dealt out across clusters where no cluster has units of two starts, else across units.
    """
    tests: list[tuple[Estimator, str, Callable[[], Inference]]] = []
    for name in _TESTED:
        tests += [
            (name, "clustered", partial(_clustered, design, name)),
            (name, "jackknife", partial(_jackknifed, design, name)),
            (name, "randomisation", partial(_randomised, design, name, draws, seed)),
        ]
    tests.insert(2, ("twfe", "wild_bootstrap", partial(_bootstrapped, design, draws, seed)))
    return tuple(_made(*test) for test in tests)


def _made(name: Estimator, kind: str, test: Callable[[], Inference]) -> Inference:
    try:
        return test()
    except DataError as error:
        nothing = float("nan")
        return Inference(name, kind, nothing, nothing, None, nothing, str(error))


def _of_estimate(found: Estimate, kind: str) -> Inference:
    return Inference(
        found.estimator, kind, found.value, found.standard_error, found.interval(), found.p_value
    )


def _clustered(design: Design, name: Estimator) -> Inference:
    return _of_estimate(estimate_by(design, name, design.panel), "clustered")


def _jackknifed(design: Design, name: Estimator) -> Inference:
    found = cluster_jackknife(design.panel, lambda panel: estimate_by(design, name, panel))
    return _of_estimate(found.estimate, "jackknife")


def _bootstrapped(design: Design, draws: int, seed: int) -> Inference:
    panel, covariates = design.panel, design.covariates
    found = wild_cluster_bootstrap(panel, covariates=covariates, draws=draws, seed=seed)
    bounds = wild_interval(panel, covariates=covariates, draws=draws, seed=seed)
    return Inference("twfe", "wild_bootstrap", found.value, found.standard_error, bounds, found.p_value)


def _randomised(design: Design, name: Estimator, draws: int, seed: int) -> Inference:
    found = randomisation_test(
        design.panel,
        lambda panel: estimate_by(design, name, panel),
        across="clusters" if started_by_cluster(design.panel) else "units",
        statistic="t",
        draws=draws,
        seed=seed,
    )
    nothing = float("nan")
    return Inference(name, "randomisation", found.estimate.value, nothing, None, found.p_value)


def started_by_cluster(panel: Panel) -> bool:
    """Say whether all units of every cluster start together, so that clusters are what is treated."""
    starts: dict[str, float] = {}
    return all(
        starts.setdefault(cluster, start) == start
        for cluster, start in zip(panel.clusters.tolist(), panel.start.tolist(), strict=True)
    )
