from __future__ import annotations

import pandas as pd
import pytest

from greentwin import data
from greentwin.circular import statements


@pytest.fixture(scope="module")
def single() -> pd.DataFrame:
    return statements.single_figures(data.load("circular_economy"), "CN")


def test_series_are_left_out_and_nothing_else(single: pd.DataFrame) -> None:
    everything = data.load("circular_economy").query("area == 'CN'")
    assert set(everything["indicator"]) - set(single["indicator"]) == {"urban_msw_collected"}


def test_the_two_ends_of_a_range_are_one_statement(single: pd.DataFrame) -> None:
    ends = single[single["qualifier"].isin(["range_low", "range_high"])]
    assert len(ends) == 2
    assert sum(statements.status_counts(single).values()) == len(single) - 1


@pytest.mark.parametrize(
    ("language", "figures"),
    [
        ("en", {"20–25 %", "more than 25 %", "nearly 12,000 Mt", "about 0.25"}),
        ("zh", {"20–25 %", "超过25 %", "近12,000 Mt", "约0.25"}),
    ],
)
def test_figures_are_written_as_exactly_as_their_source(
    single: pd.DataFrame, language: str, figures: set[str]
) -> None:
    frame = statements.readable(
        single, data.load("circular_indicator_meanings"), data.load("circular_comparability"), language
    )
    assert figures <= set(frame.iloc[:, 2])
    assert frame.notna().all(axis=None)


def test_every_indicator_has_a_meaning_and_an_item() -> None:
    meanings = data.load("circular_indicator_meanings")
    assert set(data.load("circular_economy")["indicator"]) == set(meanings["indicator"])
    assert set(meanings["item"]) <= set(data.load("circular_comparability")["item"])


def test_target_and_report_stand_side_by_side(single: pd.DataFrame) -> None:
    # plan of 2017: +15 % from 2015 to 2020; plan of 2021: +26 % reported
    assert statements.progress(single, "main_resource_productivity_change_vs_2015", 2020) == (15.0, 26.0)
    assert statements.progress(single, "scrap_steel_use", 2025) is None
