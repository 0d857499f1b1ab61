"""Which runs must be executed: those whose record is missing or no longer true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from greentwin.study import provenance
from greentwin.study.runs import RunSpec
from greentwin.study.workspace import Study, remove_run


@dataclass(frozen=True)
class Verdict:
    """Whether a run's result is still true.

    Attributes
    ----------
    spec : RunSpec
        The run.
    reasons : tuple of str
        Why it must be executed; empty if it is fresh.
    """

    spec: RunSpec
    reasons: tuple[str, ...]

    @property
    def fresh(self) -> bool:
        """Tell whether the result is still true."""
        return not self.reasons


def judge(study: Study, specs: Iterable[RunSpec]) -> tuple[Verdict, ...]:
    """Compare the records of runs with what they depend on now."""
    return tuple(Verdict(spec, tuple(_reasons(study, spec))) for spec in specs)


def prune(study: Study, specs: Iterable[RunSpec]) -> tuple[str, ...]:
    """Remove from ``results/`` whatever does not belong to a listed run; return the names of what was removed."""
    listed = {spec.name for spec in specs}
    removed = []
    for path in sorted(study.results.glob("*/*")):
        name = f"{path.parent.name}/{path.stem if path.suffix == '.ipynb' else path.name}"
        if name not in listed:
            remove_run(path.parent, name.split("/", 1)[1])
            path.unlink(missing_ok=True)
            removed.append(name)
    for folder in study.results.glob("*"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return tuple(dict.fromkeys(removed))


def _reasons(study: Study, spec: RunSpec) -> list[str]:
    folder = study.results / spec.notebook / spec.run
    notebook = folder.with_name(f"{spec.run}.ipynb")
    record = provenance.Record.read(folder)
    if record is None:
        return ["no record"]
    current = record.dependencies.current()
    reasons = []
    if provenance.digest_notebook(study.notebook(spec.notebook)) != record.notebook_digest:
        reasons.append("notebook changed")
    if spec.parameters != record.parameters:
        reasons.append("parameters changed")
    if spec.title is not None and spec.title != record.title:
        reasons.append("title changed")
    if provenance.digest_file(study.lock_file) != record.lock_digest:
        reasons.append("lock file changed")
    for kind in ("sources", "tables", "inputs"):
        changed = provenance.differences(getattr(record.dependencies, kind), getattr(current, kind))
        reasons += [f"{kind.removesuffix('s')} {name} changed" for name in changed]
    if not notebook.exists() or provenance.digest_outputs(notebook, folder) != record.output_digest:
        reasons.append("result edited")
    return reasons
