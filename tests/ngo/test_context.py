"""Published figures on civil society: selection, figures, tables and findings for every kind of choice."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from greentwin import data
from greentwin.errors import ParameterError
from greentwin.ngo.context import COUNTRIES, INDICES, lowest_years, read_context, select_context
from greentwin.ngo.context_figures import country_name, indices_chart, scores_chart
from greentwin.ngo.context_findings import context_findings
from greentwin.ngo.context_tables import (
    bearing_table,
    civic_space_table,
    left_out_note,
    organisation_table,
    registration_table,
)
from greentwin.plotting import LANGUAGES, legibility_faults, png, use_theme

DEFAULT = ("China", "France", "Germany")


def everything():
    return read_context(COUNTRIES, 1980, 2025)


def test_every_row_of_both_tables_is_shown_once_or_counted_as_left_out():
    rows = len(data.load("culture_vdem")) + len(data.load("culture_other"))
    context = everything()
    parts = (
        context.indices,
        context.scores,
        context.registrations,
        context.organisations,
        context.civic_space,
    )
    assert sum(map(len, parts)) == rows
    assert context.left_out == 0
    narrow = read_context(COUNTRIES, 2017, 2018)
    shown = (narrow.indices, narrow.scores, narrow.registrations, narrow.organisations, narrow.civic_space)
    assert sum(map(len, shown)) + narrow.left_out == rows


def test_countries_and_years_are_kept_in_the_order_asked_for():
    context = read_context(("Germany", "China"), 2000, 2010)
    assert list(dict.fromkeys(context.indices["country"])) == ["Germany", "China"]
    assert context.indices["year"].between(2000, 2010).all()
    assert context.indices["indicator"].iloc[:3].tolist() == list(INDICES)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (((), 1990, 2025), "some of: China"),
        ((("Atlantis",), 1990, 2025), "some of: China"),
        ((DEFAULT, 2025, 1990), "year_from is 2025"),
    ],
)
def test_a_wrong_choice_says_what_is_allowed(arguments, message):
    with pytest.raises(ParameterError, match=message):
        read_context(*arguments)


def test_tables_handed_in_are_not_changed():
    vdem, other = data.load("culture_vdem"), data.load("culture_other")
    before = vdem.copy(deep=True), other.copy(deep=True)
    select_context(vdem, other, DEFAULT, 1990, 2000)
    pd.testing.assert_frame_equal(vdem, before[0])
    pd.testing.assert_frame_equal(other, before[1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("countries", "years"),
    list(
        itertools.product(
            (DEFAULT, COUNTRIES, ("Mongolia",), ("France",)), ((1990, 2025), (2018, 2018), (1981, 1999))
        )
    ),
)
def test_figures_are_legible_wherever_there_is_something_to_draw(countries, years, language):
    use_theme(language)
    context = read_context(countries, *years)
    charts = []
    if len(context.indices):
        charts.append(indices_chart(context, language))
    if len(context.scores):
        charts.append(scores_chart(context, language))
    for chart in charts:
        assert legibility_faults(chart.figure) == ()
        assert png(chart).startswith(b"\x89PNG")
        names = [country_name(country, language) for country in countries]
        assert sum(name in chart.alt for name in names) >= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_licence_that_is_passed_on_is_named(language):
    use_theme(language)
    assert "CC BY-SA 4.0" in indices_chart(read_context(DEFAULT, 1990, 2025), language).caption


def test_a_missing_year_breaks_the_line():
    vdem, other = data.load("culture_vdem"), data.load("culture_other")
    gap = vdem[(vdem["country"] == "China") & (vdem["year"] != 2000)]
    use_theme("en")
    chart = indices_chart(select_context(gap, other, ("China",), 1995, 2005))
    line = chart.figure.axes[0].lines[0]
    assert pd.isna(line.get_ydata()[5])
    assert len(line.get_xdata()) == 11


def test_surveys_are_not_joined_by_lines():
    use_theme("en")
    chart = scores_chart(read_context(DEFAULT, 1990, 2025))
    points = [line for axis in chart.figure.axes for line in axis.lines if line.get_marker() != "None"]
    assert {line.get_linestyle() for line in points} == {"None"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_without_a_count_is_named(language):
    shown = organisation_table(everything(), language)
    uncounted = shown[shown.iloc[:, 3] == "–"]
    assert set(uncounted.iloc[:, 0]) == {
        country_name(country, language) for country in ("France", "Kazakhstan", "Mongolia")
    }
    assert "762,000" in set(shown.iloc[:, 3])


@pytest.mark.parametrize("language", LANGUAGES)
def test_registrations_and_ratings_are_shown_as_published(language):
    context = everything()
    assert list(registration_table(context, language).iloc[:, 2]) == ["99", "186", "231"]
    ratings = civic_space_table(context, language)
    assert len(ratings) == 5
    assert ratings.iloc[0, 2] == "–"
    assert bearing_table(language).shape == (5, 3)
    assert left_out_note(context, language) == ""
    assert "162" in left_out_note(read_context(COUNTRIES, 2000, 2025), language)


def test_lowest_years_needs_every_index_below_every_country():
    rows = [
        (country, year, indicator, value)
        for year, china in ((2000, 0.1), (2001, 0.1), (2002, 0.9))
        for indicator in INDICES
        for country, value in (("China", china), ("France", 0.5))
    ]
    table = pd.DataFrame(rows, columns=["country", "year", "indicator", "value"])
    assert lowest_years(table, "China") == (2, 3)
    table.loc[(table["year"] == 2001) & (table["indicator"] == INDICES[2]), "value"] = 0.5
    assert lowest_years(table, "China") == (1, 3)
    assert lowest_years(table[~((table["year"] == 2000) & (table["country"] == "France"))], "China") == (0, 2)


def test_findings_of_the_default_countries():
    found = {f.name: (f, tables) for f, tables in context_findings(read_context(DEFAULT, 1990, 2025))}
    assert found["overseas_offices_2017"][0].value == 186
    assert found["overseas_activities_2017"][0].value == 231
    assert found["overseas_offices_2017"][1] == ("culture_other",)
    assert found["civil_society_china"][1] == ("culture_vdem",)
    assert found["china_lowest_years"][0].n == 36
    assert found["organisations_china"][0].value == 891300
    assert "organisations_france" not in found
    assert "1.95" in found["self_expression_france"][0].sentence["zh"]


@pytest.mark.parametrize("countries", [("France",), ("China",), ("Mongolia", "China")])
@pytest.mark.parametrize("years", [(1990, 2025), (1980, 1985), (2025, 2025)])
def test_findings_are_those_that_the_choice_has(countries, years):
    found = [finding for finding, _ in context_findings(read_context(countries, *years))]
    assert len({finding.name for finding in found}) == len(found)
    for finding in found:
        assert set(finding.sentence) == set(LANGUAGES)
    names = {finding.name for finding in found}
    assert ("overseas_offices_2017" in names) == ("China" in countries and years == (1990, 2025))
    assert ("china_lowest_years" in names) == (len(countries) > 1 and years[1] > 1990)
