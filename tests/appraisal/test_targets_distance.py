"""Distances to targets: closed forms, every way in which there is none, and the cities of the study."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.appraisal.targets.assessment import Choices, assess
from greentwin.appraisal.targets.distance import STANDINGS, LinearPath, distance, peak
from greentwin.appraisal.targets.reading import read
from greentwin.appraisal.targets.trend import mann_kendall
from greentwin.errors import DataError

LEVEL = {
    "target": "t",
    "indicator": "i",
    "kind": "level",
    "year": 2030,
    "value": 0.0,
    "base_year": None,
    "adopted": None,
}
CHANGE = {**LEVEL, "kind": "change", "value": -40.0, "base_year": 1990}
FALLING = pd.Series({1990: 100.0, 2000: 90.0, 2010: 80.0})


def test_a_change_against_a_base_year() -> None:
    """From 100 in 1990 to 60 in 2030: half of the time is over in 2010, when 80 is the path."""
    found = distance(CHANGE, FALLING, "s")
    assert found.standing == "measured"
    assert (found.expected, found.done, found.elapsed, found.behind, found.gap) == (80.0, 0.5, 0.5, 0.0, 0.0)
    assert found.needed == -1.0
    assert (found.observed, found.pace, found.reached) == (None, None, None)


def test_a_level_starts_where_the_city_was_when_it_was_set() -> None:
    found = distance({**LEVEL, "adopted": 2005}, FALLING)
    assert found.path == LinearPath(2000, 90.0, 2030, 0.0)
    assert found.elapsed == pytest.approx(1 / 3)
    assert found.done == pytest.approx(1 / 9)
    assert found.behind == pytest.approx(2 / 9)
    early = distance({**LEVEL, "adopted": 1980}, FALLING)
    assert early.path is not None
    assert early.path.start_year == 1990


@pytest.mark.parametrize("adopted", [None, 2010, 2015])
def test_nobody_is_behind_on_a_promise_not_yet_made(adopted) -> None:
    found = distance({**LEVEL, "adopted": adopted}, FALLING)
    assert found.standing == "nothing_since_start"
    assert (found.done, found.elapsed, found.behind, found.expected, found.gap) == (None,) * 5
    assert found.needed == -4.0


def test_a_series_that_moves_away_has_gone_less_than_nothing() -> None:
    found = distance(CHANGE, pd.Series({1990: 100.0, 2010: 120.0}))
    assert found.done == -0.5
    assert found.behind == 1.0
    assert found.needed == -3.0


def test_a_target_whose_year_has_come() -> None:
    longer = pd.Series({1990: 100.0, 2030: 55.0, 2032: 70.0})
    found = distance(CHANGE, longer)
    assert (found.standing, found.last_year, found.needed) == ("due", 2030, None)
    assert found.done == pytest.approx(45 / 40)
    gap = distance(CHANGE, pd.Series({1990: 100.0, 2028: 70.0, 2032: 50.0}))
    assert (gap.standing, gap.last_year) == ("due", 2028)
    assert gap.done == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("target", "standing"),
    [
        ({**CHANGE, "base_year": 1995}, "base_not_observed"),
        ({**LEVEL, "base_year": 1995}, "base_not_observed"),
        ({**LEVEL, "kind": "peak_year", "value": None}, "no_level"),
        ({**CHANGE, "value": 0.0}, "no_way"),
        ({**LEVEL, "year": 2010, "adopted": 2012}, "no_way"),
        ({**LEVEL, "value": 80.0, "adopted": 2015}, "no_way"),
    ],
)
def test_where_there_is_no_distance(target, standing) -> None:
    found = distance(target, FALLING)
    assert found.standing == standing
    assert standing in STANDINGS
    assert (found.path, found.done, found.needed, found.reached) == (None,) * 4


def test_pace_and_the_year_that_sen_s_line_reaches() -> None:
    values = pd.Series({year: 100.0 - 2 * (year - 2000) for year in range(2000, 2010)})
    found = distance({**LEVEL, "adopted": 2005}, values, "s", mann_kendall(values))
    assert found.observed == pytest.approx(-2)
    assert found.needed == pytest.approx(-82 / 21)
    assert found.pace == pytest.approx(2 * 21 / 82)
    assert found.reached == pytest.approx(2050)
    away = distance({**LEVEL, "value": 200.0, "adopted": 2005}, values, "s", mann_kendall(values))
    assert away.reached is None
    assert away.pace is not None
    assert away.pace < 0
    still = mann_kendall(pd.Series(dict.fromkeys(range(2000, 2010), 100.0)))
    assert distance({**LEVEL, "adopted": 2005}, values, "s", still).reached is None


@given(
    st.floats(1, 1e6),
    st.floats(-99, -1),
    st.floats(0, 2),
    st.integers(1, 39),
)
def test_done_and_needed_close_the_way(start: float, change: float, ratio: float, step: int) -> None:
    last = start * ratio
    found = distance({**CHANGE, "value": change}, pd.Series({1990: start, 1990 + step: last}))
    assert found.path is not None
    aim = found.path.end_value
    assert aim == pytest.approx(start * (1 + change / 100))
    assert found.done * (aim - start) + start == pytest.approx(last, rel=1e-9, abs=1e-6 * start)
    assert last + found.needed * (2030 - 1990 - step) == pytest.approx(aim, rel=1e-9, abs=1e-6 * start)
    assert math.isclose(found.elapsed, step / 40)
    assert found.gap == pytest.approx(found.behind * (start - aim), rel=1e-6, abs=1e-6 * start)


def test_a_path_stays_at_its_ends() -> None:
    path = LinearPath(2000, 10.0, 2010, 0.0)
    assert [path.at(year) for year in (1990, 2000, 2005, 2010, 2020)] == [10, 10, 5, 0, 0]
    with pytest.raises(DataError, match="must end after it starts, not go from 2010 to 2010"):
        LinearPath(2010, 1.0, 2010, 0.0)


def test_an_empty_series_is_refused() -> None:
    empty = pd.Series([], dtype=float)
    with pytest.raises(DataError, match="has no value"):
        distance(CHANGE, empty, "s")
    with pytest.raises(DataError, match="has no peak"):
        peak(empty)


def test_the_peak_so_far() -> None:
    assert peak(pd.Series({2001: 1.0, 2002: 3.0, 2003: 3.0})) == (2002, False)
    assert peak(pd.Series({2003: 5.0, 2001: 1.0})) == (2003, True)


class TestCities:
    def test_bonn_against_its_target_of_2030(self) -> None:
        """2,892 kt in 1990 and 2,115 kt in 2018, as stored; 40 % less is 1,735.2 kt."""
        found = {
            item.series: item
            for item in assess(read("Bonn"), Choices()).distances
            if item.target == "bonn_2030"
        }
        own = found["ghg_total.klimawatch"]
        assert own.path == LinearPath(1990, 2892.0, 2030, pytest.approx(1735.2))
        assert own.done == pytest.approx(777 / 1156.8)
        assert own.elapsed == 0.7
        assert own.behind == pytest.approx(0.028, abs=0.001)
        neutral = [item for item in assess(read("Bonn"), Choices()).distances if item.target == "bonn_2035"]
        assert {item.standing for item in neutral} == {"nothing_since_start"}

    def test_base_years_are_looked_up_outside_the_years_of_the_trends(self) -> None:
        late = assess(read("Bonn"), Choices(year_from=2010))
        assert late.trends["ghg_total.klimawatch"].first_year == 2010
        own = next(item for item in late.distances if item.series == "ghg_total.klimawatch")
        assert own.path is not None
        assert own.path.start_year == 1990
        assert own.observed == late.trends["ghg_total.klimawatch"].slope

    def test_two_reports_of_essen_give_two_answers(self) -> None:
        found = [item for item in assess(read("Essen"), Choices()).distances if item.target == "essen_2030"]
        assert [round(item.done, 3) for item in found] == [0.624, 0.652]
        assert [item.observed for item in found] == [None, None]

    def test_a_report_without_the_base_year_has_no_distance(self) -> None:
        found = {
            item.series: item.standing
            for item in assess(read("Hamburg"), Choices()).distances
            if item.target == "hamburg_2030_70"
        }
        assert found == {"co2_total.cdp": "base_not_observed", "co2_total.klimawatch": "measured"}
