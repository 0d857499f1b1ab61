"""Every notebook keeps to the house's layout; its defaults are those of its model."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

from greentwin.study import parameters, runs
from greentwin.study.workspace import find

STUDY = find(Path(__file__))
MOST_LINES = 12
NOTEBOOKS = STUDY.notebook_names()


def _cells(name: str, kind: str | None = None) -> list:
    cells = nbformat.read(STUDY.notebook(name), as_version=4).cells
    return [cell for cell in cells if kind in (None, cell.cell_type)]


def test_every_notebook_has_a_model_and_every_model_a_notebook():
    assert parameters.modelled() == STUDY.notebook_names()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_cells_come_in_the_order_of_the_house(name):
    title, first, second, *_ = _cells(name)
    assert title.cell_type == "markdown"
    assert title.source.startswith("# ")
    assert first.metadata.tags == ["parameters"]
    assert f'begin("{name}", globals())' in second.source
    headings = [cell.source.splitlines()[0] for cell in _cells(name, "markdown")]
    assert headings[-2:] == ["## Findings", "## Data used"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_are_stored_without_outputs_and_with_short_cells(name):
    for cell in _cells(name, "code"):
        assert not cell.outputs
        assert cell.execution_count is None
        if "parameters" not in cell.metadata.get("tags", []):
            assert len(cell.source.splitlines()) <= MOST_LINES, cell.source


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_parameters_cell_has_the_defaults_of_the_model(name):
    source = _cells(name, "code")[0].source
    assignments = [node for node in ast.parse(source).body if isinstance(node, ast.AnnAssign)]
    given = {node.target.id: ast.literal_eval(node.value) for node in assignments}
    assert given == parameters.validate(name, {}).model_dump()
    for line in source.splitlines():
        assert "  # " in line, f"{line}: a comment says what the parameter means"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_one_figure_per_cell(name):
    for cell in _cells(name, "code"):
        assert cell.source.count("run.show(") <= 1


def test_every_run_has_a_title_of_its_own():
    titles = [spec.title for spec in runs.read(STUDY)]
    assert None not in titles
    assert len(set(titles)) == len(titles)
