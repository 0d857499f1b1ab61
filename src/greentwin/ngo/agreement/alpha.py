"""Krippendorff's alpha for any number of coders, four levels of measurement and missing ratings.

With o_ck the coincidences of the values c and k, n_c their sums and n the sum of all,

    o_ck  = sum over units u of (number of pairs c-k in u) / (m_u - 1)                       (1)
    alpha = 1 - D_o / D_e = 1 - (n - 1) sum o_ck d_ck / sum n_c n_k d_ck                     (2)

where m_u is the number of ratings of unit u, both sums run over all pairs of values, and the squared difference is

    nominal   d_ck = 0 if c = k, else 1                                                     (3)
    ordinal   d_ck = (n_c + ... + n_k - (n_c + n_k) / 2)^2, summed from c to k              (4)
    interval  d_ck = (c - k)^2                                                              (5)
    ratio     d_ck = ((c - k) / (c + k))^2, and 0 if both are 0                             (6)

The interval is a bootstrap over units: units are drawn with replacement, alpha is computed anew with its own D_e, and
the percentiles of these values are the bounds. Zapf et al. (2016) found this to cover about as often as it promises;
the bootstrap of Hayes and Krippendorff (2007), which draws from the coincidences and keeps D_e, covered far less often.

References
----------
Krippendorff K. (2011): Computing Krippendorff's alpha-reliability. University of Pennsylvania.
https://repository.upenn.edu/asc_papers/43

Hayes A. F. and Krippendorff K. (2007): Answering the call for a standard reliability measure for coding data.
Communication Methods and Measures 1, 77-89. https://doi.org/10.1080/19312450709336664

Zapf A., Castell S., Morawietz L. and Karch A. (2016): Measuring inter-rater reliability for nominal data: which
coefficients and confidence intervals are appropriate? BMC Medical Research Methodology 16, 93.
https://doi.org/10.1186/s12874-016-0200-9
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, cast, get_args

import numpy as np
import numpy.typing as npt

from greentwin.errors import ParameterError
from greentwin.ngo.agreement.ratings import Coefficient, Level, Ratings, code, undefined

Array = npt.NDArray[np.float64]

MOST_LOST = 0.05
"""Largest share of resamples without an alpha; with more of them no interval is given."""


def krippendorff_alpha(
    ratings: Ratings,
    level: Level = "nominal",
    *,
    order: Sequence[Any] | None = None,
    resamples: int = 0,
    confidence: float = 0.95,
    seed: int = 0,
) -> Coefficient:
    """Return Krippendorff's alpha, equation (2).

    Parameters
    ----------
    ratings : DataFrame or array-like, shape (n_units, n_coders)
        Ratings; ``None`` and not-a-number are gaps. Units with fewer than two ratings are left out. Not changed.
    level : {"nominal", "ordinal", "interval", "ratio"}
        Level of measurement, equations (3) to (6).
    order : sequence, optional
        For ordinal words: all values from low to high. Numbers have their own order.
    resamples : int
        Number of bootstrap resamples for the interval; 0 for none.
    confidence : float
        Coverage of the interval, between 0 and 1.
    seed : int
        Seed of the resamples.

    Returns
    -------
    Coefficient
        ``observed`` and ``expected`` are the disagreements D_o and D_e. ``no_pairs`` if no unit has two ratings,
        ``no_variation`` if all ratings are the same: alpha is then 0/0, and perfect as the agreement looks, it
        cannot be told from a habit of always giving the same value. Resamples without variation are left out of the
        interval; if they are more than 5 %, there is no interval.

    Raises
    ------
    ParameterError
        If the ratings are not a table of two columns or more, the level is unknown or does not fit them, or
        ``resamples`` or ``confidence`` is out of range.

    Examples
    --------
    >>> round(krippendorff_alpha([[1, 1], [2, 2], [1, 2], [2, 2]], "nominal").value, 3)
    0.533
    """
    if level not in get_args(Level):
        raise ParameterError(f"level {level!r} is unknown; it must be one of: {', '.join(get_args(Level))}")
    if resamples < 0 or not 0 < confidence < 1:
        raise ParameterError("resamples must be 0 or more, and confidence between 0 and 1")
    coded = code(ratings, order)
    if not coded.n_units:
        return undefined("no_pairs", coded)
    numbers = _numbers(coded.values, level)
    by_unit = _coincidences(coded.counts())
    value, observed, expected = (float(part[0]) for part in _parts(by_unit.sum(axis=0)[None], level, numbers))
    if math.isnan(value):
        return undefined("no_variation", coded, 0.0)
    interval = _interval(by_unit, level, numbers, resamples, confidence, seed) if resamples else None
    return Coefficient(value, observed, expected, coded.n_units, coded.n_coders, interval)


def alpha_of_coincidences(
    coincidences: npt.ArrayLike, level: Level = "nominal", values: Sequence[float] | None = None
) -> float:
    """Return alpha of a matrix of coincidences, equation (2).

    Parameters
    ----------
    coincidences : array-like, shape (n_values, n_values)
        Symmetric matrix of equation (1), values in ascending order.
    level : {"nominal", "ordinal", "interval", "ratio"}
        Level of measurement.
    values : sequence of float, optional
        The values, for interval and ratio levels; 1, 2, ... if not given.

    Returns
    -------
    float
        Alpha; not-a-number if all coincidences lie in one value.
    """
    matrix = np.asarray(coincidences, dtype=float)
    numbers = np.arange(1.0, len(matrix) + 1) if values is None else np.asarray(values, dtype=float)
    return float(_parts(matrix[None], level, numbers)[0][0])


def _numbers(values: tuple[Any, ...], level: Level) -> Array:
    if level in ("nominal", "ordinal"):
        return np.arange(1.0, len(values) + 1)
    if not all(isinstance(value, int | float | np.number) for value in values):
        raise ParameterError(f"the {level} level takes numbers only")
    numbers = np.asarray(values, dtype=float)
    if level == "ratio" and (numbers < 0).any():
        raise ParameterError("the ratio level takes no negative values")
    return numbers


def _coincidences(counts: Array) -> Array:
    """Return equation (1) unit by unit, shape (n_units, n_values, n_values)."""
    pairs = counts[:, :, None] * counts[:, None, :]
    values = np.arange(counts.shape[1])
    pairs[:, values, values] -= counts
    return cast(Array, pairs / (counts.sum(axis=1) - 1)[:, None, None])


def _parts(matrices: Array, level: Level, numbers: Array) -> tuple[Array, Array, Array]:
    """Return alpha, D_o and D_e of matrices of coincidences, shape (n_matrices, n_values, n_values)."""
    sums = matrices.sum(axis=2)
    total = sums.sum(axis=1)
    differences = _differences(sums, level, numbers)
    observed = (matrices * differences).sum(axis=(1, 2)) / total
    pairs = sums[:, :, None] * sums[:, None, :]
    expected = (pairs * differences).sum(axis=(1, 2)) / (total * (total - 1))
    alpha = np.full(len(total), math.nan)
    np.divide(observed, expected, out=alpha, where=expected > 0)
    return 1 - alpha, observed, expected


def _differences(sums: Array, level: Level, numbers: Array) -> Array:
    """Return equations (3) to (6), shape (n_matrices or 1, n_values, n_values)."""
    if level == "nominal":
        return 1 - np.eye(len(numbers))[None]
    if level == "ordinal":
        middle = np.cumsum(sums, axis=1) - sums / 2
        return (middle[:, :, None] - middle[:, None, :]) ** 2
    gaps = np.subtract.outer(numbers, numbers)
    if level == "interval":
        return gaps[None] ** 2
    added = np.add.outer(numbers, numbers)
    return np.divide(gaps, added, out=np.zeros_like(gaps), where=added > 0)[None] ** 2


def _interval(
    by_unit: Array, level: Level, numbers: Array, resamples: int, confidence: float, seed: int
) -> tuple[float, float] | None:
    n_units, n_values = by_unit.shape[:2]
    random = np.random.default_rng(seed)
    weights = random.multinomial(n_units, np.full(n_units, 1 / n_units), size=resamples)
    drawn = (weights @ by_unit.reshape(n_units, -1)).reshape(resamples, n_values, n_values)
    alphas = _parts(drawn, level, numbers)[0]
    found = alphas[~np.isnan(alphas)]
    if len(found) < (1 - MOST_LOST) * resamples:
        return None
    tail = (1 - confidence) / 2
    low, high = np.quantile(found, [tail, 1 - tail])
    return float(low), float(high)
