"""A study on disk: where its notebooks, results, working files and book are."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from greentwin.errors import StudyError

_RUNS = Path("notebooks") / "runs.yml"
_NOTEBOOK = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Study:
    """The folder of a study.

    Attributes
    ----------
    root : Path
        The folder that holds ``notebooks/runs.yml``.
    """

    root: Path

    @property
    def notebooks(self) -> Path:
        """Folder of the parameterised notebooks."""
        return self.root / "notebooks"

    @property
    def runs_file(self) -> Path:
        """The list of runs that make up the book."""
        return self.root / _RUNS

    @property
    def results(self) -> Path:
        """Folder of finished runs; made by the runner only."""
        return self.root / "results"

    @property
    def lock_file(self) -> Path:
        """The locked versions of all packages."""
        return self.root / "uv.lock"

    @property
    def state(self) -> Path:
        """Folder of the runner's own files: work in progress, failed runs, the log."""
        return self.root / ".greentwin"

    @property
    def work(self) -> Path:
        """Folder of runs in progress; anything in it may be deleted when nothing runs."""
        return self.state / "work"

    @property
    def failed(self) -> Path:
        """Folder of the notebooks of failed runs, kept for reading."""
        return self.state / "failed"

    @property
    def log_file(self) -> Path:
        """The runner's log."""
        return self.state / "log.txt"

    @property
    def book(self) -> Path:
        """Folder of the rendered book."""
        return self.root / "_build" / "html"

    def notebook(self, name: str) -> Path:
        """Return the path of a notebook.

        Raises
        ------
        StudyError
            If the study has no notebook of that name.
        """
        if name not in self.notebook_names():
            raise StudyError(
                f"there is no notebook {name!r} in {self.notebooks}; there are: {', '.join(self.notebook_names())}"
            )
        return self.notebooks / f"{name}.ipynb"

    def notebook_names(self) -> tuple[str, ...]:
        """Name the study's notebooks, in alphabetical order."""
        names = (path.stem for path in self.notebooks.glob("*.ipynb"))
        return tuple(sorted(name for name in names if _NOTEBOOK.fullmatch(name)))


def find(start: Path | None = None, root: Path | None = None) -> Study:
    """Find the study that a folder belongs to.

    Parameters
    ----------
    start : Path, optional
        Folder to look upward from; the current folder if not given.
    root : Path, optional
        The study's folder, where it is known; nothing is searched then.

    Returns
    -------
    Study
        The study.

    Raises
    ------
    StudyError
        If there is no ``notebooks/runs.yml`` there.
    """
    if root is not None:
        if not (root / _RUNS).is_file():
            raise StudyError(f"{root} is not a study: it has no {_RUNS.as_posix()}")
        return Study(root.resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / _RUNS).is_file():
            return Study(folder)
    raise StudyError(
        f"{here} is not inside a study: no {_RUNS.as_posix()} here or above; change into one or use --root"
    )


def remove_run(target: Path, run: str) -> None:
    """Remove a run's notebook and folder from the folder that holds them."""
    (target / f"{run}.ipynb").unlink(missing_ok=True)
    shutil.rmtree(target / run, ignore_errors=True)
