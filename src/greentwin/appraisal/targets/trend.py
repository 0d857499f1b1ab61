"""Trend of a yearly series: the Mann-Kendall test, Sen's slope, and a check for values that depend on each other.

The test asks whether later values tend to be higher (or lower), whatever the shape: S is the number of pairs that rise
minus those that fall (Mann 1945, 10.2307/1907187; Kendall 1975, *Rank Correlation Methods*). It uses the order of the
years only, so gaps do no harm; the slope does use the years, and is Sen's median over all pairs (Sen 1968,
10.1080/01621459.1968.10480934). S and its variance come from pymannkendall (Hussain & Mahmud 2019,
10.21105/joss.01556), whose own slope counts steps, not years, and would be wrong where years are missing.

Two limits matter for city series. Up to :data:`EXACT_UP_TO` values the normal approximation is coarse, so the exact
distribution of S is used if no values are equal. And the test takes the years as independent: with a first-order
autocorrelation of 0.7 and 21 years without any trend it finds one in about a third of cases at a level of 5 %. The
corrections of Hamed & Rao (1998, 10.1016/S0022-1694(97)00125-X) and by trend-free pre-whitening keep this fault on
series as short as these. Plain pre-whitening (Yue & Wang 2002, 10.1029/2001WR000861) keeps near the level, but takes
away part of a true trend. It serves here as the strict reading: a trend that it leaves standing holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from greentwin.appraisal.targets.gaps import gaps, longest_even_run
from greentwin.errors import DataError, ParameterError

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT_UP_TO = 10
"""Most values for which the exact distribution of S is used."""
LEAST_POINTS = 5
"""Fewest values for which two-sided p can fall below 0.05: with four it is at least 0.083."""

Tendency = Literal["rising", "falling", "none_shown"]


@dataclass(frozen=True, slots=True)
class Trend:
    """Result of the test of one series.

    Attributes
    ----------
    n, first_year, last_year : int
        Values and their span.
    s : int
        Pairs of years that rise minus pairs that fall.
    variance : float
        Variance of S without a trend, corrected for equal values.
    z : float
        Standardised S with continuity correction.
    tau : float
        S over the number of pairs.
    p : float
        Two-sided p, from the exact distribution of S if ``exact``, else from the normal approximation.
    exact : bool
        Which of the two.
    slope, low, high : float
        Sen's slope per year in the unit of the values, and its interval at 1 - ``level``.
    centre_year, centre_value : float
        Medians of years and values, through which Sen's line goes.
    level : float
        Level of the test.
    checked_years : tuple of int
        Longest run at equal steps, on which the dependence between years is looked at; empty if it is too short.
    autocorrelation : float or None
        First-order autocorrelation around Sen's line on that run.
    p_prewhitened : float or None
        Two-sided p of the pre-whitened run.
    """

    n: int
    first_year: int
    last_year: int
    s: int
    variance: float
    z: float
    tau: float
    p: float
    exact: bool
    slope: float
    low: float
    high: float
    centre_year: float
    centre_value: float
    level: float
    checked_years: tuple[int, ...]
    autocorrelation: float | None
    p_prewhitened: float | None

    @property
    def tendency(self) -> Tendency:
        """``rising`` or ``falling`` if p is below the level, else ``none_shown``."""
        if self.p >= self.level:
            return "none_shown"
        return "rising" if self.s > 0 else "falling"

    @property
    def holds(self) -> bool | None:
        """Whether a trend is left after pre-whitening; None if there is none, or the run is too short to tell."""
        if self.tendency == "none_shown" or self.p_prewhitened is None:
            return None
        return self.p_prewhitened < self.level

    def line(self, year: float) -> float:
        """Return the value of Sen's line in a year, in the unit of the values."""
        return self.centre_value + self.slope * (year - self.centre_year)


def mann_kendall(series: pd.Series, level: float = 0.05, minimum: int = 8) -> Trend:
    """Test a series for a monotonic trend.

    Parameters
    ----------
    series : Series
        Finite values, index ``year`` without repetition. Missing years are left out, not filled.
    level : float
        Level of the two-sided test and, as 1 - ``level``, of the interval of the slope.
    minimum : int
        Fewest values that are tested, at least :data:`LEAST_POINTS`.

    Returns
    -------
    Trend
        Test, slope and check.

    Raises
    ------
    DataError
        If there are fewer than ``minimum`` values, one is not finite, or a year stands twice.
    ParameterError
        If the level is not between 0 and 1, or the minimum is below :data:`LEAST_POINTS`.

    Examples
    --------
    >>> trend = mann_kendall(pd.Series([9.0, 8.0, 8.5, 7.0, 6.0, 5.0, 4.5, 4.0], index=range(2010, 2018)))
    >>> trend.s, trend.tendency, trend.exact, round(trend.slope, 3)
    (-26, 'falling', True, -0.75)
    """
    import pymannkendall
    from scipy.stats import theilslopes

    _check_options(level, minimum)
    values, years = _values(series, minimum)
    found = pymannkendall.original_test(values, alpha=level)
    exact = len(values) <= EXACT_UP_TO and len(np.unique(values)) == len(values)
    sen = theilslopes(values, years, alpha=1 - level)
    run, autocorrelation, prewhitened = _dependence(series, level, minimum)
    return Trend(
        n=len(values),
        first_year=int(years[0]),
        last_year=int(years[-1]),
        s=int(found.s),
        variance=float(found.var_s),
        z=float(found.z),
        tau=float(found.Tau),
        p=_exact_p(years, values) if exact else float(found.p),
        exact=exact,
        slope=float(sen.slope),
        low=float(sen.low_slope),
        high=float(sen.high_slope),
        centre_year=float(np.median(years)),
        centre_value=float(np.median(values)),
        level=level,
        checked_years=run,
        autocorrelation=autocorrelation,
        p_prewhitened=prewhitened,
    )


def _check_options(level: float, minimum: int) -> None:
    if not 0 < level < 1:
        raise ParameterError(f"level is {level}; it must be between 0 and 1")
    if minimum < LEAST_POINTS:
        raise ParameterError(
            f"minimum is {minimum}; it must be at least {LEAST_POINTS}, for with fewer no p can be small"
        )


def _values(series: pd.Series, minimum: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    ordered = series.sort_index()
    gaps(ordered.index)
    values = ordered.to_numpy(dtype=float)
    if not np.isfinite(values).all():
        raise DataError("a series to be tested has finite values only; leave a missing year out")
    if len(values) < minimum:
        raise DataError(f"a test needs {minimum} or more values; this series has {len(values)}")
    return values, ordered.index.to_numpy(dtype=float)


def _exact_p(years: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    from scipy.stats import kendalltau

    return float(kendalltau(years, values, method="exact").pvalue)


def _dependence(
    series: pd.Series, level: float, minimum: int
) -> tuple[tuple[int, ...], float | None, float | None]:
    """Return the run at equal steps, its autocorrelation around Sen's line, and p after pre-whitening."""
    import pymannkendall
    from scipy.stats import theilslopes

    run = longest_even_run(series.index)
    values = series.loc[list(run)].to_numpy(dtype=float)
    if len(run) < minimum or np.ptp(values) == 0:
        return (), None, None
    rest = values - theilslopes(values, run).slope * np.asarray(run, dtype=float)
    rest = rest - rest.mean()
    around = float(rest[1:] @ rest[:-1] / (rest @ rest)) if np.ptp(rest) > 1e-9 * np.ptp(values) else 0.0
    whitened = pymannkendall.pre_whitening_modification_test(values, alpha=level)
    return run, around, float(whitened.p)
