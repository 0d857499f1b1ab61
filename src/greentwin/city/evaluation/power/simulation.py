"""Minimum detectable effect and power by simulation, from estimates of placebo treatments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin.city.evaluation.power.draws import Placebos
from greentwin.city.evaluation.power.formula import POWER
from greentwin.city.evaluation.results import Floats
from greentwin.errors import ParameterError

Test = Literal["own", "placebo"]
_RESAMPLES = 400


@dataclass(frozen=True)
class Detectable:
    """Smallest cut that is found with the given power, by simulation.

    Attributes
    ----------
    effect : float
        Minimum detectable effect, without sign.
    lower, upper : float
        95 % interval of its Monte Carlo error.
    power, level : float
        Power, and level of the test.
    test : {"own", "placebo"}
        Test: the estimator's own, or the comparison with the distribution of placebo estimates.
    """

    effect: float
    lower: float
    upper: float
    power: float
    level: float
    test: Test


def detectable(drawn: Placebos, *, test: Test = "own", power: float = POWER) -> Detectable:
    """Return the smallest cut that is found with the given power.

    Draw b finds a cut of size d if its estimate without an effect, less d, lies below the lower critical value. That
    is so for every d above ``e_b + c_b s_b`` with the estimator's own test (estimate e, critical value c, standard
    error s), and above ``e_b - q`` with the placebo test, where q is the ``level / 2`` quantile of the placebo
    estimates. The minimum detectable effect is the quantile of these numbers at the power.

    Parameters
    ----------
    drawn : Placebos
        Placebo estimates.
    test : {"own", "placebo"}
        The estimator's own test finds effects too easily where its size is above the level; the placebo test keeps
        the level by construction, and needs no standard error.
    power : float
        Power, between 0 and 1.

    Returns
    -------
    Detectable
        The interval comes from a bootstrap of the draws.

    Raises
    ------
    ParameterError
        If an option is out of range, or the own test is asked for without standard errors.
    """
    if not 0 < power < 1:
        raise ParameterError(f"power is {power}; it must be between 0 and 1")
    index = np.random.default_rng(drawn.seed).integers(drawn.n_draws, size=(_RESAMPLES, drawn.n_draws))
    resampled = np.quantile(_thresholds(drawn, test, index), power, axis=1)
    lower, upper = np.quantile(resampled, [0.025, 0.975])
    effect = np.quantile(_thresholds(drawn, test, np.arange(drawn.n_draws)), power)
    return Detectable(float(effect), float(lower), float(upper), power, drawn.level, test)


def power_curve(drawn: Placebos, effects: Sequence[float], *, test: Test = "own") -> pd.DataFrame:
    """Return the power against cuts of several sizes.

    Parameters
    ----------
    drawn : Placebos
        Placebo estimates.
    effects : sequence of float
        True effects; their sign does not matter.
    test : {"own", "placebo"}
        Test (see `detectable`).

    Returns
    -------
    DataFrame
        Columns ``effect`` (without sign), ``power`` and ``monte_carlo_error``.

    Raises
    ------
    ParameterError
        If the test is unknown, or the own test is asked for without standard errors.
    """
    sizes = np.abs(np.asarray(effects, dtype=float))
    thresholds = _thresholds(drawn, test, np.arange(drawn.n_draws))
    power = (thresholds[None, :] < sizes[:, None]).mean(axis=1)
    error = np.sqrt(power * (1 - power) / drawn.n_draws)
    return pd.DataFrame({"effect": sizes, "power": power, "monte_carlo_error": error})


def exaggeration(drawn: Placebos, effect: float, *, test: Test = "own") -> float:
    """Return by what factor estimates that find a cut overstate it, on average.

    Parameters
    ----------
    drawn : Placebos
        Placebo estimates.
    effect : float
        True effect; its sign does not matter.
    test : {"own", "placebo"}
        Test (see `detectable`).

    Returns
    -------
    float
        Mean estimate of the draws in which the cut is found, divided by the true effect; NaN if none finds it.

    Raises
    ------
    ParameterError
        If the effect is 0, the test is unknown, or the own test is asked for without standard errors.

    References
    ----------
    Gelman & Carlin (2014), 10.1177/1745691614551642 (type M error).
    """
    if effect == 0:
        raise ParameterError("an effect of 0 cannot be overstated; give the size of a true effect")
    size = abs(effect)
    found = _thresholds(drawn, test, np.arange(drawn.n_draws)) < size
    if not found.any():
        return float("nan")
    return float((size - (drawn.estimates - drawn.effect)[found]).mean() / size)


def _thresholds(drawn: Placebos, test: Test, index: NDArray[np.int64]) -> Floats:
    """Return the size above which a cut is found, for draws by index, shape (..., n_draws)."""
    if test not in get_args(Test):
        raise ParameterError(f"test is {test!r}; it must be one of {', '.join(get_args(Test))}")
    null = drawn.estimates - drawn.effect
    if test == "placebo":
        lowest = np.quantile(null[index], drawn.level / 2, axis=-1, keepdims=True)
        moved: Floats = null[index] - lowest
        return moved
    if not np.isfinite(drawn.standard_errors).all():
        raise ParameterError(
            "the estimator gives no standard errors, so it has no own test; take test 'placebo'"
        )
    own: Floats = (null + drawn.critical_values * drawn.standard_errors)[index]
    return own
