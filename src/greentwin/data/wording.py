"""Plain sentences for what is wrong with a cell, and what would be allowed instead."""

from __future__ import annotations

from typing import Any

from greentwin.data.faults import listed, shown

_TYPE_SENTENCES = {
    "string": "{value} is not text of the declared format",
    "integer": "{value} is not a whole number",
    "number": "{value} is not a number",
    "boolean": "{value} is neither true nor false",
    "date": "{value} is not a date of the form YYYY-MM-DD",
    "year": "{value} is not a year of four digits",
}
_CONSTRAINT_SENTENCES = {
    "minimum": "{cell} is below the minimum {limit}",
    "maximum": "{cell} is above the maximum {limit}",
    "minLength": "{value} is shorter than {limit} characters",
    "maxLength": "{value} is longer than {limit} characters",
    "pattern": "{value} does not match the pattern {limit}",
}


def type_fault(cell: str, type_: str) -> str:
    """Say that a cell is not of its column's type."""
    sentence = _TYPE_SENTENCES.get(type_, "{value} is not of type " + type_).format(value=shown(cell))
    if type_ in ("integer", "number") and "," in cell:
        sentence += "; write a decimal point and no separator between thousands"
    return sentence


def constraint_fault(cell: str, constraint: str, limit: Any) -> str:
    """Say which constraint a cell breaks; an empty `cell` breaks ``required``."""
    if constraint == "required":
        return "is empty; a value is required"
    if constraint == "enum":
        return f"{shown(cell)} is not one of: {listed(limit)}"
    if constraint not in _CONSTRAINT_SENTENCES:
        return f"{shown(cell)} breaks the constraint {constraint} = {limit}"
    plain = cell.strip() if len(cell) <= 40 and cell.isprintable() else shown(cell)
    return _CONSTRAINT_SENTENCES[constraint].format(value=shown(cell), cell=plain, limit=limit)


def range_fault(cell: str) -> str:
    """Say that a number is too large to be kept exactly or finitely."""
    return f"{shown(cell)} is too large to be stored"


def repeated_value(cell: str, first_row: int) -> str:
    """Say that a value which may stand only once is that of an earlier row."""
    return f"{shown(cell)} repeats the value of row {first_row}"


def empty_key(names: tuple[str, ...]) -> str:
    """Say that no column of the key has a value."""
    return f"has no key; a value is required in {listed(names)}"


def repeated_key(values: tuple[Any, ...], first_row: int) -> str:
    """Say that a row has the key of an earlier row."""
    return f"repeats the key {_tuple(values)} of row {first_row}"


def unknown_reference(values: tuple[Any, ...], fields: tuple[str, ...], table: str) -> str:
    """Say that a foreign key finds no row in the table it refers to."""
    value = shown(str(values[0])) if len(values) == 1 else _tuple(values)
    return f"{value} is no {' with '.join(fields)} of the table {table}"


def ragged_row(cells: int, columns: int) -> str:
    """Say that a row has more or fewer cells than the header."""
    noun = "cell" if cells == 1 else "cells"
    return f"has {cells} {noun}, the header has {columns}"


def _tuple(values: tuple[Any, ...]) -> str:
    texts = ["empty" if value is None else _plain(str(value)) for value in values]
    return f"({', '.join(texts)})"


def _plain(text: str) -> str:
    return text if text.isprintable() and len(text) <= 40 else shown(text)
