"""The book: built strictly from finished runs, clean, into a temporary folder, and only when something changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

from greentwin.errors import StudyError
from greentwin.study import provenance
from greentwin.study.workspace import Study

_DIGEST = "greentwin-book.sha256"
_INGREDIENTS = (
    "_config.yml",
    "_toc.yml",
    "CITATION.cff",
    "README.md",
    "uv.lock",
    "book",
    "data",
    "notebooks",
    "results",
    "src/greentwin/__init__.py",
    "src/greentwin/errors.py",
    "src/greentwin/data",
    "src/greentwin/study",
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_SKIPPED = {"__pycache__", ".ipynb_checkpoints"}


def build(study: Study) -> bool:
    """Build the book if anything it is made of has changed; the caller holds the study.

    Parameters
    ----------
    study : Study
        The study; all its runs are fresh.

    Returns
    -------
    bool
        True if the book was built, False if it was up to date.

    Raises
    ------
    StudyError
        If there is no book to build, or building it gives any warning: the message has the warnings and where the log
        is. A book built earlier stays as it is then.
    """
    if not (study.root / "_toc.yml").is_file():
        raise StudyError(f"{study.root} has no book: there is no _toc.yml")
    wanted = digest(study)
    if is_current(study, wanted):
        return False
    work = study.work / uuid.uuid4().hex
    work.mkdir(parents=True)
    try:
        _sphinx(study, work)
        html = work / "_build" / "html"
        (html / _DIGEST).write_text(wanted + "\n", encoding="ascii")
        _swap(html, study.book)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return True


def is_current(study: Study, wanted: str | None = None) -> bool:
    """Tell whether the rendered book is made of what is there now."""
    path = study.book / _DIGEST
    return path.is_file() and path.read_text(encoding="ascii").strip() == (wanted or digest(study))


def digest(study: Study) -> str:
    """Return the SHA-256 of everything the book is made of."""
    return provenance.digest_json(
        {
            path.relative_to(study.root).as_posix(): provenance.digest_file(path)
            for path in _ingredients(study)
        }
    )


def first_page(study: Study) -> Path:
    """Return the page to open first."""
    return study.book / "index.html"


def _ingredients(study: Study) -> Iterator[Path]:
    for name in _INGREDIENTS:
        path = study.root / name
        if path.is_file():
            yield path
        for inner in sorted(path.rglob("*")) if path.is_dir() else ():
            if inner.is_file() and not _SKIPPED.intersection(inner.parts):
                yield inner


def _sphinx(study: Study, work: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from jupyter_book.cli.main import main; main()",
        "build",
        str(study.root),
    ]
    command += ["--path-output", str(work), "-W", "-n", "--keep-going"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    text = _COLOUR.sub("", done.stdout + done.stderr)
    log = study.state / "book.log"
    log.write_text(text, encoding="utf-8")
    if done.returncode or not (work / "_build" / "html" / "index.html").is_file():
        lines = [line for line in text.splitlines() if "WARNING" in line or "ERROR" in line]
        shown = "\n".join(f"  {line.strip()}" for line in (lines or text.splitlines()[-10:])[:20])
        raise StudyError(f"the book was not built:\n{shown}\n  log: {log}")


def _swap(new: Path, old: Path) -> None:
    old.parent.mkdir(parents=True, exist_ok=True)
    aside = new.with_name("old")
    if old.exists():
        os.replace(old, aside)
    os.replace(new, old)
