"""Results that all estimators share: one estimate, and estimates by year relative to the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

Estimator = Literal[
    "twfe",
    "group_time",
    "sun_abraham",
    "imputation",
    "synthetic_did",
    "synthetic_control",
]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """One estimated average effect on the treated.

    Attributes
    ----------
    estimator : str
        How it was estimated.
    value : float
        The estimate, on the scale of the outcome (ln points if the outcome is a logarithm).
    standard_error : float
        Its standard error; NaN where the method gives none.
    n_units, n_treated : int
        Units in the sample, and treated ones among them.
    n_clusters : int
        Clusters of the standard error.
    degrees_of_freedom : float
        Degrees of freedom of the t distribution that gives interval and p-value; infinite for the normal.
    """

    estimator: Estimator
    value: float
    standard_error: float
    n_units: int
    n_treated: int
    n_clusters: int
    degrees_of_freedom: float = float("inf")

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the two-sided confidence interval, NaN where there is no standard error."""
        half = self.critical_value(level) * self.standard_error
        return self.value - half, self.value + half

    def critical_value(self, level: float = 0.95) -> float:
        """Return the two-sided critical value of the t distribution."""
        share = 0.5 + level / 2
        if np.isinf(self.degrees_of_freedom):
            return float(special.ndtri(share))
        return float(special.stdtrit(self.degrees_of_freedom, share))

    @property
    def p_value(self) -> float:
        """Two-sided p-value of the hypothesis of no effect."""
        if not self.standard_error > 0:
            return float("nan")
        ratio = -abs(self.value / self.standard_error)
        normal = np.isinf(self.degrees_of_freedom)
        return float(2 * (special.ndtr(ratio) if normal else special.stdtr(self.degrees_of_freedom, ratio)))


@dataclass(frozen=True, eq=False)
class EventStudy:
    """Effects by year relative to the start.

    Attributes
    ----------
    estimator : str
        How they were estimated.
    times : ndarray of int, shape (n_times,)
        Year minus year of the start; the reference, where there is one, is among them with value and error 0.
    values, standard_errors : ndarray, shape (n_times,)
        Estimates and pointwise standard errors.
    covariance : ndarray, shape (n_times, n_times)
        Covariance of the estimates.
    critical_value : float
        Multiple of the standard error that gives the band: simultaneous over all times other than the reference
        where ``simultaneous``, pointwise otherwise.
    simultaneous : bool
        Whether the band covers all times jointly.
    n_treated : ndarray of int, shape (n_times,)
        Treated units behind each estimate.
    reference : int, optional
        The time that all others are compared with; None where it differs from time to time.
    details : mapping
        What else a method reports.
    """

    estimator: Estimator
    times: NDArray[np.int64]
    values: Floats
    standard_errors: Floats
    covariance: Floats
    critical_value: float
    simultaneous: bool
    n_treated: NDArray[np.int64]
    reference: int | None = -1
    details: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def lower(self) -> Floats:
        """Lower end of the band, shape (n_times,)."""
        return self.values - self.critical_value * self.standard_errors

    @property
    def upper(self) -> Floats:
        """Upper end of the band, shape (n_times,)."""
        return self.values + self.critical_value * self.standard_errors

    def before(self) -> NDArray[np.bool_]:
        """Mark the times before the start, the reference left out."""
        marks: NDArray[np.bool_] = self.times < 0
        return marks if self.reference is None else marks & (self.times != self.reference)

    def after(self) -> NDArray[np.bool_]:
        """Mark the times from the start on."""
        marks: NDArray[np.bool_] = self.times >= 0
        return marks
