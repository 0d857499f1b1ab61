"""Log-linear trends with Newey-West intervals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from greentwin.city import trends
from greentwin.errors import DataError


def exponential(rate: float, years=range(2000, 2010)) -> pd.Series:
    return pd.Series(5.0 * (1 + rate) ** np.arange(len(years)), index=pd.Index(years, name="year"))


@settings(deadline=None)
@given(st.floats(min_value=-0.3, max_value=0.3))
def test_exact_exponential_growth_returns_the_rate_with_an_interval_of_no_width(rate):
    trend = trends.log_linear(exponential(rate))
    assert trend.rate == pytest.approx(rate, abs=1e-9)
    assert trend.low == pytest.approx(rate, abs=1e-9)
    assert trend.high == pytest.approx(rate, abs=1e-9)
    assert (trend.n, trend.first_year, trend.last_year) == (10, 2000, 2009)


def newey_west_by_hand(series: pd.Series, lags: int) -> tuple[float, float]:
    """Slope and its standard error by the formula of Newey & West 1987, with the factor n / (n - 2)."""
    t = series.index.to_numpy(dtype=float)
    x = np.column_stack([np.ones_like(t), t - t.mean()])
    y = np.log(series.to_numpy())
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ y
    scores = x * (y - x @ beta)[:, None]
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        cross = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (cross + cross.T)
    covariance = len(t) / (len(t) - 2) * bread @ meat @ bread
    return beta[1], np.sqrt(covariance[1, 1])


def test_the_interval_follows_the_published_formula():
    noise = np.random.default_rng(7).normal(0, 0.05, 21)
    series = pd.Series(np.exp(0.04 * np.arange(21) + noise.cumsum()), index=range(1997, 2018))
    trend = trends.log_linear(series)
    slope, error = newey_west_by_hand(series, lags=2)
    reach = stats.t.ppf(0.975, 19) * error
    assert trend.lags == 2
    assert trend.rate == pytest.approx(np.expm1(slope))
    assert (trend.low, trend.high) == pytest.approx((np.expm1(slope - reach), np.expm1(slope + reach)))


def test_a_wider_level_gives_a_wider_interval():
    series = exponential(0.02) * np.exp(np.tile([0.03, -0.03], 5))
    narrow, wide = trends.log_linear(series, level=0.9), trends.log_linear(series, level=0.99)
    assert wide.low < narrow.low < narrow.rate < narrow.high < wide.high


@pytest.mark.parametrize(("n", "lags"), [(6, 2), (21, 2), (30, 3), (100, 4)])
def test_lags_grow_slowly_with_the_number_of_years(n, lags):
    assert trends.newey_west_lags(n) == lags


def test_fewer_than_six_years_are_refused():
    with pytest.raises(DataError, match="a trend needs 6 or more years with a value; this series has 5"):
        trends.log_linear(exponential(0.1, range(2000, 2005)))


def test_values_must_be_positive():
    with pytest.raises(DataError, match="positive"):
        trends.log_linear(exponential(0.1) - 5.0)


def test_missing_years_are_left_out_but_time_goes_on():
    series = exponential(0.1)
    series.loc[[2003, 2004]] = np.nan
    trend = trends.log_linear(series)
    assert trend.n == 8
    assert trend.rate == pytest.approx(0.1)


def test_a_source_with_too_few_years_has_no_trend():
    frame = pd.DataFrame(
        {"long": exponential(0.1), "short": exponential(0.1).where(lambda s: s.index < 2004)}
    )
    result = trends.by_source(frame)
    assert list(result) == ["long", "short"]
    assert result["long"].n == 10
    assert result["short"] is None


def test_the_series_is_not_changed():
    series = exponential(0.1)
    before = series.copy()
    trends.log_linear(series)
    pd.testing.assert_series_equal(series, before)
