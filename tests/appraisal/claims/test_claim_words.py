"""What a reader sees of the ledger: quantities, tables and files."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from claim_rows import claim, entry, reading, wordy

from greentwin.appraisal.claims.coding import account
from greentwin.appraisal.claims.export import CLAIM_COLUMNS, READING_COLUMNS, claim_frame, reading_frame
from greentwin.appraisal.claims.intervals import Interval
from greentwin.appraisal.claims.ledger import Ledger
from greentwin.appraisal.claims.marks import wrapped
from greentwin.appraisal.claims.robustness import variants
from greentwin.appraisal.claims.stated import published, stated
from greentwin.appraisal.claims.summary import by_strand, count
from greentwin.appraisal.claims.tables import (
    account_table,
    by_outcome,
    count_table,
    decider_table,
    ledger_table,
    reading_table,
    reason_table,
    robustness_table,
    what_decides,
)
from greentwin.plotting import LANGUAGES, MISSING, Language


class TestStated:
    @pytest.mark.parametrize(
        ("changes", "en", "zh"),
        [
            ({}, "40 %", "40%"),
            ({"qualifier": "approx"}, "about 40 %", "约40%"),
            ({"qualifier": "nearly"}, "nearly 40 %", "接近40%"),
            ({"qualifier": "more_than", "high": None}, "more than 40 %", "超过40%"),
            ({"qualifier": "at_least", "high": None}, "40 % or more", "40%以上"),
            ({"qualifier": "less_than", "low": None, "unit": "km"}, "less than 40 km", "不足40公里"),
            ({"qualifier": "range", "high": 45.0}, "40–45 %", "40–45%"),
            ({"qualifier": "projected"}, "40 % (expected)", "40%(预期)"),
            ({"unit": "count"}, "40", "40"),
            ({"unit": "month", "low": 1.5, "high": 1.5}, "1.5 months", "1.5个月"),
            ({"unit": "year", "low": 1.0, "high": 1.0}, "1 year", "1年"),
            ({"unit": "year", "low": 2.0, "high": 2.0}, "2 years", "2年"),
            ({"unit": "calendar_year", "low": 2010.0, "high": 2010.0}, "2010", "2010年"),
            ({"unit": "Mt CO2", "low": 2600.0, "high": 2600.0}, "2,600 Mt CO₂", "2,600百万吨CO₂"),
            ({"unit": "person", "low": 7e7, "high": 7e7}, "70 million people", "7,000万人"),
            ({"unit": "person"}, "40 people", "40人"),
        ],
    )
    def test_in_both_languages(self, changes: dict[str, object], en: str, zh: str) -> None:
        assert (stated(claim(**changes), "en"), stated(claim(**changes), "zh")) == (en, zh)

    def test_words_say_how_they_are_read(self) -> None:
        worded = claim(basis="wording", qualifier="at_least", low=3.2, high=None)
        assert stated(worded, "en") == "in words, read as 3.2 % or more"
        assert stated(worded, "zh") == "仅文字，读作3.2%以上"
        assert (stated(wordy(), "en"), stated(wordy(), "zh")) == ("in words", "仅文字")

    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [(268, 269, "2017-09-25 – 2017-09-26"), (1, 1, "2017-01-01"), (365, 365, "2017-12-31")],
    )
    def test_days_are_dates_of_the_year(self, low: float, high: float, expected: str) -> None:
        found = claim(unit="day_of_year", low=low, high=high, qualifier="range", years=(2017, 2017))
        assert stated(found, "en") == stated(found, "zh") == expected


class TestPublished:
    @pytest.mark.parametrize(
        ("low", "high", "unit", "expected"),
        [
            (27.95, 28.05, "%", "28.0 %"),
            (55.5, 56.5, "%", "56 %"),
            (70.5, 76.5, "%", "70.5–76.5 %"),
            (-51.35, -50.37, "%", "−50.9 %"),
            (-5.2, 3.1, "%", "−5.2 to 3.1 %"),
            (70, math.inf, "%", "≥ 70 %"),
            (62.13, math.inf, "%", "≥ 62.1 %"),
            (10, 20, "km", "10–20 km"),
            (345, 355, "km", "345–355 km"),
            (416, 416, "Mt CO2", "416 Mt CO₂"),
            (66444864, 66444864, "person", "66.44 million people"),
            (2013, 2013, "calendar_year", "2013"),
            (169, 169, "count", "169"),
            (3, 3, "month", "3 months"),
        ],
    )
    def test_values_are_written_as_far_as_they_are_known(
        self, low: float, high: float, unit: str, expected: str
    ) -> None:
        assert published(Interval(low, high), claim(unit=unit), "en") == expected


class TestTables:
    def test_a_row_of_the_ledger(self) -> None:
        row = entry(claim(), reading(40.0), reading(60.0, source="b"), reading(30, math.inf, source="c"))
        shown = ledger_table([row], "en").iloc[0].tolist()
        assert shown == [
            "k99",
            "A quantity fell",
            "40 %",
            "agrees: 40 %; disagrees: 60 %; open: ≥ 30 %",
            "depends",
            "source",
        ]
        assert ledger_table([row], "zh").iloc[0, 3:].tolist() == [
            "相符：40%；不符：60%；未决：≥30%",
            "视情况而定",
            "来源",
        ]

    def test_equal_figures_are_written_once_and_none_as_a_dash(self) -> None:
        row = entry(claim(), reading(40.0), reading(40.0, source="b"))
        assert by_outcome(row, "en") == "agrees: 40 %"
        assert what_decides(row, "en") == "all 2 figures"
        assert by_outcome(entry(wordy()), "en") == MISSING
        assert what_decides(entry(claim(), reading(40.0)), "en") == "one figure"
        assert what_decides(entry(wordy(reason="outlook")), "en") == "lies ahead"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_claim_has_its_row_and_every_cell_a_text(self, ledger: Ledger, language: Language) -> None:
        shown = ledger_table(ledger, language)
        assert len(shown) == len(ledger)
        assert (shown.map(len) > 0).all(axis=None)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_figure_has_its_row(self, ledger: Ledger, language: Language) -> None:
        shown = reading_table(ledger, language)
        assert len(shown) == sum(len(row.readings) for row in ledger)
        own = entry(claim(reason="same_side"), reading(40.0, counts=False, verified=False))
        ours = reading_table([own], language).iloc[0].tolist()
        assert ours[3] == {"en": "does not count", "zh": "不计入"}[language]
        assert ours[5] == {"en": "no", "zh": "否"}[language]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_account_adds_up(self, language: Language) -> None:
        found = account()
        shown = account_table(found, language)
        assert shown.iloc[:, 1:].sum().sum() == len(found)
        assert shown.iloc[0, 1] == ((found["fate"] == "claim") & (found["table"] == "figures")).sum()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_counts_by_group(self, ledger: Ledger, language: Language) -> None:
        shown = count_table((*by_strand(ledger), count(ledger)), language)
        assert shown.iloc[:-1, 1].sum() == shown.iloc[-1, 1] == len(ledger)
        assert (shown.iloc[:, 2:7].sum(axis=1) == shown.iloc[:, 1]).all()
        assert (shown.iloc[:, 2:5].sum(axis=1) == shown.iloc[:, 7]).all()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_reasons_and_deciders_name_their_claims(self, ledger: Ledger, language: Language) -> None:
        why = reason_table(ledger, language)
        named = [number for cell in why.iloc[:, 2] for number in cell.split(", ")]
        assert sorted(named) == sorted(e.claim.claim_id for e in ledger if e.verdict.reason)
        assert (why.iloc[:, 2].str.split(", ").map(len) == why.iloc[:, 1]).all()
        what = decider_table(ledger, language)
        assert len(what) == 4
        assert sum(what.iloc[:, 1]) == sum(len(e.verdict.decided_by) for e in ledger)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_robustness_begins_with_the_page_itself(self, ledger: Ledger, language: Language) -> None:
        found = variants(ledger, 0.05)
        shown = robustness_table(ledger, found, language)
        assert len(shown) == len(found) + 1
        assert (shown.iloc[:, 1:6].sum(axis=1) == len(ledger)).all()
        assert shown.iloc[0, 6] == MISSING


class TestFiles:
    def test_one_row_per_claim_with_its_locator_and_verdict(self, ledger: Ledger) -> None:
        frame = claim_frame(ledger, 0.05)
        assert tuple(frame.columns) == CLAIM_COLUMNS
        assert frame["claim_id"].tolist() == [row.claim.claim_id for row in ledger]
        row = frame.set_index("claim_id").loc["k50"]
        assert (row["source_id"], row["char_start"], row["verdict"]) == ("s4", 1350, "contradicted")
        assert (row["read_low"], row["read_high"], row["n_disagree"]) == (41.5, 42.5, 4)

    def test_open_bounds_and_what_is_not_claimed_are_empty(self) -> None:
        open_ended = entry(claim(qualifier="more_than", high=None), reading(50, math.inf), reading(60.0))
        frame = claim_frame([open_ended, entry(wordy())], 0.05)
        assert pd.isna(frame.loc[0, "read_high"])
        assert frame.loc[0, "published_low"] == frame.loc[0, "published_high"] == 60
        assert frame.loc[1, ["read_low", "stated_low", "published_low", "published_high"]].isna().all()

    def test_one_row_per_figure(self, ledger: Ledger) -> None:
        frame = reading_frame(ledger)
        assert tuple(frame.columns) == READING_COLUMNS
        assert len(frame) == sum(len(row.readings) for row in ledger)
        counted = frame["outcome"].isin(["agrees", "disagrees"])
        assert counted.sum() == sum(len(row.decided) for row in ledger)


def test_lines_are_broken_by_width() -> None:
    assert wrapped("nearly 70 million people", 18) == "nearly 70 million\npeople"
    assert max(map(len, wrapped("城市群约占全省人口的百分之二十左右而且还在上升", 20).split("\n"))) <= 12
