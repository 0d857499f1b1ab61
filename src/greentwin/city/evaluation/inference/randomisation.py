"""Randomisation inference: the estimate among those of starts that are dealt out anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from greentwin.city.evaluation.inference.jackknife import PanelEstimator
from greentwin.city.evaluation.multiplier import DRAWS, SEED
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate, Floats
from greentwin.errors import DataError, ParameterError

Across = Literal["units", "clusters", "within_regions"]
Statistic = Literal["value", "t"]
_TIES = 1 - 1e-9


@dataclass(frozen=True, eq=False)
class RandomisationTest:
    """Estimate among those of starts dealt out anew.

    Attributes
    ----------
    estimate : Estimate
        The estimate of the true starts.
    statistic : float
        Its value, or value over standard error.
    draws : ndarray, shape (n_draws,)
        The statistic of every draw.
    p_value : float
        Two-sided: ``(1 + number of draws at least as far from 0) / (1 + number of draws)``.
    across : {"units", "clusters", "within_regions"}
        How the starts were dealt out.
    """

    estimate: Estimate
    statistic: float
    draws: Floats
    p_value: float
    across: Across


def randomisation_test(
    panel: Panel,
    estimator: PanelEstimator,
    *,
    across: Across = "units",
    statistic: Statistic = "value",
    draws: int = DRAWS,
    seed: int = SEED,
) -> RandomisationTest:
    """Compare the estimate with those of starts dealt out at random, as if no unit had an effect.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts.
    estimator : callable
        Takes a panel and returns an `Estimate`.
    across : {"units", "clusters", "within_regions"}
        Deal starts out across all units; across clusters, where all units of a cluster start together; or among
        the units of each region.
    statistic : {"value", "t"}
        Compare estimates, or estimates over their standard errors, which also tests well where errors of treated
        units differ from those of others.
    draws, seed : int
        Number of draws and seed.

    Returns
    -------
    RandomisationTest

    Raises
    ------
    ParameterError
        If an option is unknown or there are no draws.
    DataError
        If starts differ within a cluster (across clusters) or in no region (within regions), if the estimator has
        no standard error (statistic t), or if it cannot take a draw.

    References
    ----------
    MacKinnon & Webb (2020), 10.1016/j.jeconom.2020.04.024; p-value after Phipson & Smyth (2010),
    10.2202/1544-6115.1585.

    Notes
    -----
    Starts must be dealt out as they were given: where whole provinces start together, dealing them out across units
    makes p-values too small.
    """
    _check_options(across, statistic, draws)
    deal = _Deal(panel, across)
    estimate = estimator(panel)
    observed = _statistic(estimate, statistic)
    generator = np.random.default_rng(seed)
    drawn = np.array(
        [_statistic(estimator(panel.with_start(deal.starts(generator))), statistic) for _ in range(draws)]
    )
    count = int((np.abs(drawn) >= _TIES * abs(observed)).sum())
    return RandomisationTest(estimate, observed, drawn, (1 + count) / (1 + draws), across)


class _Deal:
    """Deals the starts of a panel out anew."""

    def __init__(self, panel: Panel, across: Across) -> None:
        self._start = panel.start
        if across == "clusters":
            names, first, codes = np.unique(panel.clusters, return_index=True, return_inverse=True)
            self._source, self._codes = panel.start[first], codes
            differing = names[np.unique(codes[panel.start != self._source[codes]])]
            if len(differing):
                raise DataError(
                    f"starts differ within cluster {differing[0]}; deal them out across 'units' or 'within_regions'"
                )
            self._blocks = [np.arange(len(names))]
        else:
            self._source, self._codes = panel.start, np.arange(len(panel.start))
            labels = panel.regions if across == "within_regions" else np.zeros(len(panel.start))
            self._blocks = [np.flatnonzero(labels == label) for label in np.unique(labels)]
            if all(len(np.unique(panel.start[block])) < 2 for block in self._blocks):
                raise DataError(
                    "in no region do units start in different years, so that there is nothing to deal out; deal "
                    "starts out across 'units' or 'clusters'"
                )

    def starts(self, generator: np.random.Generator) -> Floats:
        """Return one random assignment of the starts, shape (n_units,)."""
        dealt = self._source.copy()
        for block in self._blocks:
            dealt[block] = dealt[generator.permutation(block)]
        drawn: Floats = dealt[self._codes]
        return drawn


def _check_options(across: str, statistic: str, draws: int) -> None:
    for name, value, allowed in (
        ("across", across, get_args(Across)),
        ("statistic", statistic, get_args(Statistic)),
    ):
        if value not in allowed:
            raise ParameterError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
    if draws < 1:
        raise ParameterError(f"draws is {draws}; it must be at least 1")


def _statistic(estimate: Estimate, statistic: Statistic) -> float:
    if statistic == "value":
        return estimate.value
    if not estimate.standard_error > 0:
        raise DataError(
            f"estimator {estimate.estimator} gives no standard error here; take statistic 'value'"
        )
    return estimate.value / estimate.standard_error
