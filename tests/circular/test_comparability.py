from __future__ import annotations

from typing import get_args

import pandas as pd
import pytest

from greentwin import data
from greentwin.circular import comparability
from greentwin.circular.comparability_figure import matrix_chart
from greentwin.errors import DataError
from greentwin.plotting import Language, legibility_faults, png, use_theme


@pytest.fixture(scope="module")
def judged() -> pd.DataFrame:
    return data.load("circular_comparability")


def test_every_judgement_has_a_reference_or_says_there_is_none(judged: pd.DataFrame) -> None:
    has = set(zip(judged["item"], judged["system"], strict=True))
    for row in judged[judged["verdict"] != "reference"].itertuples():
        assert ((row.item, row.reference) in has) == (row.verdict != "no_counterpart"), row.item
    assert (judged["reference"].isna() == (judged["system"] == "eu")).all()
    assert set(judged.loc[judged["system"] == "eu", "verdict"]) == {"reference"}


def test_china_2017_stands_in_only_where_europe_has_no_measure(judged: pd.DataFrame) -> None:
    europe = set(judged.loc[judged["system"] == "eu", "item"])
    assert not europe & set(judged.loc[judged["reference"] == "china_2017", "item"])
    assert set(judged.loc[judged["reference"] == "china_2017", "system"]) == {"china_parks_2007"}


@pytest.mark.parametrize(
    ("system", "listed"), [("eu", "eu_2023"), ("china_2017", "china_2017"), ("china_parks_2007",) * 2]
)
def test_every_indicator_of_the_three_systems_is_placed(
    judged: pd.DataFrame, system: str, listed: str
) -> None:
    items = judged.loc[judged["system"] == system, "framework_item"].dropna()
    placed = {int(number) for cell in items for number in cell.split("; ")}
    systems = data.load("circular_indicator_systems")
    assert placed == set(systems.loc[systems["system_id"] == listed, "item"])


def test_what_is_unverified_in_the_list_is_unverified_here(judged: pd.DataFrame) -> None:
    listed = data.load("circular_indicator_systems").groupby("system_id")["verified"].all()
    for system, name in (("china_2017", "china_2017"), ("china_parks_2007",) * 2):
        assert (judged.loc[judged["system"] == system, "verified"] == listed[name]).all()


def test_every_judgement_has_its_reason_in_both_languages(judged: pd.DataFrame) -> None:
    others = judged[judged["verdict"] != "reference"]
    for column in ("reason_en", "reason_zh"):
        assert others[column].str.len().gt(5).all()
        assert judged.loc[judged["verdict"] == "reference", column].isna().all()


def test_items_keep_one_position_and_name(judged: pd.DataFrame) -> None:
    names = judged[["position", "item", "item_en", "item_zh"]].drop_duplicates()
    assert names["item"].is_unique
    assert names["position"].is_unique


def test_counts_add_up(judged: pd.DataFrame) -> None:
    counts = comparability.counts(judged, comparability.CHINA)
    assert sum(counts.values()) == judged["system"].isin(comparability.CHINA).sum()
    assert counts["same"] == 0
    assert 0 < comparability.unverified(judged, comparability.CHINA) < sum(counts.values())
    assert comparability.unverified(judged, ["eu"]) == 0
    parks = [comparability.counts(judged, ["china_parks_2007"], r) for r in ("eu", "china_2017")]
    assert sum(sum(c.values()) for c in parks) == (judged["system"] == "china_parks_2007").sum()


def test_the_same_chinese_rate_has_a_relative_and_a_namesake(judged: pd.DataFrame) -> None:
    china = comparability.matrix(judged)["china_2017"]
    assert china["circular_share"] == "only_named_alike"
    assert china["waste_recycling"] == "similar"


def test_only_productivity_is_in_all_three_systems(judged: pd.DataFrame) -> None:
    assert comparability.in_all(judged) == {"productivity_level": ("only_named_alike",) * 2}


def test_the_matrix_of_systems_leaves_plans_and_accounts_out(judged: pd.DataFrame) -> None:
    rows = comparability.framework_rows(judged)
    assert set(rows["system"]) == set(comparability.FRAMEWORKS)
    assert not {"co2_contribution", "material_consumption", "park_transformation"} & set(rows["item"])
    assert "landfill" in set(rows["item"])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("system", comparability.SYSTEMS[1:])
def test_readable_tables_mark_what_was_not_verified(
    judged: pd.DataFrame, system: comparability.System, language: str
) -> None:
    frame = comparability.readable(judged, system, language)
    rows = judged[judged["system"] == system]
    assert frame.shape == (len(rows), 5)
    assert frame.iloc[:, 3].str.endswith(" *").sum() == comparability.unverified(judged, [system])
    assert frame.iloc[:, 2].isna().sum() == (rows["verdict"] == "no_counterpart").sum()


@pytest.mark.parametrize("language", get_args(Language))
def test_the_matrix_as_a_figure(judged: pd.DataFrame, language: Language) -> None:
    use_theme(language)
    chart = matrix_chart(judged, language)
    assert png(chart).startswith(b"\x89PNG")
    assert legibility_faults(chart.figure) == ()
    axes = chart.figure.axes[0]
    rows = comparability.framework_rows(judged)
    assert sum(len(line.get_xdata()) for line in axes.lines) == len(rows)
    assert [text.get_text() for text in axes.texts].count("*") == (~rows["verified"]).sum()
    assert str((~rows["verified"]).sum()) in chart.alt
    with pytest.raises(DataError, match="no judgement"):
        matrix_chart(judged.iloc[:0], language)
