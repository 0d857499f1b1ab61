"""Figure of detectable effects, in both languages."""

import re

import numpy as np
import pytest
from simulated_panels import mean_difference, panel_with

from greentwin.city.evaluation.power.detectability import detectability
from greentwin.city.evaluation.power.figures import detectability_chart
from greentwin.city.evaluation.power.published import published_effects
from greentwin.city.evaluation.results import Estimate
from greentwin.errors import ParameterError
from greentwin.plotting import MISSING, Sentences, legibility_faults, png

SENTENCES = Sentences("greentwin.city.evaluation.power").table


def small(panel):
    return panel.with_outcome(0.05 * panel.outcome)


PANELS = {
    "Chen et al., group-time": small(panel_with({2006: 6, 2009: 10}, 60, seed=1)),
    "Provinces, two-way fixed effects": small(panel_with({2008: 7}, 20, seed=2)),
}


@pytest.fixture(scope="module")
def designs():
    return [(name, detectability(panel, mean_difference, draws=100)) for name, panel in PANELS.items()]


def sound(chart):
    assert legibility_faults(chart.figure) == ()
    assert MISSING not in chart.alt
    assert not re.search(r"\bnan\b", chart.alt + chart.caption)
    assert png(chart)[:8] == b"\x89PNG\r\n\x1a\n"
    return chart


def test_designs_beside_published_effects(designs, language):
    chart = sound(detectability_chart(designs, published_effects(), language))
    axes = chart.figure.axes[0]
    widths = sorted(patch.get_width() for patch in axes.patches if patch.get_height() < 1)
    expected = sorted(200 * design.simulated.effect for _, design in designs)
    assert widths == pytest.approx(expected)
    assert [text.get_text() for text in axes.get_yticklabels()][2:] == list(PANELS)
    for number in ("−4.9", "−2.7", "80"):
        assert number in chart.alt
    assert "100" in chart.caption


def test_the_number_of_able_designs_is_counted(designs):
    limits = [design.simulated.effect for _, design in designs]
    chart = detectability_chart(designs, published_effects(), "en")
    able, small_able = (sum(limit <= size for limit in limits) for size in (0.0488, 0.027))
    assert f"{able} could find the largest published effect (−4.9) and {small_able} the smallest" in chart.alt


def test_designs_without_published_effects_and_without_errors(designs, language):
    def bare(panel):
        return Estimate("synthetic_did", mean_difference(panel).value, float("nan"), 27, 7, 27)

    plain = detectability(PANELS["Provinces, two-way fixed effects"], bare, draws=60, test="placebo")
    chart = sound(detectability_chart([("A", plain)], None, language, "ln_co2_per_head"))
    assert len(chart.figure.axes[0].collections) == 0
    assert "−4.9" not in chart.alt


def test_what_cannot_be_drawn(designs):
    with pytest.raises(ParameterError, match="there is no design to draw"):
        detectability_chart([], None, "en")
    with pytest.raises(
        ParameterError, match="the published effects are on ln_co2, the designs on ln_co2_per_gdp"
    ):
        detectability_chart(designs, published_effects(), "en", "ln_co2_per_gdp")


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_sentences_have_the_same_fields_in_both_languages(key):
    fields = [set(re.findall(r"\{(\w+)\}", SENTENCES[key][language])) for language in ("en", "zh")]
    assert fields[0] == fields[1]
    assert list(SENTENCES) == sorted(SENTENCES)


def test_a_bar_is_as_long_as_the_limit(designs):
    chart = detectability_chart(designs[:1], None, "en")
    bar = next(patch for patch in chart.figure.axes[0].patches if patch.get_height() < 1)
    assert np.isclose(bar.get_x() + bar.get_width() / 2, 0)
