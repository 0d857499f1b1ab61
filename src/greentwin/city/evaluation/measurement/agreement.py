"""Agreement of two emission sources in one kind of variation, with intervals from a bootstrap of provinces."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greentwin.city.evaluation.measurement.options import KINDS, Kind
from greentwin.city.evaluation.measurement.sample import SourceSample
from greentwin.city.evaluation.measurement.scatter import scatter
from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError, ParameterError

LEVEL = 0.95
MIN_DRAWS = 99


@dataclass(frozen=True)
class Coefficient:
    """A coefficient with its 95 % interval; NaN where it is not defined.

    Attributes
    ----------
    value : float
        The coefficient.
    interval : tuple of float
        Percentiles of the bootstrap draws.
    """

    value: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class Agreement:
    """How far two sources agree in one kind of variation.

    Attributes
    ----------
    source_a, source_b : str
        The sources.
    kind : {"level", "log", "within", "change", "change_in_year"}
        Kind of variation (see `greentwin.city.evaluation.measurement.scatter.scatter`).
    pearson : Coefficient
        Pearson's correlation.
    concordance : Coefficient
        Lin's concordance correlation, which also asks for equal means and spreads; where means were taken out,
        for equal spreads only.
    reliability_a, reliability_b : Coefficient
        Reliability ratio of each source by the other: covariance over the source's own variance.
    shared_spread : Coefficient
        Square root of the covariance: the standard deviation of the truth, if errors are independent; NaN if the
        covariance is negative.
    spread_ratio : float
        Standard deviation of ``source_b`` over that of ``source_a``.
    n, n_units, n_provinces : int
        Observations, units and provinces behind the coefficients.
    """

    source_a: str
    source_b: str
    kind: Kind
    pearson: Coefficient
    concordance: Coefficient
    reliability_a: Coefficient
    reliability_b: Coefficient
    shared_spread: Coefficient
    spread_ratio: float
    n: int
    n_units: int
    n_provinces: int

    def reliability(self, source: str) -> Coefficient:
        """Return the reliability ratio of one of the two sources."""
        return self.reliability_a if source == self.source_a else self.reliability_b


def agreements(
    sample: SourceSample, kinds: tuple[Kind, ...] = KINDS, draws: int = 999, seed: int = 1
) -> tuple[Agreement, ...]:
    """Compute the agreement of every pair of sources of a sample.

    Parameters
    ----------
    sample : SourceSample
        The unit-years that all of its sources have.
    kinds : tuple of Kind
        Kinds of variation.
    draws : int
        Draws of the bootstrap, at least 99: whole provinces are drawn with replacement, as many as there are, and
        what is taken out (means, years) is estimated anew in each draw.
    seed : int
        Seed of the draws.

    Returns
    -------
    tuple of Agreement
        By kind, then by pair.

    Raises
    ------
    DataError
        If the sample has fewer than two sources.
    ParameterError
        If there are too few draws.

    Notes
    -----
    With s_ab the residual covariance of two sources: Pearson's r = s_ab / sqrt(s_aa s_bb); Lin (1989,
    https://doi.org/10.2307/2532051, eq. 2) r_c = 2 s_ab / (s_aa + s_bb + (m_a - m_b)^2); reliability ratio of a =
    s_ab / s_aa. The last is the share of true variation in source a if both sources are the truth plus errors that
    are independent of it and of each other (Bound, Brown and Mathiowetz 2001,
    https://doi.org/10.1016/S1573-4412(01)05012-7). Errors that the two share make it too high; a source that damps
    the truth makes the ratio of the other too low. With three sources the model can be seen to fail: all pairs must
    then have the same covariance, that of the truth.
    """
    if len(sample.sources) < 2:
        raise DataError(f"agreement needs two sources; the sample has {', '.join(sample.sources)}")
    if draws < MIN_DRAWS:
        raise ParameterError(f"draws is {draws}; it must be at least {MIN_DRAWS}")
    return tuple(found for kind in kinds for found in _of_kind(sample, kind, draws, seed))


def concordance(x: ArrayLike, y: ArrayLike) -> float:
    """Compute Lin's concordance correlation of paired values.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        Paired values.

    Raises
    ------
    DataError
        If there are fewer than two pairs, the lengths differ or a value is missing.

    Notes
    -----
    Lin (1989, https://doi.org/10.2307/2532051), eq. 2, with variances divided by n.

    Examples
    --------
    >>> concordance([1, 2, 3], [2, 3, 4])
    0.5714285714285714
    """
    one, other = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if one.shape != other.shape or one.ndim != 1 or len(one) < 2:
        raise DataError("concordance needs two rows of at least two paired values")
    if not (np.isfinite(one).all() and np.isfinite(other).all()):
        raise DataError("concordance needs values without gaps")
    moments = np.cov(one, other, bias=True)
    return float(_concordance(moments, np.array([one.mean(), other.mean()])))


def _of_kind(sample: SourceSample, kind: Kind, draws: int, seed: int) -> list[Agreement]:
    held = sample.held[:, 1:] & sample.held[:, :-1] if kind.startswith("change") else sample.held
    weights = province_draws(len(np.unique(sample.provinces)), draws, seed)
    found = scatter(sample.logs, sample.provinces, kind)
    counts = weights @ found.counts
    moments = found.residual(weights) / np.maximum(counts, 1)[:, None, None]
    means = found.means(weights)
    results = []
    for a, b in combinations(range(len(sample.sources)), 2):
        pair = moments[:, [a, b]][:, :, [a, b]]
        spread = pair[0, 1, 1] / pair[0, 0, 0] if pair[0, 0, 0] > 0 else float("nan")
        results.append(
            Agreement(
                source_a=sample.sources[a],
                source_b=sample.sources[b],
                kind=kind,
                pearson=_coefficient(_pearson(pair)),
                concordance=_coefficient(_concordance(pair, means[:, [a, b]])),
                reliability_a=_coefficient(_ratio(pair[:, 0, 1], pair[:, 0, 0])),
                reliability_b=_coefficient(_ratio(pair[:, 0, 1], pair[:, 1, 1])),
                shared_spread=_coefficient(_root(pair[:, 0, 1])),
                spread_ratio=float(np.sqrt(spread)),
                n=int(held.sum()),
                n_units=int(held.any(axis=1).sum()),
                n_provinces=len(np.unique(sample.provinces[held.any(axis=1)])),
            )
        )
    return results


def province_draws(n_provinces: int, draws: int, seed: int) -> Floats:
    """Draw how often each province stands in a bootstrap sample.

    Returns
    -------
    ndarray, shape (draws + 1, n_provinces)
        The first row is the sample itself: ones.
    """
    counts = np.random.default_rng(seed).multinomial(
        n_provinces, np.full(n_provinces, 1 / n_provinces), draws
    )
    return np.vstack([np.ones(n_provinces), counts])


def _coefficient(values: Floats) -> Coefficient:
    drawn = values[1:][np.isfinite(values[1:])]
    if not np.isfinite(values[0]) or len(drawn) < MIN_DRAWS:
        return Coefficient(float(values[0]), (float("nan"), float("nan")))
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Coefficient(float(values[0]), (float(low), float(high)))


def _pearson(moments: Floats) -> Floats:
    return _ratio(moments[:, 0, 1], np.sqrt(moments[:, 0, 0] * moments[:, 1, 1]))


def _concordance(moments: Floats, means: Floats) -> Floats:
    distance = (means[..., 0] - means[..., 1]) ** 2
    return _ratio(2 * moments[..., 0, 1], moments[..., 0, 0] + moments[..., 1, 1] + distance)


def _root(values: Floats) -> Floats:
    root: Floats = np.sqrt(np.where(values >= 0, values, np.nan))
    return root


def _ratio(numerator: Floats, denominator: Floats) -> Floats:
    """Divide where the denominator is positive; NaN elsewhere."""
    positive: NDArray[np.bool_] = np.asarray(denominator) > 0
    ratio: Floats = np.divide(
        numerator, denominator, out=np.full(np.shape(numerator), np.nan), where=positive
    )
    return ratio


def noise_factor(reliability: float) -> float:
    """Return the factor by which noise of a reliability enlarges the errors of a regression on the outcome.

    The variance of an outcome with independent errors is that of the truth divided by the reliability, so the
    standard error of a coefficient, and with it the minimum detectable effect, grows by one over its square root.
    The coefficient itself stays unbiased.

    Returns
    -------
    float
        NaN if the reliability is not positive.

    Examples
    --------
    >>> noise_factor(0.25)
    2.0
    """
    return float(reliability**-0.5) if reliability > 0 else float("nan")
