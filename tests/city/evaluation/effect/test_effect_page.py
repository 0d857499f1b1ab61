"""The page on one specification: figures in both languages, tables, findings, and what is said where there is none."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest

from greentwin.city.evaluation.effect.design import own_design, study_design
from greentwin.city.evaluation.effect.page import EffectPage
from greentwin.city.evaluation.specification import Specification
from greentwin.city.sections import Absent, Drawn
from greentwin.plotting import legibility_faults, png, use_theme

DRAWN = (
    "view",
    "trends",
    "detectable",
    "event_study",
    "estimators",
    "comparisons",
    "leave_one_out",
    "placebo_dates",
    "parallel_trends",
)
LISTED = (
    "sample",
    "detectable_table",
    "estimators_table",
    "inference",
    "pretrend",
    "trend_adjusted",
    "one_choice_otherwise",
)


@pytest.fixture(scope="module", params=[("en", "chen"), ("zh", "chen"), ("en", "sectoral"), ("zh", "ceads")])
def page(request):
    language, source = request.param
    with mpl.rc_context():
        use_theme(language)
        first = 2005 if source == "sectoral" else 2003
        design = study_design(Specification(source=source, year_from=first))
        yield EffectPage(design, 50, 1, language)


@pytest.mark.parametrize("name", DRAWN)
def test_figures_can_be_read(page, name):
    drawn = getattr(page, name)()
    assert isinstance(drawn, Drawn)
    assert png(drawn.chart)
    assert legibility_faults(drawn.chart.figure) == ()


@pytest.mark.parametrize("name", LISTED)
def test_tables_are_complete_in_the_language_of_the_page(page, name):
    listed = getattr(page, name)()
    assert len(listed.frame)
    assert "{" not in listed.caption
    words = " ".join(
        map(str, [*listed.frame.columns, *listed.frame.select_dtypes(["object", "str"]).to_numpy().ravel()])
    )
    assert any("\u4e00" <= character <= "\u9fff" for character in words) == (page.language == "zh")


def test_findings_say_what_the_page_shows(page):
    found = {result.name: result for result in page.results()}
    assert found["effect"].value == page.answers.main.value
    assert found["effect"].interval == page.answers.main.interval()
    assert found["treated_units"].value == int(page.panel.treated.sum())
    assert found["detectable"].value == page.answers.detectability.simulated.effect
    assert {"power_smallest", "power_largest", "p_pretrend", "without_trend", "other_choices"} <= set(found)
    assert {"p_randomisation_group_time", "p_wild_bootstrap_twfe", "without_one_region"} <= set(found)
    for result in found.values():
        assert "{" not in result.sentence["en"] + result.sentence["zh"]
        assert set(result.tables) >= set(page.design.tables)


def test_the_export_is_the_panel(page):
    frame = page.export()
    assert len(frame) == np.isfinite(page.panel.outcome).sum()
    assert set(frame["unit"]) == set(page.panel.units)


def rows_of_own_panel(n_years: int) -> str:
    generator = np.random.default_rng(3)
    lines = ["unit,year,outcome,start_year,cluster,covariate_1,covariate_2,covariate_3"]
    for number in range(24):
        start = {0: "2004", 1: "2005"}.get(number % 4, "")
        size = generator.normal()
        for year in range(2000, 2000 + n_years):
            effect = -1.0 if start and year >= int(start) else 0.0
            outcome = size + 0.1 * (year - 2000) + effect + 0.05 * generator.normal()
            lines.append(f"unit {number:02d},{year},{outcome:.4f},{start},,{size + generator.normal():.3f},,")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "panel.csv"
    path.write_text(rows_of_own_panel(9), encoding="utf-8")
    return EffectPage(own_design(str(path), "never_treated", "complete"), 50, 1, "en")


def test_a_researcher_s_own_panel_with_a_covariate_goes_through_the_same_page(own):
    assert own.design.covariates == ("covariate_1",)
    assert own.answers.main.value == pytest.approx(-1.0, abs=0.1)
    assert own.answers.published is None
    assert isinstance(own.exclusions(), Absent)
    for name in DRAWN:
        assert isinstance(getattr(own, name)(), Drawn), name
    found = {result.name: result for result in own.results()}
    assert "power_smallest" not in found
    assert found["effect"].tables == ()
    assert [item.choice for item in own.answers.alternatives] == ["anticipation", "anticipation"]


def test_what_a_short_panel_cannot_show_is_said_with_the_reason(tmp_path):
    path = tmp_path / "short.csv"
    text = rows_of_own_panel(9).splitlines()
    kept = [line for line in text if not any(f",{year}," in line for year in (2000, 2001, 2002))]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    page = EffectPage(own_design(str(path), "never_treated", "complete"), 50, 1, "en")
    section = page.placebo_dates()
    assert isinstance(section, Absent)
    assert "begin the window earlier" in section.sentence
