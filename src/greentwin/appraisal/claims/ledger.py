"""The ledger: every claim with what published figures say of it and the verdict that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greentwin.appraisal.claims.checks import readings
from greentwin.appraisal.claims.coding import Claim
from greentwin.appraisal.claims.options import CHECKABLE, Unverified
from greentwin.appraisal.claims.readings import Reading
from greentwin.appraisal.claims.verdicts import Verdict, verdict
from greentwin.errors import ParameterError

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One row of the ledger.

    Attributes
    ----------
    claim : Claim
        The claim.
    readings : tuple of Reading
        What published figures say; empty where there is no check.
    verdict : Verdict
        What follows.
    """

    claim: Claim
    readings: tuple[Reading, ...]
    verdict: Verdict

    @property
    def checkable(self) -> bool:
        """Whether published figures can be set against the claim as it is worded."""
        return self.verdict.conclusion in CHECKABLE

    @property
    def decided(self) -> tuple[Reading, ...]:
        """The readings that agree or disagree."""
        pairs = zip(self.readings, self.verdict.outcomes, strict=True)
        return tuple(reading for reading, found in pairs if found in ("agrees", "disagrees"))

    @property
    def verified(self) -> bool:
        """Whether every reading that decides was read with its publisher; False if none decides."""
        return bool(self.decided) and all(reading.verified for reading in self.decided)


Ledger = tuple[Entry, ...]


def draw_up(
    claims: Iterable[Claim],
    tolerance: float,
    *,
    slack: float = 0.0,
    unverified: Unverified = "count",
    package: DataPackage | None = None,
) -> Ledger:
    """
    Set published figures beside claims and draw the verdicts.

    Parameters
    ----------
    claims : iterable of Claim
        The claims, from `greentwin.appraisal.claims.coding.read_claims`.
    tolerance, slack : float
        How numbers are read, see `greentwin.appraisal.claims.verdicts.claimed`.
    unverified : {"count", "drop"}
        Whether readings that were not read with their publisher count.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    tuple of Entry
        In the order of the claims.

    Raises
    ------
    ParameterError
        If `unverified` is unknown, or a share is negative.

    Examples
    --------
    >>> from greentwin.appraisal.claims.coding import read_claims
    >>> ledger = draw_up(read_claims(), tolerance=0.05)
    >>> sum(entry.checkable for entry in ledger) < len(ledger)
    True
    """
    if unverified not in ("count", "drop"):
        raise ParameterError(f"unverified must be count or drop, not {unverified!r}")
    entries = ((claim, readings(claim, package=package)) for claim in claims)
    return tuple(_entry(claim, found, tolerance, slack, unverified == "drop") for claim, found in entries)


def reread(
    ledger: Iterable[Entry], tolerance: float, *, slack: float = 0.0, drop_unverified: bool = False
) -> Ledger:
    """Draw the verdicts of a ledger anew from the same readings, with other ways to read numbers."""
    return tuple(_entry(entry.claim, entry.readings, tolerance, slack, drop_unverified) for entry in ledger)


def _entry(claim: Claim, found: tuple[Reading, ...], tolerance: float, slack: float, drop: bool) -> Entry:
    kept = tuple(reading for reading in found if reading.verified or not drop)
    if len(kept) < len(found) and claim.reason is None:
        claim = replace(claim, reason="not_found")
    return Entry(claim, kept, verdict(claim, kept, tolerance, slack))
