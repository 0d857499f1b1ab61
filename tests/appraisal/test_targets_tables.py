"""Tables and findings of indicator systems say what was computed, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from test_targets_figures import CITIES, many
from test_targets_ownfiles import FICTION

from greentwin.appraisal.targets import (
    agenda,
    findings,
    ownfiles,
    stated,
    tables,
    target_findings,
    target_tables,
    wording,
)
from greentwin.appraisal.targets.assessment import Choices, assess
from greentwin.appraisal.targets.reading import read
from greentwin.plotting import LANGUAGES

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("city", CITIES)
def test_english_tables_have_no_chinese(city: str) -> None:
    found = assess(read(city), Choices())
    frames = [
        tables.stated_table(stated.statements(), "en"),
        tables.series_table(found, "en"),
        tables.trend_table(found, "en"),
        tables.goal_table(found, "en"),
        tables.sdg_table(found, agenda.goals(), "en"),
        tables.uncovered_table(found, agenda.goals(), "en"),
        target_tables.target_table(found, "en"),
        target_tables.peak_table(found, "en"),
    ]
    assert not any(CHINESE.search(frame.to_csv()) for frame in frames)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_series_table_counts_years_and_gaps(language) -> None:
    frame = tables.series_table(assess(read("Bonn"), Choices()), language)
    assert len(frame) == 21
    assert frame.iloc[1].tolist()[3:] == ["1990–2018", 13, 16, 2]
    assert frame.iloc[0, 0] == {"en": "City", "zh": "本市"}[language]


def test_the_trend_table_says_direction_p_and_interval() -> None:
    frame = tables.trend_table(assess(read("Bonn"), Choices()), "en")
    assert frame.iloc[0].tolist() == [
        "Greenhouse gases, total (City inventory (klimawatch), kt CO2e)",
        "falling, as wanted",
        "<\u00a00.001",
        "−30.8 (−43.4 … −25.7)",
        "−0.40, 2010–2018",
        "no",
    ]
    none = frame[frame["Trend"] == "none shown"]
    assert (none["Stands the strict reading"] == "–").all()
    assert len(none) == 1


def test_a_series_without_a_wanted_direction_is_neither_good_nor_bad() -> None:
    found = assess(read("Changsha"), Choices())
    frame = tables.trend_table(found, "en").set_index("Indicator (source, unit)")
    waste = frame.loc["Waste collected in cities, country (Statistics bureau, 10^4 t)", "Trend"]
    assert waste == "rising, no direction wanted"
    assert found.towards("co2_prefecture.chen") == "away"
    assert found.towards("nation_coal_share.nbs_nat") == "too_short"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nothing_covers(language) -> None:
    frame = tables.uncovered_table(assess(ownfiles.read(FICTION), Choices()), agenda.goals(), language)
    counts = frame.iloc[:, 1].tolist()
    assert counts == [1, 1, 2, 14, 1, 0]
    assert frame.iloc[0, 2] == {"en": "Quiet nights", "zh": "宁静之夜"}[language]
    assert frame.iloc[5, 2] == {"en": "none", "zh": "无"}[language]
    changsha = tables.uncovered_table(assess(read("Changsha"), Choices()), agenda.goals(), language)
    assert len(changsha) == 4
    assert changsha.iloc[3, 1] == 3


def test_the_target_table_tells_each_standing() -> None:
    frame = target_tables.target_table(assess(ownfiles.read(FICTION), Choices()), "en").set_index("Target")
    stands = frame["Where it stands"]
    assert stands["2030: harbour plan"] == "on or ahead of the path"
    assert stands["2030: −50 % against 2010"] == "behind the path"
    assert stands["2040: 0 t (net)"] == "no value since it was set"
    assert stands["2025: peaks"] == "a year without a level"
    assert stands["2035: −20 % against 2005"] == "base year not in the series"
    row = frame.loc["2030: −50 % against 2010", ["Way / time gone (%)", "Needed a year"]]
    assert row.tolist() == ["20 / 50", "−4.00"]


def test_due_targets_are_met_or_missed() -> None:
    base = many(1)
    past = base.targets.assign(year=2008)
    for value, word in ((-5.0, "due and met"), (-50.0, "due and missed")):
        found = assess(replace(base, targets=past.assign(value=value)), Choices())
        assert target_tables.target_table(found, "en")["Where it stands"].tolist() == [word]


def test_superseded_targets_and_lines_that_lead_nowhere_are_marked() -> None:
    frame = target_tables.target_table(assess(read("Hamburg"), Choices()), "en")
    assert "2030: half of 1990, superseded" in set(frame["Target"])
    rising = assess(read("Changsha", own_target=[-50, 2005, 2030]), Choices())
    lines = target_tables.target_table(rising, "en")
    own = lines[lines["Target"].str.startswith("2030: your target")]
    assert set(own["Sen's line gets there"]) == {"never"}
    assert set(own["Where it stands"]) == {"behind the path"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_peaks(language) -> None:
    frame = target_tables.peak_table(assess(read("Changsha"), Choices()), language)
    last = {"en": "2017, the last year", "zh": "2017，为末年"}[language]
    assert frame.iloc[0, -1] == last
    assert len(frame) == 3
    early = assess(read("Changsha"), Choices(year_to=2012))
    assert target_tables.peak_table(early, "en").iloc[2, -1] == "2010"


def test_findings_of_bonn() -> None:
    found = assess(read("Bonn"), Choices())
    told = {f.name: f for f in findings.coverage_findings(found)}
    assert (told["goals_without_own_series"].value, told["goals_without_own_series"].n) == (4, 6)
    assert (told["targets_touched"].value, told["targets_touched"].n) == (3, 169)
    assert "links_seen_by_one" not in told
    targets = {f.name: f for f in target_findings.target_findings(found)}
    assert targets["targets_measurable"].value == 1
    way = targets["way_bonn_2030"]
    assert way.value == pytest.approx(100 * 777 / 1156.8)
    assert way.interval == pytest.approx((67.168, 68.493), abs=0.001)
    pace = targets["pace_bonn_2035"]
    assert pace.interval[0] < pace.value < pace.interval[1]
    assert "way_bonn_2035" not in targets
    assert pace.tables == ("city_targets", "indicator_definitions", "city_inventories")
    tested = next(f for f in findings.series_findings(found) if f.name == "trends_shown")
    assert set(tested.tables) == {
        *("indicator_definitions", "city_inventories", "circular_economy", "national_series"),
    }


def test_findings_of_own_files_name_no_table_of_the_study() -> None:
    found = assess(ownfiles.read(FICTION), Choices())
    told = [
        *findings.series_findings(found),
        *findings.coverage_findings(found),
        *target_findings.target_findings(found),
    ]
    assert {f.name for f in told} >= {"links_seen_by_one", "way_herons_level_2030", "aims_not_touched"}
    assert {table for f in told for table in f.tables} == {"sdg_goals"}
    assert not any("Bonn" in f.sentence["en"] for f in told)


def test_without_tested_series_or_targets_in_force_less_is_told() -> None:
    found = assess(ownfiles.read(FICTION), Choices(minimum=20))
    assert [f.name for f in findings.series_findings(found)] == ["series_testable"]
    assert not any(f.name.startswith("pace_") for f in target_findings.target_findings(found))
    assert list(target_findings.target_findings(assess(read("Kunming"), Choices()))) == []


@pytest.mark.parametrize("city", CITIES)
def test_sentences_are_whole_in_both_languages(city: str) -> None:
    found = assess(read(city), Choices())
    told = [
        *findings.stated_findings(stated.statements()),
        *findings.series_findings(found),
        *findings.coverage_findings(found),
        *target_findings.target_findings(found),
    ]
    assert len({f.name for f in told}) == len(told)
    for f in told:
        assert f.sentence["en"].endswith(".")
        assert f.sentence["zh"].endswith("。")
        assert not CHINESE.search(f.sentence["en"])
        assert CHINESE.search(f.sentence["zh"])
        assert "{" not in f.sentence["en"] + f.sentence["zh"]


def test_every_sentence_has_the_same_fields_in_both_languages() -> None:
    for key, texts in wording.SENTENCES.table.items():
        fields = [set(re.findall(r"{(\w+)}", texts[language])) for language in LANGUAGES]
        assert fields[0] == fields[1], key
