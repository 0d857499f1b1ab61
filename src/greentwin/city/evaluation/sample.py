"""The panel of one specification, made from the tables of the study."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.options import JUMP, NEVER, StartCoding
from greentwin.city.evaluation.outcomes import outcome_arrays
from greentwin.city.evaluation.panel import Exclusion, Panel, design
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.specification import Specification
from greentwin.city.evaluation.traits import Traits, flagged_units, start_years, traits_of
from greentwin.errors import DataError


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
    units, all_years, outcome = outcome_arrays(specification.source, specification.outcome)
    first, last = int(all_years[0]), int(all_years[-1])
    if specification.year_from < first or specification.year_to > last:
        raise DataError(
            f"source {specification.source} has years {first} to {last}, "
            f"not {specification.year_from} to {specification.year_to}"
        )
    columns = slice(specification.year_from - first, specification.year_to - first + 1)
    held = np.isfinite(outcome[:, columns]).any(axis=1)
    return units[held], all_years[columns], outcome[held, columns]


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
