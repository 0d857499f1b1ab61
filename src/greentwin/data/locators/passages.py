"""The table ``passages``: every passage that evidence rests on, with a digest of its text."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from greentwin.data.locators.documents import RawDocument, read_documents
from greentwin.data.locators.rows import (
    LOCATOR,
    OTHER_LOCATOR,
    TableRow,
    located_tables,
    span_text,
    table_rows,
)
from greentwin.errors import DataError

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage

TABLE = "passages"
COLUMN = "digest"
_DIGITS = 16


def passage_digest(text: str) -> str:
    """
    Return the digest of a passage: the first 16 hexadecimal digits of the SHA-256 of its UTF-8 bytes.

    Examples
    --------
    >>> passage_digest("42%")
    '8640b64bbd40b579'
    """
    return sha256(text.encode()).hexdigest()[:_DIGITS]


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
    DataError
        If a document is missing or altered, or a locator lies outside its document; nothing is written then.
    """
    documents, faults = read_documents(folder, package)
    if faults:
        raise DataError("\n".join(str(fault) for fault in faults))
    spans: set[tuple[str, int, int]] = set()
    for name in located_tables(package):
        if name != TABLE:
            spans |= {span for row in table_rows(package, name) for span in _spans(row, documents)}
    path = package.table(TABLE).path
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*LOCATOR, COLUMN])
    writer.writerows(
        [source, start, end, passage_digest(documents[source].text[start:end])]
        for source, start, end in sorted(spans)
    )
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    os.replace(draft, path)
    return path


def _spans(row: TableRow, documents: Mapping[str, RawDocument]) -> list[tuple[str, int, int]]:
    spans = [span for locator in (LOCATOR, OTHER_LOCATOR) if (span := row.span(locator)) is not None]
    for source, start, end in spans:
        if source not in documents or not 0 <= start < end <= len(documents[source].text):
            raise DataError(f"{row.place}: {span_text((source, start, end))} is no passage of a document")
    return spans
