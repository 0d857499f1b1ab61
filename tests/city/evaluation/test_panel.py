"""The panel: what it holds, and every design that it refuses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greentwin.city.evaluation.panel import panel_of
from greentwin.errors import DataError, ParameterError

STARTS = {"a": 2003, "b": 2004, "c": None, "d": None}


def rows(starts=STARTS, first=2000, last=2006) -> pd.DataFrame:
    """Outcomes that tell unit and year apart."""
    table = [
        (unit, year, 10.0 * number + (year - first), start, f"region {unit in 'ab'}")
        for number, (unit, start) in enumerate(starts.items())
        for year in range(first, last + 1)
    ]
    return pd.DataFrame(table, columns=["unit", "year", "outcome", "start", "region"])


def test_outcomes_stand_in_units_by_years_whatever_the_order_of_the_rows():
    panel = panel_of(rows().sample(frac=1, random_state=1))
    assert panel.units == ("a", "b", "c", "d")
    assert panel.years.tolist() == list(range(2000, 2007))
    assert panel.outcome[1].tolist() == [10.0 + step for step in range(7)]
    assert panel.start.tolist() == [2003, 2004, np.inf, np.inf]
    assert panel.groups.tolist() == [2003, 2004]
    assert panel.treatment[0].tolist() == [False] * 3 + [True] * 4
    assert panel.balanced
    assert not panel.exclusions


def test_every_unit_is_a_cluster_unless_a_column_says_otherwise():
    assert panel_of(rows()).n_clusters == 4
    clustered = panel_of(rows(), cluster="region")
    assert clustered.n_clusters == 2
    assert clustered.regions.tolist() == clustered.clusters.tolist()


@pytest.mark.parametrize("never", [None, 0, np.inf, np.nan])
def test_a_unit_that_is_never_treated_may_be_written_in_several_ways(never):
    table = rows({"a": 2003, "c": never})
    assert panel_of(table).start.tolist() == [2003, np.inf]


def test_the_table_is_not_changed():
    table = rows()
    before = table.copy()
    panel_of(table, covariates=["year"])
    pd.testing.assert_frame_equal(table, before)


def test_the_long_form_gives_the_same_panel_again():
    panel = panel_of(rows(), cluster="region", region="region")
    again = panel_of(panel.long(), cluster="cluster", region="region")
    np.testing.assert_array_equal(again.outcome, panel.outcome)
    np.testing.assert_array_equal(again.start, panel.start)
    assert again.clusters.tolist() == panel.clusters.tolist()


def _without(table: pd.DataFrame, unit: str, year: int) -> pd.DataFrame:
    return table.loc[~((table["unit"] == unit) & (table["year"] == year))]


def test_a_gap_is_refused_unless_it_is_allowed():
    gappy = _without(rows(), "c", 2002)
    with pytest.raises(DataError, match=r"unit c has no value in 2002.*'complete'.*'available'"):
        panel_of(gappy)
    complete = panel_of(gappy, gaps="complete")
    assert complete.units == ("a", "b", "d")
    assert [(item.reason, item.units, item.n_treated) for item in complete.exclusions] == [("gap", ("c",), 0)]
    available = panel_of(gappy, gaps="available")
    assert np.isnan(available.outcome[2, 2])
    assert not available.balanced
    assert len(available.long()) == 4 * 7 - 1


def test_a_gap_in_a_covariate_is_a_gap():
    table = rows().assign(heat=1.0)
    table.loc[3, "heat"] = np.nan
    with pytest.raises(DataError, match="unit a has no value in 2003"):
        panel_of(table, covariates=["heat"])
    assert panel_of(table, covariates=["heat"], gaps="complete").exclusions[0].n_treated == 1


def test_units_that_start_after_the_last_year_are_controls_only_if_not_yet_treated_ones_are():
    table = rows({**STARTS, "e": 2012})
    never = panel_of(table)
    assert "e" not in never.units
    assert never.exclusions[0].reason == "starts_later"
    assert panel_of(table, control_group="not_yet_treated").units[-1] == "e"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop(columns="start"), "no column start; it has unit, year"),
        (lambda t: t.iloc[:0], "no rows"),
        (lambda t: pd.concat([t, t.iloc[[4]]]), "unit a has more than one row for 2004"),
        (lambda t: t.assign(outcome="much"), "column outcome must hold numbers"),
        (lambda t: t.assign(year=t["year"] + 0.5), "whole years"),
        (lambda t: t.assign(outcome=t["outcome"].replace(3.0, -np.inf)), "infinite in row 4.*positive"),
        (lambda t: t.assign(unit=t["unit"].replace("b", None)), "column unit has an empty cell in row 8"),
        (lambda t: t.assign(start=np.where(t["year"] > 2003, t["start"], 2005)), "changes within unit a"),
        (lambda t: t.assign(start=np.nan), "no treated unit is left"),
        (lambda t: t.assign(start=t["start"].fillna(2003)), "no unit that is never treated is left"),
        (
            lambda t: t.assign(start=t["start"].replace(2003, 2000)),
            r"1 units are treated from the first.*\(a\)",
        ),
        (lambda t: t.assign(start=t["start"].replace(2004, 2006)), "starts in 2006 has no year after"),
    ],
)
def test_what_is_no_design_is_refused_with_the_reason(change, message):
    with pytest.raises(DataError, match=message):
        panel_of(change(rows()))


def test_all_units_starting_together_leave_no_control():
    table = rows({"a": 2003, "b": 2003})
    with pytest.raises(DataError, match="all units start in the same year"):
        panel_of(table, control_group="not_yet_treated")


@pytest.mark.parametrize("option", ["control_group", "gaps"])
def test_an_unknown_option_is_refused(option):
    with pytest.raises(ParameterError, match=f"{option} is 'perhaps'; it must be one of"):
        panel_of(rows(), **{option: "perhaps"})


def test_taking_units_counts_what_is_left_out():
    panel = panel_of(rows(), cluster="region", region="region")
    smaller = panel.take(np.array(panel.units) != "b", "jump")
    assert smaller.units == ("a", "c", "d")
    assert smaller.exclusions[-1].n_treated == 1
    with pytest.raises(DataError, match=r"no treated unit is left; left out were jump: 2"):
        panel.take(panel.start > 2010, "jump")


def test_a_shorter_window_is_checked_again():
    panel = panel_of(rows())
    assert panel.between(2001, 2005).outcome.shape == (4, 5)
    with pytest.raises(DataError, match="starts in 2004 has no year after"):
        panel.between(2001, 2004)
    with pytest.raises(ParameterError, match="no year 1990; it goes from 2000 to 2006"):
        panel.between(1990, 2004)


def test_other_outcomes_and_starts_keep_the_design():
    panel = panel_of(rows())
    assert panel.with_outcome(panel.outcome + 1).outcome[0, 0] == 1
    with pytest.raises(ParameterError, match=r"shape \(2, 2\); it must be \(4, 7\)"):
        panel.with_outcome(np.zeros((2, 2)))
    assert panel.with_start(np.array([2002, np.inf, np.inf, np.inf])).groups.tolist() == [2002]


@settings(deadline=None, max_examples=30)
@given(st.permutations(list(range(28))))
def test_the_order_of_rows_never_matters(order):
    shuffled = panel_of(rows().iloc[order])
    np.testing.assert_array_equal(shuffled.outcome, panel_of(rows()).outcome)
