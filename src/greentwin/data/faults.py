"""Faults found in a table: where each stands, what is wrong, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

ROWS_NOTE = "rows are counted below the header: row 1 is the first row of data"
_SHOWN_CHARACTERS = 40
_SHOWN_CHOICES = 20
_LONGEST_GUESS = 80
_STOP_COUNT = 10_000


@dataclass(frozen=True)
class Fault:
    """
    One fault of one table.

    Attributes
    ----------
    table : str
        Name of the table, or the file name of a user's file.
    row : int or None
        Data row, counted from 1 below the header; None for a fault of the whole file or of a column.
    column : str or None
        Name of the column; None for a fault of a whole row or file.
    message : str
        What is wrong and what is allowed, on one line.
    """

    table: str
    row: int | None
    column: str | None
    message: str

    @property
    def place(self) -> str:
        """Row and column as text, empty for a fault of the whole file."""
        row = "" if self.row is None else f"row {self.row}"
        column = "" if self.column is None else f"column {shown_name(self.column)}"
        return ", ".join(part for part in (row, column) if part)

    @property
    def sentence(self) -> str:
        """Place and message without the table's name."""
        return f"{self.place}: {self.message}" if self.place else self.message

    def __str__(self) -> str:
        return f"{self.table}, {self.sentence}" if self.place else f"{self.table}: {self.message}"


class FaultLog:
    """
    Faults of one table in the order they are found; counts all, keeps at most `limit`.

    Parameters
    ----------
    table : str
        Name that each fault carries.
    limit : int, optional
        How many faults to keep; all by default. With a limit, checking stops after 10,000 faults.
    """

    def __init__(self, table: str, limit: int | None = None) -> None:
        self.table = table
        self.count = 0
        self.stopped_at: int | None = None
        self._limit = limit
        self._kept: list[Fault] = []

    def add(self, message: str, row: int | None = None, column: str | None = None) -> None:
        """Record one fault."""
        self.count += 1
        if self._limit is None or len(self._kept) < self._limit:
            self._kept.append(Fault(self.table, row, column, message))

    @property
    def kept(self) -> tuple[Fault, ...]:
        """The faults kept, in the order they were added."""
        return tuple(self._kept)

    def must_stop(self, row: int) -> bool:
        """Say whether checking should stop after this row, and note it."""
        if self._limit is None or self.count < _STOP_COUNT:
            return False
        self.stopped_at = row
        return True

    def __bool__(self) -> bool:
        return self.count > 0

    def summary(self) -> str:
        """Return the faults as indented lines, with the count of those that are not shown."""
        lines = [f"  {fault.sentence}" for fault in self._kept]
        if self.count > len(self._kept):
            stop = f"; checking stopped at row {self.stopped_at}" if self.stopped_at else ""
            lines.append(f"  and {self.count - len(self._kept)} more{stop}")
        return "\n".join(lines)


def shown(text: str) -> str:
    """Quote foreign text for a message: shortened, on one line, control characters escaped."""
    short = text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
    return repr(short)


def shown_path(path: Path) -> str:
    """Quote a path for a message, whole, control characters escaped."""
    return repr(str(path))


def shown_name(name: str) -> str:
    """Return a column name as it is when it is plain, else quoted."""
    return name if name.isidentifier() and len(name) <= _SHOWN_CHARACTERS else shown(name)


def listed(choices: Iterable[object]) -> str:
    """Join choices with commas; after twenty, say how many there are in all."""
    texts = [str(choice) for choice in choices]
    if len(texts) <= _SHOWN_CHOICES:
        return ", ".join(texts)
    return ", ".join(texts[:_SHOWN_CHOICES]) + f", … ({len(texts)} in all)"


def counted(number: int, noun: str) -> str:
    """Return the number with its noun, plural where needed."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def suggestion(name: str, known: Sequence[str]) -> str:
    """Return ``"; did you mean …?"`` with up to three close names, or nothing."""
    close = get_close_matches(name[:_LONGEST_GUESS].casefold(), known, n=3)
    return f"; did you mean {' or '.join(close)}?" if close else ""
