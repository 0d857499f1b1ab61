"""The raw documents: exactly the files whose checksums the table ``documents`` holds, decoded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from greentwin.data.faults import Fault, shown
from greentwin.data.locators.rows import TableRow, table_rows
from greentwin.errors import DataError, ParameterError

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage

TABLE = "documents"


@dataclass(frozen=True)
class RawDocument:
    """
    A raw document whose bytes are those that were coded.

    Attributes
    ----------
    source_id : str
        Identifier, as in the table ``documents``.
    path : pathlib.Path
        The file.
    text : str
        Its content, decoded as UTF-8 without newline translation.
    """

    source_id: str
    path: Path
    text: str


def read_documents(folder: Path, package: DataPackage) -> tuple[dict[str, RawDocument], tuple[Fault, ...]]:
    """
    Read the raw documents from a folder and refuse each one that is not the document that was coded.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the raw files under the names in the table ``documents``; other files are passed over.
    package : DataPackage
        Where the table is.

    Returns
    -------
    documents : dict of str to RawDocument
        The sound documents by identifier, in the order of the table.
    faults : tuple of Fault
        One for each document that is missing or differs, with its row in the table.

    Raises
    ------
    ParameterError
        If there is no such folder.
    DataError
        If the package has no table ``documents``, or it cannot be read.
    """
    if not folder.is_dir():
        raise ParameterError(f"there is no folder {shown(str(folder))} with the raw documents")
    documents: dict[str, RawDocument] = {}
    faults: list[Fault] = []
    for row in table_rows(package, TABLE):
        try:
            document = _read(folder, row)
        except DataError as error:
            faults.append(row.fault(None, f"{error}; none of its rows was checked"))
        else:
            documents[document.source_id] = document
    return documents, tuple(faults)


def passage_of(row: TableRow, documents: Mapping[str, RawDocument]) -> str | None:
    """Return the passage that a row points to; None if its locator or its document is missing."""
    span = row.span()
    if span is None or span[0] not in documents:
        return None
    source, start, end = span
    return documents[source].text[start:end]


def _read(folder: Path, row: TableRow) -> RawDocument:
    source_id, name = row.text("source_id"), row.text("file_name")
    path = folder / name
    if Path(name).name != name or not name:
        raise DataError(f"document {source_id}: {shown(name)} is not the name of a file")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(f"document {source_id}: {name} cannot be read: {error.strerror}") from error
    found = sha256(content).hexdigest()
    if found != row.text("sha256"):
        raise DataError(f"document {source_id}: the checksum (SHA-256) of {name} is not the one in the table")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"document {source_id}: {name} is not UTF-8 text") from error
    if len(text) != row.values["n_chars"]:
        raise DataError(f"document {source_id}: {name} has {len(text)} characters, not n_chars")
    return RawDocument(source_id, path, text)
