"""Published figures as multiples of the claimed ones, so that claims in different units share an axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from greentwin.appraisal.claims.coding import Claim
from greentwin.appraisal.claims.intervals import Interval
from greentwin.appraisal.claims.ledger import Entry
from greentwin.appraisal.claims.options import Conclusion, Outcome
from greentwin.appraisal.claims.readings import DATES, Reading
from greentwin.appraisal.claims.verdicts import claimed

ORDER: tuple[Conclusion, ...] = (
    "contradicted",
    "depends",
    "denominator_missing",
    "consistent",
    "not_checkable",
)
"""Verdicts in the order in which claims are drawn."""


@dataclass(frozen=True, slots=True)
class Point:
    """
    A published figure beside a claim.

    Attributes
    ----------
    reading : Reading
        The figure.
    ratio : Interval
        Its bounds divided by the claimed value.
    outcome : str
        ``agrees``, ``disagrees`` or ``open``.
    """

    reading: Reading
    ratio: Interval
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Compared:
    """
    A claim with its published figures on one scale.

    Attributes
    ----------
    entry : Entry
        The row of the ledger.
    claimed : Interval
        The claim as it is read, divided by the claimed value; a bound may be infinite.
    points : tuple of Point
        The figures that count and cover the whole of what is claimed, not empty.
    """

    entry: Entry
    claimed: Interval
    points: tuple[Point, ...]


def compared(ledger: Iterable[Entry], tolerance: float) -> tuple[Compared, ...]:
    """
    Divide published figures by the claimed value, which is the midpoint of a range and the bound of an open claim.

    Parameters
    ----------
    ledger : iterable of Entry
        The ledger.
    tolerance : float
        The tolerance that it was drawn up with.

    Returns
    -------
    tuple of Compared
        Claims of an amount that is not zero and has such figures, contradicted ones first, then in the order of the
        verdicts. Dates have no ratio and are left out.
    """
    found = [_compared(entry, tolerance) for entry in ledger if _is_amount(entry.claim)]
    return tuple(
        row for name in ORDER for row in found if row.points and row.entry.verdict.conclusion == name
    )


def reference(claim: Claim) -> float:
    """Return the claimed value: the midpoint of two bounds, or the one bound that is stated; 0 if nothing is."""
    bounds = [bound for bound in (claim.low, claim.high) if bound is not None]
    return sum(bounds) / len(bounds) if bounds else 0.0


def _is_amount(claim: Claim) -> bool:
    return (
        claim.quantified and claim.unit not in DATES and claim.qualifier != "first" and reference(claim) > 0
    )


def _compared(entry: Entry, tolerance: float) -> Compared:
    value = reference(entry.claim)
    pairs = zip(entry.readings, entry.verdict.outcomes, strict=True)
    points = (
        Point(reading, _divided(reading.value, value), found)
        for reading, found in pairs
        if found is not None and reading.whole
    )
    return Compared(entry, _divided(claimed(entry.claim, tolerance), value), tuple(points))


def _divided(interval: Interval, value: float) -> Interval:
    return Interval(interval.low / value, interval.high / value)
