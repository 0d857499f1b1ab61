"""The words of the ledger of claims, as closed sets."""

from __future__ import annotations

from typing import Literal, get_args

Strand = Literal["ngo", "circular", "city"]
Kind = Literal["setting", "activity", "output", "outcome"]
Qualifier = Literal[
    "exact", "approx", "nearly", "more_than", "less_than", "at_least", "range", "projected", "first"
]
Dimension = Literal["source", "denominator", "boundary", "period"]
Outcome = Literal["agrees", "disagrees", "open"]
Conclusion = Literal["consistent", "contradicted", "depends", "denominator_missing", "not_checkable"]
Reason = Literal[
    "private_record",
    "not_identified",
    "not_published",
    "not_found",
    "no_quantity",
    "no_method",
    "outlook",
    "same_side",
]
Unverified = Literal["count", "drop"]

STRANDS: tuple[Strand, ...] = get_args(Strand)
KINDS: tuple[Kind, ...] = get_args(Kind)
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
CONCLUSIONS: tuple[Conclusion, ...] = get_args(Conclusion)
REASONS: tuple[Reason, ...] = get_args(Reason)
CHECKABLE: tuple[Conclusion, ...] = ("consistent", "contradicted", "depends")
"""Verdicts of claims that published figures can be set against as they are worded."""
