"""Effects at dates at which nothing happened yet."""

import numpy as np
import pytest
from simulated_panels import mean_difference, noise, panel_with

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.sensitivity.placebo import moved_starts, placebo_dates
from greentwin.errors import DataError, ParameterError

PANEL = panel_with({2010: 5, 2012: 7}, 30, range(2003, 2018), seed=2, effect=5.0)


def test_only_years_before_the_first_start_are_used():
    loud = PANEL.outcome.copy()
    loud[:, PANEL.years >= 2010] = 1e6
    first, second = (
        placebo_dates(panel, mean_difference).frame for panel in (PANEL, PANEL.with_outcome(loud))
    )
    np.testing.assert_array_equal(first["value"], second["value"])


def test_every_date_with_two_years_before_and_one_after():
    found = placebo_dates(PANEL, mean_difference)
    assert found.frame.index.tolist() == [2005, 2006, 2007, 2008]
    assert found.frame["years_before"].tolist() == [2, 3, 4, 5]
    assert found.frame["years_after"].tolist() == [5, 4, 3, 2]
    assert set(found.frame["treated"]) == {12}
    assert (found.first_year, found.last_year) == (2003, 2009)
    assert found.whole.value == pytest.approx(5, abs=1)


def test_a_date_is_the_estimate_of_the_cut_panel():
    found = placebo_dates(PANEL, mean_difference, [2007])
    start = np.where(PANEL.treated, 2007.0, np.inf)
    cut = PANEL.with_start(start).between(2003, 2009)
    assert found.frame.loc[2007, "value"] == mean_difference(cut).value
    assert found.frame.loc[2007, "p_value"] == mean_difference(cut).p_value


def test_a_break_before_the_start_is_found_at_its_date():
    early = np.isin(PANEL.years, [2007, 2008, 2009])[None, :] & PANEL.treated[:, None]
    found = placebo_dates(PANEL.with_outcome(PANEL.outcome + 8.0 * early), mean_difference)
    assert found.frame["value"].idxmax() == 2007
    assert found.frame.loc[2007, "value"] == pytest.approx(8, abs=1)
    assert found.n_rejected == 4
    assert found.whole.value < 3
    assert found.share_as_large == 1.0


def test_moved_starts_keep_their_order():
    found = moved_starts(PANEL, mean_difference)
    assert found.frame.index.tolist() == [2, 3, 4, 5]
    # Two years earlier the groups start in 2008 and 2010, of which the second is not before the first true start.
    assert found.frame["treated"].tolist() == [5, 5, 12, 12]


def test_moved_starts_are_a_placebo_outcome_of_earlier_years():
    found = moved_starts(PANEL, lambda panel: estimate(panel, "group_time"), [4])
    lagged = PANEL.between(2007, 2013)
    earlier = lagged.with_outcome(PANEL.outcome[:, :7])
    assert found.frame.loc[4, "value"] == pytest.approx(estimate(earlier, "group_time").value)


def test_placebo_estimates_of_a_sound_design_are_rejected_as_often_as_the_level_says():
    generator, panel = np.random.default_rng(7), panel_with({2010: 8}, 30, range(2003, 2013))
    samples = (panel.with_outcome(noise(generator, panel.outcome.shape)) for _ in range(200))
    rejected = [placebo_dates(sample, mean_difference, [2007]).n_rejected for sample in samples]
    assert np.mean(rejected) == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 200))


def test_later_starting_controls_stay_controls():
    panel = panel_with({2010: 5, 2025: 20}, 10, range(2003, 2014), control_group="not_yet_treated")
    found = placebo_dates(panel, lambda part: estimate(part, "group_time"), [2006])
    assert found.frame.loc[2006, "treated"] == 5


def test_dates_that_are_not_possible():
    with pytest.raises(ParameterError, match="2009 is no placebo date; it must be one of 2005 to 2008"):
        placebo_dates(PANEL, mean_difference, [2009])
    with pytest.raises(ParameterError, match="starts cannot be 1 years earlier; it must be 2 to 5"):
        moved_starts(PANEL, mean_difference, [1])
    short = panel_with({2005: 5}, 30)
    with pytest.raises(
        DataError, match="2 years before the first start are too few for a placebo date; 4 are"
    ):
        placebo_dates(short, mean_difference)
    with pytest.raises(DataError, match="2 years before the first start are too few to move it"):
        moved_starts(short, mean_difference)
