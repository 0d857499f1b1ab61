"""Figures of indicator systems can be read in both languages, for cities, own files, and in the extremes."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from test_targets_ownfiles import FICTION

from greentwin.appraisal.targets import agenda, ownfiles, system
from greentwin.appraisal.targets.assessment import Assessment, Choices, assess
from greentwin.appraisal.targets.distance_figure import distance_chart, drawable
from greentwin.appraisal.targets.layout import wrap
from greentwin.appraisal.targets.matrix_figure import goal_chart, sdg_chart
from greentwin.appraisal.targets.reading import read
from greentwin.appraisal.targets.series_figure import MOST_PANELS, series_chart
from greentwin.errors import DataError
from greentwin.plotting import LANGUAGES, Chart, check_glyphs, legibility_faults, png, use_theme

CITIES = ("Bonn", "Essen", "Hamburg", "Changsha")


def check(chart: Chart, *words: str, draw: bool = True) -> None:
    if draw:
        assert png(chart).startswith(b"\x89PNG")
    else:
        check_glyphs(chart.figure)
    assert legibility_faults(chart.figure) == ()
    for word in words:
        assert word in chart.alt + chart.caption


def many(count: int, goals: int = 5) -> system.IndicatorSystem:
    """Make up a system of many indicators with long names, each with ten values and a target."""
    names = [f"i_{number:03d}" for number in range(count)]
    indicators = pd.DataFrame(
        {
            "name_en": [f"Indicator of a long and winding name, number {n}" for n in range(count)],
            "name_zh": [f"名称很长而且曲折的一个指标第{n}号" for n in range(count)],
            "unit": "t",
            "direction": "down",
            "scope": ["city" if n % 3 else "nation" for n in range(count)],
        },
        index=pd.Index(names, name="indicator"),
    )
    rows = [(name, name, "own_file", 2000 + year, 100.0 - year) for name in names for year in range(10)]
    targets = [
        (f"{name}_t", name, "change", 2030, -50.0, 2000, False, pd.NA, None, "half", "一半") for name in names
    ]
    links = [
        ("indicator_goal", name, f"g_{number % goals}", "direct", "a") for number, name in enumerate(names)
    ]
    links += [
        ("indicator_sdg", name, str(number % 17 + 1), "partial", "a") for number, name in enumerate(names)
    ]
    ids = pd.Index([f"g_{number}" for number in range(goals)], name="goal")
    titles = {"name_en": "A goal with a name of forty characters ok", "name_zh": "一个名称相当长的目标"}
    return system.IndicatorSystem(
        "many",
        "多",
        indicators,
        pd.DataFrame(rows, columns=list(system.SERIES_COLUMNS)),
        pd.DataFrame(targets, columns=list(system.TARGET_COLUMNS)),
        pd.DataFrame(titles, index=ids),
        pd.DataFrame(links, columns=list(system.LINK_COLUMNS)),
        own_files=True,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("city", CITIES)
def test_cities(city: str, language) -> None:
    use_theme(language)
    found, draw = assess(read(city), Choices()), city == "Bonn"
    check(series_chart(found, language), str(len(found.tested())), draw=draw)
    check(sdg_chart(found, agenda.goals(), language), str(17 - len(found.whole.sdgs)), draw=draw)
    if len(found.system.goals):
        check(goal_chart(found, language), str(len(found.own.goals_without_indicator)), draw=draw)
    if drawable(found):
        check(distance_chart(found, language), "20", draw=draw)


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_files(language) -> None:
    use_theme(language)
    found = assess(ownfiles.read(FICTION), Choices())
    source = {"en": "Source: own files", "zh": "来源：自有文件"}[language]
    for chart in (
        series_chart(found, language),
        goal_chart(found, language),
        sdg_chart(found, agenda.goals(), language),
        distance_chart(found, language),
    ):
        check(chart, source)
    panels = distance_chart(found, language).figure.axes
    assert len(panels) == 2


@pytest.mark.parametrize(
    ("count", "goals", "language"), [(1, 1, "en"), (1, 1, "zh"), (46, 24, "en"), (13, 24, "zh")]
)
def test_small_and_large_systems(count: int, goals: int, language) -> None:
    use_theme(language)
    found = assess(many(count, goals), Choices())
    for chart in (
        series_chart(found, language),
        goal_chart(found, language),
        sdg_chart(found, agenda.goals(), language),
        distance_chart(found, language),
    ):
        check(chart, draw=False)


def test_what_is_left_out_of_the_panels_is_said() -> None:
    use_theme("en")
    chart = series_chart(assess(many(15), Choices()))
    titles = [axes.get_title(loc="left") for axes in chart.figure.axes]
    assert sum(bool(title) for title in titles) == MOST_PANELS
    assert "3 further series are in the table only" in chart.caption
    assert "n = 120 values" in chart.caption
    paths = distance_chart(assess(many(8), Choices()))
    assert "2 further indicators are in the table only" in paths.caption


def test_goals_without_a_series_are_grey_and_without_a_mark() -> None:
    use_theme("en")
    found = assess(ownfiles.read(FICTION), Choices())
    axes = goal_chart(found).figure.axes[0]
    assert len(axes.patches) == len(found.whole.goals_without_indicator)
    marks = [line for line in axes.get_lines() if line.get_marker() == "o"]
    assert len(marks) == 2
    filled = [line.get_markerfacecolor() == line.get_markeredgecolor() for line in marks]
    assert sorted(filled) == [False, True]


def test_a_trend_that_is_not_shown_is_dashed() -> None:
    use_theme("en")
    found = assess(read("Bonn"), Choices(scopes=("city",)))
    styles = [
        axes.get_lines()[1].get_linestyle() for axes in series_chart(found).figure.axes if axes.get_lines()
    ]
    shown = [found.trends[series].tendency != "none_shown" for series in found.tested()]
    assert [style == "-" for style in styles] == shown
    assert not all(shown)


def test_paths_start_at_the_series_and_end_at_the_target() -> None:
    use_theme("en")
    found = assess(read("Hamburg"), Choices())
    lines = distance_chart(found).figure.axes[0].get_lines()
    ends = {
        tuple(line.get_xdata()) + tuple(line.get_ydata()) for line in lines if line.get_linestyle() == "--"
    }
    paths = [item.path for item in found.distances if item.path]
    assert ends == {(p.start_year, p.end_year, p.start_value, p.end_value) for p in paths}


def test_a_line_drawn_on_stops_at_zero_unless_values_are_negative() -> None:
    use_theme("en")
    base = many(1)
    steep = base.series.assign(value=[60.0 - 6 * year for year in range(10)])
    for values, least in ((steep["value"], 0.0), (steep["value"] - 50, -170.0)):
        found = assess(replace(base, series=base.series.assign(value=values)), Choices())
        dotted = [
            line for line in distance_chart(found).figure.axes[0].get_lines() if line.get_linestyle() == ":"
        ]
        assert min(dotted[0].get_ydata()) == pytest.approx(least, abs=1e-9)


def test_the_text_alternative_speaks_of_a_target_in_force() -> None:
    use_theme("en")
    chart = distance_chart(assess(read("Hamburg"), Choices()))
    assert "target 3 (70 % less than in 1990, 2030)" in chart.alt


def test_nothing_to_draw_is_an_error() -> None:
    bare = assess(read("Paris"), Choices())
    with pytest.raises(DataError, match="no target has a path"):
        distance_chart(bare)
    with pytest.raises(DataError, match="no indicator with a value, or no goal"):
        goal_chart(bare)
    with pytest.raises(DataError, match="no series has enough values"):
        series_chart(assess(ownfiles.read(FICTION), Choices(minimum=20)))
    empty: Assessment = replace(bare, system=system.within(bare.system, 2050, None))
    with pytest.raises(DataError, match="no indicator with a value"):
        sdg_chart(empty, agenda.goals())


def test_names_break_at_words_and_chinese_anywhere() -> None:
    assert wrap("Greenhouse gases, trade and services", 20) == "Greenhouse gases,\ntrade and services"
    assert wrap("全国单位生产总值", 5) == "全国单位生\n产总值"
    assert wrap("", 5) == ""
