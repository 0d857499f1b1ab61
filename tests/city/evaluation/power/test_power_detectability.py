"""Detectable effects beside estimates and published effects."""

import numpy as np
import pytest
from simulated_panels import mean_difference, panel_with

from greentwin.city.evaluation.power.detectability import (
    detectability,
    detectability_frame,
    detectability_table,
)
from greentwin.city.evaluation.power.exante import ex_ante
from greentwin.city.evaluation.power.formula import minimum_detectable_effect
from greentwin.city.evaluation.power.published import published_effects
from greentwin.city.evaluation.results import Estimate
from greentwin.errors import ParameterError

PANEL = panel_with({2006: 6, 2009: 10}, 60, correlation=0.5, seed=11)


def bare(panel):
    return Estimate("synthetic_did", mean_difference(panel).value, float("nan"), 76, 16, 76)


@pytest.fixture(scope="module")
def design():
    return detectability(PANEL, mean_difference, draws=200)


def test_published_effects_on_the_log_of_emissions():
    # Cao & Ren 2024, column 3; Su, Yu & Pan 2022, column 2; both as in the table pilot_effect_estimates.
    published = published_effects()
    assert [(e.year, e.value, e.standard_error) for e in published.effects] == [
        (2024, -0.0488, 0.0226),
        (2022, -0.027, 0.014),
    ]
    assert (published.largest, published.smallest) == (-0.0488, -0.027)
    assert published.effects[0].interval == pytest.approx((-0.0931, -0.0045), abs=1e-4)
    assert published.n_other_scale == 7


def test_published_effects_on_the_log_of_intensity_are_kept_apart():
    assert published_effects("ln_co2_per_gdp").largest == -0.271


def test_an_outcome_without_published_effects_is_refused():
    with pytest.raises(ParameterError, match="no published effect is on the scale of ln_co2_per_head"):
        published_effects("ln_co2_per_head")


def test_the_parts_are_those_of_the_helpers(design):
    estimate = mean_difference(PANEL)
    assert design.estimate == estimate
    assert design.by_formula == minimum_detectable_effect(
        estimate.standard_error, estimate.degrees_of_freedom
    )
    assert design.before == ex_ante(PANEL).minimum_detectable_effect()
    assert design.smallest == min(design.by_formula, design.simulated.effect)
    assert design.power_against(-design.simulated.effect) == pytest.approx(0.8, abs=0.005)


def test_a_design_without_standard_errors_or_never_treated_units():
    late = panel_with({2006: 6, 2009: 10, 2014: 20}, 2, control_group="not_yet_treated")
    found = detectability(late, bare, draws=60, test="placebo")
    assert np.isnan(found.by_formula)
    assert np.isnan(found.before)
    assert found.smallest == found.simulated.effect


def test_one_row_per_design(design):
    published = published_effects()
    frame = detectability_frame([("one", design), ("two", design)], published)
    row = frame.iloc[1]
    assert frame["design"].tolist() == ["one", "two"]
    assert row["lower"] < row["estimate"] < row["upper"]
    assert row["power_largest"] == design.power_against(-0.0488)
    assert row["power_smallest"] <= row["power_largest"]
    assert (row["n_units"], row["n_treated"], row["n_clusters"]) == (76, 16, 76)
    assert row["size"] == design.drawn.rejection_rate


def test_the_table_is_written_for_a_reader(design, language):
    table = detectability_table(
        [("设计" if language == "zh" else "design", design)], published_effects(), language
    )
    assert table.shape == (1, 11)
    assert any("−0.049" in str(head) for head in table.columns)
    assert table.iloc[0, 2] == f"{design.by_formula:.3f}"
