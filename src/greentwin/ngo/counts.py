"""Counts of a set of statements: what they say of each side, and how strongly they are worded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greentwin.ngo.contrasts import check_choice, stated
from greentwin.ngo.options import IMPLIED_POLES, ImpliedPoles, Side

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class PoleCount:
    """What a set of statements says of one side.

    Attributes
    ----------
    higher : int
        Statements that give this side more of the attribute.
    counted : int
        Poles of this side that count: the stated ones, and the implied ones too under ``"count"``.
    apart : int
        Implied poles counted by themselves; above zero only under ``"separate"``.
    """

    higher: int
    counted: int
    apart: int


@dataclass(frozen=True, slots=True)
class StrengthCount:
    """How strongly a set of statements is worded: number hedged, plain and strong."""

    hedged: int
    plain: int
    strong: int


def count_poles(contrasts: pd.DataFrame, side: Side, implied: ImpliedPoles) -> PoleCount:
    """Count what directed contrasts say of one side.

    Parameters
    ----------
    contrasts : DataFrame
        Directed contrasts of one reporter; not changed.
    side : {"china", "europe"}
        The side.
    implied : {"count", "separate", "drop"}
        Count implied poles like stated ones, count them by themselves, or leave them out.

    Returns
    -------
    PoleCount
        Counts.

    Raises
    ------
    ParameterError
        If ``implied`` is unknown.
    """
    check_choice("implied", implied, IMPLIED_POLES)
    n_stated = int(stated(contrasts, side).sum())
    n_implied = len(contrasts) - n_stated
    return PoleCount(
        higher=int((contrasts["higher_side"] == side).sum()),
        counted=n_stated + (n_implied if implied == "count" else 0),
        apart=n_implied if implied == "separate" else 0,
    )


def count_strengths(contrasts: pd.DataFrame) -> StrengthCount:
    """Count how many contrasts are worded with a hedge, plainly, and with a superlative."""
    counts = contrasts["strength"].value_counts()
    return StrengthCount(*(int(counts.get(level, 0)) for level in ("hedged", "plain", "strong")))
