"""How far a series is from a target, on a straight path from where the target starts to where it ends.

The straight path is a ruler, not a plan: P(t) = y0 + (y1 - y0) (t - t0) / (t1 - t0). Nobody has to follow it, and two
paths between the same ends differ in what is emitted meanwhile. It starts in the base year if the target names one;
else at the last value observed when the target was set, because nobody can be behind on a promise not yet made. Where
nothing was observed after the start there is no distance, only the pace that is needed. The pace that was observed is
Sen's slope (:mod:`greentwin.appraisal.targets.trend`) over all years of the series, which may be older than the target.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pandas as pd

from greentwin.appraisal.targets.system import IndicatorSystem
from greentwin.appraisal.targets.trend import Trend
from greentwin.errors import DataError

Standing = Literal[
    "measured", "due", "nothing_since_start", "base_not_observed", "no_level", "no_series", "no_way"
]
STANDINGS: tuple[Standing, ...] = get_args(Standing)


@dataclass(frozen=True, slots=True)
class LinearPath:
    """A straight path between two years.

    Attributes
    ----------
    start_year, end_year : int
        First and last year, in this order.
    start_value, end_value : float
        Values there.
    """

    start_year: int
    start_value: float
    end_year: int
    end_value: float

    def __post_init__(self) -> None:
        if self.start_year >= self.end_year:
            raise DataError(
                f"a path must end after it starts, not go from {self.start_year} to {self.end_year}"
            )

    def at(self, year: float) -> float:
        """Return the value of the path in a year; beyond its ends it stays at them."""
        share = min(max((year - self.start_year) / (self.end_year - self.start_year), 0.0), 1.0)
        return self.start_value + share * (self.end_value - self.start_value)


@dataclass(frozen=True, slots=True)
class Distance:
    """One target against one series.

    Attributes
    ----------
    target, indicator, series : str
        What was measured; ``series`` is empty if the indicator has none.
    standing : str
        ``measured``; ``due`` if the target year has come; ``nothing_since_start`` if no value is younger than the
        start of the path; ``base_not_observed``; ``no_level`` for a peak year; ``no_series``; ``no_way`` if the
        target is where the path starts, or lies before it.
    path : LinearPath or None
        The path, where there is one.
    last_year : int or None
        Year of the value that is judged: the last one, or the last one up to the target year if that has come.
    last_value : float or None
        This value.
    expected : float or None
        The path in that year.
    done, elapsed : float or None
        Share of the way gone and of the time gone, 1 being the whole. ``done`` is below 0 if the series moved away.
    needed : float or None
        Change per year that leads from the last value to the target.
    observed, observed_low, observed_high : float or None
        Sen's slope with its interval; None if the series is too short.
    reached : float or None
        Year in which Sen's line meets the target; None if it moves away or stands still.
    """

    target: str
    indicator: str
    series: str
    standing: Standing
    path: LinearPath | None = None
    last_year: int | None = None
    last_value: float | None = None
    expected: float | None = None
    done: float | None = None
    elapsed: float | None = None
    needed: float | None = None
    observed: float | None = None
    observed_low: float | None = None
    observed_high: float | None = None
    reached: float | None = None

    @property
    def gap(self) -> float | None:
        """Value minus path, in the unit of the series."""
        if self.last_value is None or self.expected is None:
            return None
        return self.last_value - self.expected

    @property
    def behind(self) -> float | None:
        """Share of the way by which the series is behind the path; negative if it is ahead."""
        return None if self.done is None or self.elapsed is None else self.elapsed - self.done

    @property
    def pace(self) -> float | None:
        """Observed change per year over the needed one; below 0 if the series moves away."""
        if not self.needed or self.observed is None:
            return None
        return self.observed / self.needed


def distances(system: IndicatorSystem, trends: Mapping[str, Trend]) -> tuple[Distance, ...]:
    """Measure every target against every series of its indicator.

    Parameters
    ----------
    system : IndicatorSystem
        System with all years, so that base years are found.
    trends : mapping of str to Trend
        By series; a series that is missing here has no observed pace.

    Returns
    -------
    tuple of Distance
        In the order of the targets, then of the series.
    """
    found = []
    for target in system.targets.to_dict("records"):
        rows = system.series.loc[system.series["indicator"] == target["indicator"], "series"]
        if rows.empty:
            found.append(Distance(str(target["target"]), str(target["indicator"]), "", "no_series"))
        for series in dict.fromkeys(rows):
            found.append(distance(target, system.values_of(series), series, trends.get(series)))
    return tuple(found)


def distance(
    target: Mapping[Any, Any], values: pd.Series, series: str = "", trend: Trend | None = None
) -> Distance:
    """Measure one target against one series.

    Parameters
    ----------
    target : mapping
        ``target``, ``indicator``, ``kind`` (change, level, peak_year), ``year``, ``value``, ``base_year``,
        ``adopted``; missing values as None or NA.
    values : Series
        Values, index ``year``.
    series : str
        Name of the series.
    trend : Trend, optional
        Its trend.

    Raises
    ------
    DataError
        If the series has no value.

    Examples
    --------
    >>> halved = {"target": "t", "indicator": "i", "kind": "change", "year": 2030, "value": -50.0,
    ...           "base_year": 1990, "adopted": 2019}
    >>> found = distance(halved, pd.Series({1990: 100.0, 2010: 80.0}))
    >>> found.expected, found.done, found.elapsed, found.needed
    (75.0, 0.4, 0.5, -1.5)
    """
    if values.empty:
        raise DataError(f"the series {series!r} has no value")
    name, indicator, known = str(target["target"]), str(target["indicator"]), values.sort_index()
    if target["kind"] == "peak_year":
        return Distance(name, indicator, series, "no_level")
    start = _start(target, known)
    if start is None:
        return Distance(name, indicator, series, "base_not_observed")
    first, year = float(known[start]), int(target["year"])
    aim = first * (1 + float(target["value"]) / 100) if target["kind"] == "change" else float(target["value"])
    if start >= year or aim == first:
        return Distance(name, indicator, series, "no_way")
    return _measure(name, indicator, series, LinearPath(start, first, year, aim), known, trend)


def _start(target: Mapping[Any, Any], values: pd.Series) -> int | None:
    """Return the year in which the path starts; None if its base year was not observed."""
    years = [int(year) for year in values.index]
    if pd.notna(target["base_year"]):
        return int(target["base_year"]) if int(target["base_year"]) in years else None
    if pd.isna(target["adopted"]):
        return years[-1]
    return max((year for year in years if year <= int(target["adopted"])), default=years[0])


def _measure(
    name: str, indicator: str, series: str, path: LinearPath, values: pd.Series, trend: Trend | None
) -> Distance:
    due = int(values.index[-1]) >= path.end_year
    judged = values[values.index <= path.end_year]
    year, value = int(judged.index[-1]), float(judged.iloc[-1])
    young = year > path.start_year
    standing: Standing = "nothing_since_start" if not young else "due" if due else "measured"
    way = path.end_value - path.start_value
    return Distance(
        name,
        indicator,
        series,
        standing,
        path,
        year,
        value,
        expected=path.at(year) if young else None,
        done=(value - path.start_value) / way if young else None,
        elapsed=(year - path.start_year) / (path.end_year - path.start_year) if young else None,
        needed=(path.end_value - value) / (path.end_year - year) if year < path.end_year else None,
        observed=trend.slope if trend else None,
        observed_low=trend.low if trend else None,
        observed_high=trend.high if trend else None,
        reached=_reached(trend, path.end_value) if trend else None,
    )


def _reached(trend: Trend, aim: float) -> float | None:
    """Return the year in which Sen's line meets a value after the last observed year, if it ever does."""
    if trend.slope == 0:
        return None
    year = trend.centre_year + (aim - trend.centre_value) / trend.slope
    return year if year >= trend.last_year else None


def peak(values: pd.Series) -> tuple[int, bool]:
    """Return the year of the highest value so far, and whether it is the last year.

    Parameters
    ----------
    values : Series
        Values, index ``year``; of equal values the first counts.

    Raises
    ------
    DataError
        If the series has no value.
    """
    if values.empty:
        raise DataError("a series without a value has no peak")
    ordered = values.sort_index()
    year = int(str(ordered.idxmax()))
    return year, year == int(ordered.index[-1])
