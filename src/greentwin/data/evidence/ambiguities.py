"""Doubts about the coding: what is unclear in the documents and how it was handled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from greentwin.data.evidence.rows import FIRST_CODER, Passage, chosen, coded, items, passage, records

if TYPE_CHECKING:
    from greentwin.data.evidence.claims import Choice
    from greentwin.data.package import DataPackage


@dataclass(frozen=True)
class Doubt:
    """
    A doubt that arose in the coding.

    Attributes
    ----------
    ambiguity_id, subject : str
        Identifier and kind of doubt.
    unclear, handling : str
        What is unclear, and how it was handled.
    related : tuple of str
        Identifiers of the rows of other tables that it concerns.
    passage : Passage
        Where the doubt arises.
    other_passage : Passage or None
        A second passage that bears on it, such as the other language's.
    """

    ambiguity_id: str
    subject: str
    unclear: str
    handling: str
    related: tuple[str, ...]
    passage: Passage
    other_passage: Passage | None


def doubts(
    *,
    row: str | None = None,
    source: Choice = None,
    subject: Choice = None,
    coder: str = FIRST_CODER,
    package: DataPackage | None = None,
) -> tuple[Doubt, ...]:
    """
    Return the doubts about the coding.

    Parameters
    ----------
    row : str, optional
        Keep only those that concern the row of this identifier, in whatever evidence table; none is no error.
    source, subject : str or collection of str, optional
        Documents and kinds of doubt to keep; all by default.
    coder : str, optional
        Whose rows.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    tuple of Doubt
        In the order of the table.

    Raises
    ------
    ParameterError
        If a chosen document or kind does not occur.

    Examples
    --------
    >>> [doubt.subject for doubt in doubts(row="f080")]
    ['year_doubtful']
    """
    choices = {"source_id": source, "subject": subject}
    frame = chosen(coded("ambiguities", coder, package), choices, names={"source_id": "source"})
    found = (
        Doubt(
            ambiguity_id=item["ambiguity_id"],
            subject=item["subject"],
            unclear=item["unclear"],
            handling=item["handling"],
            related=items(item["related"]),
            passage=passage(item),
            other_passage=_other(item),
        )
        for item in records(frame)
    )
    return tuple(doubt for doubt in found if row is None or row in doubt.related)


def _other(row: dict[str, object]) -> Passage | None:
    start, end = row["other_char_start"], row["other_char_end"]
    if pd.isna(start) or pd.isna(end):  # type: ignore[call-overload]
        return None
    return Passage(str(row["source_id"]), int(start), int(end))  # type: ignore[call-overload]
