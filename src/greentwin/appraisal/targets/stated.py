"""What the documents say of the indicator systems of Bonn and Essen, and what of it can be told from the documents.

A forum report of 2021 (document s4) counts the indicators and goals of the two cities. It names none of them. What is
read here are the coded rows of the table ``figures`` and the doubts about them.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from greentwin.data import evidence

DOCUMENT = "s4"
PLACES = ("Bonn", "Essen")
COUNTS = ("indicators_in_system", "thematic_goals")
YEARS = ("programme_entry_year", "adoption_year", "publication_year")
NONE_NAMED = "None is named."
"""What the coder noted where the document counts things and names none of them."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of the document on a city's system.

    Attributes
    ----------
    figure_id : str
        Row of the table ``figures``.
    place : str
        ``Bonn`` or ``Essen``.
    subject : str
        What is stated, one of :data:`COUNTS` or :data:`YEARS`.
    value : int
        Count or year.
    named : int or None
        How many of the things counted the document names; None for a year, or where the coder did not say.
    doubts : tuple of str
        Kinds of doubt that were noted, as in the table ``ambiguities``.
    """

    figure_id: str
    place: str
    subject: str
    value: int
    named: int | None
    doubts: tuple[str, ...]


def statements() -> tuple[Stated, ...]:
    """Return the statements on the two systems in the order of the document."""
    figures = evidence.figures(source=DOCUMENT)
    rows = figures[figures["geography"].isin(PLACES) & figures["indicator"].isin((*COUNTS, *YEARS))]
    return tuple(_stated(row) for _, row in rows.iterrows())


def counted(found: tuple[Stated, ...], subject: str) -> int:
    """Add up one subject over the cities.

    Parameters
    ----------
    found : tuple of Stated
        From :func:`statements`.
    subject : str
        Such as ``indicators_in_system``.
    """
    return sum(item.value for item in found if item.subject == subject)


def named(found: tuple[Stated, ...]) -> int:
    """Count the indicators and goals that the document names, where the coder said so."""
    return sum(item.named for item in found if item.named is not None)


def _stated(row: pd.Series) -> Stated:
    figure_id, note = str(row["figure_id"]), row["note"]
    count = row["indicator"] in COUNTS
    doubts = tuple(doubt.subject for doubt in evidence.doubts(row=figure_id))
    none_named = 0 if count and note == NONE_NAMED else None
    return Stated(
        figure_id, str(row["geography"]), str(row["indicator"]), int(row["value_low"]), none_named, doubts
    )
