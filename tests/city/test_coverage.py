"""Coverage of units by source and year, and whether its gaps are selective."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greentwin import data
from greentwin.city import coverage, emissions
from greentwin.errors import ParameterError


def panel(*pairs):
    return pd.DataFrame([(place, year, 1.0) for place, year in pairs], columns=["place_id", "year", "co2_mt"])


SMALL = {
    "chen": panel(("a", 2000), ("a", 2001), ("b", 2000), ("b", 2001)),
    "ceads": panel(("a", 2001), ("c", 1999)),
}
pairs = st.sets(st.tuples(st.sampled_from("abcd"), st.integers(2000, 2004)), min_size=1)


def test_the_matrix_has_every_place_in_every_year():
    table = coverage.matrix(SMALL, 2000, 2001)
    assert table[["place_id", "year"]].to_numpy().tolist() == [
        [place, year] for place in "abc" for year in (2000, 2001)
    ]
    assert table["chen"].tolist() == [True, True, True, True, False, False]
    assert table["ceads"].tolist() == [False, True, False, False, False, False]


@settings(deadline=None)
@given(pairs, pairs)
def test_the_matrix_counts_each_value_once(one, other):
    table = coverage.matrix({"x": panel(*one), "y": panel(*other)}, 2000, 2004)
    assert table["x"].sum() == len(one)
    assert table["y"].sum() == len(other)
    summary = coverage.by_source(table)
    assert (summary["complete"] <= summary["places"]).all()
    assert summary["place_years"].tolist() == [len(one), len(other)]


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(ParameterError, match=r"year_from \(2001\) must not be later"):
        coverage.matrix(SMALL, 2001, 2000)


def test_summary_of_a_source_without_a_value_in_the_window():
    summary = coverage.by_source(coverage.matrix(SMALL, 2002, 2003))
    assert summary["places"].tolist() == [0, 0]
    assert summary["first_year"].isna().all()


def test_groups_split_by_status():
    table = coverage.by_group(
        coverage.matrix(SMALL, 2000, 2001), pd.Series({"a": "city_pilot", "b": "no_pilot", "c": "no_pilot"})
    )
    found = table.set_index(["source", "group"])
    assert found.loc[("chen", "city_pilot"), ["places", "covered", "complete", "years"]].tolist() == [
        1,
        1,
        1,
        2,
    ]
    assert found.loc[("chen", "no_pilot"), ["places", "covered", "complete", "years"]].tolist() == [
        2,
        0.5,
        0.5,
        1,
    ]
    assert found.loc[("ceads", "city_pilot"), ["covered", "complete", "years"]].tolist() == [1, 0, 1]


def test_a_place_without_a_group_is_refused():
    with pytest.raises(ParameterError, match="c"):
        coverage.by_group(coverage.matrix(SMALL, 2000, 2001), pd.Series({"a": "no_pilot", "b": "no_pilot"}))


def test_shares_by_province():
    table = coverage.by_province(
        coverage.matrix(SMALL, 2000, 2001), pd.Series({"a": "P", "b": "P", "c": "Q"})
    )
    assert table.loc[table["province"] == "P", "ceads"].tolist() == [0.0, 0.5]
    assert table.loc[table["province"] == "Q", "chen"].tolist() == [0.0, 0.0]


@pytest.fixture(scope="module")
def window():
    return coverage.matrix(emissions.load_panels(), 2003, 2017)


def test_units_of_the_three_sources(window):
    """353 units of Chen et al., 295 of EDGAR, and 63 complete inventories of CEADs in 2003-2017."""
    summary = coverage.by_source(window)
    assert window["place_id"].nunique() == 359
    assert summary["complete"].to_dict() == {"chen": 353, "edgar": 295, "ceads": 63}


def test_gaps_of_ceads_differ_between_pilots_and_others(window):
    groups = coverage.pilot_groups(data.load("prefecture_pilot_status"))
    table = coverage.by_group(window, groups).set_index(["source", "group"])
    assert table["places"].groupby("source").sum().tolist() == [359, 359, 359]
    assert table.loc[("ceads", "city_pilot"), "complete"] > 2 * table.loc[("ceads", "no_pilot"), "complete"]


def test_spans_of_changsha(window):
    assert coverage.spans(window, "changsha")["ceads"] == "2003, 2005–2017"
