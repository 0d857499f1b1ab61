"""Which city has figures in which year from which source, and whether the gaps are selective."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import pandas as pd

from greentwin.city.years import spans as year_spans
from greentwin.errors import ParameterError

Group = Literal["city_pilot", "province_pilot", "no_pilot"]

GROUPS: tuple[Group, ...] = get_args(Group)
KEYS = ["place_id", "year"]


def matrix(panels: Mapping[str, pd.DataFrame], year_from: int, year_to: int) -> pd.DataFrame:
    """Build the coverage matrix: one row per place and year, one column per source.

    Parameters
    ----------
    panels : mapping of str to DataFrame
        Emissions by source, with columns ``place_id``, ``year`` and ``co2_mt``.
    year_from, year_to : int
        First and last year.

    Returns
    -------
    DataFrame
        Columns ``place_id``, ``year`` and one boolean column per source: True where the source has a value. Every
        place that any source holds in any year stands in every year of the window.

    Raises
    ------
    ParameterError
        If ``year_from`` is later than ``year_to``.
    """
    if year_from > year_to:
        raise ParameterError(f"year_from ({year_from}) must not be later than year_to ({year_to})")
    places = sorted({place for panel in panels.values() for place in panel["place_id"]})
    index = pd.MultiIndex.from_product([places, range(year_from, year_to + 1)], names=KEYS)
    held = {
        source: index.isin(pd.MultiIndex.from_frame(panel.dropna(subset="co2_mt")[KEYS]))
        for source, panel in panels.items()
    }
    return pd.DataFrame(held, index=index).reset_index()


def sources_of(coverage: pd.DataFrame) -> list[str]:
    """Name the sources of a coverage matrix, in order."""
    return [str(column) for column in coverage.columns if column not in KEYS]


def years_by_place(coverage: pd.DataFrame) -> pd.DataFrame:
    """Count the years of the window that each source has, by place.

    Returns
    -------
    DataFrame, shape (n_places, n_sources)
        Counts, index ``place_id``.
    """
    return coverage.groupby("place_id")[sources_of(coverage)].sum()


def pilot_groups(statuses: pd.DataFrame) -> pd.Series:
    """Sort places by pilot status: pilots themselves, others in a pilot province, all others.

    Parameters
    ----------
    statuses : DataFrame
        The table ``prefecture_pilot_status``.

    Returns
    -------
    Series
        One of `GROUPS`, index ``place_id``. A place with a pilot county inside counts by its own status.
    """
    group = pd.Series("no_pilot", index=statuses["place_id"], dtype=object)
    group[statuses["province_start_year"].notna().to_numpy()] = "province_pilot"
    group[statuses["city_batch"].notna().to_numpy()] = "city_pilot"
    return group


def by_source(coverage: pd.DataFrame) -> pd.DataFrame:
    """Summarise what each source covers in the window.

    Returns
    -------
    DataFrame
        Index ``source``; columns ``places`` (with at least one year), ``complete`` (with every year),
        ``place_years`` (number of values), ``share`` (of all places and years), ``first_year``, ``last_year`` (of
        the window; missing where the source has no value in it).
    """
    years = years_by_place(coverage)
    length = coverage["year"].nunique()
    held = coverage.melt(KEYS, var_name="source", value_name="held").query("held")
    return pd.DataFrame(
        {
            "places": (years > 0).sum(),
            "complete": (years == length).sum(),
            "place_years": years.sum(),
            "share": years.sum() / (len(years) * length),
            "first_year": held.groupby("source")["year"].min().astype("Int64"),
            "last_year": held.groupby("source")["year"].max().astype("Int64"),
        }
    ).reindex(pd.Index(sources_of(coverage), name="source"))


def by_group(coverage: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Compare the coverage of pilots and of other places, by source.

    Parameters
    ----------
    coverage : DataFrame
        The coverage matrix.
    groups : Series
        Group of each place, index ``place_id``.

    Returns
    -------
    DataFrame
        One row per source and group: ``source``, ``group``, ``places`` (in the group), ``covered`` (share with at
        least one year), ``complete`` (share with every year), ``years`` (mean number of years, places without any
        included).

    Raises
    ------
    ParameterError
        If a place has no group.
    """
    years = years_by_place(coverage)
    lost = sorted(set(years.index) - set(groups.index))
    if lost:
        raise ParameterError(f"these places have no group: {', '.join(lost[:5])}")
    length = coverage["year"].nunique()
    long = years.reset_index().melt("place_id", var_name="source", value_name="years")
    long = long.assign(group=long["place_id"].map(groups), any=long["years"] > 0, all=long["years"] == length)
    table = long.groupby(["source", "group"], sort=False).agg(
        places=("place_id", "size"),
        covered=("any", "mean"),
        complete=("all", "mean"),
        years=("years", "mean"),
    )
    order = [(source, group) for source in sources_of(coverage) for group in GROUPS]
    return table.loc[[key for key in order if key in table.index]].reset_index()


def by_province(coverage: pd.DataFrame, provinces: pd.Series) -> pd.DataFrame:
    """Compute the share of a province's places that each source covers, by year.

    Parameters
    ----------
    coverage : DataFrame
        The coverage matrix.
    provinces : Series
        Province of each place, index ``place_id``.

    Returns
    -------
    DataFrame
        Columns ``province``, ``year`` and one share (0 to 1) per source. The whole is the number of places of the
        province that any source holds.
    """
    named = coverage.assign(province=coverage["place_id"].map(provinces))
    return named.groupby(["province", "year"], as_index=False)[sources_of(coverage)].mean()


def spans(coverage: pd.DataFrame, place_id: str) -> dict[str, str]:
    """Write the covered years of one place as spans, by source: ``2001-2003, 2005``; empty if there are none.

    Examples
    --------
    >>> table = pd.DataFrame({"place_id": "a", "year": [1, 2, 3, 4], "chen": [True, True, False, True]})
    >>> spans(table, "a")
    {'chen': '1–2, 4'}
    """
    rows = coverage.loc[coverage["place_id"] == place_id]
    return {source: year_spans(rows.loc[rows[source], "year"]) for source in sources_of(coverage)}
