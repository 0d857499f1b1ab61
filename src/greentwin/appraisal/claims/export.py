"""The ledger as plain tables for download: one row per claim, and one row per published figure."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from greentwin.appraisal.claims.ledger import Entry
from greentwin.appraisal.claims.verdicts import claimed

CLAIM_COLUMNS = (
    *("claim_id", "source_id", "char_start", "char_end", "figure_id", "goal_id", "strand", "kind", "basis"),
    *("claim_en", "claim_zh"),
    *("unit", "stated_low", "stated_high", "qualifier", "read_low", "read_high", "year_from", "year_to"),
    *("denominator", "check", "topic", "verdict", "decided_by", "reason", "direction"),
    *(
        "n_agree",
        "n_disagree",
        "n_open",
        "n_not_counted",
        "published_low",
        "published_high",
        "verified",
        "note",
    ),
)
READING_COLUMNS = (
    *("claim_id", "figure_en", "figure_zh", "unit", "low", "high", "source", "denominator", "boundary"),
    *("period", "n", "counts", "whole", "verified", "outcome", "tables"),
)


def claim_frame(ledger: Iterable[Entry], tolerance: float) -> pd.DataFrame:
    """
    Return one row per claim with its locator, how it is read, and its verdict.

    Parameters
    ----------
    ledger : iterable of Entry
        The ledger.
    tolerance : float
        The tolerance that it was drawn up with.

    Returns
    -------
    DataFrame
        Columns `CLAIM_COLUMNS`. Open bounds are empty. ``published_low`` and ``published_high`` are the ends of all
        readings that agree or disagree, in the unit of the claim.
    """
    return pd.DataFrame([_claim_row(entry, tolerance) for entry in ledger], columns=list(CLAIM_COLUMNS))


def reading_frame(ledger: Iterable[Entry]) -> pd.DataFrame:
    """
    Return one row per published figure beside a claim, with the choices that lead to it and its outcome.

    Returns
    -------
    DataFrame
        Columns `READING_COLUMNS`; ``n`` is the number of values behind the figure, ``outcome`` is empty where the
        figure does not count.
    """
    rows = [
        (
            *(entry.claim.claim_id, reading.words["en"], reading.words["zh"], entry.claim.unit),
            *(_finite(reading.value.low), _finite(reading.value.high)),
            *(reading.source, reading.denominator, reading.boundary, reading.period, reading.n),
            *(reading.counts, reading.whole, reading.verified, found, "; ".join(reading.tables)),
        )
        for entry in ledger
        for reading, found in zip(entry.readings, entry.verdict.outcomes, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(READING_COLUMNS))


def _claim_row(entry: Entry, tolerance: float) -> tuple[object, ...]:
    claim, verdict, where = entry.claim, entry.verdict, entry.claim.passage
    read = claimed(claim, tolerance) if claim.quantified else None
    values = [reading.value for reading in entry.decided]
    outcomes = verdict.outcomes
    return (
        *(claim.claim_id, where.source_id, where.start, where.end, claim.figure_id, claim.goal_id),
        *(claim.strand, claim.kind, claim.basis),
        *(claim.words["en"], claim.words["zh"], claim.unit, claim.low, claim.high, claim.qualifier),
        *((_finite(read.low), _finite(read.high)) if read else (None, None)),
        *(claim.years or (None, None)),
        *(claim.denominator, claim.check, claim.topic),
        *(verdict.conclusion, "; ".join(verdict.decided_by), verdict.reason, verdict.direction),
        *(outcomes.count(name) for name in ("agrees", "disagrees", "open", None)),
        _finite(min((value.low for value in values), default=math.inf)),
        _finite(max((value.high for value in values), default=math.inf)),
        entry.verified,
        claim.note,
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
