"""Completeness of the coding: every numeral of a document lies in exactly one row of the tables with tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greentwin.data.faults import Fault, listed, shown
from greentwin.data.locators.rows import TableRow, span_text
from greentwin.data.numerals import Numeral, numerals

if TYPE_CHECKING:
    from greentwin.data.locators.documents import RawDocument

TOKEN = "token"  # noqa: S105


@dataclass(frozen=True)
class _Cover:
    """A row with its span in the document at hand."""

    row: TableRow
    start: int
    end: int

    def holds(self, numeral: Numeral) -> bool:
        return self.start <= numeral.start and numeral.end <= self.end

    def touches(self, numeral: Numeral) -> bool:
        return self.start < numeral.end and numeral.start < self.end


def coverage_faults(document: RawDocument, rows: Iterable[TableRow], tables: Sequence[str]) -> list[Fault]:
    """
    Compare the numerals of one document with the rows that account for them.

    Each coder who has a row for the document is checked alone; a document without any such row is checked once.

    Parameters
    ----------
    document : RawDocument
        The document.
    rows : iterable of TableRow
        Rows of the tables with a column ``token``; those of other documents are passed over.
    tables : sequence of str
        Names of these tables.

    Returns
    -------
    list of Fault
        One for each numeral in no row or in more than one row, and for each row without a numeral.
    """
    found = numerals(document.text)
    by_coder: defaultdict[str, list[_Cover]] = defaultdict(list)
    for row in rows:
        span = row.span()
        if span is not None and span[0] == document.source_id:
            by_coder[row.text("coder")].append(_Cover(row, span[1], span[2]))
    faults = []
    for coder, covers in sorted(by_coder.items() or [("", [])]):
        for numeral in found:
            faults += _numeral_faults(document.source_id, numeral, covers, coder, tables)
        faults += _empty_rows(document.source_id, found, covers)
    return faults


def _numeral_faults(
    source: str, numeral: Numeral, covers: list[_Cover], coder: str, tables: Sequence[str]
) -> list[Fault]:
    place = f"{span_text((source, numeral.start, numeral.end))}: the numeral {shown(numeral.text)}"
    holding = [cover.row for cover in covers if cover.holds(numeral)]
    if not holding:
        partly = [cover.row for cover in covers if cover.touches(numeral)]
        if partly:
            return [row.fault("char_start", f"{place} is only partly in this row") for row in partly]
        who = f" of {coder}" if coder else ""
        return [Fault(tables[0], None, None, f"{place} is in no row{who} of {listed(tables)}")]
    first, *others = holding
    return [row.fault("char_start", f"{place} is in {first.place} already") for row in others]


def _empty_rows(source: str, found: Sequence[Numeral], covers: list[_Cover]) -> list[Fault]:
    return [
        cover.row.fault(TOKEN, f"{span_text((source, cover.start, cover.end))}: the passage holds no numeral")
        for cover in covers
        if not any(cover.touches(numeral) for numeral in found)
    ]
