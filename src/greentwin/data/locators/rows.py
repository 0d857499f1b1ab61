"""Rows of the evidence tables as they stand, whether or not the table's checksum is the described one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greentwin.data.faults import Fault, FaultLog
from greentwin.data.grid import parse
from greentwin.data.tablefile import TableReader
from greentwin.errors import DataError

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage

Span = tuple[str, int, int]
"""A passage: document, first character, character after the last."""
LOCATORS = {
    "passage": ("source_id", "char_start", "char_end"),
    "other_passage": ("source_id", "other_char_start", "other_char_end"),
}
"""Columns of a row's locators; a row has a passage and may have a second one."""
LOCATOR = LOCATORS["passage"]


@dataclass(frozen=True)
class TableRow:
    """
    One row of a table.

    Attributes
    ----------
    table : str
        Name of the table.
    number : int
        Number of the row, counted from 1 below the header.
    key : str
        Values of the table's primary key, joined by slashes.
    values : mapping of str to object
        Typed values by column; None where a cell is empty or breaks the schema.
    """

    table: str
    number: int
    key: str
    values: Mapping[str, Any]

    def text(self, column: str) -> str:
        """Return a text cell, empty where it has no value or there is no such column."""
        value = self.values.get(column)
        return "" if value is None else str(value)

    def span(self, part: str = "passage") -> Span | None:
        """Return document, start and end of a locator, or None if any of them is missing."""
        source, start, end = (self.values.get(column) for column in LOCATORS[part])
        return None if source is None or start is None or end is None else (source, start, end)

    def fault(self, column: str | None, message: str) -> Fault:
        """Return a fault of this row."""
        return Fault(self.table, self.number, column, message)

    def parts(self) -> tuple[str, ...]:
        """Return which locators the row has: the passage always, another one where any of its offsets is given."""
        offsets = LOCATORS["other_passage"][1:]
        other = any(self.values.get(column) is not None for column in offsets)
        return ("passage", "other_passage") if other else ("passage",)

    @property
    def place_in_document(self) -> str:
        """The document and the offsets, for a message; empty if the locator is not whole."""
        span = self.span()
        return "" if span is None else span_text(span)

    @property
    def place(self) -> str:
        """The table and the row, for a message about another row."""
        return f"{self.table} row {self.number}"


def table_rows(package: DataPackage, name: str) -> tuple[TableRow, ...]:
    """
    Read the rows of one table.

    Raises
    ------
    DataError
        If there is no such table or its file is no table of this schema at all. Cells that break the schema are
        empty instead; to find them is the task of `greentwin.data.verify`.
    """
    described = package.table(name)
    try:
        grid = parse(described.path.read_bytes())
    except OSError as error:
        raise DataError(f"the file {described.path} cannot be read: {error.strerror}") from error
    schema = {**described.schema, "foreignKeys": []}
    columns = TableReader(package).examine(grid, schema, FaultLog(name), ordered=True)
    keys = [columns.get(column, []) for column in described.primary_key]
    count = len(next(iter(columns.values()), []))
    return tuple(
        TableRow(
            table=name,
            number=at + 1,
            key="/".join(str(values[at]) for values in keys),
            values={column: values[at] for column, values in columns.items()},
        )
        for at in range(count)
    )


def located_tables(package: DataPackage, columns: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names of the tables whose rows point into documents and that have the columns, in their order."""
    wanted = {*LOCATOR, *columns}
    described = (package.table(name) for name in package.resources)
    return tuple(table.name for table in described if wanted <= {field.name for field in table.fields})


def span_text(span: Span) -> str:
    """Write a locator for a message."""
    source, start, end = span
    return f"{source} {start}-{end}"
