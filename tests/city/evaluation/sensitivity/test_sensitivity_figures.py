"""Figures of what an estimate depends on, in both languages."""

import re

import numpy as np
import pytest
from simulated_panels import mean_difference, panel_with, study_with

from greentwin import data
from greentwin.city.evaluation.sensitivity.bounds import bounds
from greentwin.city.evaluation.sensitivity.figures import bounds_chart, leave_one_out_chart, placebo_chart
from greentwin.city.evaluation.sensitivity.leaveout import LeaveOneOut, leave_one_out
from greentwin.city.evaluation.sensitivity.placebo import moved_starts, placebo_dates
from greentwin.errors import ParameterError
from greentwin.plotting import MISSING, Sentences, legibility_faults, png

SENTENCES = Sentences("greentwin.city.evaluation.sensitivity").table
PANEL = panel_with({2010: 5, 2012: 7}, 108, range(2003, 2018), seed=2, units_per_region=4)
PANEL = PANEL.with_outcome(0.1 * PANEL.outcome)
TIMES = [-4, -3, -2, 0, 1]


def sound(chart):
    assert legibility_faults(chart.figure) == ()
    assert MISSING not in chart.alt
    assert not re.search(r"\bnan\b|\binf\b", chart.alt + chart.caption)
    assert png(chart)[:8] == b"\x89PNG\r\n\x1a\n"
    return chart


@pytest.fixture(scope="module")
def provinces():
    """Names in both languages of thirty provinces, as the rows of a full figure are."""
    return data.load("provinces").head(30)


def test_one_row_per_region(provinces, language):
    found = leave_one_out(PANEL, mean_difference)
    names = dict(zip(sorted(set(PANEL.regions)), provinces[f"name_{language}"], strict=False))
    chart = sound(leave_one_out_chart(found, language, names))
    axes = chart.figure.axes[0]
    assert [text.get_text() for text in axes.get_yticklabels()] == [
        names[region] for region in found.frame.index
    ]
    filled, hollow = (line for line in axes.get_lines() if line.get_marker() == "o")
    assert len(filled.get_xdata()) == (found.frame["treated"] > 0).sum()
    assert len(filled.get_xdata()) + len(hollow.get_xdata()) == len(found.frame) == 30
    assert f"n = {len(found.frame)}" in chart.caption
    assert names[str(found.frame.index[0])] in chart.alt


def frame_crossing(found, count):
    """Let zero enter the interval without the first regions, and lie outside without the others."""
    frame = found.frame.copy()
    low, high = found.whole.interval()
    inside = low <= 0 <= high
    crossing = np.arange(len(frame)) < count
    frame["lower"] = np.where(crossing != inside, -1.0, 0.5)
    frame["upper"] = np.where(crossing != inside, 1.0, 1.0)
    return LeaveOneOut(found.whole, frame, {"r99": "no treated unit is left"})


@pytest.mark.parametrize(
    ("count", "words"), [(0, "without none of them"), (2, "without r"), (9, "without 9 of the regions")]
)
def test_regions_without_which_zero_enters_or_leaves(count, words):
    found = frame_crossing(leave_one_out(PANEL, mean_difference), count)
    chart = leave_one_out_chart(found, "en")
    assert words in chart.alt
    assert "Without r99 there is no estimate" in chart.caption


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([0.01, -0.01, 0.01, 0.5, 0.5], "enters the set at M = "),
        ([0.1, -0.1, 0.1, 0.01, 0.01], "inside the set even without a violation"),
    ],
)
def test_bounds_of_both_kinds(values, words, language):
    study = study_with(values, 4e-4 * (np.eye(5) + 1), TIMES)
    sets = [bounds(study), bounds(study, "smoothness")]
    chart = sound(bounds_chart(sets, language))
    assert len(chart.figure.axes) == 2
    dashed = [line for line in chart.figure.axes[0].get_lines() if line.get_linestyle() == "--"]
    assert len(dashed) == (0 < sets[0].breakdown <= 1)
    if language == "en":
        assert words in chart.alt


def test_the_dashed_line_stands_at_the_breakdown_value():
    study = study_with([0.01, -0.01, 0.01, 0.1, 0.1], 1e-4 * (np.eye(5) + 1), TIMES)
    found = bounds(study, values=np.linspace(0, 8, 9))
    chart = bounds_chart([found], "en")
    dashed = [line for line in chart.figure.axes[0].get_lines() if line.get_linestyle() == "--"]
    assert dashed[0].get_xdata()[0] == found.breakdown
    assert f"M = {found.breakdown:.2f}" in chart.alt


def test_an_effect_that_withstands_every_violation():
    flat = study_with([0.0, 0.0, 5.0], 1e-8 * np.eye(3), [-3, -2, 0])
    assert "stays outside the set at every violation tried" in bounds_chart([bounds(flat)], "en").alt


def test_placebo_dates(language):
    found = placebo_dates(PANEL, mean_difference)
    chart = sound(placebo_chart(found, language))
    assert "2005" in chart.alt
    assert "2009" in chart.caption
    drawn = next(line for line in chart.figure.axes[0].get_lines() if line.get_marker() == "o")
    assert drawn.get_xdata().tolist() == [2005, 2006, 2007, 2008]
    np.testing.assert_allclose(drawn.get_ydata(), 100 * found.frame["value"])


def test_moved_starts(language):
    chart = sound(placebo_chart(moved_starts(PANEL, mean_difference), language))
    assert "2" in chart.alt
    assert "5" in chart.alt


def test_no_or_too_many_results():
    with pytest.raises(ParameterError, match="there are 0 results; one or two can be drawn"):
        bounds_chart([], "en")


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_sentences_have_the_same_fields_in_both_languages(key):
    fields = [set(re.findall(r"\{(\w+)\}", SENTENCES[key][language])) for language in ("en", "zh")]
    assert fields[0] == fields[1]
    assert list(SENTENCES) == sorted(SENTENCES)
