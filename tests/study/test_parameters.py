"""Parameters: types, ranges and names are checked; text is read as data."""

from __future__ import annotations

import sys
import types
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from greentwin.errors import ParameterError, StudyError
from greentwin.study import parameters
from greentwin.study.parameters.base import InputFile, NotebookParameters


class Parameters(NotebookParameters):
    """A model with one parameter of every kind."""

    city: str = Field("Changsha", description="a city")
    year: int | None = Field(None, ge=1990, le=2030, description="a year")
    share: float = Field(0.5, ge=0, le=1, description="a share")
    sources: list[Literal["chen", "edgar"]] = Field(["chen"], description="sources")
    areas: list[str] = Field(["DE"], description="areas")
    strict: bool = Field(True, description="a switch")
    own_file: InputFile = ""


@pytest.fixture(autouse=True)
def _sample_model(monkeypatch):
    module = types.ModuleType("greentwin.study.parameters.sample")
    module.Parameters = Parameters
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(parameters, "modelled", lambda: ("sample",))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("city", "2017", "2017"),
        ("city", "长沙", "长沙"),
        ("year", "2017", 2017),
        ("year", "none", None),
        ("share", "0.25", 0.25),
        ("sources", "chen,edgar", ["chen", "edgar"]),
        ("sources", "[chen, edgar]", ["chen", "edgar"]),
        ("areas", "NO, DE", ["NO", "DE"]),
        ("strict", "false", False),
    ],
)
def test_text_becomes_the_type_asked_for(name, text, expected):
    values = parameters.from_text("sample", {name: text})
    assert getattr(parameters.validate("sample", values), name) == expected


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"year": "late"}, "year: 'late' is not a whole number; allowed: 1990 to 2030 or none"),
        ({"year": 1800}, "year: 1800 is too small; allowed: 1990 to 2030 or none"),
        ({"sources": ["cdiac"]}, "sources: 'cdiac' is not one of the choices; allowed: chen, edgar"),
        ({"sources": "chen"}, "sources: 'chen' is not a list"),
        ({"strict": "maybe"}, "strict: 'maybe' is neither true nor false; allowed: true, false"),
        ({"city": 3}, "city: 3 is not text"),
        ({"own_file": "none.csv"}, "there is no file 'none.csv'"),
        ({"own_file": "/etc/passwd"}, "is not the path of a .csv file"),
        ({"citi": "x"}, "did you mean city?"),
    ],
)
def test_a_fault_says_what_is_allowed(values, message):
    with pytest.raises(ParameterError) as caught:
        parameters.validate("sample", values)
    assert message in str(caught.value)


def test_all_faults_are_listed():
    with pytest.raises(ParameterError) as caught:
        parameters.validate("sample", {"year": "late", "share": 2, "other": 1})
    assert len(str(caught.value).splitlines()) == 3


def test_an_input_file_becomes_absolute(tmp_path):
    (tmp_path / "mine.csv").write_text("a\n")
    values = parameters.from_text("sample", {"own_file": "mine.csv"}, tmp_path)
    assert parameters.validate("sample", values).own_file == str(tmp_path / "mine.csv")


def test_unknown_notebook():
    with pytest.raises(StudyError, match="has no model of its parameters; those that have one: sample"):
        parameters.model("os")


def test_checked_parameters_cannot_be_changed():
    checked = parameters.validate("sample", {})
    with pytest.raises(ValueError, match="frozen"):
        checked.city = "Wuhan"


@given(st.text(max_size=30))
def test_any_text_is_only_ever_data(text):
    values = parameters.from_text("sample", {"city": text, "year": text, "share": text})
    assert values["city"] == text
    try:
        checked = parameters.validate("sample", values)
    except ParameterError:
        return
    assert checked.year is None or 1990 <= checked.year <= 2030
    assert 0 <= checked.share <= 1


def test_every_parameter_of_every_notebook_is_explained(monkeypatch):
    monkeypatch.undo()
    for notebook in parameters.modelled():
        for name, field in parameters.model(notebook).model_fields.items():
            assert field.description, f"{notebook}: {name}"
