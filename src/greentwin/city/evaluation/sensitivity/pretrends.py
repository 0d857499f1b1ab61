"""Joint test of the coefficients before the start, and what passing it is worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import optimize, stats

from greentwin.city.evaluation.results import EventStudy
from greentwin.city.evaluation.sensitivity.target import (
    Target,
    coefficients_before,
    target_weights,
    trend_path,
)
from greentwin.errors import ParameterError


@dataclass(frozen=True, eq=False)
class PretrendTest:
    """Wald test that all coefficients before the start are zero.

    Attributes
    ----------
    study : EventStudy
        The event study.
    statistic : float
        ``W = b' V^-1 b`` of the k coefficients b before the start with covariance V.
    n_coefficients : int
        Their number k.
    degrees_of_freedom : float
        Degrees of freedom of the covariance, v.
    p_value : float
        From ``W (v - k + 1) / (k v) ~ F(k, v - k + 1)``, or chi-squared where v is infinite.
    level : float
        Level at which the test counts as passed or not.
    """

    study: EventStudy
    statistic: float
    n_coefficients: int
    degrees_of_freedom: float
    p_value: float
    level: float

    @property
    def passed(self) -> bool:
        """Whether the test does not reject."""
        return self.p_value >= self.level

    def power(self, slope: float) -> float:
        """Return the probability of rejecting if the groups' trends differ by ``slope`` a year."""
        return 1 - self._pass_probability(slope, 0)

    def detected_slope(self, power: float = 0.8) -> float:
        """Return the difference in trends that the test finds with the given power.

        Raises
        ------
        ParameterError
            If the power is not between the level and 1.
        """
        if not self.level < power < 1:
            raise ParameterError(f"power is {power}; it must be above the level ({self.level}) and below 1")
        scale = 1 / math.sqrt(self._noncentrality(1.0))
        highest = scale
        while self.power(highest) < power:
            highest *= 2
        return float(optimize.brentq(lambda slope: self.power(slope) - power, 0.0, highest, xtol=1e-12))

    def bias(self, slope: float, target: Target = "overall") -> float:
        """Return what a difference in trends of ``slope`` a year adds to the average effect."""
        return float(slope * target_weights(self.study, target) @ trend_path(self.study))

    def conditional_bias(self, slope: float, target: Target = "overall") -> float:
        """Return the bias in those samples in which the test is passed.

        For coefficients before the start with mean m, ``E[b | passed] = m * P(passed; k + 2) / P(passed; k)``, where
        P(passed; j) is the probability of a noncentral F (chi-squared) of j numerator degrees of freedom up to the
        critical value of W. The bias follows from the regression of the effects on b.

        References
        ----------
        Roth (2022), 10.1257/aeri.20210236, proposition 1, for the acceptance region of the Wald test.
        """
        before = self.study.before()
        mean = slope * trend_path(self.study)
        ratio = self._pass_probability(slope, 2) / self._pass_probability(slope, 0)
        weights = target_weights(self.study, target)
        covariance = self.study.covariance
        loading = np.linalg.solve(covariance[np.ix_(before, before)], covariance[before] @ weights)
        return float(weights @ mean + loading @ mean[before] * (ratio - 1))

    def _noncentrality(self, slope: float) -> float:
        before = self.study.before()
        mean = slope * trend_path(self.study)[before]
        covariance = self.study.covariance[np.ix_(before, before)]
        return float(mean @ np.linalg.solve(covariance, mean))

    def _pass_probability(self, slope: float, more: int) -> float:
        """Return P(W up to its critical value) with ``more`` numerator degrees of freedom than coefficients."""
        k, shift = self.n_coefficients, self._noncentrality(slope)
        if math.isinf(self.degrees_of_freedom):
            return float(stats.ncx2.cdf(stats.chi2.ppf(1 - self.level, k), k + more, shift))
        rest = self.degrees_of_freedom - k + 1
        limit = k * stats.f.ppf(1 - self.level, k, rest)
        return float(stats.ncf.cdf(limit / (k + more), k + more, rest, shift))


def pretrend_test(
    study: EventStudy, degrees_of_freedom: float = math.inf, *, level: float = 0.05
) -> PretrendTest:
    """Test jointly whether the coefficients before the start are zero.

    Parameters
    ----------
    study : EventStudy
        Effects by year since the start.
    degrees_of_freedom : float
        Degrees of freedom of the covariance: clusters less one. With few clusters the chi-squared test, which an
        infinite value gives, rejects too often; this takes Hotelling's correction.
    level : float
        Level of the test.

    Returns
    -------
    PretrendTest

    Raises
    ------
    DataError
        If there is no coefficient before the start, or their covariance is singular.
    ParameterError
        If the level is out of range or the degrees of freedom are fewer than the coefficients.

    Notes
    -----
    A test that is passed does not show parallel trends: see `PretrendTest.detected_slope` for what it would have
    missed, and `PretrendTest.conditional_bias` for the effect that such a trend would feign.

    References
    ----------
    Roth (2022), 10.1257/aeri.20210236.
    """
    if not 0 < level < 1:
        raise ParameterError(f"the level is {level}; it must be between 0 and 1")
    before = coefficients_before(study)
    k = int(before.sum())
    if degrees_of_freedom < k:
        raise ParameterError(
            f"{degrees_of_freedom:g} degrees of freedom do not allow a joint test of {k} coefficients; "
            "take fewer years before the start"
        )
    values = np.compress(before, study.values)
    statistic = float(values @ np.linalg.solve(study.covariance[np.ix_(before, before)], values))
    if math.isinf(degrees_of_freedom):
        p_value = float(stats.chi2.sf(statistic, k))
    else:
        rest = degrees_of_freedom - k + 1
        p_value = float(stats.f.sf(statistic * rest / (k * degrees_of_freedom), k, rest))
    return PretrendTest(study, statistic, k, degrees_of_freedom, p_value, level)


def pretrend_frame(
    test: PretrendTest, powers: Sequence[float] = (0.5, 0.8), target: Target = "overall"
) -> pd.DataFrame:
    """Return, for each power, the slope that the test finds with it and the bias of such a trend.

    Returns
    -------
    DataFrame
        Columns ``power``, ``slope`` (a year), ``bias`` and ``conditional_bias`` (in samples that pass).
    """
    rows = [(power, slope) for power in powers for slope in [test.detected_slope(power)]]
    return pd.DataFrame(
        {
            "power": [power for power, _ in rows],
            "slope": [slope for _, slope in rows],
            "bias": [test.bias(slope, target) for _, slope in rows],
            "conditional_bias": [test.conditional_bias(slope, target) for _, slope in rows],
        }
    )
