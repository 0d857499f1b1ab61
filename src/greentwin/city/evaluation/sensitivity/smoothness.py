"""Confidence interval of an effect if the difference in trends may bend by at most M a year."""

from __future__ import annotations

import numpy as np
from scipy import optimize, special

from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.sensitivity.coefficients import Coefficients
from greentwin.errors import ParameterError

_ROUNDS = 20_000
_PRECISION = 1e-12


def smooth_interval(coefficients: Coefficients, bend: float, level: float = 0.95) -> tuple[float, float]:
    """Return the fixed-length confidence interval under a bound on second differences.

    The slope of the difference in trends may change by at most M from one year to the next. Every estimator that
    straight trends do not bias is a weighted sum ``c' D b`` of the second differences D of the coefficients, in which
    the weights of years from the reference on are given by the average of interest. Its largest bias is
    ``M * sum |c|`` and its variance ``c' D V D' c``. The weights c of earlier years are chosen so that the interval
    ``c' D b +- s * q(M * sum |c| / s)`` is shortest, where s is the standard error and q(t) the quantile at the level
    of the absolute value of a normal variable with mean t.

    Parameters
    ----------
    coefficients : Coefficients
        Coefficients of the event study.
    bend : float
        M, in units of the outcome a year; 0 takes the difference in trends as straight.
    level : float
        Confidence level.

    Returns
    -------
    lower, upper : float

    Raises
    ------
    ParameterError
        If M is negative.

    References
    ----------
    Rambachan & Roth (2023), 10.1093/restud/rdad018, section 4.1 (Delta^SD, fixed-length confidence intervals).
    """
    if bend < 0:
        raise ParameterError(f"the bound on changes of slope is {bend}; it must be 0 or more")
    differences = coefficients.second_differences()
    variance = differences @ coefficients.covariance @ differences.T
    given = given_weights(coefficients)
    n_free = coefficients.n_before - 1
    fixed = variance[:n_free, n_free:] @ given

    def weights_at(penalty: float) -> Floats:
        return np.concatenate([_penalised(variance[:n_free, :n_free], fixed, penalty), given])

    def half_length(penalty: float) -> float:
        return _half_length(weights_at(penalty), variance, bend, level)

    penalty = 0.0
    if bend > 0 and n_free:
        largest = float(np.abs(fixed).max())
        found = optimize.minimize_scalar(
            lambda share: half_length(share * largest), bounds=(0.0, 1.0), options={"xatol": 1e-8}
        )
        penalty = float(found.x) * largest
    weights = weights_at(penalty)
    centre, half = float(weights @ differences @ coefficients.values), half_length(penalty)
    return centre - half, centre + half


def given_weights(coefficients: Coefficients) -> Floats:
    """Return the weights that the average of interest gives to second differences from the reference on.

    Returns
    -------
    ndarray, shape (n_after,)
        One per change of slope, the first at the reference.
    """
    after = coefficients.second_differences()[coefficients.n_before - 1 :, coefficients.n_before :]
    weights: Floats = np.linalg.inv(after.T) @ coefficients.weights
    return weights


def _half_length(weights: Floats, variance: Floats, bend: float, level: float) -> float:
    error = float(np.sqrt(weights @ variance @ weights))
    return error * _folded_quantile(bend * float(np.abs(weights).sum()) / error, level)


def _folded_quantile(mean: float, level: float) -> float:
    """Return the quantile of the absolute value of a normal variable with this mean and variance 1."""
    lowest = max(0.0, mean + special.ndtri(level) - 0.1)
    highest = mean + special.ndtri((1 + level) / 2) + 0.1
    return float(
        optimize.brentq(lambda q: special.ndtr(q - mean) - special.ndtr(-q - mean) - level, lowest, highest)
    )


def _penalised(variance: Floats, fixed: Floats, penalty: float) -> Floats:
    """Minimise ``c' Q c / 2 + f' c + penalty * sum |c|`` by coordinate descent."""
    weights: Floats = -np.linalg.inv(variance) @ fixed
    if penalty == 0:
        return weights
    for _ in range(_ROUNDS):
        before = weights.copy()
        for place in range(len(weights)):
            pull = variance[place, place] * weights[place] - fixed[place] - variance[place] @ weights
            weights[place] = np.sign(pull) * max(abs(pull) - penalty, 0) / variance[place, place]
        if np.abs(weights - before).max() <= _PRECISION * max(1.0, np.abs(weights).max()):
            break
    return weights
