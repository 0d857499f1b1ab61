"""Check of a city's carbon intensity: emissions after each source over product, at constant and at current prices."""

from __future__ import annotations

from greentwin.appraisal.claims.coding import Claim
from greentwin.appraisal.claims.intervals import Interval, fall
from greentwin.appraisal.claims.pilot_checks import Tables
from greentwin.appraisal.claims.readings import RECORDS, Reading, recorded
from greentwin.appraisal.claims.wording import both
from greentwin.errors import DataError

CITY = "kunming"
EMISSIONS = {"edgar": "prefecture_co2_edgar", "ceads": "prefecture_co2_ceads"}
"""Emission tables that reach beyond the base year; the third ends too early for any reading."""
MEAN_LAST, MEAN_YEARS = 2019, 5
_ONE, _HUNDRED = Interval.point(1.0), Interval.point(100.0)


def carbon_intensity(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """
    Compute by how many per cent a city's emissions per product fell over the years of the claim.

    The fall is ``100 (1 - (E/E0) / (Y/Y0))``. Each source of emissions goes to its last year within the claim, which
    may lie before the claim's own. Product Y is taken at constant prices, from published growth, and at current prices.
    """
    first, last = claim.period
    found = []
    for source, table in EMISSIONS.items():
        emitted = _emissions(tables, table, first, last)
        end = max(emitted)
        for prices in ("real", "nominal"):
            growth = product_growth(tables, first, end, prices)
            found.append(
                Reading(
                    words=both(f"reading_intensity_{prices}", source=source_word(source), year=str(end)),
                    value=fall(Interval.point(emitted[first]) * growth, Interval.point(emitted[end])),
                    source=source,
                    tables=(table, RECORDS),
                    denominator=prices,
                    period=f"{first}-{end}",
                    n=4,
                    verified=False,
                )
            )
    return tuple(found)


def source_word(source: str) -> str:
    """Return how a source of emissions is called in both languages."""
    return {"edgar": "EDGAR", "ceads": "CEADs"}[source]


def product_growth(tables: Tables, first: int, last: int, prices: str) -> Interval:
    """
    Return the ratio of a city's product in two years.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Holds ``independent_records``.
    first, last : int
        Years.
    prices : {"real", "nominal"}
        ``nominal`` divides the products as published, whose vintages may differ. ``real`` chains growth rates: the
        published mean over five years, less the years before `first`, and the years after.

    Raises
    ------
    DataError
        If the records do not reach that far.
    """
    records = tables[RECORDS]
    if prices == "nominal":
        old, new = (recorded(records, "city_product", CITY, year) for year in (first, last))
        return new / old
    if not MEAN_LAST - MEAN_YEARS <= first < MEAN_LAST <= last:
        raise DataError(f"{RECORDS}: no chain of growth rates of {CITY} from {first} to {last}")
    growth = _ONE
    mean = _factor(recorded(records, "city_growth_mean", CITY, MEAN_LAST))
    for _ in range(MEAN_YEARS):
        growth = growth * mean
    for year in range(MEAN_LAST - MEAN_YEARS + 1, first + 1):
        growth = growth / _factor(recorded(records, "city_growth", CITY, year))
    for year in range(MEAN_LAST + 1, last + 1):
        growth = growth * _factor(recorded(records, "city_growth", CITY, year))
    return growth


def _factor(per_cent: Interval) -> Interval:
    return _ONE + per_cent / _HUNDRED


def _emissions(tables: Tables, table: str, first: int, last: int) -> dict[int, float]:
    rows = tables[table]
    own = rows[(rows["place_id"] == CITY) & rows["year"].between(first, last)]
    emitted = {int(year): float(value) for year, value in zip(own["year"], own["co2_mt"], strict=True)}
    if first not in emitted or len(emitted) < 2:
        raise DataError(f"{table}: no emissions of {CITY} for {first} and a later year")
    return emitted
