"""Checks of what is claimed about the Changsha-Zhuzhou-Xiangtan cluster and its province."""

from __future__ import annotations

from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from greentwin.appraisal.claims.coding import Claim
from greentwin.appraisal.claims.intervals import Interval, total
from greentwin.appraisal.claims.pilot_checks import CLUSTER, Tables
from greentwin.appraisal.claims.readings import RECORDS, Reading, all_verified, record_readings, recorded
from greentwin.appraisal.claims.wording import both

PROVINCES = "province_economy"
PROVINCE = "hunan"
PRODUCT_YEARS = (2018, 2019, 2020)
FIRST_PUBLISHED = 2018
EARTH_RADIUS_KM = 6371.0088
_TEN_THOUSAND = 1e4


def hunan_population(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """Read the province's population: as first published, as revised after the census, and in the census."""
    first, last = claim.period
    revised = [
        Reading(
            words=both("reading_population_revised", year=str(year)),
            value=_population(tables, year),
            source="nbs_revised",
            tables=(PROVINCES,),
            period=str(year),
        )
        for year in range(first - 1, last + 1)
    ]
    return (*record_readings(tables[RECORDS], "hunan_population"), *revised)


def cluster_population(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """
    Compute the cluster's share of the province's people, in per cent.

    The censuses give it. For the year in between, residents of the three cities follow from product over product per
    head; they are set against the province's population as first published and as revised.
    """
    records, year = tables[RECORDS], FIRST_PUBLISHED
    people = total([_residents(tables, city, year) for city in CLUSTER])
    provinces = {
        "first_published": recorded(records, "hunan_population", "Hunan", year),
        "revised": _population(tables, year),
    }
    implied = [
        Reading(
            words=both(f"reading_share_{name}", year=str(year)),
            value=Interval.point(100.0) * (people / province),
            source="yearbooks",
            tables=(RECORDS, PROVINCES) if name == "revised" else (RECORDS,),
            denominator=name,
            boundary="residents",
            period=str(year),
            n=2 * len(CLUSTER) + 1,
            verified=all_verified(records, ("city_product", "city_product_per_head"), CLUSTER),
        )
        for name, province in provinces.items()
    ]
    return (*record_readings(records, "cluster_population_share"), *implied)


def cluster_product(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """Compute the cluster's share of the province's product at current prices, in per cent, for each year on record."""
    records = tables[RECORDS]
    found = []
    for year in PRODUCT_YEARS:
        product = total([recorded(records, "city_product", city, year) for city in CLUSTER])
        province = Interval.around(_cell(tables, year, "gdp_nominal_100m_yuan"), 0.05)
        found.append(
            Reading(
                words=both("reading_product_share", year=str(year)),
                value=Interval.point(100.0) * (product / province),
                source="yearbooks",
                tables=(RECORDS, PROVINCES),
                period=str(year),
                n=len(CLUSTER) + 1,
                verified=all_verified(records, ("city_product",), CLUSTER),
            )
        )
    return tuple(found)


def cluster_distance(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """Compute the longest distance between two seats of the cluster in km, beside published distances of the edges."""
    records = tables[RECORDS]
    year = claim.period[1]
    places = {
        city: tuple(recorded(records, name, city, year).middle for name in ("latitude", "longitude"))
        for city in CLUSTER
    }
    longest = max(great_circle_km(*places[one], *places[other]) for one, other in combinations(CLUSTER, 2))
    seats = Reading(
        words=both("reading_seats"),
        value=Interval.point(longest),
        source="geonames",
        tables=(RECORDS,),
        boundary="seats",
        period=str(year),
        n=len(CLUSTER),
        verified=all_verified(records, ("latitude", "longitude"), CLUSTER),
    )
    return (seats, *record_readings(records, "built_up_distance"))


def great_circle_km(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """
    Return the distance of two places on a sphere of the Earth's mean radius, in km.

    With latitudes p, q and the differences dp, dl in radians: ``2 R asin(sqrt(sin²(dp/2) + cos p cos q sin²(dl/2)))``
    (Sinnott 1984, Virtues of the haversine, Sky and Telescope 68, 159).

    Parameters
    ----------
    latitude, longitude, other_latitude, other_longitude : float
        Degrees, north and east positive.

    Examples
    --------
    >>> round(great_circle_km(0.0, 0.0, 0.0, 90.0), 1)
    10007.6
    """
    p, q = radians(latitude), radians(other_latitude)
    half_p, half_l = (q - p) / 2, radians(other_longitude - longitude) / 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(sin(half_p) ** 2 + cos(p) * cos(q) * sin(half_l) ** 2))


def _residents(tables: Tables, city: str, year: int) -> Interval:
    product = recorded(tables[RECORDS], "city_product", city, year) * Interval.point(1e8)
    return product / recorded(tables[RECORDS], "city_product_per_head", city, year)


def _population(tables: Tables, year: int) -> Interval:
    people = _cell(tables, year, "population_10k")
    return Interval.around(people, 0.5) * Interval.point(_TEN_THOUSAND)


def _cell(tables: Tables, year: int, column: str) -> float:
    rows = tables[PROVINCES]
    return float(rows.loc[(rows["province_id"] == PROVINCE) & (rows["year"] == year), column].item())
