"""Checks of what is claimed about the national low-carbon pilots, on the list of pilots."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from greentwin.appraisal.claims.coding import Claim
from greentwin.appraisal.claims.intervals import Interval
from greentwin.appraisal.claims.readings import Reading
from greentwin.appraisal.claims.wording import both

PILOTS = "low_carbon_pilots"
CLUSTER = ("changsha", "zhuzhou", "xiangtan")
Tables = Mapping[str, pd.DataFrame]


def pilot_year(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """
    Read the year in which a batch of pilots was named; the topic of the claim is the number of the batch.

    The dates of the notices were not checked against the notices, so the reading is verified only where the table says
    so of every pilot of the batch.
    """
    pilots = tables[PILOTS]
    batch = pilots[pilots["batch"] == int(claim.topic)]
    years = batch["start_year"]
    return (
        Reading(
            words=both("reading_pilot_year", batch=claim.topic),
            value=Interval(float(years.min()), float(years.max())),
            source="ndrc",
            tables=(PILOTS,),
            n=len(batch),
            verified=bool((batch["verification"] == "verified").all()),
        ),
    )


def pilot_provinces(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """Count the provinces that were named in the years of the claim."""
    return (_count(_named(claim, tables), "province", "reading_pilot_provinces"),)


def pilot_cities(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """Count the units below provinces, municipalities among them, that were named in the years of the claim."""
    pilots = _named(claim, tables)
    cities = pilots.assign(level=pilots["level"].where(pilots["level"] == "province", "city"))
    return (_count(cities, "city", "reading_pilot_cities"),)


def pilot_cluster(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    """Count the cities of the cluster that were named in the years of the claim."""
    pilots = _named(claim, tables)
    cluster = pilots.assign(level=pilots["place_id"].isin(CLUSTER).map({True: "cluster", False: "other"}))
    return (_count(cluster, "cluster", "reading_pilot_cluster"),)


def _named(claim: Claim, tables: Tables) -> pd.DataFrame:
    first, last = claim.period
    pilots = tables[PILOTS]
    return pilots[pilots["start_year"].between(first, last)]


def _count(pilots: pd.DataFrame, level: str, key: str) -> Reading:
    found = int((pilots["level"] == level).sum())
    return Reading(both(key), Interval.point(found), "ndrc", (PILOTS,), n=len(pilots))
