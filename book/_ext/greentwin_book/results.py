"""What a run of a notebook left in ``results/``: findings, figures, tables and the record of what it depends on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greentwin.errors import StudyError
from greentwin.study.findings import FILE as FINDINGS
from greentwin.study.findings import Finding
from greentwin.study.findings import read as read_findings

FIGURES = "figures.json"
RECORD = "record.json"
TABLES = "tables.json"
_PAGE = re.compile(r"results/(?P<notebook>[^/]+)/(?P<run>[^/]+)")


@dataclass(frozen=True)
class RunKey:
    """The name of one run: its notebook and its own name."""

    notebook: str
    run: str

    @property
    def docname(self) -> str:
        """The page's name for Sphinx."""
        return f"results/{self.notebook}/{self.run}"

    @property
    def folder(self) -> str:
        """The folder of the run's files, relative to the root of the project."""
        return self.docname


@dataclass(frozen=True)
class Attachment:
    """A file that a run left for download."""

    name: str
    caption: str
    file: str


@dataclass(frozen=True)
class RunResult:
    """What one run left.

    Attributes
    ----------
    key : RunKey
        Notebook and run.
    parameters : mapping
        The parameters of the run, all of them, by name.
    changed : mapping
        Those that the book sets for this run; the others keep the notebook's defaults.
    findings : mapping of str to Finding
        The recorded findings by name.
    figures, tables : tuple of Attachment
        Vector figures and tables, as file names within the run's folder.
    used : tuple of str
        Names of the tables of the data package that the run loaded, sorted.
    """

    key: RunKey
    parameters: Mapping[str, Any]
    changed: Mapping[str, Any]
    findings: Mapping[str, Finding]
    figures: tuple[Attachment, ...]
    tables: tuple[Attachment, ...]
    used: tuple[str, ...]


def key_of(docname: str) -> RunKey | None:
    """Tell which run a page shows, or None for a page that shows no run.

    Examples
    --------
    >>> key_of("results/city_profile/changsha").run
    'changsha'
    >>> key_of("book/index") is None
    True
    """
    match = _PAGE.fullmatch(docname)
    return RunKey(match["notebook"], match["run"]) if match else None


def files_of(root: Path, key: RunKey) -> tuple[Path, ...]:
    """List the JSON files that `read_run` reads; those that every run leaves, and those it may leave."""
    return tuple(root / key.folder / name for name in (FINDINGS, RECORD, FIGURES, TABLES))


def read_run(root: Path, key: RunKey) -> RunResult:
    """Read what a run left.

    Raises
    ------
    StudyError
        If the findings or the record are missing, or a file is not one that a run writes.
    """
    folder = root / key.folder
    record = _mapping(folder / RECORD)
    try:
        return RunResult(
            key=key,
            parameters=dict(_mapping(folder / FINDINGS)["parameters"]),
            changed=dict(record["parameters"]),
            findings=read_findings(folder / FINDINGS),
            figures=_attachments(folder / FIGURES, "svg"),
            tables=_attachments(folder / TABLES, "csv"),
            used=tuple(sorted(record["tables"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise StudyError(f"{folder}: not what a run leaves ({error!r}); run the notebook again") from error


def runs_using(root: Path, docnames: set[str]) -> dict[str, list[RunKey]]:
    """Tell which of the given pages use which table: page keys by table name, both sorted."""
    keys = sorted((key for name in docnames if (key := key_of(name))), key=lambda key: key.docname)
    used: dict[str, list[RunKey]] = {}
    for key in keys:
        for table in _mapping(root / key.folder / RECORD).get("tables", {}):
            used.setdefault(table, []).append(key)
    return dict(sorted(used.items()))


def _attachments(path: Path, kind: str) -> tuple[Attachment, ...]:
    if not path.is_file():
        return ()
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Attachment(row["name"], row["caption"], row[kind]) for row in rows)


def _mapping(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StudyError(f"{path} is missing; run the notebook first") from None
    except ValueError as error:
        raise StudyError(f"{path} is not valid JSON: {error}") from error
    if not isinstance(content, dict):
        raise StudyError(f"{path} does not hold an object")
    return content
