"""Pilot status of places, against the lists of 2010, 2012 and 2017."""

from datetime import date

import pytest

from greentwin.city import pilots
from greentwin.data import cities, find_city


def status(name: str) -> pilots.PilotStatus:
    return pilots.load_status(find_city(name))


def test_changsha_was_named_in_the_third_batch():
    found = status("Changsha")
    assert (found.batch, found.start_year, found.notice_date) == (3, 2017, date(2017, 1, 7))
    assert found.province_start_year is None
    assert pilots.kind_of(found) == "city"


def test_kunming_lies_in_a_province_that_was_named_before():
    found = status("Kunming")
    assert (found.batch, found.start_year, found.province_start_year) == (2, 2012, 2010)
    assert found.first_start_year == 2010


def test_a_city_of_a_pilot_province_that_was_not_named():
    found = status("Zhuhai")
    assert not found.is_city_pilot
    assert found.is_any_pilot
    assert (found.province_start_year, pilots.kind_of(found)) == (2010, "province")


def test_a_city_with_a_pilot_county_inside():
    found = status("Heihe")
    assert (found.subprefecture, found.subprefecture_start_year) == ("xunke", 2017)
    assert pilots.kind_of(found) == "inside"


@pytest.mark.parametrize(
    ("name", "level", "province_year"), [("Xunke", "county", None), ("Changyang", "county", 2010)]
)
def test_counties_are_pilots_though_no_emission_table_holds_them(name, level, province_year):
    found = status(name)
    assert (found.batch, found.level, found.province_start_year) == (3, level, province_year)


def test_a_municipality_has_no_province_of_its_own():
    found = status("Chongqing")
    assert (found.batch, found.province_start_year, found.first_start_year) == (1, None, 2010)


def test_a_place_that_no_list_names():
    found = status("Aba")
    assert found == pilots.PilotStatus()
    assert pilots.kind_of(found) == "none"


def test_the_lists_name_81_places_besides_six_provinces():
    found = [pilots.load_status(place) for place in cities() if place.country == "China"]
    batches = [one.batch for one in found if one.is_city_pilot]
    assert {batch: batches.count(batch) for batch in (1, 2, 3)} == {1: 8, 2: 28, 3: 45}


def test_dates_are_marked_as_not_yet_checked():
    assert not status("Changsha").verified
