"""Estimates without one region at a time."""

import numpy as np
import pytest
from simulated_panels import mean_difference, panel_with

from greentwin.city.evaluation.sensitivity.leaveout import leave_one_out
from greentwin.errors import DataError

PANEL = panel_with({2007: 8, 2009: 4}, 28, seed=3, units_per_region=4)


def test_each_region_is_left_out_once():
    found = leave_one_out(PANEL, mean_difference)
    assert sorted(found.frame.index) == sorted(set(PANEL.regions.tolist()))
    assert found.frame["units"].sum() == 40
    assert found.frame["treated"].sum() == 12
    assert found.frame["value"].is_monotonic_increasing
    assert found.not_estimated == {}
    assert found.whole == mean_difference(PANEL)


def test_a_row_is_the_estimate_of_the_smaller_panel():
    found = leave_one_out(PANEL, mean_difference)
    smaller = mean_difference(PANEL.take(PANEL.regions != "r03", "region"))
    row = found.frame.loc["r03"]
    assert row["value"] == smaller.value
    assert (row["lower"], row["upper"]) == smaller.interval()
    assert row["change"] == smaller.value - found.whole.value


def test_the_region_that_carries_the_effect_is_named():
    own = (PANEL.regions == "r02")[:, None] & PANEL.treatment
    carried = PANEL.with_outcome(PANEL.outcome - mean_difference(PANEL).value * PANEL.treatment + 40.0 * own)
    found = leave_one_out(carried, mean_difference)
    assert found.most_influential == "r02"
    assert "r02" in found.significance_changes or found.whole.p_value > 0.05


def test_changes_of_sign_and_significance():
    generator = np.random.default_rng(1)
    quiet = PANEL.with_outcome(0.1 * generator.standard_normal(PANEL.outcome.shape))
    single = PANEL.treated & (PANEL.regions == PANEL.regions[np.flatnonzero(PANEL.treated)[0]])
    lifted = quiet.with_outcome(
        quiet.outcome + 3.0 * (single[:, None] & PANEL.treatment) - 0.2 * PANEL.treatment
    )
    found = leave_one_out(lifted, mean_difference)
    name = str(PANEL.regions[single][0])
    assert found.whole.value > 0
    assert found.sign_changes == (name,)
    assert name in found.significance_changes


def test_a_region_without_which_there_is_no_design_is_named_with_the_reason():
    treated = PANEL.take((PANEL.regions == "r00") | ~PANEL.treated, "others")
    only = treated.with_start(np.where(treated.regions == "r00", 2008.0, np.inf))
    found = leave_one_out(only, mean_difference)
    assert list(found.not_estimated) == ["r00"]
    assert "no treated unit is left" in found.not_estimated["r00"]
    assert "r00" not in found.frame.index


def test_a_single_region_cannot_be_left_out():
    one = panel_with({2007: 4}, 8, units_per_region=100)
    with pytest.raises(DataError, match="no region can be left out: no treated unit is left"):
        leave_one_out(one, mean_difference)
