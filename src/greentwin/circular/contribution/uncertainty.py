"""Input quantities with a distribution, the law of propagation of uncertainty, and Monte Carlo summaries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greentwin.errors import ParameterError

Distribution = Literal["rectangular", "normal"]
COVERAGE = 0.95


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that is known with an uncertainty.

    Attributes
    ----------
    value : float
        Best estimate.
    spread : float
        Half-width of a rectangular distribution, standard deviation of a normal one; 0 for an exact value.
    distribution : {"rectangular", "normal"}
        Shape of the distribution around the value.

    Raises
    ------
    ParameterError
        If the distribution is unknown, or a number is not finite or the spread negative.
    """

    value: float
    spread: float = 0.0
    distribution: Distribution = "rectangular"

    def __post_init__(self) -> None:
        if self.distribution not in get_args(Distribution):
            allowed = ", ".join(get_args(Distribution))
            raise ParameterError(f"distribution is {self.distribution!r}; it must be one of {allowed}")
        if not (np.isfinite(self.value) and np.isfinite(self.spread) and self.spread >= 0):
            raise ParameterError("value and spread must be finite, and spread at least 0")

    @property
    def standard_uncertainty(self) -> float:
        """Standard uncertainty u: the spread of a normal, the half-width over the root of 3 of a rectangular one."""
        return self.spread if self.distribution == "normal" else self.spread / sqrt(3)

    def draw(self, rng: np.random.Generator, n: int) -> NDArray[np.float64]:
        """Draw from the distribution.

        Parameters
        ----------
        rng : numpy.random.Generator
            Source of random numbers.
        n : int
            Number of draws.

        Returns
        -------
        numpy.ndarray, shape (n,)
            Draws.
        """
        if self.distribution == "normal":
            return rng.normal(self.value, self.spread, n)
        return rng.uniform(self.value - self.spread, self.value + self.spread, n)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a Monte Carlo calculation says of an output quantity.

    Attributes
    ----------
    mean, standard_uncertainty : float
        Mean and standard deviation of the draws.
    low, high : float
        Probabilistically symmetric coverage interval.
    """

    mean: float
    standard_uncertainty: float
    low: float
    high: float


def between(low: float, high: float) -> Quantity:
    """Make a quantity of which only two limits are known: rectangular between them.

    Parameters
    ----------
    low, high : float
        Limits.

    Returns
    -------
    Quantity
        Rectangular around the middle.

    Raises
    ------
    ParameterError
        If the limits are in the wrong order.
    """
    if high < low:
        raise ParameterError(f"the upper limit {high} lies below the lower limit {low}")
    return Quantity((low + high) / 2, (high - low) / 2)


def rounded(value: float) -> Quantity:
    """Make a quantity of a stated number: rectangular over what would be rounded to it.

    The half-width is half a unit of the last digit that is not a trailing zero, so 2600 stands for 2550 to 2650
    and 54.9 for 54.85 to 54.95.

    Parameters
    ----------
    value : float
        The number as stated, not 0.

    Returns
    -------
    Quantity
        Rectangular around the value.

    Raises
    ------
    ParameterError
        If the value is 0 or not finite.

    Examples
    --------
    >>> rounded(2600.0).spread, rounded(14.5).spread
    (50.0, 0.05)
    """
    if value == 0 or not np.isfinite(value):
        raise ParameterError(f"{value} has no last digit to have been rounded to")
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return Quantity(value, float(Decimal(5).scaleb(int(exponent) - 1)))


def propagated_uncertainty(
    sensitivities: ArrayLike, uncertainties: ArrayLike, correlation: ArrayLike | None = None
) -> float:
    r"""Propagate standard uncertainties through a model by its first derivatives.

    .. math:: u^2(y) = \sum_i \sum_j c_i c_j \, u(x_i) \, u(x_j) \, r_{ij}, \quad c_i = \partial y / \partial x_i

    Parameters
    ----------
    sensitivities : array_like, shape (n,)
        Sensitivity coefficients c.
    uncertainties : array_like, shape (n,)
        Standard uncertainties u(x), at least 0.
    correlation : array_like, shape (n, n), optional
        Correlation coefficients r; none by default.

    Returns
    -------
    float
        Standard uncertainty u(y).

    Raises
    ------
    ParameterError
        If shapes do not fit, an uncertainty is negative, or the correlation is not symmetric with ones on its
        diagonal and no eigenvalue below 0.

    References
    ----------
    JCGM 100:2008, *Guide to the expression of uncertainty in measurement*, equation (16).

    Examples
    --------
    >>> propagated_uncertainty([1, 1, 1, 1], [1, 1, 1, 1])
    2.0
    """
    c, u = np.asarray(sensitivities, dtype=float), np.asarray(uncertainties, dtype=float)
    if c.ndim != 1 or c.shape != u.shape or np.any(u < 0):
        raise ParameterError("give one sensitivity and one uncertainty of at least 0 for each input")
    r = np.eye(c.size) if correlation is None else np.asarray(correlation, dtype=float)
    if r.shape != (c.size, c.size) or not np.allclose(r, r.T) or not np.allclose(np.diag(r), 1):
        raise ParameterError(
            "correlation must be symmetric, one row for each input, with ones on its diagonal"
        )
    if np.linalg.eigvalsh(r).min(initial=0.0) < -1e-9:
        raise ParameterError("no quantities can have this correlation: it has an eigenvalue below 0")
    return float(np.sqrt((c * u) @ r @ (c * u)))


def summary(draws: ArrayLike, coverage: float = COVERAGE) -> Summary:
    """Summarise the draws of an output quantity.

    Parameters
    ----------
    draws : array_like, shape (n,)
        Model values, at least two, all finite.
    coverage : float
        Coverage probability of the interval, above 0 and below 1.

    Returns
    -------
    Summary
        Mean, standard uncertainty and probabilistically symmetric coverage interval.

    Raises
    ------
    ParameterError
        If there are fewer than two draws, one is not finite, or the coverage is out of range.

    References
    ----------
    JCGM 101:2008, *Propagation of distributions using a Monte Carlo method*, 7.6 and 7.7.
    """
    values = np.asarray(draws, dtype=float)
    if values.ndim != 1 or values.size < 2 or not np.all(np.isfinite(values)):
        raise ParameterError("a summary needs at least two draws, all of them finite")
    if not 0 < coverage < 1:
        raise ParameterError(f"coverage is {coverage}; it must be above 0 and below 1")
    low, high = np.quantile(values, [(1 - coverage) / 2, (1 + coverage) / 2])
    return Summary(float(values.mean()), float(values.std(ddof=1)), float(low), float(high))
