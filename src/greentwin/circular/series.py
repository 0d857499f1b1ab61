"""Published circular material use rates by vintage, and the revisions between vintages.

Eurostat revises its rates backwards, because waste statistics and material flow accounts are revised. A value
is therefore known only together with its vintage, the month of its release or download. The functions select
and compare; they compute no rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from greentwin.errors import DataError, ParameterError

RATE = "circular_material_use_rate"
_COLUMNS = ["area", "year", "vintage", "value"]


@dataclass(frozen=True)
class Selection:
    """Rates that were asked for, and what of them does not exist.

    Attributes
    ----------
    rates : DataFrame
        Columns ``area``, ``year``, ``vintage``, ``value`` (per cent), sorted by them.
    without_data : tuple of str
        Areas asked for that have no value in the period, in the order asked for.
    """

    rates: pd.DataFrame
    without_data: tuple[str, ...]


def published_rates(series: pd.DataFrame, announced: pd.DataFrame) -> pd.DataFrame:
    """Put downloaded series and values announced at single releases into one long table.

    Parameters
    ----------
    series : DataFrame
        Table ``circular_economy``.
    announced : DataFrame
        Table ``circular_material_use_vintages``.

    Returns
    -------
    DataFrame
        Columns ``area``, ``year``, ``vintage`` (year and month of release or download), ``value`` (per cent);
        one row per area, year and vintage.

    Raises
    ------
    DataError
        If two values are given for one area, year and vintage.
    """
    rows = series[(series["indicator"] == RATE) & series["vintage"].notna()]
    both = pd.concat([rows[_COLUMNS], announced[_COLUMNS]]).drop_duplicates()
    twice = both[both.duplicated(["area", "year", "vintage"])]
    if len(twice):
        first = twice.iloc[0]
        raise DataError(
            f"two rates of {first['area']} for {first['year']} in the vintage of {first['vintage']}"
        )
    return both.sort_values(["area", "year", "vintage"], ignore_index=True)


def select(rates: pd.DataFrame, areas: Sequence[str], year_from: int, year_to: int) -> Selection:
    """Select the rates of some areas in a period.

    Parameters
    ----------
    rates : DataFrame
        From `published_rates`.
    areas : sequence of str
        Area codes.
    year_from, year_to : int
        First and last year, both included.

    Returns
    -------
    Selection
        The rates in all vintages, and the areas without any.

    Raises
    ------
    ParameterError
        If the period ends before it begins.
    """
    if year_to < year_from:
        raise ParameterError(f"the period ends in {year_to}, before it begins in {year_from}")
    wanted = rates[rates["area"].isin(areas) & rates["year"].between(year_from, year_to)]
    have = set(wanted["area"])
    return Selection(wanted.reset_index(drop=True), tuple(dict.fromkeys(a for a in areas if a not in have)))


def longest_vintage(rates: pd.DataFrame) -> str:
    """Name the vintage with the most values; only within one vintage are years and areas comparable.

    Parameters
    ----------
    rates : DataFrame
        From `published_rates`, not empty.

    Returns
    -------
    str
        The vintage; the latest of those with the same number of values.

    Raises
    ------
    DataError
        If there are no rates.
    """
    if rates.empty:
        raise DataError("there is no rate to take a vintage from")
    counts = rates.groupby("vintage").size()
    return str(max(counts.index[counts == counts.max()]))


def of_vintage(rates: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """Spread the rates of one vintage: years as rows, areas as columns, gaps missing.

    Parameters
    ----------
    rates : DataFrame
        From `published_rates`.
    vintage : str
        Vintage as year and month.

    Returns
    -------
    DataFrame
        Per cent, index ``year``, one column per area.
    """
    one = rates[rates["vintage"] == vintage]
    return one.pivot(index="year", columns="area", values="value")  # noqa: PD010  (refuses duplicates)


def revisions(rates: pd.DataFrame) -> pd.DataFrame:
    """Compare each value with the next vintage that gives the same area and year.

    Parameters
    ----------
    rates : DataFrame
        From `published_rates`.

    Returns
    -------
    DataFrame
        Columns ``area``, ``year``, ``earlier``, ``later`` (vintages), ``before``, ``after`` (per cent) and
        ``points`` (after minus before, percentage points), largest absolute revision first.
    """
    ordered = rates.sort_values(["area", "year", "vintage"])
    groups = ordered.groupby(["area", "year"])
    pairs = ordered.assign(later=groups["vintage"].shift(-1), after=groups["value"].shift(-1))
    pairs = pairs.dropna(subset=["later"]).rename(columns={"vintage": "earlier", "value": "before"})
    pairs = pairs.assign(points=(pairs["after"] - pairs["before"]).round(6))
    order = pairs["points"].abs().sort_values(ascending=False, kind="stable").index
    columns = ["area", "year", "earlier", "later", "before", "after", "points"]
    return pairs.loc[order, columns].reset_index(drop=True)


def doubled(rates: pd.DataFrame, area: str, base_year: int) -> pd.DataFrame:
    """Double an area's rate of one year in every vintage that gives it.

    The European Union's circular economy action plan wants to double the rate from 2020 to 2030. The level
    that this means moves with each revision of the base year.

    Parameters
    ----------
    rates : DataFrame
        From `published_rates`.
    area : str
        Area code.
    base_year : int
        Year whose rate is doubled.

    Returns
    -------
    DataFrame
        Columns ``vintage``, ``value`` and ``doubled`` (per cent), by vintage; empty if no vintage has the
        year.
    """
    base = rates[(rates["area"] == area) & (rates["year"] == base_year)].sort_values("vintage")
    return base[["vintage", "value"]].assign(doubled=2 * base["value"]).reset_index(drop=True)


def typical_step(rates: pd.DataFrame, area: str, vintage: str) -> float | None:
    """Take the median absolute change of an area's rate from one year to the next, within one vintage.

    It is a yardstick for revisions: a revision larger than this can turn a rise into a fall.

    Parameters
    ----------
    rates : DataFrame
        From `published_rates`.
    area : str
        Area code.
    vintage : str
        Vintage as year and month.

    Returns
    -------
    float or None
        Percentage points; None if no two years in a row are given.
    """
    one = rates[(rates["area"] == area) & (rates["vintage"] == vintage)].sort_values("year")
    steps = one["value"].diff()[one["year"].diff() == 1].abs()
    return None if steps.empty else round(float(steps.median()), 6)
