from __future__ import annotations

import pandas as pd
import pytest

from greentwin import data
from greentwin.circular import comparability


@pytest.fixture(scope="module")
def judged() -> pd.DataFrame:
    return data.load("circular_comparability")


def test_every_judgement_has_a_reference_or_says_there_is_none(judged: pd.DataFrame) -> None:
    matrix = comparability.matrix(judged)
    for system in ("china", "nrw"):
        given = matrix[matrix[system].notna()]
        assert (given["eu"].isna() == (given[system] == "no_counterpart")).all()
    assert set(matrix["eu"].dropna()) == {"reference"}


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
    counts = comparability.counts(judged, "china")
    assert sum(counts.values()) == (judged["system"] == "china").sum()
    assert counts["same"] == 0
    assert 0 < comparability.unverified(judged, "china") < sum(counts.values())
    assert comparability.unverified(judged, "eu") == 0


def test_the_same_chinese_rate_has_a_relative_and_a_namesake(judged: pd.DataFrame) -> None:
    china = comparability.matrix(judged)["china"]
    assert china["circular_share"] == "only_named_alike"
    assert china["waste_recycling"] == "similar"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_readable_tables_mark_what_was_not_verified(judged: pd.DataFrame, language: str) -> None:
    frame = comparability.readable(judged, "china", language)
    assert frame.shape == ((judged["system"] == "china").sum(), 5)
    assert frame.iloc[:, 3].str.endswith(" *").sum() == comparability.unverified(judged, "china")
