"""Colours and marks of verdicts and outcomes, the same in every figure of the ledger, and lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from unicodedata import east_asian_width

from greentwin.appraisal.claims.options import Conclusion, Outcome

VERDICT_COLOURS: Mapping[Conclusion, str] = {
    "consistent": "ceads",
    "contradicted": "highlight",
    "depends": "germany",
    "denominator_missing": "inventory",
    "not_checkable": "gap",
}
VERDICT_HATCHES: Mapping[Conclusion, str] = {"depends": "////", "denominator_missing": "...."}
OUTCOME_MARKS: Mapping[Outcome, tuple[str, str]] = {
    "agrees": ("o", "ceads"),
    "disagrees": ("X", "highlight"),
    "open": ("D", "muted"),
}


def wrapped(text: str, width: int) -> str:
    r"""
    Break a text into lines; where Chinese characters prevail, each counts for two Latin ones.

    Parameters
    ----------
    text : str
        Words in either language.
    width : int
        Most that a line holds, in Latin characters.

    Examples
    --------
    >>> wrapped("nearly 70 million people", 18)
    'nearly 70 million\npeople'
    """
    wide = sum(east_asian_width(character) in "WF" for character in text)
    return textwrap.fill(text, width // 2 + width // 10 if 2 * wide > len(text) else width)
