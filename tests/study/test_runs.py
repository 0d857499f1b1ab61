"""The list of runs: well-formed entries are expanded, all faults of the others are named."""

from __future__ import annotations

import sys
import types

import pytest
from pydantic import Field

from greentwin.errors import StudyError
from greentwin.study import parameters, runs
from greentwin.study.parameters.base import NotebookParameters
from greentwin.study.workspace import Study, find


class Parameters(NotebookParameters):
    """A model for the sample notebook."""

    city: str = Field("Changsha", description="a city")
    year: int = Field(2017, ge=1990, le=2030, description="a year")


@pytest.fixture
def study(tmp_path, monkeypatch) -> Study:
    module = types.ModuleType("greentwin.study.parameters.sample")
    module.Parameters = Parameters
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(parameters, "modelled", lambda: ("sample",))
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "sample.ipynb").write_text("{}")
    (tmp_path / "notebooks" / "runs.yml").write_text("")
    return find(tmp_path / "notebooks")


def _read(study: Study, text: str) -> tuple[runs.RunSpec, ...]:
    study.runs_file.write_text(text, encoding="utf-8")
    return runs.read(study)


def test_an_empty_list_is_no_run(study):
    assert _read(study, "") == ()


def test_a_grid_is_written_out(study):
    text = (
        '- {notebook: sample, run: "{city}-{year}", title: "{city} in {year}", '
        "grid: {city: [Wuhan, 长沙 Changsha], year: [2010, 2017]}}"
    )
    specs = _read(study, text)
    assert [spec.run for spec in specs] == ["wuhan-2010", "wuhan-2017", "changsha-2010", "changsha-2017"]
    assert specs[0].title == "Wuhan in 2010"
    assert specs[3].parameters == {"city": "长沙 Changsha", "year": 2017}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1", "is not a list of runs"),
        ("- {", "cannot be read as YAML"),
        ("- text", "entry 1: a run is a mapping"),
        ("- {notebook: sample}", "entry 1: run must be given, as text"),
        ("- {notebook: sample, run: a, colour: red}", "unknown key colour; allowed: grid, notebook"),
        ("- {notebook: other, run: a}", "there is no notebook 'other'"),
        ("- {notebook: sample, run: ../a}", "'../a' is not a run's name"),
        (
            "- {notebook: sample, run: a, parameters: {year: 1800}}",
            "year: 1800 is too small; allowed: 1990 to 2030",
        ),
        ("- {notebook: sample, run: a, parameters: [1]}", "parameters must be a mapping"),
        ("- {notebook: sample, run: a, grid: {year: 2010}}", "grid: each parameter needs a list"),
        (
            "- {notebook: sample, run: '{town}', grid: {year: [2010]}}",
            "{town} is not a parameter of the grid",
        ),
        ("- {notebook: sample, run: a}\n- {notebook: sample, run: a}", "sample/a is listed more than once"),
        ("- !!python/object/apply:os.getpid []", "cannot be read as YAML"),
    ],
)
def test_a_fault_names_the_entry_and_what_is_allowed(study, text, message):
    with pytest.raises(StudyError) as caught:
        _read(study, text)
    assert message in str(caught.value)


def test_all_faults_are_listed(study):
    with pytest.raises(StudyError) as caught:
        _read(study, "- {notebook: sample, run: A}\n- {notebook: sample, run: b, parameters: {year: 1}}")
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "runs.yml, entry 1",
        "runs.yml, entry 2",
    ]


def test_patterns_match_name_notebook_or_run(study):
    spec = runs.RunSpec("sample", "wuhan")
    assert all(spec.matches(pattern) for pattern in ("sample/*", "sample", "wuhan", "w*", "*/wuhan"))
    assert not spec.matches("city/*")
