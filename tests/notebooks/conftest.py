"""The code of a notebook, run in the process of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import matplotlib as mpl
import nbformat
import pytest

from greentwin.data import loading
from greentwin.plotting import chart as charts
from greentwin.study import session

Execute = Callable[..., tuple[dict[str, Any], list[Any]]]


@pytest.fixture
def execute(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Execute]:
    """Run the code of the module's ``NOTEBOOK``; return its names and what it displayed.

    Figures are not drawn to pixels: their alternative text stands in for the image.
    """
    notebook = request.module.NOTEBOOK
    cells = [cell.source for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    shown: list[Any] = []
    monkeypatch.setattr(session, "_begun", {})
    monkeypatch.setattr(session, "display", lambda *objects, **_: shown.extend(objects))
    monkeypatch.setattr("IPython.display.display", lambda *objects, **_: shown.extend(objects))
    monkeypatch.setattr(charts, "png", lambda chart: chart.alt.encode())

    def run(**values: object) -> tuple[dict[str, Any], list[Any]]:
        shown.clear()
        monkeypatch.setattr(loading, "_used", set())
        session._begun.clear()
        names: dict[str, Any] = {}
        injected = "\n".join(f"{name} = {value!r}" for name, value in values.items())
        for source in (cells[0], injected, *cells[1:]):
            exec(compile(source, str(notebook), "exec"), names)
        return names, list(shown)

    with mpl.rc_context():
        yield run
