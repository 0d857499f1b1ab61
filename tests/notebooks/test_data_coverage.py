"""The page on coverage: its parameters, and one run in each language."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import nbformat
import pytest

from greentwin.data import loading
from greentwin.errors import ParameterError
from greentwin.study import parameters, session

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "data_coverage.ipynb"


@pytest.fixture
def execute(monkeypatch):
    """Run the notebook's code in this process and return what it displayed and what it saved."""
    shown: list[object] = []
    saved: dict[str, object] = {}
    monkeypatch.setattr(session, "_begun", {})
    monkeypatch.setattr(loading, "_used", set())
    monkeypatch.setattr(session, "display", lambda *objects, **_: shown.extend(objects))
    monkeypatch.setattr(
        session.Run, "save_table", lambda _, frame, name, caption: saved.update({name: frame})
    )

    def run(**values: object) -> tuple[str, dict[str, object]]:
        shown.clear()
        session._begun.clear()
        names: dict[str, object] = {}
        first, *rest = [
            c.source for c in nbformat.read(NOTEBOOK, as_version=4).cells if c.cell_type == "code"
        ]
        exec(first, names)
        names.update(values)
        for source in rest:
            exec(compile(source, str(NOTEBOOK), "exec"), names)
        return "\n".join(str(getattr(found, "data", found)) for found in shown), dict(saved)

    with mpl.rc_context():
        yield run


def test_the_default_run(execute):
    page, saved = execute()
    for name in ("units", "complete_ceads", "complete_ceads_city_pilot", "complete_ceads_no_pilot"):
        assert f'id="finding-{name}"' in page
    assert page.count("<table") == 3
    assert page.count("'image/png'") == 3
    matrix = saved["coverage_matrix"]
    assert len(matrix) == 359 * 27


def test_units_of_a_province_in_chinese(execute):
    page, _ = execute(province="湖南", language="zh", year_from=2010, year_to=2015)
    assert "长沙" in page
    assert "湖南" in page


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"province": "Atlantis"}, "the provinces are Anhui"),
        ({"year_from": 2018}, "year_from is 2018, after year_to 2017"),
        ({"year_to": 2050}, "allowed: 1997 to 2023"),
        ({"year_from": "early"}, "is not a whole number"),
    ],
)
def test_a_wrong_parameter_is_told_in_one_line(values, message):
    with pytest.raises(ParameterError, match=message) as caught:
        parameters.validate("data_coverage", values)
    assert "\n" not in str(caught.value)


def test_a_chinese_province_is_kept_by_its_english_name():
    assert parameters.validate("data_coverage", {"province": "湖南"}).province == "Hunan"
