"""The Goodman-Bacon decomposition against the regression, another implementation and a case by hand."""

import numpy as np
import pytest
from diff_diff import BaconDecomposition
from evaluation_panels import staggered, with_gaps
from hypothesis import given, settings
from hypothesis import strategies as st

from greentwin.city.evaluation.estimators.bacon import KINDS, bacon_decomposition
from greentwin.city.evaluation.estimators.twfe import twfe
from greentwin.errors import DataError


@settings(max_examples=25, deadline=None)
@given(
    starts=st.lists(st.sampled_from([2002, 2004, 2005, 2008, np.inf]), min_size=4, max_size=12).filter(
        lambda starts: len(set(starts)) > 1 and min(starts) < np.inf
    ),
    seed=st.integers(0, 1000),
)
def test_comparisons_add_up_to_the_regression(starts, seed):
    panel = staggered(starts=starts, seed=seed, effect=lambda start, year: year - start)
    parts = bacon_decomposition(panel)
    assert parts.value == pytest.approx(twfe(panel).value, abs=1e-9)
    assert sum(parts.weight(kind) for kind in KINDS) == pytest.approx(1)
    assert all(item.weight > 0 for item in parts.comparisons)


def test_comparisons_equal_another_implementation(counties):
    other = BaconDecomposition().fit(
        counties.long(), outcome="outcome", unit="unit", time="year", first_treat="start"
    )
    theirs = {}
    for item in other.comparisons:
        control = np.inf if item.control_group == "never_treated" else float(item.control_group)
        theirs[float(item.treated_group), control] = item
    ours = bacon_decomposition(counties).comparisons
    assert len(ours) == len(theirs) == 9
    for item in ours:
        assert item.weight == pytest.approx(theirs[item.treated, item.control].weight, abs=1e-10)
        assert item.estimate == pytest.approx(theirs[item.treated, item.control].estimate, abs=1e-10)


def test_three_units_by_hand():
    """Years 2000 to 2005, starts in 2002 and 2004; shares of years under treatment 2/3 and 1/3 (theorem 1)."""
    panel = staggered(starts=(2002, 2004, np.inf), years=range(2000, 2006))
    parts = bacon_decomposition(panel)
    weights = {(item.treated, item.control): item.weight for item in parts.comparisons}
    raw = {
        (2002.0, np.inf): 2 / 3 * 1 / 3,
        (2004.0, np.inf): 1 / 3 * 2 / 3,
        (2002.0, 2004.0): 1 / 3 * 1 / 3,
        (2004.0, 2002.0): 1 / 3 * 1 / 3,
    }
    assert weights == {key: pytest.approx(value / sum(raw.values())) for key, value in raw.items()}
    early, late, _ = panel.outcome
    forbidden = (late[4:].mean() - late[2:4].mean()) - (early[4:].mean() - early[2:4].mean())
    assert parts.mean("later_vs_earlier") == pytest.approx(forbidden)


def test_one_start_has_one_comparison():
    panel = staggered(starts=(2004, 2004, np.inf, np.inf))
    parts = bacon_decomposition(panel)
    assert len(parts.comparisons) == 1
    assert parts.weight("earlier_vs_later") == 0
    assert np.isnan(parts.mean("earlier_vs_later"))


def test_gaps_are_refused():
    with pytest.raises(DataError, match="'complete'"):
        bacon_decomposition(with_gaps(staggered()))
