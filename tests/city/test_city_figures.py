"""Figures of the city strand: drawn in both languages, nothing clipped, gaps left open, words with numbers."""

import re

import numpy as np
import pandas as pd
import pytest

from greentwin import data
from greentwin.city import (
    coverage,
    coverage_figures,
    emissions,
    inventories,
    report_figures,
    share_figures,
    source_figures,
)
from greentwin.city.disagreement import in_year
from greentwin.city.pilots import PilotStatus, load_status
from greentwin.city.standing import standing_of
from greentwin.data import find_city
from greentwin.plotting import MISSING, check_glyphs, legibility_faults, png

CHANGSHA = find_city("Changsha")


def sound(chart):
    """Check what every figure must fulfil."""
    check_glyphs(chart.figure)
    assert legibility_faults(chart.figure) == ()
    assert MISSING not in chart.alt
    assert not re.search(r"\bnan\b", chart.alt.lower())
    assert png(chart)[:8] == b"\x89PNG\r\n\x1a\n"
    return chart


@pytest.fixture(scope="module")
def panels():
    return emissions.load_panels()


@pytest.fixture(scope="module")
def series(panels):
    return emissions.series_of(panels, "changsha")


def test_the_sources_on_changsha(series, language):
    chart = sound(source_figures.emissions_chart(series, CHANGSHA, load_status(CHANGSHA), language))
    for number in ("2017", "69.2", "21.5", "31.5", "3.2"):
        assert number in chart.alt
    lines = chart.figure.axes[0].get_lines()
    ceads = dict(zip(lines[2].get_xdata(), lines[2].get_ydata(), strict=True))
    assert np.isnan(ceads[2004])
    assert ceads[2005] == pytest.approx(19.8281)
    assert [line.get_xdata()[0] for line in lines if len(line.get_xdata()) == 2] == [2017]


def test_a_pilot_year_outside_the_period_is_not_marked(series, language):
    chart = source_figures.emissions_chart(series.loc[:2010], CHANGSHA, load_status(CHANGSHA), language)
    assert len(chart.figure.axes[0].get_lines()) == 3


def test_both_the_province_and_the_city_are_marked(panels, language):
    kunming = find_city("Kunming")
    drawn = emissions.series_of(panels, "kunming")
    chart = sound(source_figures.emissions_chart(drawn, kunming, load_status(kunming), language))
    assert [line.get_xdata()[0] for line in chart.figure.axes[0].get_lines()[3:]] == [2010, 2012]


def test_the_own_file_is_drawn_beside_the_sources(series, language):
    own = pd.Series({2012: 30.1, 2015: 29.5}, name="own_file")
    columns = {name: series[name].dropna() for name in series}
    drawn = emissions.side_by_side({**columns, "own_file": own})
    chart = sound(source_figures.emissions_chart(drawn, CHANGSHA, PilotStatus(), language))
    assert "29.5" in chart.alt
    assert "69.2" in chart.alt


def test_ratio_over_time_tells_full_years_from_others(series, language):
    chart = sound(source_figures.ratio_chart(series, CHANGSHA, language))
    full, partial, _one = chart.figure.axes[0].get_lines()
    filled = dict(zip(full.get_xdata(), full.get_ydata(), strict=True))
    assert filled[2017] == pytest.approx(69.2038 / 21.5256)
    assert np.isnan(filled[2004])
    assert list(partial.get_xdata()) == [2000, 2004, 2018, 2019]


def test_place_among_all_units(panels, series, language):
    year = in_year(series).year
    found = standing_of(panels, "changsha", year)
    chart = sound(source_figures.standing_chart(found, CHANGSHA, list(panels), language))
    assert str(found.n) in chart.caption
    assert "3.21" in chart.alt


@pytest.mark.parametrize("city", ["Bonn", "Essen", "Hamburg", "Paris", "Île-de-France"])
def test_totals_of_reports(city, language):
    place = find_city(city)
    found = inventories.with_totals(inventories.emission_reports(inventories.load_rows(place.place_id)))
    sound(report_figures.totals_chart(found, None, place, language))


def test_essens_two_totals_for_1990_are_told(language):
    found = inventories.emission_reports(inventories.load_rows("essen"))
    chart = report_figures.totals_chart(found, None, find_city("Essen"), language)
    assert "5.52" in chart.alt
    assert "6.81" in chart.alt


def test_unpublished_years_are_dotted(language):
    found = inventories.emission_reports(inventories.load_rows("bonn"))
    chart = report_figures.totals_chart(found[:1], None, find_city("Bonn"), language)
    solid = [
        line
        for line in chart.figure.axes[0].get_lines()
        if line.get_linestyle() == "-" and len(line.get_xdata())
    ]
    spans = [(int(min(line.get_xdata())), int(max(line.get_xdata()))) for line in solid]
    assert spans == [(1990, 1990), (1995, 1995), (2000, 2000), (2005, 2005), (2010, 2018)]


@pytest.mark.parametrize("city", ["Bonn", "Hamburg"])
def test_sectors_are_stacked_to_the_total(city, language):
    place = find_city(city)
    report = inventories.main_report(inventories.emission_reports(inventories.load_rows(place.place_id)))
    chart = sound(report_figures.sectors_chart(report, place, language))
    tops = {}
    for bar in chart.figure.axes[0].patches:
        year = round(bar.get_x() + bar.get_width() / 2)
        tops[year] = max(tops.get(year, 0), bar.get_y() + bar.get_height())
    assert tops == pytest.approx(report.totals().to_dict(), rel=0.002)


def test_scopes_of_paris_are_not_added_up(language):
    [report] = [r for r in inventories.reports(inventories.load_rows("paris")) if r.variable == "ghg_gpc"]
    chart = sound(share_figures.scopes_chart(report, find_city("Paris"), language))
    bars = chart.figure.axes[0].patches
    assert len(bars) == len(report.rows)
    assert all(bar.get_x() == 0 for bar in bars)
    hatched = [bar.get_width() for bar in bars if bar.get_hatch()]
    assert hatched == [pytest.approx(11.324735)]


@pytest.mark.parametrize("city", ["Essen", "Île-de-France"])
def test_shares_leave_what_is_not_published_blank(city, language):
    place = find_city(city)
    found = [r for r in inventories.reports(inventories.load_rows(place.place_id)) if r.unit == "%"]
    found = [r for r in found if not r.sectors().empty]
    chart = sound(share_figures.shares_chart(found, place, language))
    assert chart.figure.axes[0].get_xlim() == (0, 100)


@pytest.fixture(scope="module")
def matrix(panels):
    return coverage.matrix(panels, 1997, 2023)


def test_coverage_by_province(matrix, language):
    provinces = data.load("places").set_index("place_id")["province_en"]
    names = {name: name for name in provinces.unique()}
    chart = sound(
        coverage_figures.province_chart(coverage.by_province(matrix, provinces), names, matrix, language)
    )
    assert len(chart.figure.axes) == 4


def test_the_whole_matrix_has_a_line_for_every_unit(matrix, language):
    places = data.load("places")
    order = coverage_figures.place_order(places, matrix)
    names = {name: name for name in order["block"].unique()}
    assert order["place_id"].is_unique
    assert set(order["place_id"]) == set(matrix["place_id"])
    assert order["block"].tolist()[:4] == ["municipalities"] * 4
    chart = sound(coverage_figures.matrix_chart(matrix, order, names, language))
    cells = np.asarray(chart.figure.axes[2].images[0].get_array())
    assert cells.shape == (359, 27)
    assert cells.sum() == matrix["ceads"].sum()


def test_complete_units_by_group(matrix, language):
    groups = coverage.by_group(matrix, coverage.pilot_groups(data.load("prefecture_pilot_status")))
    chart = sound(coverage_figures.group_chart(groups, language))
    assert len(chart.figure.axes[0].patches) == 9
