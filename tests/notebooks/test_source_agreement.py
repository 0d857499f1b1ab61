"""The page on the agreement of sources: its parameters, and one run in each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from greentwin.errors import DataError, ParameterError
from greentwin.study import parameters

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "source_agreement.ipynb"


def text(shown) -> str:
    return "\n".join(str(getattr(found, "data", found)) for found in shown)


def test_a_run_on_the_common_sample(execute):
    _, shown = execute(draws=99)
    page = text(shown)
    for name in (
        "correlation_within_chen_edgar",
        "correlation_change_chen_ceads",
        "reliability_ceads_by_edgar",
        "province_year_share_chen",
        "complete_difference_ceads_city_pilot",
        "selected_trend_ceads_by_edgar",
        "effect_gap_chen_edgar",
        "effect_chen_if_complete_in_ceads",
    ):
        assert f'id="finding-{name}"' in page
    assert page.count("<table") == 9
    assert page.count("'image/png'") == 4


def test_a_run_on_pairs_in_chinese(execute):
    names, shown = execute(
        draws=99, language="zh", sample="pairwise", sources=["edgar", "ceads"], year_to=2015
    )
    page = text(shown)
    assert "相关系数" in page
    assert 'id="finding-effect_gap_edgar_ceads"' in page
    assert not [name for name in re.findall(r'id="finding-([a-z_]+)"', page) if "chen" in name]
    assert (names["page"].first, names["page"].last) == (2003, 2015)


def test_a_window_without_pilots_still_makes_a_page(execute):
    _, shown = execute(draws=99, year_from=2013)
    page = text(shown)
    assert page.count("<table") == 7
    assert "finding-effect_" not in page


def test_a_window_that_the_sources_do_not_share_is_refused(execute):
    with pytest.raises(DataError, match="share no unit and year in 2018 to 2020"):
        execute(year_from=2018, year_to=2020)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"sources": ["chen"]}, "name at least two of chen, edgar, ceads"),
        ({"sources": ["chen", "chen"]}, "chen is named more than once"),
        ({"sources": ["chen", "sectoral"]}, "allowed: chen, edgar, ceads"),
        ({"sample": "own"}, "allowed: common, pairwise"),
        ({"draws": 10}, "allowed: 99 to 9999"),
        ({"seed": -1}, "allowed: at least 0"),
        ({"year_from": 2018}, "year_from is 2018, after year_to 2017"),
    ],
)
def test_a_wrong_parameter_is_told_in_one_line(values, message):
    with pytest.raises(ParameterError, match=message) as caught:
        parameters.validate("source_agreement", values)
    assert "\n" not in str(caught.value)
