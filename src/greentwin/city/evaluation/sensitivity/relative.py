"""Confidence set of an effect if trends may differ M times as much after the start as at most before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.sensitivity.coefficients import Coefficients
from greentwin.errors import ParameterError

FIRST_STAGE = 0.1
"""Share of the test's size that goes to its first, least favourable stage."""
_GRID = 801
_FAR = 8.5
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(160)
_TIE = 1e-9


@dataclass(frozen=True, eq=False)
class _Moments:
    """Inequalities of one case: the largest change before the start is that of one year, with one sign.

    With the average a and that change x (positive under the case), row i of ``loadings`` gives the standardised
    moment ``loadings[i] @ (a - hypothesis, x)``, whose mean is not above 0 if the hypothesis is true. ``values`` and
    ``covariance`` are those of the estimates of (a, x); ``ceiling`` is the critical value of the first stage.
    """

    loadings: Floats
    values: Floats
    covariance: Floats
    ceiling: float


def relative_interval(
    coefficients: Coefficients, multiple: float, level: float = 0.95
) -> tuple[float, float]:
    """Return the ends of the confidence set under a bound relative to the years before the start.

    The difference in trends may change from year to year after the reference by at most M times its largest change
    before. The set holds every value that `accepted` does not reject.

    Parameters
    ----------
    coefficients : Coefficients
        Coefficients of the event study.
    multiple : float
        M; 0 is parallel trends after the start.
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
    Rambachan & Roth (2023), 10.1093/restud/rdad018, sections 2.4.1 (Delta^RM) and 3 (hybrid confidence sets).
    """
    cases = _cases(coefficients, multiple, 1 - level)
    grid = coefficients.estimate + np.linspace(-1, 1, _GRID) * _reach(coefficients, multiple)
    inside = np.flatnonzero(_accepted(cases, grid, 1 - level))
    while inside[0] == 0 or inside[-1] == _GRID - 1:
        grid = coefficients.estimate + 2 * (grid - coefficients.estimate)
        inside = np.flatnonzero(_accepted(cases, grid, 1 - level))

    def end(inner: int, outer: int) -> float:
        kept, lost = float(grid[inner]), float(grid[outer])
        for _ in range(34):
            middle = (kept + lost) / 2
            if _accepted(cases, np.array([middle]), 1 - level)[0]:
                kept = middle
            else:
                lost = middle
        return kept

    return end(inside[0], inside[0] - 1), end(inside[-1], inside[-1] + 1)


def _reach(coefficients: Coefficients, multiple: float) -> float:
    """Return a distance from the estimate beyond which the set hardly goes."""
    changes = coefficients.first_differences()[: coefficients.n_before]
    errors = np.sqrt(np.einsum("si,ij,sj->s", changes, coefficients.covariance, changes))
    largest = float((np.abs(np.dot(changes, coefficients.values)) + 3 * errors).max())
    return (
        multiple * float(np.abs(_cumulated(coefficients)).sum()) * largest + 8 * coefficients.standard_error
    )


def accepted(
    coefficients: Coefficients, multiple: float, hypotheses: Floats, level: float = 0.95
) -> NDArray[np.bool_]:
    """Test values of the average effect under a bound relative to the years before the start.

    Each year s before the reference and each sign is a case: the change x of that year is the largest. Under it, with
    the average effect a = l' b, its weights cumulated from the end L_t, and t = 0 .. T - 1 years after the reference,
    the linear programme of the reference has ``T + 2`` dual vertices, all of them known: ``a - h - M x sum |L|``,
    ``h - a - M x sum |L|`` and ``- 2 M x`` for each t, each divided by the sum of the standard errors of the
    inequalities behind it. Their maximum is tested by the conditional test with a least favourable first stage
    (C-LF), and a value is accepted if it is in any case.

    Parameters
    ----------
    coefficients : Coefficients
        Coefficients of the event study.
    multiple : float
        M.
    hypotheses : ndarray, shape (n,)
        Values h of the average effect.
    level : float
        Confidence level.

    Returns
    -------
    ndarray of bool, shape (n,)

    Raises
    ------
    ParameterError
        If M is negative.

    References
    ----------
    Andrews, Roth & Pakes (2023), 10.1093/restud/rdad014, for the test; Rambachan & Roth (2023), 10.1093/restud/rdad018.
    """
    return _accepted(_cases(coefficients, multiple, 1 - level), hypotheses, 1 - level)


def _accepted(cases: list[_Moments], hypotheses: Floats, size: float) -> NDArray[np.bool_]:
    found = np.zeros(len(hypotheses), dtype=bool)
    for case in cases:
        found |= ~_rejected(case, hypotheses, size)
    return found


def _cases(coefficients: Coefficients, multiple: float, size: float) -> list[_Moments]:
    if multiple < 0:
        raise ParameterError(f"the multiple of earlier changes is {multiple}; it must be 0 or more")
    changes = coefficients.first_differences()
    return [
        _case(coefficients, multiple, sign * changes[year], size)
        for year in range(coefficients.n_before)
        for sign in (1, -1)
    ]


def _case(coefficients: Coefficients, multiple: float, change: Floats, size: float) -> _Moments:
    """Standardise the inequalities of one case by the errors of those they combine."""
    after = coefficients.first_differences()[coefficients.n_before :]
    cumulated = _cumulated(coefficients)
    covariance = coefficients.covariance
    upper, lower = after - multiple * change, -after - multiple * change
    errors_up = np.sqrt(np.einsum("ti,ij,tj->t", upper, covariance, upper))
    errors_down = np.sqrt(np.einsum("ti,ij,tj->t", lower, covariance, lower))
    up, down = np.clip(cumulated, 0, None), np.clip(-cumulated, 0, None)
    bound = multiple * np.abs(cumulated).sum()
    scales = np.concatenate(
        [
            [up @ errors_up + down @ errors_down, down @ errors_up + up @ errors_down],
            errors_up + errors_down,
        ]
    )
    rows = np.array([[1.0, -bound], [-1.0, -bound], *([0.0, -2 * multiple] for _ in cumulated)])
    loadings = rows / scales[:, None]
    pair = np.stack([coefficients.all_weights, change])
    joint = pair @ covariance @ pair.T
    ceiling = _least_favourable(loadings, joint, FIRST_STAGE * size)
    return _Moments(loadings, pair @ coefficients.values, joint, ceiling)


def _cumulated(coefficients: Coefficients) -> Floats:
    """Return the weight of each change after the reference in the average, shape (n_after,)."""
    return np.cumsum(coefficients.weights[::-1])[::-1]


def _rejected(case: _Moments, hypotheses: Floats, size: float) -> NDArray[np.bool_]:
    first = FIRST_STAGE * size
    shifted = case.values - np.stack([hypotheses, np.zeros(len(hypotheses))], axis=1)
    moments = shifted @ case.loadings.T
    covariance = case.loadings @ case.covariance @ case.loadings.T
    binding = moments.argmax(axis=1)
    statistic = moments.max(axis=1)
    p_values = _conditional_p_values(moments, covariance, binding, case.ceiling)
    remaining = (size - first) / (1 - first)
    rejected: NDArray[np.bool_] = (statistic > case.ceiling) | ((statistic > 0) & (p_values < remaining))
    return rejected


def _conditional_p_values(
    moments: Floats, covariance: Floats, binding: NDArray[np.intp], ceiling: float
) -> Floats:
    """Return P(Z > statistic) for Z normal with mean 0, kept where the same moment binds and below the ceiling."""
    rows = np.arange(len(moments))
    statistic = moments[rows, binding]
    variance = covariance[binding, binding]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        slopes = covariance[binding] / variance[:, None]
        cuts = (moments - slopes * statistic[:, None]) / (1 - slopes)
        lowest = np.where(slopes < 1 - _TIE, cuts, -np.inf).max(axis=1)
        highest = np.minimum(np.where(slopes > 1 + _TIE, cuts, np.inf).min(axis=1), ceiling)
        errors = np.sqrt(variance)
        above = _log_between(statistic / errors, highest / errors)
        p_values: Floats = np.exp(above - _log_between(lowest / errors, highest / errors))
    return p_values


def _log_between(low: Floats, high: Floats) -> Floats:
    """Return the logarithm of the normal probability between two values, exact far out in the upper tail."""
    upper = special.log_ndtr(-low)
    gap: Floats = upper + np.log1p(-np.exp(special.log_ndtr(-high) - upper))
    return gap


def _least_favourable(loadings: Floats, covariance: Floats, size: float) -> float:
    """Return the value that the largest moment passes with probability ``size`` if all means are 0.

    Given the change x, no moment is above c if the average lies between two lines; x itself must not be below a
    value. The probability is integrated over x by Gauss-Legendre nodes.
    """
    sd_change = float(np.sqrt(covariance[1, 1]))
    slope = float(covariance[0, 1] / covariance[1, 1])
    rest = float(np.sqrt(covariance[0, 0] - slope * covariance[0, 1]))
    steepest = float(loadings[2:, 1].min()) * sd_change
    intercepts, slopes = 1 / loadings[:2, 0], -loadings[:2, 1] / loadings[:2, 0] - slope

    def exceeded(limit: float) -> float:
        lowest = max(-_FAR, limit / steepest) if steepest < 0 else -_FAR
        half = (_FAR - lowest) / 2
        nodes = lowest + half * (1 + _NODES)
        lines = (intercepts[:, None] * limit + slopes[:, None] * sd_change * nodes) / rest
        high, low = special.ndtr(lines)
        density = np.exp(-(nodes**2) / 2) / np.sqrt(2 * np.pi)
        return 1 - half * float(_WEIGHTS @ ((high - low) * density)) - size

    highest = 1.0
    while exceeded(highest) > 0:
        highest *= 2
    return float(optimize.brentq(exceeded, 0.0, highest, xtol=1e-8))
