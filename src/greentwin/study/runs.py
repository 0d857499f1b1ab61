"""The list of runs that make up a book: ``notebooks/runs.yml``."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from greentwin.errors import ParameterError, StudyError
from greentwin.study import parameters
from greentwin.study.workspace import Study

_KEYS = {"notebook", "run", "title", "parameters", "grid"}
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True)
class RunSpec:
    """One run of a notebook.

    Attributes
    ----------
    notebook : str
        Name of the notebook.
    run : str
        Name of the run, unique for the notebook; part of file names and addresses.
    title : str or None
        Title of the run's page; the notebook's own title if None.
    parameters : dict
        The parameters that differ from the notebook's defaults, checked.
    """

    notebook: str
    run: str
    title: str | None = None
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The run's full name, ``notebook/run``."""
        return f"{self.notebook}/{self.run}"

    def matches(self, pattern: str) -> bool:
        """Tell whether a pattern (with ``*`` and ``?``) names this run or its notebook."""
        return fnmatch(self.name, pattern) or fnmatch(self.notebook, pattern) or fnmatch(self.run, pattern)


def read(study: Study) -> tuple[RunSpec, ...]:
    """Read the runs of a study's book, with families of runs (``grid``) written out.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    tuple of RunSpec
        The runs in the order of the file.

    Raises
    ------
    StudyError
        If the file is not a list of runs, or a run is not well formed, named twice or has bad parameters; the
        message names the entry and what is allowed. All faults are listed.
    """
    entries = _entries(study.runs_file)
    faults: list[str] = []
    specs: list[RunSpec] = []
    for number, entry in enumerate(entries, start=1):
        try:
            specs += _expand(study, entry)
        except (StudyError, ParameterError) as error:
            faults += [f"{study.runs_file.name}, entry {number}: {line}" for line in str(error).splitlines()]
    repeated = [name for name, count in Counter(spec.name for spec in specs).items() if count > 1]
    faults += [f"{study.runs_file.name}: the run {name} is listed more than once" for name in repeated]
    if faults:
        raise StudyError("\n".join(faults))
    return tuple(specs)


def checked(study: Study, spec: RunSpec) -> RunSpec:
    """Check that a run's notebook exists and that its parameters are allowed.

    Raises
    ------
    StudyError
        If the study has no such notebook.
    ParameterError
        If a parameter is unknown or not allowed.
    """
    study.notebook(spec.notebook)
    values = _absolute_inputs(spec, study.notebooks)
    model = parameters.validate(spec.notebook, values)
    given = {name: value for name, value in model.model_dump().items() if name in values}
    return RunSpec(spec.notebook, spec.run, spec.title, given)


def _absolute_inputs(spec: RunSpec, base: Path) -> dict[str, Any]:
    fields = parameters.model(spec.notebook).model_fields
    return {
        name: str(base / value)
        if value and name in fields and parameters.is_input_file(fields[name])
        else value
        for name, value in spec.parameters.items()
    }


def _entries(path: Path) -> list[Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise StudyError(f"{path} cannot be read as YAML: {' '.join(str(error).split())}") from None
    if content is None:
        return []
    if not isinstance(content, list):
        raise StudyError(f"{path} is not a list of runs")
    return content


def _expand(study: Study, entry: object) -> list[RunSpec]:
    if not isinstance(entry, dict):
        raise StudyError("a run is a mapping with notebook, run, title and parameters or grid")
    unknown = sorted(str(key) for key in set(entry) - _KEYS)
    if unknown:
        raise StudyError(f"unknown key {', '.join(unknown)}; allowed: {', '.join(sorted(_KEYS))}")
    missing = [key for key in ("notebook", "run") if not isinstance(entry.get(key), str)]
    if missing:
        raise StudyError(f"{' and '.join(missing)} must be given, as text")
    fixed, grid = _mapping(entry, "parameters"), _mapping(entry, "grid")
    if any(not isinstance(values, list) or not values for values in grid.values()):
        raise StudyError("grid: each parameter needs a list of values")
    combinations = [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())]
    return [checked(study, _one(entry, fixed, combination)) for combination in combinations]


def _mapping(entry: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = entry.get(key) or {}
    if not isinstance(value, dict):
        raise StudyError(f"{key} must be a mapping of names to values")
    return value


def _one(entry: Mapping[str, Any], fixed: Mapping[str, Any], combination: Mapping[str, Any]) -> RunSpec:
    run = _fill(entry["run"], {name: slug(str(value)) for name, value in combination.items()})
    if not _SLUG.fullmatch(run):
        raise StudyError(f"{run!r} is not a run's name: small letters, digits, - and _ only")
    title = entry.get("title")
    if title is not None and not isinstance(title, str):
        raise StudyError("title must be text")
    shown = None if title is None else _fill(title, {name: str(value) for name, value in combination.items()})
    return RunSpec(entry["notebook"], run, shown, {**fixed, **combination})


def _fill(template: str, values: Mapping[str, str]) -> str:
    """Replace ``{name}`` by the grid's value; plain replacement, so that values stay data."""

    def replace(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise StudyError(
                f"{{{match[1]}}} is not a parameter of the grid; there are: {', '.join(values) or 'none'}"
            )
        return values[match[1]]

    return re.sub(r"\{([^{}]*)\}", replace, template)


def slug(text: str) -> str:
    """Turn text into a name for files and addresses: small ASCII letters, digits and hyphens.

    Examples
    --------
    >>> slug("Île-de-France 2018")
    'ile-de-france-2018'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
