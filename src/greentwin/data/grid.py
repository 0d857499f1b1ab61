"""A CSV file as text: header and cells before any type is read."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from greentwin.errors import DataError

Cells = list[str] | list[str | None]


@dataclass(frozen=True)
class Grid:
    """Cells of a CSV file as text: the header and the data rows, each a list of cells."""

    header: list[str]
    rows: list[list[str]]

    def columns(self, names: list[str]) -> list[Cells]:
        """Return the cells of some columns, row by row; None where a row ends too early."""
        positions = [self.header.index(name) for name in names]
        width = len(self.header)
        if positions == list(range(width)):
            return [row if len(row) == width else (row + [None] * width)[:width] for row in self.rows]
        return [[row[at] if at < len(row) else None for at in positions] for row in self.rows]


def parse(content: bytes, *, allow_bom: bool = False) -> Grid:
    """
    Parse the bytes of a comma-separated UTF-8 file.

    Parameters
    ----------
    content : bytes
        The whole file.
    allow_bom : bool, optional
        Whether a byte-order mark may stand at the beginning; spreadsheets write one.

    Returns
    -------
    Grid

    Raises
    ------
    DataError
        If the bytes are not UTF-8 text, hold no header, or a quotation mark stands alone. The message is one
        clause without the file's name.
    """
    text = _decode(content, allow_bom=allow_bom)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = list(reader)
    except csv.Error as error:
        reason = "a quotation mark is not closed, text follows a closing one, or a cell is far too long"
        raise DataError(f"line {reader.line_num} is not valid CSV: {reason} ({error})") from error
    if not lines or not any(lines[0]):
        raise DataError("the first line is empty; it must name the columns")
    return Grid(lines[0], lines[1:])


def _decode(content: bytes, *, allow_bom: bool) -> str:
    try:
        text = content.decode("utf-8-sig" if allow_bom else "utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DataError(
            f"line {line} is not UTF-8 text; save the file as CSV in the encoding UTF-8"
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise DataError(f"line {line} holds a NUL character; save the file as CSV in the encoding UTF-8")
    return text
