"""Fields of a table as a table of their own: what each column means and what is allowed in it."""

from __future__ import annotations

from docutils import nodes

from greentwin.data import FieldDescription

from .tables import Column, scroll_table

_COLUMNS = (Column("Field", 26), Column("Type", 12), Column("Unit", 14), Column("Meaning", 48))


def field_table(name: str, fields: tuple[FieldDescription, ...]) -> nodes.table:
    """Build the table of fields of a table or template: name, type, unit, and meaning with what is allowed."""
    rows = [
        [
            nodes.literal(field.name, field.name),
            nodes.Text(field.type),
            nodes.Text(field.unit),
            nodes.Text(meaning(field)),
        ]
        for field in fields
    ]
    return scroll_table(f"fields-{name}", f"Fields of {name}", _COLUMNS, rows)


def meaning(field: FieldDescription) -> str:
    """Say what a field means and which values are allowed, in whole sentences."""
    limits = field.constraints
    parts = [field.description]
    if "enum" in limits:
        parts.append(f"One of: {', '.join(str(value) for value in limits['enum'])}.")
    if "minimum" in limits and "maximum" in limits:
        parts.append(f"From {limits['minimum']} to {limits['maximum']}.")
    elif "minimum" in limits:
        parts.append(f"At least {limits['minimum']}.")
    elif "maximum" in limits:
        parts.append(f"At most {limits['maximum']}.")
    if not limits.get("required"):
        parts.append("May be empty.")
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts if part)
