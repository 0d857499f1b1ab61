"""Findings: complete or refused, and the same after writing and reading."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.errors import StudyError
from greentwin.study.findings import Finding, number_text, read, to_json

SENTENCE = {"en": "It is so.", "zh": "如此。"}
values = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.text())


@given(
    value=values,
    n=st.none() | st.integers(0),
    interval=st.none() | st.tuples(st.floats(-1e9, 0), st.floats(0, 1e9)),
    tables=st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(tuple),
)
def test_round_trip(tmp_path_factory, value, n, interval, tables):
    path = tmp_path_factory.mktemp("findings") / "findings.json"
    finding = Finding("result", value, "Mt", SENTENCE, interval, n, tables, 2)
    path.write_text(to_json([finding], {"notebook": "sample"}), encoding="utf-8")
    assert read(path) == {"result": finding}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "Not snake"}, "not a finding's name"),
        ({"value": math.nan}, "is no result"),
        ({"value": math.inf}, "is no result"),
        ({"sentence": {"en": "Only English."}}, "in English"),
        ({"sentence": {"en": "Yes.", "zh": " "}}, "in English"),
        ({"interval": (2.0, 1.0)}, "not a"),
    ],
)
def test_incomplete_findings_are_refused(change, message):
    with pytest.raises(StudyError, match=message):
        Finding(**{"name": "result", "value": 1.0, "unit": "1", "sentence": SENTENCE, **change})


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [{"name": "a"}]}', '{"findings": 3}'])
def test_a_file_that_is_not_of_findings_is_named(tmp_path, text):
    path = tmp_path / "findings.json"
    path.write_text(text)
    with pytest.raises(StudyError, match="is not a file of findings"):
        read(path)


def test_missing_file(tmp_path):
    with pytest.raises(StudyError, match="run the notebook first"):
        read(tmp_path / "findings.json")


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (2017, None, "2017"),
        (12345, None, "12,345"),
        (-1.25, 1, "−1.2"),
        (0.5, None, "0.5"),
        (True, 1, "True"),
    ],
)
def test_number_text(value, digits, text):
    assert number_text(value, digits) == text
