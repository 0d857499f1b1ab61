"""Counts of the ledger: how much of what is claimed can be checked, what the verdicts are, and what decides them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from greentwin.appraisal.claims.ledger import Entry, Ledger
from greentwin.appraisal.claims.options import (
    CONCLUSIONS,
    DIMENSIONS,
    KINDS,
    REASONS,
    STRANDS,
    Conclusion,
    Dimension,
    Kind,
    Reason,
    Strand,
)

HANGING: tuple[Conclusion, ...] = ("depends", "denominator_missing")
"""Verdicts that hang on a choice."""


@dataclass(frozen=True, slots=True)
class Count:
    """
    A group of claims by verdict.

    Attributes
    ----------
    strand, kind : str or None
        What the claims have in common; None for all.
    by_conclusion : dict of str to int
        Number of claims for each verdict, zero included.
    """

    strand: Strand | None
    kind: Kind | None
    by_conclusion: dict[Conclusion, int]

    @property
    def n(self) -> int:
        """Number of claims."""
        return sum(self.by_conclusion.values())

    @property
    def checkable(self) -> int:
        """Number of claims that published figures can be set against as they are worded."""
        return self.n - self.by_conclusion["not_checkable"] - self.by_conclusion["denominator_missing"]


def count(ledger: Iterable[Entry], strand: Strand | None = None, kind: Kind | None = None) -> Count:
    """
    Count the verdicts of a group of claims.

    Parameters
    ----------
    ledger : iterable of Entry
        The ledger.
    strand, kind : str, optional
        Which claims; all by default.
    """
    found = [
        entry.verdict.conclusion
        for entry in ledger
        if strand in (None, entry.claim.strand) and kind in (None, entry.claim.kind)
    ]
    return Count(strand, kind, {name: found.count(name) for name in CONCLUSIONS})


def by_kind(ledger: Ledger) -> tuple[Count, ...]:
    """Count the verdicts of each kind of claim that occurs."""
    counts = (count(ledger, kind=kind) for kind in KINDS)
    return tuple(found for found in counts if found.n)


def by_strand(ledger: Ledger) -> tuple[Count, ...]:
    """Count the verdicts of each strand that occurs."""
    counts = (count(ledger, strand=strand) for strand in STRANDS)
    return tuple(found for found in counts if found.n)


def by_strand_and_kind(ledger: Ledger) -> tuple[Count, ...]:
    """Count the verdicts of each kind within each strand, where there are claims."""
    counts = (count(ledger, strand, kind) for strand in STRANDS for kind in KINDS)
    return tuple(found for found in counts if found.n)


def reasons(ledger: Iterable[Entry]) -> dict[Reason, int]:
    """Count why claims cannot be checked, most frequent first; reasons that do not occur are left out."""
    found = [entry.verdict.reason for entry in ledger]
    return _ranked(REASONS, found.count)


def deciders(ledger: Iterable[Entry]) -> dict[Dimension, int]:
    """
    Count on which choice the verdicts hang that hang on one.

    A verdict that hangs on two choices counts for both. Choices that decide nothing have zero.
    """
    found = [name for entry in ledger for name in entry.verdict.decided_by]
    return {name: found.count(name) for name in DIMENSIONS}


def hanging(ledger: Iterable[Entry]) -> Ledger:
    """Keep the claims whose verdict hangs on a choice."""
    return tuple(entry for entry in ledger if entry.verdict.conclusion in HANGING)


def several(ledger: Iterable[Entry]) -> Ledger:
    """Keep the claims that more than one reading decides, so that readings could have differed."""
    return tuple(entry for entry in ledger if len(entry.decided) > 1)


def _ranked(names: Sequence[Reason], counted: Callable[[Reason], int]) -> dict[Reason, int]:
    occurring = [name for name in names if counted(name)]
    return {name: counted(name) for name in sorted(occurring, key=lambda name: -counted(name))}
