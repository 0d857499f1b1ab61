"""The panel of one specification, made from the tables of the study."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin import data
from greentwin.city.evaluation.options import (
    JUMP,
    LEVELS,
    TABLES,
    EmissionSource,
    Level,
    Outcome,
    StartCoding,
)
from greentwin.city.evaluation.panel import NEVER, Exclusion, Panel, design
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.specification import Specification
from greentwin.city.flags import reach_of, tables_of
from greentwin.errors import DataError

_DIVISORS = {"ln_co2_per_head": "population_10k", "ln_co2_per_gdp": "gdp_real_2010_100m_yuan"}


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


def panel_for(specification: Specification, traits: Traits | None = None) -> Panel:
    """Make the panel of one specification.

    Parameters
    ----------
    specification : Specification
        The choices.
    traits : Traits, optional
        What is known of the units, as `traits_of` returns it; with the names of pilots shuffled it gives the panel
        of a placebo.

    Returns
    -------
    Panel
        Unit identifiers are those of the table ``places``, or English names of provinces; the region of a unit is
        its province. Exclusions are counted in the order in which the attributes of `Specification` stand.

    Raises
    ------
    DataError
        If the choices leave no design that can be estimated (see `greentwin.city.evaluation.panel.panel_of`).
    """
    units, years, outcome = _window(specification)
    known = (traits_of(specification.level) if traits is None else traits).of(units)
    start, batch = _starts(known, specification)
    reasons = _reasons(units, outcome, known, start, batch, specification)
    studied = (start <= specification.year_to) & ~reasons["other_batch"]
    keep, exclusions = _exclude(units, reasons, studied)
    panel = Panel(
        units=tuple(units[keep].tolist()),
        years=years,
        outcome=outcome[keep],
        start=start[keep],
        clusters=(units if specification.cluster == "unit" else known.provinces)[keep],
        regions=known.provinces[keep],
        control_group=specification.control_group,
        outcome_name=specification.outcome,
        exclusions=exclusions,
    )
    return design(panel, specification.gaps)


def _window(specification: Specification) -> tuple[NDArray[np.str_], NDArray[np.int64], Floats]:
    """Cut the years out of a source; units without any value in them are no part of it."""
    units, all_years, outcome = _outcome_arrays(specification.source, specification.outcome)
    first, last = int(all_years[0]), int(all_years[-1])
    if specification.year_from < first or specification.year_to > last:
        raise DataError(
            f"source {specification.source} has years {first} to {last}, "
            f"not {specification.year_from} to {specification.year_to}"
        )
    columns = slice(specification.year_from - first, specification.year_to - first + 1)
    held = np.isfinite(outcome[:, columns]).any(axis=1)
    return units[held], all_years[columns], outcome[held, columns]


@cache
def _outcome_arrays(
    source: EmissionSource, outcome: Outcome
) -> tuple[NDArray[np.str_], NDArray[np.int64], Floats]:
    table = outcome_table(source, outcome)
    table = table.reindex(columns=range(int(table.columns.min()), int(table.columns.max()) + 1))
    return table.index.to_numpy().astype(str), table.columns.to_numpy().astype(np.int64), table.to_numpy()


@cache
def outcome_table(source: EmissionSource, outcome: Outcome = "ln_co2") -> pd.DataFrame:
    """Return the outcome of every unit and year of a source.

    Parameters
    ----------
    source : {"chen", "edgar", "ceads", "sectoral", "apparent"}
        Emission data.
    outcome : {"ln_co2", "ln_co2_per_head", "ln_co2_per_gdp"}
        Natural logarithm of Mt CO2, of Mt CO2 per 10,000 people, or of Mt CO2 per 100 million yuan at 2010 prices.

    Returns
    -------
    DataFrame, shape (n_units, n_years)
        Index: unit; columns: years; NaN is a gap.
    """
    table = data.load(TABLES[source])
    if source in ("sectoral", "apparent"):
        wide = table.pivot_table(index="province_en", columns="year", values="co2_total_mt")
        if outcome in _DIVISORS:
            economy = data.load("province_economy")
            divisor = economy.pivot_table(index="province_en", columns="year", values=_DIVISORS[outcome])
            wide = wide / divisor.reindex_like(wide)
    else:
        wide = table.pivot_table(index="place_id", columns="year", values="co2_mt")
    logarithms = np.log(wide.to_numpy(dtype=float))
    return pd.DataFrame(logarithms, index=wide.index.rename("unit"), columns=wide.columns)


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


def _starts(traits: Traits, specification: Specification) -> tuple[Floats, Floats]:
    """Return each unit's first treated year and the batch that gives it, by the earliest status that counts."""
    batch = traits.own_batch
    if specification.inside_pilot_province == "treated":
        batch = np.fmin(batch, traits.province_batch)
    if specification.holds_pilot_part == "treated":
        batch = np.fmin(batch, traits.part_batch)
    start = np.full(len(batch), NEVER)
    for number, year in _years_by_batch(specification.start_coding).items():
        start[batch == number] = year
    return start, batch


@cache
def _years_by_batch(coding: StartCoding) -> dict[int, int]:
    return {int(str(batch)): int(year) for batch, year in start_years()[coding].items()}


def _reasons(
    units: NDArray[np.str_],
    outcome: Floats,
    traits: Traits,
    start: Floats,
    batch: Floats,
    specification: Specification,
) -> dict[str, NDArray[np.bool_]]:
    """Mark the units that each choice leaves out."""
    own, province = traits.own_batch, traits.province_batch
    other = np.isfinite(batch) & ~np.isin(batch, specification.batches)
    if specification.control_group == "not_yet_treated":
        other &= start <= specification.year_to
    reasons = {"other_batch": other}
    if specification.inside_pilot_province == "dropped":
        reasons["inside_pilot_province"] = np.isfinite(province) & ~(own <= province)
    if specification.holds_pilot_part == "dropped":
        reasons["holds_pilot_part"] = np.isfinite(traits.part_batch) & np.isnan(own)
    if specification.municipalities == "dropped":
        reasons["municipality"] = traits.municipality
    if specification.carbon_markets == "dropped":
        reasons["carbon_market"] = traits.market_year <= specification.year_to
    if specification.flagged != "kept":
        reasons["flagged"] = _doubtful(units, outcome, specification)
    return reasons


def _exclude(
    units: NDArray[np.str_], reasons: dict[str, NDArray[np.bool_]], studied: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], tuple[Exclusion, ...]]:
    """Leave units out, choice by choice, and count them."""
    left = np.ones(len(units), dtype=bool)
    exclusions = []
    for reason, marks in reasons.items():
        gone = left & marks
        if gone.any():
            exclusions.append(Exclusion(reason, tuple(units[gone].tolist()), int((gone & studied).sum())))
            left &= ~marks
    return left, tuple(exclusions)


def _doubtful(units: NDArray[np.str_], outcome: Floats, specification: Specification) -> NDArray[np.bool_]:
    if specification.flagged == "jumps_dropped":
        return np.asarray((np.abs(np.diff(outcome, axis=1)) > JUMP).any(axis=1))
    named = flagged_units(specification.source)
    within = named.loc[
        (named["year_from"] <= specification.year_to) & (named["year_to"] >= specification.year_from), "unit"
    ]
    return np.isin(units, within.to_numpy().astype(str))


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
