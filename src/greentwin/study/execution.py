"""One run: a notebook executed by papermill in a temporary place, finished, and put where it belongs."""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import papermill
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from greentwin.errors import RunError
from greentwin.study import milestones, notebookfile, parameters, provenance
from greentwin.study.destination import Destination
from greentwin.study.runs import RunSpec
from greentwin.study.session import DEPENDENCIES
from greentwin.study.workspace import Study, remove_run

CATALOGUE = "../../book/data.html"
_MESSAGE_LINES = 6


def run_in_book(study: Study, spec: RunSpec) -> None:
    """Execute a run of the book and put its result into ``results/``.

    Parameters
    ----------
    study : Study
        The study.
    spec : RunSpec
        The run, checked.

    Raises
    ------
    RunError
        If the notebook fails: the message has the cell's error and the path of the kept notebook. ``results/`` then
        no longer holds this run.
    """
    target = study.results / spec.notebook
    try:
        execute(study, spec, target, CATALOGUE)
    except RunError:
        remove_run(target, spec.run)
        raise
    shutil.rmtree(study.failed / spec.notebook / spec.run, ignore_errors=True)


def execute(
    study: Study,
    spec: RunSpec,
    target: Path,
    catalogue: str | None,
    say: Callable[[str], None] | None = None,
) -> Path:
    """Execute a run and put the notebook and its folder into a target folder, all of it or nothing.

    Parameters
    ----------
    study : Study
        The study.
    spec : RunSpec
        The run, checked.
    target : Path
        Folder to put ``<run>.ipynb`` and ``<run>/`` into; it is made if needed.
    catalogue : str, optional
        Address of the data catalogue as seen from the run's page; None outside the book.
    say : callable, optional
        Told, line by line, how far the run has come.

    Returns
    -------
    Path
        The executed notebook.

    Raises
    ------
    RunError
        If the notebook fails.
    """
    work = study.work / uuid.uuid4().hex
    folder = work / spec.run
    folder.mkdir(parents=True)
    notebook = work / f"{spec.run}.ipynb"
    try:
        title = spec.title or _own_title(study, spec)
        with milestones.heard(folder, say):
            _papermill(study, spec, notebook, Destination(str(folder), spec.run, title, catalogue))
        _finish(study, spec, notebook, folder, title)
        _place(work, target, spec.run)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target / f"{spec.run}.ipynb"


def _own_title(study: Study, spec: RunSpec) -> str:
    """Title a run that was given none: by the notebook's heading and the parameters that were given."""
    source = nbformat.read(study.notebook(spec.notebook), as_version=4)
    heading = notebookfile.title_of(source) or spec.notebook
    given = {name: value for name, value in spec.parameters.items() if name != "language"}
    words = ", ".join(f"{name}: {_in_words(spec.notebook, name, value)}" for name, value in given.items())
    return f"{heading} ({words})" if words else heading


def _in_words(notebook: str, name: str, value: object) -> str:
    if parameters.is_input_file(parameters.model(notebook).model_fields[name]):
        return Path(str(value)).name
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _papermill(study: Study, spec: RunSpec, output: Path, destination: Destination) -> None:
    try:
        papermill.execute_notebook(
            str(study.notebook(spec.notebook)),
            str(output),
            parameters=spec.parameters,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            autosave_cell_every=0,
            kernel_manager_class=_kernel_manager(study, destination),
            shutdown_kernel="immediate",
            extra_arguments=["--IPKernelApp.log_level=40"],
        )
    except PapermillExecutionError as error:
        kept = _keep(study, spec, output)
        message = f"{error.ename}: {error.evalue}".splitlines()[:_MESSAGE_LINES]
        text = "\n".join(message)
        raise RunError(
            f"{spec.name} failed in cell {error.cell_index + 1}: {text}\n  notebook: {kept}"
        ) from None
    except (DeadKernelError, RuntimeError, TimeoutError) as error:
        kept = _keep(study, spec, output)
        raise RunError(
            f"{spec.name} failed: its kernel died or did not answer ({error})\n  notebook: {kept}"
        ) from error


def _keep(study: Study, spec: RunSpec, output: Path) -> Path:
    kept = study.failed / spec.notebook / spec.run / f"{spec.run}.ipynb"
    kept.parent.mkdir(parents=True, exist_ok=True)
    if output.exists():
        os.replace(output, kept)
    return kept


def _kernel_manager(study: Study, destination: Destination) -> type[AsyncKernelManager]:
    """Make a kernel manager for one run: this Python, the notebooks' folder, and the run's environment.

    Notebooks run side by side in threads, so that neither the process's environment nor its current folder can be
    used to tell a kernel where it belongs.
    """
    environment = {**os.environ, **destination.to_environment(), **_import_path(study)}
    spec = KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())

    class RunKernelManager(AsyncKernelManager):
        @property
        def kernel_spec(self) -> KernelSpec:
            return spec

        async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
            await super().start_kernel(**{**options, "env": environment, "cwd": str(study.notebooks)})

    return RunKernelManager


def _import_path(study: Study) -> dict[str, str]:
    source = study.root / "src"
    rest = os.environ.get("PYTHONPATH", "")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(source), rest)))} if source.is_dir() else {}


def _finish(study: Study, spec: RunSpec, notebook: Path, folder: Path, title: str) -> None:
    executed = nbformat.read(notebook, as_version=4)
    notebookfile.finish(executed, title)
    nbformat.write(executed, notebook)
    provenance.Record(
        notebook=spec.notebook,
        run=spec.run,
        title=title,
        parameters=spec.parameters,
        notebook_digest=provenance.digest_notebook(study.notebook(spec.notebook)),
        lock_digest=provenance.digest_file(study.lock_file),
        dependencies=_dependencies(folder, spec),
        output_digest=provenance.digest_outputs(notebook, folder),
    ).write(folder)


def _dependencies(folder: Path, spec: RunSpec) -> provenance.Dependencies:
    path = folder / DEPENDENCIES
    if not path.exists():
        raise RunError(
            f"{spec.name} did not call greentwin.study.begin, so that what it depends on is not known"
        )
    content = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    return provenance.Dependencies(**content)


def _place(work: Path, target: Path, run: str) -> None:
    """Rename the finished notebook and folder into place.

    The old folder, with the record, goes first: killed at any point between the renames, what is left has no record
    that agrees with it, and is run again.
    """
    target.mkdir(parents=True, exist_ok=True)
    if (target / run).exists():
        os.replace(target / run, work / "old")
    os.replace(work / f"{run}.ipynb", target / f"{run}.ipynb")
    os.replace(work / run, target / run)
