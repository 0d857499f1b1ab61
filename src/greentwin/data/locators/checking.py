"""The check of all evidence tables against the raw documents, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from greentwin.data.faults import Fault, shown
from greentwin.data.locators import dates, passages, values
from greentwin.data.locators.coverage import TOKEN, coverage_faults
from greentwin.data.locators.documents import TABLE as DOCUMENTS
from greentwin.data.locators.documents import RawDocument, passage_of, read_documents
from greentwin.data.locators.rows import (
    LOCATOR,
    OTHER_LOCATOR,
    TableRow,
    located_tables,
    span_text,
    table_rows,
)
from greentwin.data.package import DataPackage, default_package
from greentwin.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Set

_MARKER = "hedge_marker"


def check_sources(folder: Path, *, package: DataPackage | None = None) -> tuple[Fault, ...]:
    """
    Check the evidence tables against the raw documents.

    The checksum of each document comes first: one that is missing or altered is a fault, and its rows are left
    unchecked while the others go on. Then, row by row: the locator lies within the document and is one of the table
    ``passages``, whose digest it must have; a token is the passage itself; a hedge word stands in it; coded values and
    dates are those that are written. Last, every numeral of a document (`greentwin.data.numerals`) must lie in
    exactly one row of the tables with tokens, for each coder alone.

    Parameters
    ----------
    folder : pathlib.Path
        Folder with the raw documents, under the names in the table ``documents``.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    tuple of Fault
        Faults of the documents, then those of the rows, table by table, then those of completeness; each message
        names document and offsets. Empty when all agrees.

    Raises
    ------
    ParameterError
        If there is no such folder.
    DataError
        If the package has no readable table ``documents``.

    Examples
    --------
    >>> check_sources(Path("documents"))  # doctest: +SKIP
    ()
    """
    package = DataPackage((package or default_package()).root)
    documents, unsound = read_documents(folder, package)
    unread = {fault.row for fault in unsound}
    passed_over = {row.text("source_id") for row in table_rows(package, DOCUMENTS) if row.number in unread}
    faults = list(unsound)
    tables: dict[str, list[TableRow]] = {}
    for name in located_tables(package):
        try:
            rows = table_rows(package, name)
        except DataError as error:
            faults.append(Fault(name, None, None, str(error)))
        else:
            tables[name] = [row for row in rows if row.text("source_id") not in passed_over]
    faults += _all_row_faults(tables, documents)
    faults += _date_faults(package, tables, documents)
    faults += _completeness_faults(package, tables, documents)
    return tuple(faults)


def _all_row_faults(
    tables: Mapping[str, list[TableRow]], documents: Mapping[str, RawDocument]
) -> list[Fault]:
    known = {row.span() for row in tables[passages.TABLE]} if passages.TABLE in tables else None
    return [fault for rows in tables.values() for row in rows for fault in _row_faults(row, documents, known)]


def _row_faults(
    row: TableRow, documents: Mapping[str, RawDocument], known: Set[tuple[str, int, int] | None] | None
) -> list[Fault]:
    faults = _locator_faults(row, LOCATOR, documents, known)
    if row.values.keys() >= set(OTHER_LOCATOR) and not _all_empty(row, OTHER_LOCATOR[1:]):
        faults += _locator_faults(row, OTHER_LOCATOR, documents, known)
    if row.values.keys() >= values.COLUMNS:
        faults += values.value_faults(row)
    passage = passage_of(row, documents)
    return faults if passage is None else faults + _passage_faults(row, passage)


def _locator_faults(
    row: TableRow,
    locator: tuple[str, str, str],
    documents: Mapping[str, RawDocument],
    known: Set[tuple[str, int, int] | None] | None,
) -> list[Fault]:
    span = row.span(locator)
    column = locator[1]
    if span is None:
        return [row.fault(column, "the row has no whole locator")]
    source, start, end = span
    if source not in documents:
        return [row.fault("source_id", f"{shown(source)} is no document of the table {DOCUMENTS}")]
    length = len(documents[source].text)
    if not 0 <= start < end <= length:
        return [row.fault(column, f"{span_text(span)}: no passage of the document's {length} characters")]
    if known is not None and span not in known:
        return [row.fault(column, f"{span_text(span)}: not a passage of the table {passages.TABLE}")]
    return []


def _all_empty(row: TableRow, columns: tuple[str, ...]) -> bool:
    return all(row.values.get(column) is None for column in columns)


def _passage_faults(row: TableRow, passage: str) -> list[Fault]:
    place = row.place_in_document
    faults = []
    if row.table == passages.TABLE and passages.passage_digest(passage) != row.text(passages.COLUMN):
        faults.append(row.fault(passages.COLUMN, f"{place}: not the digest of what stands there"))
    if TOKEN in row.values and passage != row.text(TOKEN):
        message = f"{place}: {shown(row.text(TOKEN))} is not what stands there: {shown(passage)}"
        faults.append(row.fault(TOKEN, message))
    if row.text(_MARKER) and row.text(_MARKER) not in passage:
        message = f"{place}: {shown(row.text(_MARKER))} does not stand in the passage"
        faults.append(row.fault(_MARKER, message))
    return faults


def _date_faults(
    package: DataPackage, tables: Mapping[str, list[TableRow]], documents: Mapping[str, RawDocument]
) -> list[Fault]:
    dated = [name for name in located_tables(package, dates.COLUMNS) if name in tables]
    told = [name for name in located_tables(package, ("reason", "see")) if name in tables]
    excluded = [row for name in told for row in tables[name]]
    return [fault for name in dated for fault in dates.date_faults(tables[name], excluded, documents)]


def _completeness_faults(
    package: DataPackage, tables: Mapping[str, list[TableRow]], documents: Mapping[str, RawDocument]
) -> list[Fault]:
    names = [name for name in located_tables(package, (TOKEN,)) if name in tables]
    rows = [row for name in names for row in tables[name]]
    if not names:
        return []
    return [fault for document in documents.values() for fault in coverage_faults(document, rows, names)]
