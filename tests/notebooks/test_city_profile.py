"""The city profile: its parameters say what they allow, and its page is right for any city."""

from __future__ import annotations

import ast
from pathlib import Path

import matplotlib as mpl
import nbformat
import pytest

from greentwin.data import loading
from greentwin.errors import ParameterError
from greentwin.study import parameters, session

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "city_profile.ipynb"


@pytest.fixture
def execute(monkeypatch):
    """Run the notebook's code in this process and return its names and the texts it displayed."""
    shown: list[str] = []

    def keep(*objects: object, **_: object) -> None:
        for found in objects:
            if isinstance(found, dict):
                shown.append(f"figure: {found['text/plain']}")
            else:
                shown.append(str(getattr(found, "data", found)))

    monkeypatch.setattr(session, "_begun", {})
    monkeypatch.setattr(loading, "_used", set())
    monkeypatch.setattr(session, "display", keep)

    def run(**values: object) -> tuple[dict[str, object], list[str]]:
        shown.clear()
        session._begun.clear()
        names: dict[str, object] = {}
        cells = [c.source for c in nbformat.read(NOTEBOOK, as_version=4).cells if c.cell_type == "code"]
        exec(cells[0], names)
        names.update(values)
        for source in cells[1:]:
            tree = ast.parse(source)
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, str(NOTEBOOK), "exec"), names)
            if last is not None and (value := eval(ast.unparse(last), names)) is not None:
                shown.append(value._repr_markdown_())
        return names, list(shown)

    with mpl.rc_context():
        yield run


def test_changsha_has_three_figures_and_its_findings(execute):
    _, shown = execute()
    assert sum(text.startswith("figure: ") for text in shown) == 3
    page = "\n".join(shown)
    for number in ("69.2", "21.5", "31.5"):
        assert number in page
    for name in ("co2_chen", "co2_edgar", "co2_ceads", "source_ratio", "source_ratio_year", "trend_chen"):
        assert f'id="finding-{name}"' in page
    assert "no sectors of Changsha" in page


def test_a_city_that_no_run_names(execute):
    _, shown = execute(city="Wuhan")
    assert any("Wuhan" in text for text in shown if text.startswith("figure: "))


def test_essen_shows_both_totals_of_1990_and_says_what_it_lacks(execute):
    _, shown = execute(city="Essen")
    page = "\n".join(shown)
    assert "5.52" in page
    assert "6.81" in page
    assert 'id="finding-inventory_1990_disagreement"' in page
    assert any(text.endswith("Essen is not in China.") for text in shown)
    assert "prefecture_co2" not in page


def test_a_chinese_page(execute):
    _, shown = execute(city="昆明", language="zh")
    figures = [text for text in shown if text.startswith("figure: ")]
    assert all("昆明" in text for text in figures)
    assert "第2批" in "".join(figures)


def test_a_city_with_one_source(execute):
    _, shown = execute(city="Aba")
    assert any(text.startswith("Only one source") for text in shown)


def test_one_source_only(execute):
    names, shown = execute(sources=["edgar"])
    assert list(names["page"].series) == ["edgar"]
    assert sum(text.startswith("figure: ") for text in shown) == 1


def test_an_own_file(execute, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("year,sector,co2_mt,method,note\n2012,total,30.1,survey,\n", encoding="utf-8")
    names, shown = execute(own_file=str(path))
    assert names["page"].own_totals.to_dict() == {2012: 30.1}
    assert "30.1" in next(text for text in shown if text.startswith("figure: "))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"city": "Atlantis"}, "no city is named 'Atlantis'"),
        ({"city": "Suzhou"}, r"Suzhou \(Anhui\).*Suzhou \(Jiangsu\)"),
        ({"city": 5}, "city: 5 is not text"),
        ({"sources": []}, "name at least one of chen, edgar, ceads"),
        ({"sources": ["chen", "chen"]}, "names chen more than once"),
        ({"sources": ["odiac"]}, "allowed: chen, edgar, ceads"),
        ({"year_from": "late"}, "year_from: 'late' is not a whole number"),
        ({"year_from": 1900}, "allowed: 1960 to 2100"),
        ({"year_to": 2101}, "allowed: 1960 to 2100"),
        ({"year_from": 2010, "year_to": 2000}, "year_from is 2010, after year_to 2000"),
        ({"own_file": "figures.xlsx"}, "not the path of a .csv file"),
        ({"own_file": "nowhere.csv"}, "there is no file 'nowhere.csv'"),
        ({"nonsense": 1}, "has no parameter 'nonsense'"),
    ],
)
def test_a_wrong_parameter_is_told_in_one_line(values, message):
    with pytest.raises(ParameterError, match=message) as caught:
        parameters.validate("city_profile", values)
    assert "\n" not in str(caught.value)


def test_what_is_allowed_is_accepted(tmp_path):
    path = tmp_path / "own.csv"
    path.touch()
    values = {"city": "长沙", "sources": ["ceads"], "year_from": 2010, "year_to": 2010, "own_file": str(path)}
    checked = parameters.validate("city_profile", values)
    assert checked.model_dump() == {**values, "language": "en", "own_file": str(path.resolve())}


def test_plain_papermill_sees_every_parameter():
    from papermill.inspection import inspect_notebook

    assert set(inspect_notebook(str(NOTEBOOK))) == set(parameters.model("city_profile").model_fields)
