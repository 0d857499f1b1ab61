"""Multiplier bootstrap of influence functions over clusters."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.clusters import cluster_sums
from greentwin.city.evaluation.results import Floats
from greentwin.errors import ParameterError

MultiplierWeights = Literal["rademacher", "mammen", "webb"]

DRAWS = 999
SEED = 20260101
_GOLDEN = (1 + np.sqrt(5)) / 2
_WEBB = np.array([-np.sqrt(1.5), -1.0, -np.sqrt(0.5), np.sqrt(0.5), 1.0, np.sqrt(1.5)])


def multipliers(shape: tuple[int, int], weights: MultiplierWeights, generator: np.random.Generator) -> Floats:
    """Draw weights with mean 0 and variance 1.

    Parameters
    ----------
    shape : (int, int)
        Draws and clusters.
    weights : {"rademacher", "mammen", "webb"}
        Rademacher: -1 or 1. Mammen: two points with third moment 1. Webb: six points.
    generator : numpy Generator
        Where the numbers come from.

    Raises
    ------
    ParameterError
        If the weights are unknown.

    References
    ----------
    Mammen (1993), 10.1214/aos/1176349025; Webb (2023), 10.1111/caje.12661.
    """
    if weights == "rademacher":
        signs: Floats = np.where(generator.integers(0, 2, shape, dtype=np.int8), 1.0, -1.0)
        return signs
    if weights == "mammen":
        low = generator.random(shape) < _GOLDEN / np.sqrt(5)
        points: Floats = np.where(low, 1 - _GOLDEN, _GOLDEN)
        return points
    if weights == "webb":
        drawn: Floats = _WEBB[generator.integers(0, 6, shape)]
        return drawn
    raise ParameterError(
        f"weights is {weights!r}; it must be one of {', '.join(get_args(MultiplierWeights))}"
    )


def multiplier_bootstrap(
    influence: Floats,
    clusters: NDArray[np.str_],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    weights: MultiplierWeights = "rademacher",
) -> Floats:
    """Draw errors of estimates by giving every cluster's influence a random weight.

    Parameters
    ----------
    influence : ndarray, shape (n_units, k)
        Contribution of each unit to the error of each of k estimates.
    clusters : ndarray, shape (n_units,)
        Cluster of each unit.
    draws : int
        Number of draws.
    seed : int
        Seed of the random numbers.
    weights : {"rademacher", "mammen", "webb"}
        Distribution of the weights, with mean 0 and variance 1.

    Returns
    -------
    ndarray, shape (draws, k)
        Errors, with the factor sqrt(G / (G - 1)) for G clusters that the analytic errors have too.

    Raises
    ------
    DataError
        If there are fewer than two clusters.
    ParameterError
        If the weights are unknown or there are no draws.

    References
    ----------
    Callaway & Sant'Anna (2021), 10.1016/j.jeconom.2020.12.001, algorithm 1.
    """
    if draws < 1:
        raise ParameterError(f"draws is {draws}; it must be at least 1")
    sums = cluster_sums(influence, clusters)
    drawn = multipliers((draws, len(sums)), weights, np.random.default_rng(seed))
    errors: Floats = drawn @ sums * np.sqrt(len(sums) / (len(sums) - 1))
    return errors


def simultaneous_critical_value(errors: Floats, standard_errors: Floats, level: float = 0.95) -> float:
    """Return the multiple of the standard errors that covers all estimates jointly.

    Parameters
    ----------
    errors : ndarray, shape (draws, k)
        Drawn errors (see `multiplier_bootstrap`).
    standard_errors : ndarray, shape (k,)
        Standard errors; estimates without a positive one are left out.
    level : float
        Level of the band, between 0 and 1.

    Returns
    -------
    float
        The ``level`` quantile of the largest absolute t statistic; NaN if no estimate has a standard error.
    """
    used = standard_errors > 0
    if not used.any():
        return float("nan")
    largest = np.abs(errors[:, used] / standard_errors[used]).max(axis=1)
    return float(np.quantile(largest, level, method="higher"))
