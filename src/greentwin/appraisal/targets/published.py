"""A city's indicator system as far as the study's tables hold one.

Which series count as indicators stands in the table ``indicator_definitions``, which goals and targets the city has in
``city_goals`` and ``city_targets``, and what is linked to what in ``indicator_links``. Values are taken as their tables
have them: sources are never joined, units never converted, gaps never filled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from greentwin import data
from greentwin.appraisal.targets.system import (
    GOAL_COLUMNS,
    INDICATOR_COLUMNS,
    LINK_COLUMNS,
    SERIES_COLUMNS,
    TARGET_COLUMNS,
    IndicatorSystem,
    with_series,
)
from greentwin.data import Place
from greentwin.errors import DataError, ParameterError

NO_TABLE = "none"
OBSERVED = ("observed", "index")
"""Status of the rows of ``circular_economy`` that say what was; targets, claims and estimates are no series."""
LEFT_OUT = ("peak_year_target", "trend_inversion", "share_of_hunan_population", "share_of_hunan_gdp")
"""Variables of ``city_inventories`` that are no level of the city in a year: a target, a trend, two shares."""
TOTALS = ("ghg_total", "co2_total", "ghg_basic", "co2_prefecture")
"""Indicators that a reader's own target is applied to."""
OWN_TARGET = "own_target"
CHINA = "China"
CHINESE_TABLES = ("prefecture_", "province_")
"""Beginnings of the names of tables that hold places of China only."""


@dataclass(frozen=True, slots=True)
class ReaderTarget:
    """A change that the reader wants to measure the city's total emissions against.

    Attributes
    ----------
    change : float
        Change in per cent; -50 is a fall by half.
    base_year, year : int
        Year it refers to, and by when.
    """

    change: float
    base_year: int
    year: int


def city_system(place: Place) -> IndicatorSystem:
    """Return the indicator system of a place.

    Parameters
    ----------
    place : Place
        Place of the study, from :func:`greentwin.data.find_city`.

    Returns
    -------
    IndicatorSystem
        Series of the city, of its province or state, and of its country; indicators without a series only if the
        city has a target for them.

    Raises
    ------
    DataError
        If no table has a series of the city or of what is around it.
    """
    definitions = data.load("indicator_definitions")
    series = _series(definitions, place)
    if series.empty:
        raise DataError(f"no table has a series of {place.name_en}, its province or its country")
    goals = data.load("city_goals").query("place_id == @place.place_id").sort_values("position")
    targets = data.load("city_targets").query("place_id == @place.place_id")
    indicators = _indicators(definitions, set(series["indicator"]) | set(targets["indicator"]))
    links = data.load("indicator_links")
    known = set(indicators.index) | set(goals["goal"])
    here = links["from_id"].isin(known) & ((links["kind"] != "indicator_goal") | links["to_id"].isin(known))
    return IndicatorSystem(
        place.name_en,
        place.name_zh or place.name_en,
        indicators,
        series,
        targets[list(TARGET_COLUMNS)].reset_index(drop=True),
        goals.set_index("goal")[list(GOAL_COLUMNS)],
        links.loc[here, list(LINK_COLUMNS)].reset_index(drop=True),
    )


def with_reader_target(system: IndicatorSystem, wanted: ReaderTarget) -> IndicatorSystem:
    """Return a system with a reader's target for each of its total emissions.

    Parameters
    ----------
    system : IndicatorSystem
        Not changed.
    wanted : ReaderTarget
        The change and its years.

    Raises
    ------
    ParameterError
        If the years are not in order, or the system has no series of total emissions.
    """
    if wanted.base_year >= wanted.year:
        raise ParameterError(
            f"the target is for {wanted.year}; that must be after its base year {wanted.base_year}"
        )
    totals = [indicator for indicator in with_series(system) if indicator in TOTALS]
    if not totals:
        raise ParameterError(
            f"{system.name_en} has no series of total emissions, which a target of your own applies to"
        )
    rows = pd.DataFrame(
        [_reader_row(indicator, wanted) for indicator in totals], columns=list(TARGET_COLUMNS)
    )
    typed = rows.astype(system.targets.dtypes.to_dict())
    return replace(system, targets=pd.concat([system.targets, typed], ignore_index=True))


def _reader_row(indicator: str, wanted: ReaderTarget) -> dict[str, object]:
    return {
        "target": f"{OWN_TARGET}_{indicator}",
        "indicator": indicator,
        "kind": "change",
        "year": wanted.year,
        "value": wanted.change,
        "base_year": wanted.base_year,
        "net": False,
        "adopted": pd.NA,
        "superseded_by": None,
        "text_en": f"your target: {wanted.change:+g} % against {wanted.base_year}".replace("-", "−"),
        "text_zh": f"读者自设目标：较{wanted.base_year}年{wanted.change:+g}%".replace("-", "−"),
    }


def _indicators(definitions: pd.DataFrame, kept: set[str]) -> pd.DataFrame:
    unique = definitions.drop_duplicates("indicator").set_index("indicator")
    return unique.loc[[name for name in unique.index if name in kept], list(INDICATOR_COLUMNS)]


def _series(definitions: pd.DataFrame, place: Place) -> pd.DataFrame:
    readable = definitions["table"] != NO_TABLE
    if place.country != CHINA:
        readable &= ~definitions["table"].str.startswith(CHINESE_TABLES)
    tabled = definitions[readable]
    rows_of = [dict(zip(tabled.columns, row, strict=True)) for row in tabled.itertuples(index=False)]
    parts = [_read(row, place) for row in rows_of]
    found = [part for part in parts if not part.empty]
    if not found:
        return pd.DataFrame(columns=list(SERIES_COLUMNS))
    rows = pd.concat(found, ignore_index=True)
    rows["series"] = rows["indicator"] + "." + rows["source"]
    twice = rows[rows.duplicated(["series", "year"])]
    if not twice.empty:
        raise DataError(f"the series {twice['series'].iloc[0]} has {twice['year'].iloc[0]} more than once")
    return rows[list(SERIES_COLUMNS)].astype({"year": "int64", "value": "float64"})


def _read(definition: Mapping[str, str], place: Place) -> pd.DataFrame:
    """Return year, value and source of one definition for one place."""
    table = definition["table"]
    if table not in _READERS:
        raise DataError(f"indicator_definitions names {table}, from which no series is read")
    rows = _READERS[table](data.load(table), place, definition)
    if "unit" in rows and not (rows["unit"] == definition["unit"]).all():
        units = ", ".join(sorted(set(rows["unit"])))
        raise DataError(f"{table} gives {definition['variable']} in {units}, not in {definition['unit']}")
    named = rows.assign(indicator=definition["indicator"]).dropna(subset="value")
    return named[["indicator", "source", "year", "value"]].sort_values(["source", "year"])


def _from_inventories(frame: pd.DataFrame, place: Place, definition: Mapping[str, str]) -> pd.DataFrame:
    here = (frame["place_id"] == place.place_id) & (frame["variable"] == definition["variable"])
    return frame[here & (frame["sector"] == definition["sector"])].rename(columns={"source_id": "source"})


def _from_prefectures(source: str) -> _Reader:
    def read(frame: pd.DataFrame, place: Place, definition: Mapping[str, str]) -> pd.DataFrame:
        rows = frame[frame["place_id"] == place.place_id]
        return rows.rename(columns={definition["variable"]: "value"}).assign(source=source)

    return read


def _from_provinces(source: str) -> _Reader:
    def read(frame: pd.DataFrame, place: Place, definition: Mapping[str, str]) -> pd.DataFrame:
        rows = frame[frame["province_en"] == place.province_en]
        return rows.rename(columns={definition["variable"]: "value"}).assign(source=source)

    return read


def _from_areas(frame: pd.DataFrame, place: Place, definition: Mapping[str, str]) -> pd.DataFrame:
    areas = data.load("areas").set_index("name_en")["area"]
    area = areas.get(place.province_en if definition["scope"] == "region" else place.country)
    here = (frame["area"] == area) & (frame["indicator"] == definition["variable"])
    return frame[here & frame["status"].isin(OBSERVED)].rename(columns={"source_id": "source"})


def _from_nations(frame: pd.DataFrame, place: Place, definition: Mapping[str, str]) -> pd.DataFrame:
    here = (frame["country"] == place.country) & (frame["variable"] == definition["variable"])
    return frame[here].rename(columns={"source_id": "source"})


_Reader = Callable[[pd.DataFrame, Place, Mapping[str, str]], pd.DataFrame]
_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "city_inventories": _from_inventories,
        "prefecture_co2_chen": _from_prefectures("chen"),
        "prefecture_co2_edgar": _from_prefectures("edgar"),
        "prefecture_co2_ceads": _from_prefectures("ceads"),
        "province_co2_sectoral": _from_provinces("ceads_prov_sect"),
        "province_economy": _from_provinces("nbs_prov"),
        "circular_economy": _from_areas,
        "national_series": _from_nations,
    }
)
