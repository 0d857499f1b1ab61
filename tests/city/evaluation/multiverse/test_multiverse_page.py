"""The page on all specifications: figures in both languages, tables, findings."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest

from greentwin.city.evaluation.multiverse.page import MultiversePage
from greentwin.city.sections import Absent
from greentwin.errors import ParameterError
from greentwin.plotting import legibility_faults, png, use_theme


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request):
    with mpl.rc_context():
        use_theme(request.param)
        found = MultiversePage(["province_pilots", "third_batch"], 2, 1, 1, request.param)
        yield found


@pytest.mark.parametrize("name", ["province_pilots", "third_batch"])
def test_curves_can_be_read(page, name):
    chart = page.curve(name).chart
    assert png(chart)
    assert legibility_faults(chart.figure) == ()
    n = int(page.of(name)["value"].notna().sum())
    assert str(n) in chart.caption


def test_shares_and_shuffled_curves_can_be_read(page):
    for drawn in (page.variance(), page.shuffled()):
        assert png(drawn.chart)
        assert legibility_faults(drawn.chart.figure) == ()


def test_a_question_that_was_not_asked_says_so(page):
    assert isinstance(page.curve("city_pilots"), Absent)
    with pytest.raises(ParameterError, match="asked were third_batch, province_pilots"):
        page.of("city_pilots")


def test_without_draws_nothing_is_said_about_significance():
    page = MultiversePage(["third_batch"], 0, 1, 1, "en")
    assert isinstance(page.shuffled(), Absent)
    assert not [result for result in page.results() if result.name.startswith("p_")]


def test_published_estimates_stand_only_on_their_own_scale(page):
    assert sorted(page.published_on("province_pilots")) == [-0.0488, -0.027]
    intensity = MultiversePage(["province_intensity"], 0, 1, 1, "en")
    assert sorted(intensity.published_on("province_intensity")) == [-0.271, -0.0836]


def test_findings_agree_with_the_estimates(page):
    found = {result.name: result for result in page.results()}
    values = page.of("province_pilots")["value"]
    assert found["median_province_pilots"].value == np.median(values)
    assert found["median_province_pilots"].interval == (values.min(), values.max())
    assert found["specifications"].value == 192 + 216
    assert found["share_data_province_pilots"].value == pytest.approx(
        100 * page.shares.loc["data", "province_pilots"]
    )
    assert {"p_median_province_pilots", "median_third_batch_edgar", "move_method_third_batch"} <= set(found)
    assert "p_median_third_batch" not in found
    for result in found.values():
        assert "{" not in result.sentence["en"] + result.sentence["zh"]


def test_tables_hold_every_question(page):
    assert len(page.choices().frame) == 6 + 6
    assert len(page.by_data().frame) == 2 + 3
    assert page.by_method().frame.iloc[:, 2].sum() == 192 + 216
    assert len(page.switching().frame) == 6 + 6
    assert page.export()["refusal"].isna().all()
