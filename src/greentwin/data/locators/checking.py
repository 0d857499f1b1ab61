"""The check of all evidence tables against the raw documents, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from greentwin.data.faults import Fault, shown
from greentwin.data.locators import dates, passages, values
from greentwin.data.locators.coverage import TOKEN, coverage_faults
from greentwin.data.locators.documents import TABLE as DOCUMENTS
from greentwin.data.locators.documents import RawDocument, passage_of, read_documents
from greentwin.data.locators.rows import LOCATORS, Span, TableRow, located_tables, span_text, table_rows
from greentwin.data.package import DataPackage, default_package
from greentwin.errors import DataError

_MARKER = "hedge_marker"
Listing = Mapping[passages.Entry, Span | None]


def check_sources(folder: Path, *, package: DataPackage | None = None) -> tuple[Fault, ...]:
    """
    Check the evidence tables against the raw documents.

    The checksum of each document comes first: one that is missing or altered is a fault, and its rows are left
    unchecked while the others go on. Then, row by row: the locator lies within the document and is the one that the
    table ``passages`` has for the row, with the digest of its text; a token is the passage itself; a hedge word stands
    in it; coded values and dates are those that are written. Last, every numeral of a document
    (`greentwin.data.numerals`) must lie in exactly one row of the tables with tokens, for each coder alone.

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
    evidence = [row for name, rows in tables.items() if name != passages.TABLE for row in rows]
    listing = tables.get(passages.TABLE)
    spans = None if listing is None else passages.listed_spans(listing)
    faults = [fault for row in evidence for fault in _row_faults(row, documents, spans)]
    return faults + passages.listing_faults(listing or (), evidence, documents)


def _row_faults(row: TableRow, documents: Mapping[str, RawDocument], spans: Listing | None) -> list[Fault]:
    faults = [fault for part in row.parts() for fault in _locator_faults(row, part, documents, spans)]
    passage = passage_of(row, documents)
    if passage is not None:
        faults += _passage_faults(row, passage)
    if row.values.keys() >= values.COLUMNS:
        faults += values.value_faults(row)
    return faults


def _locator_faults(
    row: TableRow, part: str, documents: Mapping[str, RawDocument], spans: Listing | None
) -> list[Fault]:
    span = row.span(part)
    column = LOCATORS[part][1]
    if span is None:
        return [row.fault(column, f"the {part} has no whole locator")]
    source, start, end = span
    if source not in documents:
        return [row.fault("source_id", f"{shown(source)} is no document of the table {DOCUMENTS}")]
    length = len(documents[source].text)
    if not 0 <= start < end <= length:
        return [row.fault(column, f"{span_text(span)}: no passage of the document's {length} characters")]
    if spans is None:
        return []
    listed = spans.get(passages.entry(row, part))
    if listed is None:
        return [row.fault(column, f"{span_text(span)}: the row is not in the table {passages.TABLE}")]
    if listed != span:
        message = f"{span_text(span)}: the table {passages.TABLE} has {span_text(listed)} for this row"
        return [row.fault(column, message)]
    return []


def _passage_faults(row: TableRow, passage: str) -> list[Fault]:
    place = row.place_in_document
    faults = []
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
