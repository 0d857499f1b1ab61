"""Ratios, correlations and growth between sources."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greentwin.city import disagreement
from greentwin.errors import DataError

YEARS = pd.Index(range(2000, 2008), name="year")
GROWING = pd.DataFrame({"a": 2.0 * 1.1 ** np.arange(8), "b": 6.0 * 1.05 ** np.arange(8)}, index=YEARS)

values = st.floats(min_value=1e-3, max_value=1e3) | st.just(float("nan"))
frames = st.integers(2, 4).flatmap(
    lambda n: st.lists(st.lists(values, min_size=n, max_size=n), min_size=1, max_size=12).map(
        lambda rows: pd.DataFrame(
            rows, columns=list("abcd")[:n], index=pd.Index(range(2000, 2000 + len(rows)), name="year")
        )
    )
)


def test_ratio_is_largest_over_smallest():
    table = disagreement.ratios(pd.DataFrame({"a": [2.0], "b": [3.0], "c": [8.0]}, index=[2017]))
    assert table.loc[2017].to_dict() == {"n_sources": 3, "lowest": 2.0, "highest": 8.0, "ratio": 4.0}


def test_a_year_with_one_source_has_no_ratio():
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [np.nan, 4.0]}, index=[2000, 2001])
    assert disagreement.ratios(frame).index.tolist() == [2001]


@settings(deadline=None)
@given(frames)
def test_ratio_is_at_least_one_and_ignores_the_order_of_sources(frame):
    before = frame.copy()
    table = disagreement.ratios(frame)
    assert (table["ratio"] >= 1).all()
    pd.testing.assert_frame_equal(table, disagreement.ratios(frame[frame.columns[::-1]]))
    pd.testing.assert_frame_equal(frame, before)


@settings(deadline=None)
@given(frames, st.floats(min_value=0.1, max_value=10))
def test_ratio_does_not_depend_on_the_unit(frame, factor):
    np.testing.assert_allclose(
        disagreement.ratios(frame)["ratio"], disagreement.ratios(frame * factor)["ratio"], rtol=1e-9
    )


@settings(deadline=None)
@given(frames)
def test_the_last_common_year_is_the_last_complete_row(frame):
    result = disagreement.in_year(frame)
    complete = frame.dropna()
    if complete.empty:
        assert result is None
    else:
        assert result.year == complete.index[-1]
        assert result.ratio == pytest.approx(max(complete.iloc[-1]) / min(complete.iloc[-1]))
        assert dict(result.amounts)[result.highest] == complete.iloc[-1].max()
        assert dict(result.amounts)[result.lowest] == complete.iloc[-1].min()


def test_one_source_cannot_disagree():
    assert disagreement.in_year(GROWING[["a"]]) is None
    assert disagreement.ratios(GROWING[["a"]]).empty


def test_a_year_that_is_not_shared_has_no_result():
    assert disagreement.in_year(GROWING, 1990) is None
    assert disagreement.in_year(GROWING, 2000).ratio == pytest.approx(3.0)


@pytest.mark.parametrize("function", [disagreement.ratios, disagreement.growth, disagreement.correlations])
def test_values_must_be_positive(function):
    with pytest.raises(DataError, match="positive"):
        function(pd.DataFrame({"a": [1.0, 0.0], "b": [1.0, 2.0]}, index=[2000, 2001]))


def test_growth_between_common_years_is_the_compound_rate():
    table = disagreement.growth(GROWING)
    assert table["rate"].to_dict() == pytest.approx({"a": 0.10, "b": 0.05})
    assert table.loc["a", ["first_year", "last_year"]].tolist() == [2000, 2007]


def test_growth_uses_the_years_that_all_share():
    frame = GROWING.copy()
    frame.loc[[2000, 2007], "b"] = np.nan
    assert disagreement.growth(frame)["first_year"].unique().tolist() == [2001]
    assert disagreement.growth(frame.iloc[:2]).empty


def test_growing_series_correlate_in_levels_though_their_changes_do_not():
    ups = np.array([0.1, 0.1, 0.3, 0.3, 0.1, 0.1, 0.3, 0.3])
    downs = np.array([0.1, 0.3, 0.1, 0.3, 0.1, 0.3, 0.1, 0.3])
    frame = pd.DataFrame({"a": np.exp(ups.cumsum()), "b": np.exp(downs.cumsum())}, index=YEARS)
    row = disagreement.correlations(frame).iloc[0]
    assert (row["n_levels"], row["n_changes"]) == (8, 7)
    assert row["r_levels"] > 0.95
    assert row["r_changes"] == pytest.approx(np.corrcoef(ups[1:], downs[1:])[0, 1])


def test_a_change_across_a_gap_is_not_used():
    frame = GROWING.drop(index=2003)
    row = disagreement.correlations(frame, minimum=2).iloc[0]
    assert (row["n_levels"], row["n_changes"]) == (7, 5)


def test_few_pairs_give_no_coefficient():
    row = disagreement.correlations(GROWING.iloc[:4]).iloc[0]
    assert row["n_levels"] == 4
    assert np.isnan(row["r_levels"])


def test_each_pair_of_sources_has_a_row():
    frame = GROWING.assign(c=GROWING["a"] * 2)
    pairs = disagreement.correlations(frame)[["source_a", "source_b"]].to_numpy().tolist()
    assert pairs == [["a", "b"], ["a", "c"], ["b", "c"]]
