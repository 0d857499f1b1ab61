"""What the tables say of every unit: its province, pilot status, carbon market, and doubts about its data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin import data
from greentwin.city.evaluation.options import LEVELS, TABLES, EmissionSource, Level
from greentwin.city.evaluation.outcomes import outcome_table
from greentwin.city.evaluation.results import Floats
from greentwin.city.flags import reach_of, tables_of


@dataclass(frozen=True, eq=False)
class Traits:
    """What is known of the units, as arrays: the columns of `unit_traits`, shape (n_units,).

    Attributes
    ----------
    units : ndarray of str
        Units, sorted.
    provinces : ndarray of str
        Province of each unit.
    own_batch, province_batch, part_batch : ndarray
        Batch in which the unit, its province, or a part of it became a pilot; NaN for none.
    municipality : ndarray of bool
        Whether the unit is a municipality.
    market_year : ndarray
        First year of a regional carbon market; NaN for none.
    """

    units: NDArray[np.str_]
    provinces: NDArray[np.str_]
    own_batch: Floats
    province_batch: Floats
    part_batch: Floats
    municipality: NDArray[np.bool_]
    market_year: Floats

    def of(self, units: NDArray[np.str_]) -> Traits:
        """Return the traits of some of the units."""
        places = np.searchsorted(self.units, units)
        return Traits(*(getattr(self, field.name)[places] for field in fields(self)))


@cache
def unit_traits(level: Level) -> pd.DataFrame:
    """Return what the tables say of every unit: province, pilot status, carbon market.

    Returns
    -------
    DataFrame
        Index: unit. Columns ``province_en``, ``own_batch``, ``province_batch`` (batch in which the province became
        a pilot), ``part_batch`` (batch of a pilot county or district inside), ``municipality`` (bool) and
        ``market_year`` (first year of a regional carbon market); missing where there is none.
    """
    markets = data.load("carbon_market_pilots")
    by_city = markets.dropna(subset="place_id").set_index("place_id")["start_year"]
    by_province = markets.loc[
        markets["place_id"].isna() | (markets["name_en"] == markets["province_en"])
    ].set_index("province_en")["start_year"]
    if level == "province":
        traits = _province_traits()
        return traits.assign(market_year=traits["province_en"].map(by_province))
    traits = _prefecture_traits()
    units = traits.index.to_series()
    return traits.assign(market_year=units.map(by_city).fillna(traits["province_en"].map(by_province)))


@cache
def traits_of(level: Level) -> Traits:
    """Return what the tables say of every unit, as arrays (see `unit_traits`)."""
    frame = unit_traits(level).sort_index()
    numbers = ("own_batch", "province_batch", "part_batch", "market_year")
    return Traits(
        units=frame.index.to_numpy().astype(str),
        provinces=frame["province_en"].to_numpy().astype(str),
        municipality=frame["municipality"].to_numpy(dtype=bool),
        **{name: frame[name].to_numpy(dtype=float) for name in numbers},
    )


def _province_traits() -> pd.DataFrame:
    provinces = data.load("provinces")
    places = data.load("places")
    municipal = places.loc[places["kind"] == "municipality", "province_en"]
    batch = provinces["pilot_start_year"].map(_batch_of_year())
    return pd.DataFrame(
        {
            "province_en": provinces["name_en"],
            "own_batch": batch.astype(float),
            "province_batch": np.nan,
            "part_batch": np.nan,
            "municipality": provinces["name_en"].isin(municipal),
        }
    ).set_index(provinces["name_en"].rename("unit"))


def _prefecture_traits() -> pd.DataFrame:
    statuses = data.load("prefecture_pilot_status").set_index("place_id")
    places = data.load("places").set_index("place_id").reindex(statuses.index)
    of_year = _batch_of_year()
    return pd.DataFrame(
        {
            "province_en": places["province_en"],
            "own_batch": statuses["city_batch"].astype(float),
            "province_batch": statuses["province_start_year"].map(of_year).astype(float),
            "part_batch": statuses["subprefecture_start_year"].map(of_year).astype(float),
            "municipality": places["kind"] == "municipality",
        }
    )


@cache
def start_years() -> pd.DataFrame:
    """Return the year of the notice (``notice``) and the first full year (``full_year``) of each batch."""
    pilots = data.load("low_carbon_pilots").groupby("batch")[["start_year", "first_full_year"]].first()
    return pilots.rename(columns={"start_year": "notice", "first_full_year": "full_year"})


def _batch_of_year() -> dict[int, int]:
    return {int(year): int(str(batch)) for batch, year in start_years()["notice"].items()}


@cache
def flagged_units(source: EmissionSource) -> pd.DataFrame:
    """List the units that the table of known doubts names, or whose province it names, for a source.

    Returns
    -------
    DataFrame
        Columns ``unit``, ``flag_id``, ``year_from``, ``year_to``. Flags of a whole table are left out.
    """
    flags = data.load("panel_quality_flags")
    marks = [TABLES[source] in tables_of(text) for text in flags["table"]]
    records = flags.loc[marks].to_dict("records")
    rows = [
        (unit, flag["flag_id"], flag["year_from"], flag["year_to"])
        for unit, place in _places_of(source).items()
        for flag in records
        if reach_of(place, flag["place"], flag["flag"], {TABLES[source]}) in ("place", "province")
    ]
    return pd.DataFrame(rows, columns=["unit", "flag_id", "year_from", "year_to"])


def _places_of(source: EmissionSource) -> dict[str, data.Place]:
    if LEVELS[source] == "province":
        provinces = data.load("provinces")[["name_en", "name_zh"]].itertuples(index=False, name=None)
        return {en: data.Place("", en, zh, en, zh, "China", "province") for en, zh in provinces}
    units = outcome_table(source).index
    return {place.place_id: place for place in data.cities() if place.place_id in units}
