"""Invented claims and readings for tests."""

from __future__ import annotations

from typing import Any

from greentwin.appraisal.claims.coding import Claim
from greentwin.appraisal.claims.intervals import Interval
from greentwin.appraisal.claims.ledger import Entry
from greentwin.appraisal.claims.readings import Reading
from greentwin.appraisal.claims.verdicts import verdict
from greentwin.data.evidence import Passage

_PLAIN: dict[str, Any] = {
    "claim_id": "k99",
    "figure_id": None,
    "goal_id": None,
    "strand": "city",
    "kind": "outcome",
    "basis": "figure",
    "words": {"en": "A quantity fell", "zh": "某量下降"},
    "passage": Passage("s0", 0, 4),
    "unit": "%",
    "low": 40.0,
    "high": 40.0,
    "qualifier": "exact",
    "rounding": 0.5,
    "years": (2016, 2020),
    "denominator": "stated",
    "check": "records",
    "topic": "a_topic",
    "reason": None,
    "note": "",
}


def claim(**changes: Any) -> Claim:
    return Claim(**(_PLAIN | changes))


def wordy(**changes: Any) -> Claim:
    """A claim without a quantity, and so without a check."""
    empty = {"unit": "", "low": None, "high": None, "qualifier": None, "rounding": 0.0, "check": "none"}
    return claim(**({**empty, "reason": "no_quantity"} | changes))


def reading(low: float, high: float | None = None, **changes: Any) -> Reading:
    value = Interval(low, low if high is None else high)
    plain = {"words": {"en": "a figure", "zh": "一项数据"}, "source": "office", "tables": ("a_table",)}
    return Reading(**(plain | {"value": value} | changes))


def entry(of: Claim, *readings: Reading, tolerance: float = 0.05) -> Entry:
    return Entry(of, readings, verdict(of, readings, tolerance))
