"""What the data package says about a table or a template, as frozen objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from greentwin.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Source:
    """A published source of a table: its citation and where it is found (DOI or URL)."""

    title: str
    path: str


@dataclass(frozen=True)
class Licence:
    """A licence of a table: short name, full title and URL."""

    name: str
    title: str
    path: str


@dataclass(frozen=True)
class FieldDescription:
    """A column of a table: its type, unit (empty where it has none), meaning and constraints."""

    name: str
    type: str
    unit: str
    description: str
    constraints: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class TableDescription:
    """
    What the data package says about one table.

    Attributes
    ----------
    name, title, description : str
        Name to load it by, title and explanation.
    path : pathlib.Path
        The CSV file.
    fields : tuple of FieldDescription
        Columns in the order of the file.
    sources : tuple of Source
        Where the figures come from; empty for a table compiled for this study.
    licences : tuple of Licence
        Under which terms.
    rows : int
        Number of data rows.
    sha256 : str
        SHA-256 of the file's bytes, in hexadecimal digits.
    primary_key : tuple of str
        Columns that together identify a row.
    schema : dict
        The table schema as the descriptor has it.
    """

    name: str
    title: str
    description: str
    path: Path
    fields: tuple[FieldDescription, ...]
    sources: tuple[Source, ...]
    licences: tuple[Licence, ...]
    rows: int
    sha256: str
    primary_key: tuple[str, ...]
    schema: dict[str, Any] = field(repr=False, hash=False)


@dataclass(frozen=True)
class TemplateDescription:
    """
    What the data package says about one template for users' own files.

    Attributes
    ----------
    name, title, description : str
        Name to call it by, title and explanation.
    path, guide : pathlib.Path
        The empty CSV file and the text that explains how to fill it in.
    fields : tuple of FieldDescription
        Columns in the order of the file.
    schema : dict
        The table schema as the descriptor has it.
    """

    name: str
    title: str
    description: str
    path: Path
    guide: Path
    fields: tuple[FieldDescription, ...]
    schema: dict[str, Any] = field(repr=False, hash=False)


def describe_table(resource: dict[str, Any], place: Callable[[str], Path]) -> TableDescription:
    """Turn a resource of the descriptor into a description; `place` turns relative paths into absolute ones."""
    try:
        schema = resource["schema"]
        return TableDescription(
            name=resource["name"],
            title=resource["title"],
            description=resource["description"],
            path=place(resource["path"]),
            fields=_fields(schema),
            sources=tuple(Source(item["title"], item.get("path", "")) for item in resource["sources"]),
            licences=tuple(_licence(item) for item in resource["licenses"]),
            rows=int(resource["rows"]),
            sha256=str(resource["hash"]).removeprefix("sha256:"),
            primary_key=key_fields(schema.get("primaryKey", ())),
            schema=schema,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _incomplete("table", resource, error) from error


def describe_template(template: dict[str, Any], place: Callable[[str], Path]) -> TemplateDescription:
    """Turn a template of the descriptor into a description; `place` turns relative paths into absolute ones."""
    try:
        return TemplateDescription(
            name=template["name"],
            title=template["title"],
            description=template["description"],
            path=place(template["path"]),
            guide=place(template["guide"]),
            fields=_fields(template["schema"]),
            schema=template["schema"],
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _incomplete("template", template, error) from error


def key_fields(key: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return a key of a schema as a tuple of column names; the standard allows a single name."""
    return (key,) if isinstance(key, str) else tuple(key)


def _fields(schema: dict[str, Any]) -> tuple[FieldDescription, ...]:
    return tuple(
        FieldDescription(
            name=item["name"],
            type=item["type"],
            unit=item.get("unit", ""),
            description=item.get("description", ""),
            constraints=dict(item.get("constraints", {})),
        )
        for item in schema["fields"]
    )


def _licence(item: dict[str, Any]) -> Licence:
    return Licence(item["name"], item.get("title", ""), item.get("path", ""))


def _incomplete(kind: str, item: dict[str, Any], error: Exception) -> DataError:
    reason = f"lacks {error}" if isinstance(error, KeyError) else f"is not as it must be ({error})"
    return DataError(f"datapackage.json: the description of the {kind} {item['name']} {reason}")
