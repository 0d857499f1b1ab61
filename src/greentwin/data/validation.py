"""Validation of a text grid against the rules of its table, cell by cell, through frictionless."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from greentwin.data import wording
from greentwin.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frictionless import Row, Schema

    from greentwin.data.faults import FaultLog
    from greentwin.data.grid import Cells, Grid
    from greentwin.data.rules import Key, Rules

_WRITTEN_FORMS = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "number": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "year": re.compile(r"[0-9]{4}"),
}
"""frictionless reads more than it should: 1_000, nan, padded and full-width digits, 2020-1-5."""
_INTEGER_LIMIT = 2**63
_CONSTRAINT_NAME = re.compile(r'constraint "(\w+)"')


def examine(grid: Grid, rules: Rules, log: FaultLog) -> dict[str, list[Any]]:
    """
    Check every cell and key of a grid against the rules.

    Parameters
    ----------
    grid : Grid
        Header and cells as text; the columns of the rules that the header lacks are passed over.
    rules : Rules
        What is allowed.
    log : FaultLog
        Receives every fault, by row, then by column.

    Returns
    -------
    dict of str to list
        Typed values by column, in the order of the rules; None where a cell is empty or at fault. They end
        early where the log asks to stop.
    """
    present = [name for name in rules.fields if name in grid.header]
    if not present:
        return {}
    if len(present) < len(rules.fields):
        rules = rules.narrowed(present)
    schema = rules.compiled()
    rows = grid.columns(present)
    values: dict[str, list[Any]] = {name: [] for name in present}
    examiner = _RowExaminer(rules, log)
    for number, (cells, row) in enumerate(
        zip(rows, _typed_rows(present, rows, schema), strict=True), start=1
    ):
        examiner.examine(number, cells, row, len(grid.rows[number - 1]), len(grid.header))
        for name, column in values.items():
            column.append(row[name])
        if log.must_stop(number):
            break
    return values


def _typed_rows(names: list[str], rows: list[Cells], schema: Schema) -> Iterator[Row]:
    from frictionless import Dialect
    from frictionless.resources import TableResource

    if not rows:
        return
    data = [names, *rows]
    with TableResource(data=data, schema=schema, dialect=Dialect(header=True)) as resource:
        yield from resource.row_stream


class _RowExaminer:
    """Translates what frictionless says about each row, and adds what it does not look at."""

    def __init__(self, rules: Rules, log: FaultLog) -> None:
        self._fields = rules.fields
        self._log = log
        self._primary_key = rules.primary_key
        self._position = {name: position for position, name in enumerate(rules.fields)}
        self._unique = [
            name for name, item in rules.fields.items() if item.get("constraints", {}).get("unique")
        ]
        self._first_rows: dict[tuple[str, Key], int] = {}
        self._written = [
            (position, name, item["type"], _WRITTEN_FORMS[item["type"]])
            for position, (name, item) in enumerate(rules.fields.items())
            if item["type"] in _WRITTEN_FORMS
        ]
        self._foreign = []
        for names, table, columns in rules.foreign_keys():
            try:
                self._foreign.append((names, table, columns, rules.lookup(table, columns)))
            except DataError as error:
                log.add(str(error))

    def examine(self, number: int, cells: Cells, row: Row, width: int, expected: int) -> None:
        """Log the faults of one row: by column, then of the row as a whole."""
        errors = row.errors
        if any(error.type == "blank-row" for error in errors):
            self._log.add("is empty; delete the line", number)
            return
        faults = self._written_faults(cells, row)
        self._add_reported(faults, number, cells, row)
        self._add_unknown_references(faults, row)
        for name in sorted(faults, key=self._position.__getitem__):
            self._log.add(faults[name], number, name)
        if width != expected:
            self._log.add(wording.ragged_row(width, expected), number)
        self._log_repeated_key(faults, number, row)

    def _written_faults(self, cells: Cells, row: Row) -> dict[str, str]:
        faults = {}
        for position, name, type_, form in self._written:
            cell = cells[position]
            if not cell:
                continue
            if not form.fullmatch(cell):
                faults[name] = wording.type_fault(cell, type_)
            elif _overflows(row[name]) or (type_ == "integer" and row[name] is None):
                faults[name] = wording.range_fault(cell)
        return faults

    def _add_reported(self, faults: dict[str, str], number: int, cells: Cells, row: Row) -> None:
        for name in self._unique:
            self._first_rows.setdefault((name, (row[name],)), number)
        for error in row.errors:
            name = getattr(error, "field_name", "")
            cell = cells[self._position[name]] if name else None
            if cell is not None and name not in faults:
                faults[name] = self._cell_fault(error, cell, row[name])

    def _cell_fault(self, error: Any, cell: str, value: Any) -> str:
        name = error.field_name
        if error.type == "type-error":
            return wording.type_fault(cell, self._fields[name]["type"])
        if error.type == "unique-error":
            return wording.repeated_value(cell, self._first_rows[(name, (value,))])
        found = _CONSTRAINT_NAME.search(error.note)
        constraint = found.group(1) if found else ""
        limit = self._fields[name].get("constraints", {}).get(constraint, error.note)
        return wording.constraint_fault(cell, constraint, limit)

    def _add_unknown_references(self, faults: dict[str, str], row: Row) -> None:
        for names, table, columns, known in self._foreign:
            key = tuple(row[name] for name in names)
            if None not in key and key not in known and faults.keys().isdisjoint(names):
                faults[names[0]] = wording.unknown_reference(key, columns, table)

    def _log_repeated_key(self, faults: dict[str, str], number: int, row: Row) -> None:
        if not self._primary_key:
            return
        key = tuple(row[name] for name in self._primary_key)
        first = self._first_rows.setdefault(("", key), number)
        if first != number and faults.keys().isdisjoint(self._primary_key):
            self._log.add(wording.repeated_key(key, first), number)
        elif all(value is None for value in key) and faults.keys().isdisjoint(self._primary_key):
            self._log.add(wording.empty_key(self._primary_key), number)


def _overflows(value: Any) -> bool:
    if isinstance(value, int):
        return not -_INTEGER_LIMIT <= value < _INTEGER_LIMIT
    return isinstance(value, float) and not math.isfinite(value)
