"""Figures of the evaluation: made-up panels, one real panel, both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from greentwin.city.evaluation.estimatorfigure import bacon_chart, estimators_chart
from greentwin.city.evaluation.estimators.twfe import twfe, twfe_event_study
from greentwin.city.evaluation.eventfigure import event_study_chart
from greentwin.city.evaluation.panel import Panel, panel_of
from greentwin.city.evaluation.panelview import panel_view_chart, start_groups
from greentwin.city.evaluation.results import Estimate, Estimator, EventStudy
from greentwin.city.evaluation.sample import panel_for
from greentwin.city.evaluation.specification import Specification
from greentwin.city.evaluation.trendfigure import group_colours, group_trends, raw_trends_chart
from greentwin.errors import DataError, ParameterError
from greentwin.plotting import Chart, legibility_faults, png

SOURCE = "Example 例"
STARTS = {"a": 2003, "b": 2003, "c": 2005, "d": 2005, "e": None, "f": None, "g": None}


def small(gap: bool = False, control_group: str = "never_treated") -> Panel:
    """Seven units in four regions, 2000 to 2007; the outcome of a unit falls by 0.1 a year from its start on."""
    rows = [
        (
            unit,
            year,
            0.1 * (year - 2000) - 0.1 * max(0, year - (start or 9999) + 1) + place,
            start,
            f"r{place % 4}",
        )
        for place, (unit, start) in enumerate(STARTS.items())
        for year in range(2000, 2008)
        if not (gap and unit == "b" and year == 2001)
    ]
    table = pd.DataFrame(rows, columns=["unit", "year", "outcome", "start", "region"])
    return replace(
        panel_of(table, cluster="region", region="region", gaps="available", control_group=control_group),
        outcome_name="ln_co2",
    )


def estimates() -> list[Estimate]:
    return [
        Estimate(name, -0.01 * place, 0.02, 50, 10, 12, 11) for place, name in enumerate(get_args(Estimator))
    ]


def check(chart: Chart) -> Chart:
    assert legibility_faults(chart.figure) == ()
    assert png(chart)
    assert SOURCE in chart.caption
    return chart


@pytest.fixture(scope="module")
def real() -> Panel:
    return panel_for(Specification(source="ceads", gaps="available"))


def test_groups_are_sorted_by_start_then_region_and_unit():
    groups = start_groups(small())
    assert [group.start for group in groups] == [2003, 2005, np.inf]
    assert [group.rows.tolist() for group in groups] == [[0, 1], [2, 3], [4, 5, 6]]
    assert groups[0].name(2007, "en") == "Treated from 2003"
    assert groups[1].name(2004, "en") == "Treated later (2005)"
    assert groups[2].name(2007, "zh") == "从未处理"


def test_the_panel_view_names_few_units_and_counts_groups_and_gaps(language):
    chart = check(panel_view_chart(small(gap=True), {"a": "Alpha"}, language, source_label=SOURCE))
    shown = [text.get_text() for axes in chart.figure.axes for text in axes.get_yticklabels()]
    assert shown == ["Alpha", "b", "c", "d", "e", "f", "g"]
    assert {"en": "without a value: 1.", "zh": "无数值的单位年：1个。"}[language] in chart.alt
    cells = [np.asarray(axes.images[0].get_array()) for axes in chart.figure.axes]
    assert cells[0].tolist() == [[1, 1, 1, 2, 2, 2, 2, 2], [1, 0, 1, 2, 2, 2, 2, 2]]
    assert (cells[2] == 1).all()


def test_the_panel_view_of_many_units_has_no_names(language, real):
    chart = check(panel_view_chart(real, {}, language, source_label=SOURCE))
    assert all(not axes.get_yticklabels() for axes in chart.figure.axes)
    assert f"{len(real.units)}" in chart.alt
    assert f"n = {int((real.start == 2010).sum())}" in chart.alt


def test_trends_are_means_relative_to_the_year_before_the_first_start():
    first, second, never = group_trends(small())
    assert never.means.tolist() == pytest.approx([-0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5])
    assert first.means.tolist() == pytest.approx([-0.2, -0.1, 0, 0, 0, 0, 0, 0])
    assert second.means[-1] == pytest.approx(0.2)
    assert group_trends(small(), base_year=2000)[2].means[0] == 0


def test_a_unit_with_a_gap_is_left_out_of_the_means_and_counted(language):
    trends = group_trends(small(gap=True))
    assert (trends[0].group.n, trends[0].n_left_out) == (1, 1)
    assert np.isnan(trends[0].half_width).all()
    chart = check(raw_trends_chart(small(gap=True), language, source_label=SOURCE))
    assert "n = 6" in chart.caption


def test_the_band_of_a_mean_counts_units_of_a_cluster_as_dependent():
    panel = small()
    rng = np.random.default_rng(1)
    noisy = panel.with_outcome(panel.outcome + rng.normal(0, 0.1, panel.outcome.shape))
    never = group_trends(noisy)[2]
    last = noisy.outcome[4:, -1] - noisy.outcome[4:, 2]
    by_hand = stats.t.ppf(0.975, 2) * last.std(ddof=1) / np.sqrt(3)
    assert never.half_width[-1] == pytest.approx(by_hand)
    pairs = replace(noisy, clusters=np.array(["x", "x", "x", "x", "y", "y", "z"]))
    off = last - last.mean()
    variance = 2 * ((off[0] + off[1]) ** 2 + off[2] ** 2) / 9
    clustered = group_trends(pairs)[2]
    assert clustered.half_width[-1] == pytest.approx(stats.t.ppf(0.975, 1) * np.sqrt(variance))


def test_trends_of_a_real_panel_and_of_units_that_start_later(language, real):
    check(raw_trends_chart(real, language, source_label=SOURCE))
    later = small(control_group="not_yet_treated").between(2000, 2004)
    chart = check(raw_trends_chart(later, language, source_label=SOURCE, outcome_label="ln y"))
    assert "2005" in chart.alt
    assert "ln y" in chart.alt


def test_trends_without_a_complete_unit_or_with_a_foreign_base_year_are_refused():
    panel = small()
    holes = panel.outcome.copy()
    holes[np.arange(7), np.arange(7)] = np.nan
    with pytest.raises(DataError, match="no unit has every year"):
        group_trends(panel.with_outcome(holes))
    with pytest.raises(ParameterError, match="no year 1999"):
        group_trends(panel, base_year=1999)


def test_groups_of_starts_have_shades_of_their_own():
    assert len(set(group_colours(4))) == 4
    assert group_colours(1)[0].upper() == "#C1272D"
    assert group_colours(0)


def test_an_event_study_of_a_real_panel(language, real):
    study = twfe_event_study(real)
    chart = check(event_study_chart(study, language, (-0.05, -0.02), source_label=SOURCE))
    assert str(int(study.before().sum())) in chart.alt
    assert f"{int(study.n_treated[study.times == 0][0])}" in chart.caption


def study(values: list[float], error: float = 0.01, simultaneous: bool = True) -> EventStudy:
    n = len(values)
    return EventStudy(
        estimator="group_time",
        times=np.arange(n) - n // 2,
        values=np.array(values),
        standard_errors=np.full(n, error),
        covariance=np.eye(n) * error**2,
        critical_value=2.5,
        simultaneous=simultaneous,
        n_treated=np.full(n, 9),
    )


def test_an_event_study_tells_before_from_after_and_counts_what_leaves_out_zero(language):
    chart = check(
        event_study_chart(study([0.0, 0.03, 0.0, 0.0, -0.05, -0.06]), language, source_label=SOURCE)
    )
    assert "−0.060" in chart.alt
    assert "0.030" in chart.alt
    known = {"en": "in 2 of them the band leaves out zero", "zh": "其中2年置信带不含零"}
    assert known[language] in chart.alt
    assert {"en": "jointly", "zh": "联合"}[language] in chart.caption
    single = event_study_chart(study([0, 0, 0, 0], simultaneous=False), language, source_label=SOURCE)
    assert {"en": "of each year", "zh": "各年"}[language] in single.caption
    alone = replace(study([0.0]), times=np.array([-1]))
    with pytest.raises(DataError, match="no time other than its reference"):
        event_study_chart(alone, language, source_label=SOURCE)


def test_estimators_side_by_side(language, real):
    several = [twfe(real), *estimates()[1:5], replace(estimates()[5], standard_error=float("nan"))]
    chart = check(
        estimators_chart(
            several,
            language,
            source_label=SOURCE,
            detectable=[0.05, 0.06, 0.05, 0.04, float("nan"), 0.05],
            published=(-0.05, -0.02),
        )
    )
    assert {"en": "no standard error", "zh": "无标准误"}[language] in chart.alt
    assert f"50–{len(real.units)}" in chart.caption
    plain = check(estimators_chart(several[:1], language, source_label=SOURCE, names=["Mine"]))
    assert "Mine" in plain.alt
    low, high = several[0].interval()
    (bar,) = plain.figure.axes[0].containers
    assert bar.lines[2][0].get_segments()[0][:, 0].tolist() == pytest.approx([low, high])


def test_estimates_without_as_many_names_are_refused():
    with pytest.raises(DataError, match="1 estimates, 2 names and 1 detectable"):
        estimators_chart(estimates()[:1], "en", source_label=SOURCE, names=["a", "b"])
    with pytest.raises(DataError, match="at least one estimate"):
        estimators_chart([], "en", source_label=SOURCE)


def test_comparisons_behind_a_two_way_estimate(language):
    components = pd.DataFrame(
        [
            ("treated_vs_untreated", 0.6, -0.02),
            ("treated_vs_untreated", 0.2, 0.02),
            ("earlier_vs_later", 0.15, 0.01),
            ("later_vs_earlier", 0.05, -0.04),
        ],
        columns=["kind", "weight", "estimate"],
    )
    chart = check(bacon_chart(components, language, source_label=SOURCE))
    assert "0.800" in chart.alt  # weight of the first kind
    assert "−0.010" in chart.alt  # its mean, (0.6 * -0.02 + 0.2 * 0.02) / 0.8
    assert "−0.009" in chart.alt  # the two-way estimate, -0.012 + 0.004 + 0.0015 - 0.002, is -0.0085
    check(bacon_chart(components.iloc[:1], language, source_label=SOURCE))
    with pytest.raises(DataError, match="kind 'other'; the kinds are treated_vs_untreated"):
        bacon_chart(components.replace("later_vs_earlier", "other"), language, source_label=SOURCE)
    with pytest.raises(DataError, match="no comparison"):
        bacon_chart(components.iloc[:0], language, source_label=SOURCE)
