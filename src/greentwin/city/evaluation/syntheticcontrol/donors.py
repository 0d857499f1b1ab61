"""Which provinces may be donors of a case, and why the others may not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np

from greentwin import data
from greentwin.city.evaluation.options import StartCoding
from greentwin.city.evaluation.syntheticcontrol.case import Case
from greentwin.city.evaluation.syntheticcontrol.design import Design
from greentwin.city.evaluation.syntheticcontrol.options import (
    DONOR_RULES,
    MIN_DONORS,
    DonorRule,
    ProvinceSource,
)
from greentwin.city.evaluation.syntheticcontrol.outcomes import outcomes_of
from greentwin.city.evaluation.traits import flagged_units, start_years, unit_traits
from greentwin.errors import DataError

Reason = Literal["own_pilot", "pilot_inside", "many_pilots", "carbon_market", "gap", "flagged"]

SHARE_YEARS = 3
"""Years before the start over which the share of pilot cities in a province's emissions is taken."""
SHARE_TABLE = "prefecture_co2_chen"


@dataclass(frozen=True)
class Candidate:
    """A province other than the treated one, and whether it may be a donor.

    Attributes
    ----------
    name : str
        English name.
    own_pilot, pilot_inside : int, optional
        First year in which the province, or a city, county or district inside, counts as a pilot; None for never.
    pilot_share : float
        Per cent of its CO2 in prefectures that are pilots, or hold one, by the last year.
    market : int, optional
        First year of a regional carbon market; None without one.
    reason : str, optional
        Why it is no donor; None for a donor.
    """

    name: str
    own_pilot: int | None
    pilot_inside: int | None
    pilot_share: float
    market: int | None
    reason: Reason | None = None


@dataclass(frozen=True)
class DonorPool:
    """All provinces with data but the treated one, sorted by name."""

    case: Case
    candidates: tuple[Candidate, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The donors, sorted."""
        return tuple(candidate.name for candidate in self.candidates if candidate.reason is None)

    @property
    def left_out(self) -> dict[Reason, tuple[str, ...]]:
        """Provinces left out, by reason."""
        reasons = dict.fromkeys(candidate.reason for candidate in self.candidates if candidate.reason)
        return {
            reason: tuple(candidate.name for candidate in self.candidates if candidate.reason == reason)
            for reason in reasons
        }

    def with_pilot_inside(self) -> frozenset[str]:
        """Name the donors in which a city, county or district is a pilot by the last year."""
        return frozenset(
            candidate.name
            for candidate in self.candidates
            if candidate.reason is None and _by(candidate.pilot_inside, self.case.year_to)
        )


@cache
def donor_pool(case: Case) -> DonorPool:
    """Decide for every province whether it may be a donor.

    Whatever the rule, a donor has every year of the window, no regional carbon market up to the last year, and (if
    the case says so) no entry in the table of known doubts for the source and the years. The first reason that
    applies is kept: the rule's, then the market, gaps and doubts.
    """
    shares = pilot_shares(case.start, case.year_to, case.donor_pilots_from)
    known = {
        candidate.name: replace(candidate, pilot_share=shares.get(candidate.name, 0.0))
        for candidate in _dates(case.donor_pilots_from)
    }
    gaps = _with_gaps(case)
    doubted = frozenset() if case.flagged == "kept" else _doubted(case.source, case.year_from, case.year_to)
    candidates = [
        known[name] for name in outcomes_of(case.source, case.outcome).names if name != case.province
    ]
    return DonorPool(
        case,
        tuple(replace(candidate, reason=_reason(candidate, case, gaps, doubted)) for candidate in candidates),
    )


def _reason(candidate: Candidate, case: Case, gaps: frozenset[str], doubted: frozenset[str]) -> Reason | None:
    strict = case.donors == "no_pilot_before_end"
    if _by(candidate.own_pilot, case.year_to) if strict else candidate.own_pilot is not None:
        return "own_pilot"
    if strict and _by(candidate.pilot_inside, case.year_to):
        return "pilot_inside"
    if case.donors == "few_pilots" and candidate.pilot_share > case.most_share:
        return "many_pilots"
    if _by(candidate.market, case.year_to):
        return "carbon_market"
    if candidate.name in gaps:
        return "gap"
    return "flagged" if candidate.name in doubted else None


def _by(year: int | None, last: int) -> bool:
    return year is not None and year <= last


def _with_gaps(case: Case) -> frozenset[str]:
    outcomes = outcomes_of(case.source, case.outcome)
    rows = zip(outcomes.names, outcomes.window(case.year_from, case.year_to), strict=True)
    return frozenset(name for name, row in rows if np.isnan(row).any())


@cache
def _doubted(source: ProvinceSource, year_from: int, year_to: int) -> frozenset[str]:
    named = flagged_units(source)
    within = (named["year_from"] <= year_to) & (named["year_to"] >= year_from)
    return frozenset(named.loc[within, "unit"])


@cache
def _dates(coding: StartCoding) -> tuple[Candidate, ...]:
    """Return when each province, and the first place inside it, became a pilot or got a carbon market."""
    column = {"notice": "start_year", "full_year": "first_full_year"}[coding]
    pilots = data.load("low_carbon_pilots")
    traits = unit_traits("province")
    parts = pilots.loc[~pilots["level"].isin(["province", "municipality"])]
    inside = parts.groupby("province_en")[column].min().reindex(traits.index)
    own = traits["own_batch"].map(start_years()[coding])
    dates = zip(traits.index, own, inside, traits["market_year"], strict=True)
    return tuple(
        Candidate(str(name), _year(first), _year(part), 0.0, _year(market))
        for name, first, part, market in dates
    )


def _year(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


@cache
def pilot_shares(start: int, year_to: int, coding: StartCoding) -> Mapping[str, float]:
    """Return the share of each province's CO2 in prefectures that are pilots, or hold one, by a year.

    The emissions are those of Chen et al., the only table with every prefecture of nearly every province, over the
    three years before the start (or the last three that the table has).

    Parameters
    ----------
    start : int
        First treated year.
    year_to : int
        Last year in which a place that becomes a pilot counts.
    coding : {"notice", "full_year"}
        From which year a pilot counts.

    Returns
    -------
    mapping of str to float
        Per cent, by English name of the province.
    """
    traits = unit_traits("prefecture")
    emissions = data.load(SHARE_TABLE)
    last = min(start - 1, int(emissions["year"].max()))
    years = emissions["year"].between(last - SHARE_YEARS + 1, last)
    amounts = emissions.loc[years].groupby("place_id")["co2_mt"].mean()
    batch = traits[["own_batch", "part_batch"]].min(axis=1)
    pilot = (batch.map(start_years()[coding]) <= year_to).reindex(amounts.index)
    provinces = traits["province_en"].reindex(amounts.index)
    inside = amounts.where(pilot, 0.0).groupby(provinces).sum()
    shares = 100 * inside / amounts.groupby(provinces).sum()
    return {str(name): float(share) for name, share in shares.items()}


def design_of_case(case: Case) -> Design:
    """Make the design of a case from the tables.

    Raises
    ------
    DataError
        If fewer than two donors are left (the message says how many each rule leaves), or the treated province has a
        gap in the window.
    """
    outcomes = outcomes_of(case.source, case.outcome)
    window = outcomes.window(case.year_from, case.year_to)
    years = np.arange(case.year_from, case.year_to + 1, dtype=np.int64)
    path = window[outcomes.names.index(case.province)]
    if np.isnan(path).any():
        gaps = ", ".join(map(str, years[np.isnan(path)]))
        raise DataError(f"{case.province} has no value in {gaps}; take years without this gap")
    names = donor_pool(case).names
    if len(names) < MIN_DONORS:
        raise DataError(_too_few(case, len(names)))
    return Design(
        treated=case.province,
        donors=names,
        years=years,
        start=case.start,
        path=path,
        donor_paths=window[[outcomes.names.index(name) for name in names]],
        scale=case.scale,
    )


def count_donors(case: Case) -> dict[DonorRule, int]:
    """Count the donors that each rule leaves, all else equal."""
    return {rule: len(donor_pool(replace(case, donors=rule)).names) for rule in DONOR_RULES}


def _too_few(case: Case, n_donors: int) -> str:
    counts = ", ".join(f"{rule}: {n}" for rule, n in count_donors(case).items())
    return (
        f"{n_donors} donors are left for {case.province} from {case.year_from} to {case.year_to} by the rule "
        f"{case.donors}; at least {MIN_DONORS} are needed. Donors by rule: {counts}. An earlier last year leaves more"
    )
