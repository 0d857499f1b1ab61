"""The page on all specifications: its parameters, and a run on few of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from greentwin.errors import ParameterError
from greentwin.study import parameters

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "pilot_multiverse.ipynb"


def text(shown) -> str:
    return "\n".join(str(getattr(found, "data", found)) for found in shown)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_run_on_one_question(execute, language):
    names, shown = execute(questions=["province_pilots"], draws=1, jobs=1, language=language)
    page = text(shown)
    for name in (
        "specifications",
        "median_province_pilots",
        "p_negative_province_pilots",
        "share_data_province_pilots",
    ):
        assert f'id="finding-{name}"' in page
    assert page.count("'image/png'") == 3
    assert names["page"].estimands == ("province_pilots",)


def test_a_run_without_shuffling_says_nothing_about_significance(execute):
    _, shown = execute(questions=["third_batch"], draws=0, jobs=1)
    assert 'id="finding-p_' not in text(shown)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"questions": ["cities"]}, "city_pilots"),
        ({"questions": ["third_batch", "third_batch"]}, "third_batch more than once"),
        ({"jobs": 0}, "1"),
        ({"draws": -1}, "0"),
    ],
)
def test_a_wrong_parameter_is_one_line(values, message):
    with pytest.raises(ParameterError, match=message) as caught:
        parameters.validate("pilot_multiverse", values)
    assert "\n" not in str(caught.value)
