"""Log-linear trends of emission series, with standard errors that allow for autocorrelation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from greentwin.errors import DataError

MIN_YEARS = 6


@dataclass(frozen=True)
class Trend:
    """Average yearly change of a series over a period.

    Attributes
    ----------
    first_year, last_year : int
        First and last year with a value.
    n : int
        Number of years with a value.
    rate : float
        Yearly change as a fraction: exp(b) - 1, b being the slope of the logarithm.
    low, high : float
        Bounds of the interval of the rate.
    level : float
        Level of the interval, e.g. 0.95.
    lags : int
        Lags of the Newey-West estimator.
    """

    first_year: int
    last_year: int
    n: int
    rate: float
    low: float
    high: float
    level: float
    lags: int


def newey_west_lags(n: int) -> int:
    """Choose the number of lags: floor(4 (n / 100)^(2/9)), after Newey & West 1994 (10.2307/2297912)."""
    return int(np.floor(4 * (n / 100) ** (2 / 9)))


def log_linear(series: pd.Series, level: float = 0.95, minimum: int = MIN_YEARS) -> Trend:
    """Fit a log-linear trend by least squares with Newey-West standard errors.

    The model is ln y(t) = a + b t + e(t). Standard errors of b follow Newey & West 1987 (10.2307/1913610)
    with Bartlett weights, the lags of `newey_west_lags`, the factor n / (n - 2) and Student's t with n - 2
    degrees of freedom. Where years are missing, the years with a value are taken as neighbours (the
    equal-spacing estimator of Datta & Du 2012, 10.17016/IFDP.2012.1060).

    Parameters
    ----------
    series : Series
        Positive values, index ``year``; missing years as NaN or left out.
    level : float
        Level of the interval.
    minimum : int
        Smallest number of years for which a trend is given.

    Returns
    -------
    Trend
        Rate, its interval and n.

    Raises
    ------
    DataError
        If there are fewer than ``minimum`` years with a value, or one is not positive.

    Examples
    --------
    >>> trend = log_linear(pd.Series([1.0, 1.1, 1.21, 1.331, 1.4641, 1.61051], index=range(2000, 2006)))
    >>> round(trend.rate, 6), round(trend.high - trend.low, 6)
    (0.1, 0.0)
    """
    from statsmodels.regression.linear_model import OLS

    known = series.dropna().sort_index()
    if len(known) < minimum:
        raise DataError(f"a trend needs {minimum} or more years with a value; this series has {len(known)}")
    if (known <= 0).any():
        raise DataError("a log-linear trend needs positive values; a value here is zero or negative")
    years = known.index.to_numpy(dtype=float)
    lags = newey_west_lags(len(known))
    regressors = np.column_stack([np.ones_like(years), years - years.mean()])
    fit = OLS(np.log(known.to_numpy(dtype=float)), regressors).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "kernel": "bartlett", "use_correction": True}, use_t=True
    )
    low, high = fit.conf_int(alpha=1 - level)[1]
    return Trend(
        first_year=int(years[0]),
        last_year=int(years[-1]),
        n=len(known),
        rate=float(np.expm1(fit.params[1])),
        low=float(np.expm1(low)),
        high=float(np.expm1(high)),
        level=level,
        lags=lags,
    )


def by_source(series: pd.DataFrame, level: float = 0.95, minimum: int = MIN_YEARS) -> dict[str, Trend | None]:
    """Fit a trend to each column of a frame; None where there are too few years.

    Parameters
    ----------
    series : DataFrame, shape (n_years, n_sources)
        One column per source, index ``year``, positive values, gaps as NaN.
    level, minimum
        As in `log_linear`.

    Returns
    -------
    dict of str to Trend or None
        By source, in the order of the columns.
    """
    return {
        str(source): log_linear(column, level, minimum) if column.notna().sum() >= minimum else None
        for source, column in series.items()
    }


def shared_span(series: pd.DataFrame) -> pd.DataFrame:
    """Keep the years from the latest first value to the earliest last value of all columns.

    Trends of several sources are compared over the same span; within it a source may still have gaps.

    Parameters
    ----------
    series : DataFrame, shape (n_years, n_sources)
        One column per source, index ``year``, gaps as NaN.

    Returns
    -------
    DataFrame
        The rows of the span; none if the columns do not overlap.
    """
    if series.shape[1] == 0:
        return series
    known = [series[source].dropna().index for source in series.columns]
    first, last = max(int(index.min()) for index in known), min(int(index.max()) for index in known)
    return series.loc[[year for year in series.index if first <= year <= last]]
