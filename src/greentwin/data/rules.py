"""The rules of one table: its schema, made ready for frictionless, and its keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from greentwin.data.descriptions import key_fields
from greentwin.errors import DataError

if TYPE_CHECKING:
    from frictionless import Field, Schema

TYPES = ("string", "boolean", "integer", "number", "date", "year")
Key = tuple[Hashable, ...]
KeyLookup = Callable[[str, tuple[str, ...]], frozenset[Key]]
"""Gives the key values of a table: called with the table's name and the columns of the key."""


@dataclass(frozen=True)
class Rules:
    """
    The checks of one table schema, ready to apply.

    Parameters
    ----------
    schema : dict
        Table schema as the data package has it.
    lookup : callable
        Gives the key values of the tables that foreign keys refer to.

    Raises
    ------
    DataError
        On construction, if the schema itself is at fault.
    """

    schema: dict[str, Any]
    lookup: KeyLookup
    fields: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", {item["name"]: item for item in self.schema["fields"]})
        for name, item in self.fields.items():
            if item.get("type") not in TYPES:
                raise DataError(f"schema: type of field {name} must be one of {', '.join(TYPES)}")
        if self.schema.get("missingValues", [""]) != [""]:
            raise DataError('schema: missingValues must be [""], a gap is an empty cell')

    def narrowed(self, names: list[str]) -> Rules:
        """Return the rules for some of the columns: keys that need other columns fall away."""
        kept = set(names)
        schema = dict(self.schema)
        schema["fields"] = [self.fields[name] for name in names]
        if not kept.issuperset(self.primary_key):
            schema.pop("primaryKey", None)
        references = self.schema.get("foreignKeys", [])
        schema["foreignKeys"] = [key for key in references if kept.issuperset(key_fields(key["fields"]))]
        return Rules(schema, self.lookup)

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Columns of the primary key."""
        return key_fields(self.schema.get("primaryKey", ()))

    def foreign_keys(self) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """Return for each foreign key its columns, the table and the columns it refers to."""
        keys = []
        for key in self.schema.get("foreignKeys", []):
            reference = key["reference"]
            keys.append((key_fields(key["fields"]), reference["resource"], key_fields(reference["fields"])))
        return keys

    def compiled(self) -> Schema:
        """
        Return the schema for frictionless.

        Keys are left to `examine`, which has the other tables at hand and is quicker. Patterns are wrapped because
        frictionless anchors ``a|b`` as ``^a|b$``.
        """
        from frictionless import FrictionlessException, Schema

        fields = []
        for item in self.fields.values():
            constraints = dict(item.get("constraints", {}))
            if "pattern" in constraints:
                constraints["pattern"] = rf"(?:{constraints['pattern']})\Z"
            extra = {"floatNumber": True} if item["type"] == "number" else {}
            fields.append({**item, "constraints": constraints, **extra})
        descriptor = {**self.schema, "fields": fields}
        for key in ("primaryKey", "foreignKeys"):
            descriptor.pop(key, None)
        try:
            schema = Schema.from_descriptor(descriptor)
        except FrictionlessException as error:
            notes = "; ".join(reason.note for reason in error.reasons) or error.error.note
            raise DataError(f"schema: {notes}") from error
        for compiled in schema.fields:
            _refuse_unreadable_limits(compiled)
        return schema


def _refuse_unreadable_limits(field: Field) -> None:
    constraints = field.constraints
    limits = [constraints[name] for name in ("minimum", "maximum") if name in constraints]
    read = field.create_value_reader()
    for limit in [*limits, *constraints.get("enum", [])]:
        if read(limit) is None:
            raise DataError(f"schema: limit {limit!r} of field {field.name} is not of type {field.type}")
    try:
        re.compile(constraints.get("pattern", ""))
    except re.error as error:
        raise DataError(f"schema: pattern of field {field.name} is not valid: {error}") from error
