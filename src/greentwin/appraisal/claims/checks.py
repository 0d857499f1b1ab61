"""The checks by name: which tables each reads, and what it says of a claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from greentwin.appraisal.claims import cluster_checks, intensity_checks, national_checks, pilot_checks
from greentwin.appraisal.claims.coding import NO_CHECK, Claim
from greentwin.appraisal.claims.pilot_checks import Tables
from greentwin.appraisal.claims.readings import RECORDS, Reading, record_readings
from greentwin.data import load
from greentwin.errors import DataError

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage


@dataclass(frozen=True, slots=True)
class Check:
    """
    A check: a pure function on the tables that it names.

    Attributes
    ----------
    tables : tuple of str
        Tables that it reads.
    read : callable
        Takes a claim and these tables, returns the readings.
    """

    tables: tuple[str, ...]
    read: Callable[[Claim, Tables], tuple[Reading, ...]]


def _records(claim: Claim, tables: Tables) -> tuple[Reading, ...]:
    return record_readings(tables[RECORDS], claim.topic)


_PROVINCES = cluster_checks.PROVINCES
CHECKS: Mapping[str, Check] = {
    "records": Check((RECORDS,), _records),
    "pilot_year": Check((pilot_checks.PILOTS,), pilot_checks.pilot_year),
    "pilot_provinces": Check((pilot_checks.PILOTS,), pilot_checks.pilot_provinces),
    "pilot_cities": Check((pilot_checks.PILOTS,), pilot_checks.pilot_cities),
    "pilot_cluster": Check((pilot_checks.PILOTS,), pilot_checks.pilot_cluster),
    "hunan_population": Check((RECORDS, _PROVINCES), cluster_checks.hunan_population),
    "cluster_population": Check((RECORDS, _PROVINCES), cluster_checks.cluster_population),
    "cluster_product": Check((RECORDS, _PROVINCES), cluster_checks.cluster_product),
    "cluster_distance": Check((RECORDS,), cluster_checks.cluster_distance),
    "urban_share_china": Check((RECORDS, national_checks.SERIES), national_checks.urban_share_china),
    "water_intensity": Check((RECORDS, _PROVINCES), national_checks.water_intensity),
    "energy_intensity": Check(
        (RECORDS, national_checks.SERIES, _PROVINCES), national_checks.energy_intensity
    ),
    "avoided_emissions": Check((national_checks.CIRCULAR,), national_checks.avoided_emissions),
    "contribution_rate": Check(
        (national_checks.CIRCULAR, national_checks.SERIES, RECORDS), national_checks.contribution_rate
    ),
    "target_share": Check((RECORDS,), national_checks.target_share),
    "carbon_intensity": Check(
        (RECORDS, *intensity_checks.EMISSIONS.values()), intensity_checks.carbon_intensity
    ),
}


def readings(claim: Claim, *, package: DataPackage | None = None) -> tuple[Reading, ...]:
    """
    Return what published figures say of a claim.

    Parameters
    ----------
    claim : Claim
        The claim.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    tuple of Reading
        Empty for a claim without a check.

    Raises
    ------
    DataError
        If there is no check of the name that the claim gives.

    Examples
    --------
    >>> from greentwin.appraisal.claims.coding import read_claims
    >>> (claim,) = (claim for claim in read_claims() if claim.check == "pilot_provinces")
    >>> readings(claim)[0].value.middle
    6.0
    """
    if claim.check == NO_CHECK:
        return ()
    if claim.check not in CHECKS:
        raise DataError(
            f"claim {claim.claim_id}: there is no check {claim.check!r}; there are: {', '.join(CHECKS)}"
        )
    check = CHECKS[claim.check]
    fetch = partial(load, package=package)
    return check.read(claim, {name: fetch(name) for name in check.tables})
