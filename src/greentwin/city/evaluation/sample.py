"""The panel of one specification, made from the tables of the study."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from greentwin import data
from greentwin.city.evaluation.options import JUMP, LEVELS, TABLES, Batch, EmissionSource, Level, Outcome
from greentwin.city.evaluation.panel import NEVER, Exclusion, Panel, panel_of
from greentwin.city.evaluation.specification import Specification
from greentwin.city.flags import reach_of, tables_of
from greentwin.errors import DataError

_DIVISORS = {"ln_co2_per_head": "population_10k", "ln_co2_per_gdp": "gdp_real_2010_100m_yuan"}


@dataclass(frozen=True)
class _Start:
    """When a unit's treatment starts, and in which batch it was named."""

    year: float = NEVER
    batch: Batch | None = None


def panel_for(specification: Specification) -> Panel:
    """Make the panel of one specification.

    Parameters
    ----------
    specification : Specification
        The choices.

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
    outcomes = outcome_table(specification.source, specification.outcome)
    years = [year for year in range(specification.year_from, specification.year_to + 1) if year in outcomes]
    if len(years) < specification.year_to - specification.year_from + 1:
        first, last = outcomes.columns.min(), outcomes.columns.max()
        raise DataError(
            f"source {specification.source} has years {first} to {last}, "
            f"not {specification.year_from} to {specification.year_to}"
        )
    window = outcomes[years]
    held = window.loc[window.notna().any(axis=1)]
    traits = unit_traits(specification.level).reindex(held.index)
    starts = _starts(traits, specification)
    keep, exclusions = _exclude(held, traits, starts, specification)
    rows = (
        held.loc[keep].rename_axis("unit").reset_index().melt("unit", var_name="year", value_name="outcome")
    )
    provinces = traits["province_en"]
    return panel_of(
        rows.assign(
            start=rows["unit"].map({unit: start.year for unit, start in starts.items()}),
            cluster=rows["unit"] if specification.cluster == "unit" else rows["unit"].map(provinces),
            region=rows["unit"].map(provinces),
        ),
        cluster="cluster",
        region="region",
        control_group=specification.control_group,
        gaps=specification.gaps,
        exclusions=exclusions,
    )


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
    ).set_index("province_en", drop=False)


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


def _starts(traits: pd.DataFrame, specification: Specification) -> dict[str, _Start]:
    """Decide for every unit when its treatment starts: by the earliest status that counts."""
    counted = {"own_batch"}
    counted |= {"province_batch"} if specification.inside_pilot_province == "treated" else set()
    counted |= {"part_batch"} if specification.holds_pilot_part == "treated" else set()
    first_batch = traits[sorted(counted)].min(axis=1)
    years = start_years()[specification.start_coding]
    return {
        str(unit): _Start() if np.isnan(batch) else _Start(float(years[int(batch)]), int(batch))  # type: ignore[arg-type]
        for unit, batch in first_batch.items()
    }


def _exclude(
    held: pd.DataFrame, traits: pd.DataFrame, starts: dict[str, _Start], specification: Specification
) -> tuple[list[str], tuple[Exclusion, ...]]:
    """Leave units out, choice by choice, and count them."""
    treated = pd.Series(
        [
            start.batch in specification.batches and start.year <= specification.year_to
            for start in starts.values()
        ],
        index=held.index,
    )
    left = pd.Series(True, index=held.index)
    exclusions = []
    for reason, marks in _reasons(held, traits, starts, specification).items():
        gone = left & marks
        if gone.any():
            names = tuple(map(str, held.index[gone]))
            exclusions.append(Exclusion(reason, names, int((gone & treated).sum())))
            left &= ~marks
    return [str(unit) for unit in held.index[left]], tuple(exclusions)


def _reasons(
    held: pd.DataFrame, traits: pd.DataFrame, starts: dict[str, _Start], specification: Specification
) -> dict[str, pd.Series]:
    """Mark the units that each choice leaves out."""
    none = pd.Series(False, index=held.index)
    batches = pd.Series([start.batch for start in starts.values()], index=held.index, dtype=object)
    year = pd.Series([start.year for start in starts.values()], index=held.index)
    other = batches.notna() & ~batches.isin(specification.batches)
    if specification.control_group == "not_yet_treated":
        other &= year <= specification.year_to
    own, province = traits["own_batch"], traits["province_batch"]
    inside = province.notna() & (own.isna() | (own > province))
    return {
        "other_batch": other,
        "inside_pilot_province": inside if specification.inside_pilot_province == "dropped" else none,
        "holds_pilot_part": traits["part_batch"].notna() & own.isna()
        if specification.holds_pilot_part == "dropped"
        else none,
        "municipality": traits["municipality"] if specification.municipalities == "dropped" else none,
        "carbon_market": traits["market_year"] <= specification.year_to
        if specification.carbon_markets == "dropped"
        else none,
        "flagged": _doubtful(held, specification),
    }


def _doubtful(held: pd.DataFrame, specification: Specification) -> pd.Series:
    if specification.flagged == "jumps_dropped":
        return (held.diff(axis=1).abs() > JUMP).any(axis=1)
    if specification.flagged == "kept":
        return pd.Series(False, index=held.index)
    named = flagged_units(specification.source)
    within = named.loc[
        (named["year_from"] <= specification.year_to) & (named["year_to"] >= specification.year_from)
    ]
    return pd.Series(held.index.isin(within["unit"]), index=held.index)


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
