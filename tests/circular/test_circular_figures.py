from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin import data
from greentwin.circular import figures, series, tables
from greentwin.circular.accounts import regional_accounts
from greentwin.circular.endlabels import spread
from greentwin.circular.options import AREAS
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, legibility_faults, png, svg, use_theme

LANGUAGES = get_args(Language)


@pytest.fixture(scope="module")
def rates() -> pd.DataFrame:
    return series.published_rates(data.load("circular_economy"), data.load("circular_material_use_vintages"))


def _check(chart: Chart, *numbers: str) -> None:
    assert png(chart).startswith(b"\x89PNG")
    assert svg(chart).count("<svg") == 1
    assert legibility_faults(chart.figure) == ()
    for number in numbers:
        assert number in chart.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_rates_in_both_languages(rates: pd.DataFrame, language: Language) -> None:
    use_theme(language)
    names = tables.area_names(data.load("areas"), language)
    chosen = series.select(rates, AREAS, 2010, 2024)
    chart = figures.rates_chart(chosen.rates, names, "EU27", language)
    _check(chart, "30.6", "1.3", "11.8", "2025-04")
    texts = {text.get_text() for text in chart.figure.axes[0].texts}
    assert len(texts) == len(AREAS)
    assert any(text.startswith(names["NL"]) for text in texts)


@pytest.mark.parametrize(
    ("areas", "first", "last"), [(["RO"], 2004, 2024), (["EU27", "DE"], 2024, 2024), (["SE"], 2023, 2023)]
)
def test_rates_of_few_areas_and_years(rates: pd.DataFrame, areas: list[str], first: int, last: int) -> None:
    use_theme("en")
    names = tables.area_names(data.load("areas"), "en")
    chosen = series.select(rates, areas, first, last).rates
    chart = figures.rates_chart(chosen, names, areas[0])
    _check(chart)
    top = chart.figure.axes[0].get_ylim()[1]
    assert chosen.loc[chosen["vintage"] == series.longest_vintage(chosen), "value"].max() < top


@pytest.mark.parametrize("language", LANGUAGES)
def test_vintages_in_both_languages(rates: pd.DataFrame, language: Language) -> None:
    use_theme(language)
    name = tables.area_names(data.load("areas"), language)["EU27"]
    chart = figures.vintages_chart(rates, "EU27", name, language)
    _check(chart, "12.0", "11.2", "0.8")
    legend = chart.figure.axes[0].get_legend()
    assert legend is not None
    assert len(legend.get_texts()) == rates.query("area == 'EU27'")["vintage"].nunique()
    with pytest.raises(DataError, match="no rate of XX"):
        figures.vintages_chart(rates, "XX", "nowhere")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("first", "last"), [(1994, 2024), (2021, 2021)])
def test_accounts_in_both_languages(language: Language, first: int, last: int) -> None:
    use_theme(language)
    accounts = regional_accounts(data.load("circular_economy"), "NRW", first, last)
    name = tables.area_names(data.load("areas"), language)["NRW"]
    _check(figures.accounts_chart(accounts, name, language), "536.9", "273.9", "116.5")


def test_lines_break_where_years_are_missing() -> None:
    use_theme("en")
    accounts = regional_accounts(data.load("circular_economy"), "NRW", 1994, 2024)
    line = figures.accounts_chart(accounts, "North Rhine-Westphalia").figure.axes[0].lines[0]
    drawn = pd.Series(line.get_ydata(), index=line.get_xdata())
    assert drawn.loc[1995:2011].isna().all()
    with pytest.raises(DataError, match="no account"):
        figures.accounts_chart(accounts.iloc[:0], "North Rhine-Westphalia")


@given(
    st.lists(st.floats(min_value=0, max_value=100), max_size=12).map(sorted),
    st.floats(min_value=0.1, max_value=10),
)
def test_spread_keeps_order_and_distance(values: list[float], distance: float) -> None:
    places = spread(values, distance)
    assert len(places) == len(values)
    assert all(b - a >= distance - 1e-6 for a, b in pairwise(places))
    assert sum(places) == pytest.approx(sum(values), abs=1e-6)


def test_spread_leaves_values_that_are_far_apart() -> None:
    assert spread([1.0, 5.0, 9.0], 2.0) == [1.0, 5.0, 9.0]
    assert spread([4.0, 4.0], 2.0) == [3.0, 5.0]
