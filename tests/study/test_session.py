"""What a notebook sees: plain names are its parameters, and nothing is kept without the runner."""

from __future__ import annotations

import json
import math
import sys
import types

import pandas as pd
import pytest
from pydantic import Field

from greentwin.errors import ParameterError, StudyError
from greentwin.study import begin, destination, parameters, session
from greentwin.study.parameters.base import NotebookParameters

SENTENCE = {"en": "It is so.", "zh": "如此。"}


class Parameters(NotebookParameters):
    """A model for the sample notebook."""

    year: int = Field(2017, ge=1990, le=2030, description="a year")


@pytest.fixture(autouse=True)
def _sample_model(monkeypatch):
    module = types.ModuleType("greentwin.study.parameters.sample")
    module.Parameters = Parameters
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(parameters, "modelled", lambda: ("sample",))
    monkeypatch.setattr(session, "_begun", {})
    monkeypatch.delenv(destination.ENVIRONMENT, raising=False)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    place = destination.Destination(str(tmp_path), "one", "Sample, once", None)
    for name, value in place.to_environment().items():
        monkeypatch.setenv(name, value)
    return tmp_path


def test_plain_names_are_parameters_and_the_rest_is_not():
    namespace = {
        "__name__": "__main__",
        "_": 1,
        "In": [],
        "json": json,
        "begin": begin,
        "year": 2010,
        "language": "zh",
    }
    checked = begin("sample", namespace).parameters
    assert (checked.year, checked.language) == (2010, "zh")


def test_an_unknown_name_is_refused_at_first_but_later_names_are_the_notebooks_own():
    with pytest.raises(ParameterError, match="has no parameter 'yaer'"):
        begin("sample", {"yaer": 2010})
    begin("sample", {"year": 2010})
    assert begin("sample", {"year": 2011, "frame": pd.DataFrame(), "total": 3}).parameters.year == 2011


def test_a_wrong_type_is_refused():
    with pytest.raises(ParameterError, match="year: '2010' is not a whole number; allowed: 1990 to 2030"):
        begin("sample", {"year": "2010"})


def test_without_the_runner_results_are_shown_and_nothing_is_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    run = begin("sample", {})
    run.finding("total", 3, "1", sentence=SENTENCE)
    run.save_table(pd.DataFrame({"a": [1]}), "frame", "A frame")
    run.findings()
    assert list(tmp_path.iterdir()) == []


def test_with_the_runner_findings_and_tables_are_kept(kept):
    run = begin("sample", {"year": 2012})
    run.finding("total", pd.Series([3]).sum(), "1", sentence=SENTENCE, interval=(2, 4), n=1)
    run.save_table(pd.DataFrame({"a": [1.5], "b": ["x"]}), "frame", "A frame")
    content = json.loads((kept / "findings.json").read_text(encoding="utf-8"))
    assert content["parameters"] == {"language": "en", "year": 2012}
    assert content["findings"][0]["value"] == 3
    assert content["findings"][0]["interval"] == [2.0, 4.0]
    assert (kept / "frame.csv").read_text() == "a,b\n1.5,x\n"
    assert json.loads((kept / "tables.json").read_text())[0]["csv"] == "frame.csv"


def test_a_text_of_another_format_is_kept_as_it_is(kept):
    run = begin("sample", {})
    run.save_text("<graphml/>\n", "network", "graphml", "A network")
    assert (kept / "network.graphml").read_text() == "<graphml/>\n"
    with pytest.raises(StudyError, match="is not a suffix's name"):
        run.save_text("", "network", "../sh", "A network")


def test_a_run_without_findings_leaves_an_empty_list(kept):
    begin("sample", {})
    assert json.loads((kept / "findings.json").read_text())["findings"] == []


@pytest.mark.parametrize("name", ["Two words", "../evil", "a/b", ""])
def test_file_names_are_checked(kept, name):
    with pytest.raises(StudyError, match="is not a table's name"):
        begin("sample", {}).save_table(pd.DataFrame(), name, "A frame")


def test_a_finding_names_only_tables_that_were_loaded(kept):
    with pytest.raises(StudyError, match="did not load: never_loaded"):
        begin("sample", {}).finding("total", 3, "1", sentence=SENTENCE, tables=("never_loaded",))


def test_a_result_that_does_not_exist_is_no_finding(kept):
    with pytest.raises(StudyError, match="leave out what could not be computed"):
        begin("sample", {}).finding("total", math.nan, "1", sentence=SENTENCE)
