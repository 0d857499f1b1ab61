"""The table ``passages``: where each row of evidence stands, with a digest of the passage's text."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from greentwin.data.locators.documents import RawDocument, read_documents
from greentwin.data.locators.rows import (
    LOCATOR,
    Span,
    TableRow,
    located_tables,
    span_text,
    table_rows,
)
from greentwin.errors import DataError

if TYPE_CHECKING:
    from greentwin.data.faults import Fault
    from greentwin.data.package import DataPackage

TABLE = "passages"
COLUMNS = ("evidence_table", "evidence_row", "part", *LOCATOR, "digest")
_DIGITS = 16
Entry = tuple[str, str, str]
"""Table, row and part of a locator."""


def passage_digest(text: str) -> str:
    """
    Return the digest of a passage: the first 16 hexadecimal digits of the SHA-256 of its UTF-8 bytes.

    Examples
    --------
    >>> passage_digest("42%")
    '8640b64bbd40b579'
    """
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def entry(row: TableRow, part: str) -> Entry:
    """Return under what a row's locator is listed."""
    return row.table, row.key, part


def listed_spans(rows: Iterable[TableRow]) -> dict[Entry, Span | None]:
    """Return the passages that the table lists, by table, row and part."""
    return {_own_entry(row): row.span() for row in rows}


def listing_faults(
    rows: Iterable[TableRow], evidence: Iterable[TableRow], documents: Mapping[str, RawDocument]
) -> list[Fault]:
    """
    Return the faults of the table ``passages`` itself: another digest than the passage's, and rows that are gone.

    Parameters
    ----------
    rows : iterable of TableRow
        Rows of ``passages``.
    evidence : iterable of TableRow
        Rows of all tables that it lists.
    documents : mapping of str to RawDocument
        The documents; passages of others are not compared.
    """
    there = {entry(row, part) for row in evidence for part in row.parts()}
    faults = []
    for row in rows:
        span = row.span()
        if span is not None and span[0] in documents:
            source, start, end = span
            if passage_digest(documents[source].text[start:end]) != row.text("digest"):
                faults.append(row.fault("digest", f"{span_text(span)}: not the digest of what stands there"))
        if _own_entry(row) not in there:
            name = f"{row.text('evidence_row')} with {row.text('part')}"
            faults.append(row.fault("evidence_row", f"{row.text('evidence_table')} has no row {name}"))
    return faults


def write_passages(folder: Path, package: DataPackage) -> Path:
    """
    Write the table ``passages`` anew from the locators of all other tables.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the raw documents.
    package : DataPackage
        Where the tables are.

    Returns
    -------
    pathlib.Path
        The file that was written; its new row count and checksum are still to be accepted.

    Raises
    ------
    ParameterError
        If there is no such folder.
    DataError
        If a document is missing or altered, or a locator lies outside its document; nothing is written then.
    """
    documents, faults = read_documents(folder, package)
    if faults:
        raise DataError("\n".join(str(fault) for fault in faults))
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name in located_tables(package):
        if name != TABLE:
            for row in table_rows(package, name):
                writer.writerows(_listing(row, part, documents) for part in row.parts())
    path = package.table(TABLE).path
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    os.replace(draft, path)
    return path


def _listing(row: TableRow, part: str, documents: Mapping[str, RawDocument]) -> tuple[str | int, ...]:
    span = row.span(part)
    if span is None:
        raise DataError(f"{row.place}: the {part} has no whole locator")
    source, start, end = span
    if source not in documents or not 0 <= start < end <= len(documents[source].text):
        raise DataError(f"{row.place}: {span_text(span)} is no passage of a document")
    return *entry(row, part), *span, passage_digest(documents[source].text[start:end])


def _own_entry(row: TableRow) -> Entry:
    return row.text("evidence_table"), row.text("evidence_row"), row.text("part")
