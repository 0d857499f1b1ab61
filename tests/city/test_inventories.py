"""Published inventories: reports, changes and conflicts, with figures of Essen, Bonn, Hamburg and Paris."""

import pandas as pd
import pytest

from greentwin.city import inventories


def rows(*entries, unit="kt CO2e", variable="ghg_inventory"):
    frame = pd.DataFrame(entries, columns=["source_id", "year", "sector", "value"])
    return frame.assign(variable=variable, unit=unit, place_id="x", note=None)


@pytest.fixture(scope="module")
def essen():
    return inventories.emission_reports(inventories.load_rows("essen"))


def test_essen_published_two_totals_for_1990(essen):
    [conflict] = inventories.conflicts(essen)
    assert (conflict.year, conflict.variable) == (1990, "ghg_inventory")
    assert conflict.lower == ("essen2022", 5.52)
    assert conflict.higher == ("essen2021", 6.81)
    assert conflict.ratio == pytest.approx(6.81 / 5.52)


def test_changes_stay_within_one_report(essen):
    found = {r.source_id: inventories.change(r) for r in essen if r.variable == "ghg_inventory"}
    assert (found["essen2021"].first, found["essen2021"].last) == (6.81, 4.26)
    assert (found["essen2022"].first, found["essen2022"].last) == (5.52, 3.36)
    assert found["essen2022"].change == pytest.approx(3.36 / 5.52 - 1)


def test_bonns_sectors_add_up_to_its_totals():
    reports = inventories.emission_reports(inventories.load_rows("bonn"))
    main = inventories.main_report(reports)
    assert (main.source_id, len(main.totals())) == ("klimawatch", 13)
    assert main.totals().loc[[1990, 2018]].tolist() == [2.892, 2.115]
    assert main.add_up()
    assert main.sectors().loc[1990, "trade_services"] == 964


def test_hamburg_counts_carbon_dioxide_only():
    reports = inventories.emission_reports(inventories.load_rows("hamburg"))
    main = inventories.main_report(reports)
    assert (main.source_id, main.gas) == ("klimawatch", "co2")
    assert main.totals().loc[[1990, 2017]].tolist() == [20.705, 16.398]
    assert [report.source_id for report in reports][:2] == ["klimawatch", "cdp"]


def test_paris_has_no_inventory_total_of_its_own():
    published = inventories.load_rows("paris")
    assert inventories.main_report(inventories.emission_reports(published)) is None
    assert set(published["table"]) == set(inventories.TABLES)


def test_reports_of_different_quantities_are_no_conflict():
    one = rows(("a", 1990, "total", 10.0))
    other = rows(("b", 1990, "total", 20.0), variable="ghg_covenant")
    reports = inventories.emission_reports(pd.concat([one, other]))
    assert len(reports) == 2
    assert inventories.conflicts(reports) == ()


def test_differences_of_rounding_are_no_conflict():
    reports = inventories.emission_reports(rows(("a", 1990, "total", 1000.0), ("b", 1990, "total", 1004.0)))
    assert inventories.conflicts(reports) == ()
    assert len(inventories.conflicts(reports, rounding=0.001)) == 1


def test_the_order_of_reports_does_not_matter(essen):
    assert inventories.conflicts(essen) == inventories.conflicts(essen[::-1])


def test_sectors_that_do_not_add_up_are_not_stacked():
    [report] = inventories.reports(
        rows(("a", 1990, "total", 10.0), ("a", 1990, "transport", 4.0), ("a", 1990, "industry", 5.0))
    )
    assert not report.add_up()


def test_a_missing_sector_in_one_year_does_not_add_up():
    [report] = inventories.reports(
        rows(
            ("a", 1990, "total", 9.0),
            ("a", 1990, "transport", 4.0),
            ("a", 1990, "industry", 5.0),
            ("a", 1991, "total", 4.0),
            ("a", 1991, "transport", 4.0),
        )
    )
    assert not report.add_up()


def test_one_year_has_no_change():
    [report] = inventories.reports(rows(("a", 1990, "total", 10.0)))
    assert inventories.change(report) is None


def test_of_two_reports_as_long_the_later_is_the_main_one(essen):
    assert inventories.main_report(essen).source_id == "essen2022"
    assert inventories.main_report(essen[::-1]).source_id == "essen2022"


@pytest.mark.parametrize(("first", "last", "years"), [(None, 2000, {1990}), (1991, None, {2018, 2019, 2011})])
def test_periods_are_inclusive(first, last, years):
    published = inventories.load_rows("essen")
    assert set(inventories.within(published, first, last)["year"]) == years
