"""Series of one place from several sources."""

import pandas as pd
import pytest

from greentwin.city import emissions
from greentwin.errors import ParameterError

CHEN = pd.DataFrame(
    {"place_id": ["a", "a", "a", "b"], "year": [2002, 2000, 2004, 2000], "co2_mt": [3.0, 1.0, 5.0, 9.0]}
)
EDGAR = pd.DataFrame({"place_id": ["a", "a"], "year": [2003, 2004], "co2_mt": [7.0, 8.0]})


def test_series_stand_side_by_side_with_gaps_as_gaps():
    series = emissions.series_of({"chen": CHEN, "edgar": EDGAR}, "a")
    assert list(series.columns) == ["chen", "edgar"]
    assert series.index.tolist() == [2000, 2001, 2002, 2003, 2004]
    assert series["chen"].dropna().to_dict() == {2000: 1.0, 2002: 3.0, 2004: 5.0}
    assert series["edgar"].dropna().to_dict() == {2003: 7.0, 2004: 8.0}


def test_a_source_without_the_place_is_left_out():
    assert list(emissions.series_of({"chen": CHEN, "edgar": EDGAR}, "b").columns) == ["chen"]


def test_an_unknown_place_has_no_series():
    series = emissions.series_of({"chen": CHEN, "edgar": EDGAR}, "nowhere")
    assert series.shape == (0, 0)


@pytest.mark.parametrize(
    ("year_from", "year_to", "years"),
    [(2001, None, [2002, 2004]), (None, 2003, [2000, 2002]), (2002, 2002, [2002]), (2005, None, [])],
)
def test_the_period_is_inclusive(year_from, year_to, years):
    series = emissions.series_of({"chen": CHEN}, "a", year_from, year_to)
    assert ([] if series.empty else series["chen"].dropna().index.tolist()) == years


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ParameterError, match=r"year_from \(2010\) must not be later than year_to \(2000\)"):
        emissions.series_of({"chen": CHEN}, "a", 2010, 2000)


def test_the_panels_are_not_changed():
    before = CHEN.copy()
    emissions.series_of({"chen": CHEN}, "a", 2001, 2003)
    pd.testing.assert_frame_equal(CHEN, before)


def test_an_unknown_source_names_those_there_are():
    with pytest.raises(ParameterError, match="the sources are chen, edgar, ceads"):
        emissions.load_panel("odiac")
