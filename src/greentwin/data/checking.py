"""Checking of the whole data package, and acceptance of a table that was changed on purpose."""

from __future__ import annotations

import copy
import json
import os
from typing import TYPE_CHECKING, Any

from greentwin.data import loading
from greentwin.data.faults import ROWS_NOTE, Fault, FaultLog, counted
from greentwin.data.grid import parse
from greentwin.data.package import (
    DESCRIPTOR_NAME,
    DataPackage,
    TableDescription,
    default_package,
    read_descriptor,
)
from greentwin.data.tablefile import TableReader
from greentwin.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from greentwin.data.descriptions import FieldDescription

__all__ = ["Fault", "accept", "verify"]


def verify(*, package: DataPackage | None = None) -> tuple[Fault, ...]:
    """
    Check every table, template and file of the data package anew, whatever was loaded before.

    Returns
    -------
    tuple of Fault
        All faults, table by table in the order of the descriptor, each table's by row and column; empty when
        the package is sound.

    Raises
    ------
    DataError
        If there is no data package or its descriptor cannot be read.
    """
    package = DataPackage((package or default_package()).root)
    reader = TableReader(package)
    faults = _descriptor_faults(package)
    for name in package.resources:
        faults += _table_faults(reader, name)
    for name in package.templates:
        faults += _template_faults(reader, name)
    faults += _stray_files(package)
    return tuple(faults)


def accept(name: str, *, package: DataPackage | None = None) -> TableDescription:
    """
    Record a table's present row count and checksum in ``datapackage.json``, once its contents are sound.

    Parameters
    ----------
    name : str
        Name of the table whose file was changed on purpose.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    TableDescription
        The table as it is described now.

    Raises
    ------
    DataError
        If the file breaks its schema or a key; nothing is written then.
    """
    package = package or default_package()
    fresh = DataPackage(package.root)
    log = FaultLog(name, limit=50)
    table = TableReader(fresh).read(name, log)
    if log or table is None:
        count = counted(log.count, "fault")
        raise DataError(f"table {name} is not accepted, it has {count} ({ROWS_NOTE}):\n{log.summary()}")
    descriptor = read_descriptor(fresh.descriptor_path)
    for resource in descriptor["resources"]:
        if resource["name"] == name:
            resource["rows"] = table.rows
            resource["hash"] = f"sha256:{table.sha256}"
    _write_descriptor(fresh.descriptor_path, descriptor)
    package.reload()
    loading.forget(package, name)
    return package.table(name)


def _descriptor_faults(package: DataPackage) -> list[Fault]:
    """Return what breaks the Data Package standard, as frictionless sees it."""
    from frictionless import FrictionlessException, Package

    try:
        Package.from_descriptor(copy.deepcopy(package.descriptor))
    except FrictionlessException as error:
        notes = [reason.note for reason in error.reasons] or [error.error.note]
        return [Fault(DESCRIPTOR_NAME, None, None, note) for note in notes]
    return []


def _table_faults(reader: TableReader, name: str) -> tuple[Fault, ...]:
    log = FaultLog(name)
    try:
        described = reader.package.table(name)
    except DataError as error:
        log.add(str(error))
        return log.kept
    table = reader.read(name, log)
    if table is not None:
        table.compare(log)
    _examine_description(described, log)
    return log.kept


def _examine_description(described: TableDescription, log: FaultLog) -> None:
    if any(not source.title.strip() for source in described.sources):
        log.add("a source has no title")
    if not described.licences:
        log.add("names no licence")
    if not described.title.strip() or not described.description.strip():
        log.add("lacks a title or a description")
    _examine_fields(described.fields, log)


def _examine_fields(fields: tuple[FieldDescription, ...], log: FaultLog) -> None:
    for field in fields:
        if not field.description.strip():
            log.add("has no description in datapackage.json", column=field.name)


def _template_faults(reader: TableReader, name: str) -> tuple[Fault, ...]:
    log = FaultLog(f"template {name}")
    try:
        template = reader.package.template(name)
        grid = parse(template.path.read_bytes())
        reader.examine(grid, template.schema, log, ordered=True)
        if grid.rows:
            log.add(f"must be empty below its header, it has {counted(len(grid.rows), 'row')}")
        if not template.guide.read_text(encoding="utf-8").strip():
            log.add("its guide is empty")
        _examine_fields(template.fields, log)
    except (OSError, UnicodeDecodeError, DataError) as error:
        log.add(str(error))
    return log.kept


def _stray_files(package: DataPackage) -> Iterator[Fault]:
    items = [*package.resources.values(), *package.templates.values()]
    described = {item.get("path") for item in items}
    for path in sorted(package.root.rglob("*.csv")):
        name = path.relative_to(package.root).as_posix()
        if name not in described:
            yield Fault(name, None, None, f"the file is not described in {DESCRIPTOR_NAME}")


def _write_descriptor(path: Path, descriptor: dict[str, Any]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
