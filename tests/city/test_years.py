"""Spans and gaps of years."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from greentwin.city import years

some_years = st.lists(st.integers(1960, 2100), max_size=40)


@settings(deadline=None)
@given(some_years)
def test_runs_hold_exactly_the_given_years(given_years):
    runs = years.runs_of(given_years)
    assert [year for first, last in runs for year in range(first, last + 1)] == sorted(set(given_years))
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(runs))


@settings(deadline=None)
@given(some_years)
def test_gaps_are_what_is_missing_between_first_and_last(given_years):
    missing = years.gaps(given_years)
    assert not set(missing) & set(given_years)
    if given_years:
        every = list(range(min(given_years), max(given_years) + 1))
        assert sorted(set(missing) | set(given_years)) == every


def test_spans_in_words():
    assert years.spans([2019, 2001, 2002, 2003]) == "2001–2003, 2019"
    assert years.spans([]) == ""
