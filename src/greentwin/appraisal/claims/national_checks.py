"""Checks of national figures: towns, water and energy per product, what the circular economy is said to avoid."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from greentwin.appraisal.claims.coding import Claim
from greentwin.appraisal.claims.intervals import Interval, fall
from greentwin.appraisal.claims.pilot_checks import Tables
from greentwin.appraisal.claims.readings import RECORDS, Reading, all_verified, record_readings, recorded
from greentwin.appraisal.claims.wording import both
from greentwin.errors import DataError

SERIES, PROVINCES, CIRCULAR = "national_series", "province_economy", "circular_economy"
PLAN_BASE = 2015
Product = Literal["national", "provinces"]
PRODUCTS: tuple[Product, ...] = get_args(Product)
_HUNDRED = Interval.point(100.0)


def urban_share_china(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """Read the share of town dwellers in per cent: the last year of the series before the census, and later ones."""
    series = _series(tables, "urbanisation_rate", "nbs_nat")
    year = int(series.index.max())
    before = Reading(
        words=both("reading_urban_before_census", year=str(year)),
        value=Interval.around(round(float(series[year]), 2), 0.005),
        source="nbs",
        tables=(SERIES,),
        period=str(year),
    )
    return (before, *record_readings(tables[RECORDS], "urban_share_china"))


def water_intensity(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """
    Compute by how many per cent water use per product fell, against the start of the plan and the year before.

    The fall is ``100 (1 - (W/W0) / (Y/Y0))`` with water use W and the product Y at constant prices: the nation's, and
    the sum of the provinces', which grows faster.
    """
    year = claim.period[1]
    found = list(record_readings(tables[RECORDS], "water_intensity_reduction"))
    for base, product in itertools.product((PLAN_BASE, year - 1), PRODUCTS):
        old, new = (recorded(tables[RECORDS], "water_use", "China", at) for at in (base, year))
        growth = real_growth(tables, base, year, product)
        found.append(
            Reading(
                words=both(f"reading_water_{product}", base=str(base), year=str(year)),
                value=fall(old * growth.ratio, new),
                source=f"water_ministry_{product}",
                tables=tuple(dict.fromkeys((RECORDS, *growth.tables))),
                denominator=str(base),
                boundary="constant_prices",
                period=str(year),
                n=4,
                verified=growth.verified and all_verified(tables[RECORDS], ("water_use",), ("China",)),
            )
        )
    return tuple(found)


def energy_intensity(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """
    Read by how many per cent a year energy use per product fell: in the year of the claim, and on average before.

    The average is ``100 (1 - ((E/E0) / (Y/Y0))^(1/k))`` over the k years from the start of the plan to the last of the
    series.
    """
    energy = _series(tables, "energy_consumption", "nbs_nat")
    last = int(energy.index.max())
    found = list(record_readings(tables[RECORDS], "energy_intensity_reduction"))
    for product in PRODUCTS:
        growth = real_growth(tables, PLAN_BASE, last, product)
        ratio = Interval.point(float(energy[last] / energy[PLAN_BASE])) / growth.ratio
        pace = [100 * (1 - end ** (1 / (last - PLAN_BASE))) for end in (ratio.high, ratio.low)]
        found.append(
            Reading(
                words=both(f"reading_energy_{product}", base=str(PLAN_BASE), year=str(last)),
                value=Interval(*pace),
                source="nbs" if product == "national" else "nbs_provinces",
                tables=(SERIES, *growth.tables),
                denominator=str(PLAN_BASE),
                boundary="constant_prices",
                period=str(claim.period[1]),
                n=4,
                verified=growth.verified,
            )
        )
    return tuple(found)


def avoided_emissions(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """Rebuild the one part of the avoided emissions that has a factor: scrap steel, times what a tonne avoids."""
    year = claim.period[1]
    scrap, factor = (
        _circular(tables, name, year) for name in ("scrap_steel_use", "co2_avoided_per_t_scrap_steel")
    )
    return (
        Reading(
            words=both("reading_scrap_steel"),
            value=Interval.point(scrap * factor),
            source="plan_report",
            tables=(CIRCULAR,),
            boundary="scrap_steel",
            period=str(year),
            n=2,
            whole=False,
        ),
    )


def contribution_rate(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """
    Divide the amount said to be avoided by each denominator that the words allow, in per cent.

    With emissions E, the amount A, and real growth g since the start of the plan, the denominators are E, within the
    border or by consumption; E + A; and the saving by falling intensity ``E0 g - E``. The inventory of the last year
    before stands beside them.
    """
    year = claim.period[1]
    avoided = Interval.point(_circular(tables, "co2_avoided_by_circular_economy", year))
    territorial = _series(tables, "co2_territorial", "gcb2022")
    inventory = _series(tables, "co2_inventory", "ceads_nat")
    emitted = Interval.point(float(territorial[year]))
    consumed = Interval.point(float(_series(tables, "co2_consumption", "gcb2022")[year]))
    last = int(inventory.index.max())
    growth = real_growth(tables, PLAN_BASE, year, "national")
    saved = Interval.point(float(territorial[PLAN_BASE])) * growth.ratio - emitted
    choices = (
        ("emissions", emitted, "gcb", "emissions", "territorial", year),
        ("consumption", consumed, "gcb", "emissions", "consumption", year),
        ("inventory", Interval.point(float(inventory[last])), "ceads", "emissions", "territorial", last),
        ("with_avoided", emitted + avoided, "gcb", "emissions_and_avoided", "territorial", year),
        ("saved", saved, "gcb", "saving_since_2015", "territorial", year),
    )
    return tuple(
        Reading(
            words=both(f"reading_contribution_{name}", year=str(at)),
            value=_HUNDRED * (avoided / divisor),
            source=source,
            tables=(CIRCULAR, SERIES, *growth.tables) if name == "saved" else (CIRCULAR, SERIES),
            denominator=denominator,
            boundary=boundary,
            period=str(at),
            n=2,
            verified=growth.verified or name != "saved",
        )
        for name, divisor, source, denominator, boundary, at in choices
    )


def target_share(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """Read the share of the targets in per cent, as published and from the published number of targets."""
    records = tables[RECORDS]
    (whole,) = record_readings(records, "sdg_targets")
    counted = [
        Reading(
            words=found.words,
            value=_HUNDRED * (found.value / whole.value),
            source=found.source,
            tables=found.tables,
            boundary=found.boundary,
            period=found.period,
            n=2,
            verified=found.verified and whole.verified,
        )
        for found in record_readings(records, "sdg_target_count")
    ]
    return (*record_readings(records, "sdg_target_share"), *counted)


@dataclass(frozen=True, slots=True)
class Growth:
    """
    How the product at constant prices grew between two years.

    Attributes
    ----------
    ratio : Interval
        Product of the last year over that of the first.
    tables : tuple of str
        Tables it was computed from.
    verified : bool
        False if a growth rate was not read with its publisher.
    """

    ratio: Interval
    tables: tuple[str, ...]
    verified: bool


def real_growth(tables: Tables, first: int, last: int, product: Product) -> Growth:
    """
    Return how the product at constant prices grew between two years.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Holds ``independent_records`` or ``province_economy``, as the product asks for.
    first, last : int
        Years.
    product : {"national", "provinces"}
        The nation's product, from its yearly growth rates, or the sum of the provinces' products.

    Raises
    ------
    DataError
        If a growth rate is missing, or the provinces with a product are not the same in both years.
    """
    if product == "national":
        records = tables[RECORDS]
        ratio = Interval.point(1.0)
        for year in range(first + 1, last + 1):
            rate = recorded(records, "national_growth", "China", year)
            ratio = ratio * (Interval.point(1.0) + rate / _HUNDRED)
        rates = records[(records["topic"] == "national_growth") & records["year"].between(first + 1, last)]
        return Growth(ratio, (RECORDS,), bool(rates["verified"].all()))
    column = "gdp_real_2010_100m_yuan"
    table = tables[PROVINCES].dropna(subset=column)
    old, new = (table[table["year"] == year].set_index("province_id")[column] for year in (first, last))
    if old.empty or set(old.index) != set(new.index):
        raise DataError(f"{PROVINCES}: the provinces with a product are not the same in {first} and {last}")
    return Growth(Interval.point(float(new.sum() / old.sum())), (PROVINCES,), True)


def _series(tables: Tables, variable: str, source: str) -> pd.Series:
    table = tables[SERIES]
    rows = table[
        (table["country"] == "China") & (table["variable"] == variable) & (table["source_id"] == source)
    ]
    return rows.set_index("year")["value"]


def _circular(tables: Tables, indicator: str, year: int) -> float:
    table = tables[CIRCULAR]
    rows = table[(table["area"] == "CN") & (table["indicator"] == indicator) & (table["year"] == year)]
    return float(rows["value"].item())
