"""What a run depends on: recorded while it runs, re-digested to tell whether its result is still true."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import greentwin

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage

FILE = "record.json"
_PACKAGE = Path(greentwin.__file__).parent
_EXECUTION = ("execution.py", "notebookfile.py")


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_file(path: Path) -> str | None:
    """Return the SHA-256 of a file's content, or None if there is no such file."""
    try:
        return digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def digest_json(content: object) -> str:
    """Return the SHA-256 of data as canonical JSON, so that the order of keys does not matter."""
    return digest(json.dumps(content, sort_keys=True, ensure_ascii=False).encode())


def digest_notebook(path: Path) -> str | None:
    """Return the SHA-256 of what a notebook says: kind, source and tags of its cells.

    Outputs and editor metadata do not count: opening and saving a notebook does not make its runs stale.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError):
        return digest_file(path)
    said = [
        [cell["cell_type"], "".join(cell["source"]), sorted(cell.get("metadata", {}).get("tags", []))]
        for cell in cells
    ]
    return digest_json(said)


def digest_outputs(notebook: Path, folder: Path) -> str:
    """Return one SHA-256 of everything a run left: its notebook and every file of its folder but the record."""
    parts = {"": digest_file(notebook)}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / FILE:
            parts[path.relative_to(folder).as_posix()] = digest_file(path)
    return digest_json(parts)


@dataclass(frozen=True)
class Dependencies:
    """What a process used: source files of greentwin, tables and users' files, each with its SHA-256.

    Attributes
    ----------
    sources : dict of str to str
        By path relative to the package ``greentwin``: modules, and the resources of their packages.
    tables : dict of str to str
        By name of the table: its content together with its description.
    inputs : dict of str to str
        By path: the user's own files.
    """

    sources: dict[str, str | None] = field(default_factory=dict)
    tables: dict[str, str | None] = field(default_factory=dict)
    inputs: dict[str, str | None] = field(default_factory=dict)

    def current(self) -> Dependencies:
        """Digest the same files as they are now."""
        return Dependencies(
            sources=_digest_sources(self.sources),
            tables=digest_tables(self.tables),
            inputs={name: digest_file(Path(name)) for name in self.inputs},
        )


def of_process() -> Dependencies:
    """Collect what this process depends on: loaded greentwin modules, tables and users' files."""
    data = sys.modules.get("greentwin.data.loading")
    files = sys.modules.get("greentwin.data.userfiles")
    return Dependencies(
        sources=_digest_sources(_loaded_sources()),
        tables=digest_tables(data.used()) if data else {},
        inputs={str(path): digest_file(path) for path in files.inputs()} if files else {},
    )


def digest_tables(names: Iterable[str]) -> dict[str, str | None]:
    """Digest tables of the data package by name: content and description; None where a table is gone."""
    from greentwin.data.package import default_package

    package = default_package()
    return {name: _digest_table(package, name) for name in sorted(names)}


def _digest_table(package: DataPackage, name: str) -> str | None:
    if name not in package.resources:
        return None
    return digest_json([package.resources[name], digest_file(package.table(name).path)])


def _loaded_sources() -> set[str]:
    sources: set[str] = set()
    for name, module in list(sys.modules.items()):
        if name != "greentwin" and not name.startswith("greentwin."):
            continue
        path = Path(getattr(module, "__file__", None) or "")
        if path.suffix == ".py":
            sources.add(path.relative_to(_PACKAGE).as_posix())
        if path.name == "__init__.py" and path.parent != _PACKAGE:
            sources.update(_resources(path.parent))
    return sources | {f"study/{name}" for name in _EXECUTION}


def _resources(package: Path) -> set[str]:
    """Name the files other than modules that lie in a package or in a plain subfolder of it."""
    found: set[str] = set()
    for path in package.iterdir():
        if (
            path.is_dir()
            and path.name not in ("__pycache__", "tables")
            and not (path / "__init__.py").exists()
        ):
            found |= _resources(path)
        elif path.is_file() and path.suffix not in (".py", ".pyc"):
            found.add(path.relative_to(_PACKAGE).as_posix())
    return found


def _digest_sources(names: Iterable[str]) -> dict[str, str | None]:
    return {name: digest_file(_PACKAGE / name) for name in sorted(names)}


@dataclass(frozen=True)
class Record:
    """Everything that decides whether a result is still true, as it was when the run ended.

    Attributes
    ----------
    notebook, run, title : str
        Which run it was.
    parameters : dict
        The parameters it was given.
    notebook_digest : str
        What the notebook said.
    lock_digest : str or None
        SHA-256 of the study's lock file; None if it has none.
    dependencies : Dependencies
        Sources, tables and inputs that the run used.
    output_digest : str
        What the run left.
    """

    notebook: str
    run: str
    title: str
    parameters: dict[str, Any]
    notebook_digest: str | None
    lock_digest: str | None
    dependencies: Dependencies
    output_digest: str

    def write(self, folder: Path) -> None:
        """Write the record into a run's folder."""
        content = asdict(self)
        content.update(content.pop("dependencies"))
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")

    @staticmethod
    def read(folder: Path) -> Record | None:
        """Read the record of a run's folder; None if there is none or it cannot be understood."""
        try:
            content: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
            parts = {name: content.pop(name) for name in ("sources", "tables", "inputs")}
            return Record(dependencies=Dependencies(**parts), **content)
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return None


def differences(recorded: Mapping[str, str | None], current: Mapping[str, str | None]) -> list[str]:
    """Name what changed between two sets of digests, in order."""
    return [name for name, value in recorded.items() if value is None or current.get(name) != value]
