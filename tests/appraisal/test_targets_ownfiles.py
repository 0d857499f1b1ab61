"""A user's own indicator system from files: a made-up one, its faults, and its smallest form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from greentwin.appraisal.targets.assessment import Choices, assess
from greentwin.appraisal.targets.coverage import seen_by_one
from greentwin.appraisal.targets.ownfiles import OwnFiles, read
from greentwin.appraisal.targets.ownrules import MOST
from greentwin.errors import DataError

HERE = Path(__file__).parent
NAMES = ("series", "links", "goals")
FICTION = OwnFiles(*(str(HERE / f"fictitious_indicator_{name}.csv") for name in NAMES))


def changed(folder: Path, **changes: tuple[str, str]) -> OwnFiles:
    """Copy the made-up files, with one text changed in some of them."""
    for name in NAMES:
        text = (HERE / f"fictitious_indicator_{name}.csv").read_text(encoding="utf-8")
        before, after = changes.get(name, ("", ""))
        assert before in text
        text = text.replace(before, after, 1) if before else text
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return OwnFiles(*(str(folder / f"{name}.csv") for name in NAMES))


def test_own_files_give_a_system_of_their_own() -> None:
    system = read(FICTION)
    assert system.own_files
    assert list(system.indicators.index) == ["herons", "smoke", "lanterns"]
    assert system.indicators["scope"].tolist() == ["city", "city", "nation"]
    assert system.indicators.loc["smoke", "name_zh"] == "Smoke of the lotus works"
    assert list(system.goals["name_zh"]) == ["活水", "Clear air", "宁静之夜"]
    assert system.values_of("herons").loc[2020] == 40
    assert 2019 not in system.values_of("herons").index
    assert len(system.targets) == 5
    texts = system.targets.set_index("target")["text_en"]
    assert texts["herons_level_2030"] == "harbour plan"
    assert texts["smoke_change_2030"] == "−50 % against 2010"
    assert texts["smoke_level_2040"] == "0 t"
    assert system.targets.set_index("target").loc["smoke_level_2040", "net"]


def test_without_a_file_of_goals_they_are_those_that_the_links_name() -> None:
    system = read(replace(FICTION, goals=""))
    assert list(system.goals.index) == ["living_water", "clear_air", "quiet_nights"]
    assert system.goals.loc["quiet_nights", "name_en"] == "quiet nights"


def test_what_it_covers_and_where_its_targets_stand() -> None:
    found = assess(read(FICTION), Choices())
    assert found.whole.goals_without_indicator == ("quiet_nights",)
    assert found.whole.indicators_without_link == ("lanterns",)
    assert (found.own.sdgs, found.own.targets) == ((11, 13, 15), ("11.6", "15.5"))
    assert found.whole.aimed_not_measured == ("3.9", "6.6")
    assert seen_by_one(found.system.links) == (7, 8)
    assert found.tested() == ("herons",)
    assert found.towards("herons") == "towards"
    standing = {item.target: item.standing for item in found.distances}
    assert standing == {
        "herons_level_2030": "measured",
        "smoke_change_2030": "measured",
        "smoke_level_2040": "nothing_since_start",
        "smoke_peak_year_2025": "no_level",
        "smoke_change_2035": "base_not_observed",
    }
    herons = next(item for item in found.distances if item.indicator == "herons")
    assert (herons.done, herons.elapsed, herons.gap) == (0.5, 0.5, 0.0)
    assert herons.needed == 2.0


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        (OwnFiles(series="a.csv"), "missing: links_file"),
        (OwnFiles(links="a.csv"), "missing: series_file"),
        (OwnFiles(goals="a.csv"), "missing: series_file, links_file"),
    ],
)
def test_files_go_together(files: OwnFiles, missing: str) -> None:
    with pytest.raises(DataError, match=missing):
        read(files)


@pytest.mark.parametrize(
    ("name", "before", "after", "message"),
    [
        (
            "series",
            "pairs,up,,observed,2011",
            "birds,up,,observed,2011",
            "row 2, column unit: is not that of herons",
        ),
        ("series", "up,,observed,2012", "down,,observed,2012", "row 3, column direction: is not that"),
        ("series", "繁殖鹭数,pairs,up,,observed,2013", ",pairs,up,,observed,2013", "row 4, column name_zh"),
        (
            "series",
            "none,nation,observed",
            "none,nation,level",
            "row 18, column kind: lanterns has no observed",
        ),
        ("series", "2020,90", "2020,", "row 13, column value: is empty; observed needs a value"),
        (
            "series",
            "change,2030,-50,2010",
            "change,2030,-50,",
            "row 14, column base_year: is empty; a change",
        ),
        (
            "series",
            "change,2030,-50,2010",
            "change,2030,-50,2030",
            "row 14, column base_year: 2030 is not before",
        ),
        (
            "series",
            "2010,100,,,",
            "2010,100,2000,,",
            "row 12, column base_year: is filled for change and level",
        ),
        ("series", "2010,100,,,", "2010,100,,yes,", "row 12, column net: is filled for targets only"),
        ("series", "peak_year,2025,,,", "peak_year,2025,7,,", "row 16, column value: is empty for peak_year"),
        ("series", "observed,2011,22", "observed,2010,22", "row 2: repeats the key"),
        ("series", "observed,2011,22", "observed,2011,many", "row 2, column value: 'many' is not a number"),
        (
            "links",
            "herons,living_water",
            "storks,living_water",
            "row 1, column from_id: 'storks' is no indicator",
        ),
        (
            "links",
            "herons,living_water",
            "herons,dry_land",
            "row 1, column to_id: 'dry_land' is no goal of the file",
        ),
        (
            "links",
            "indicator_goal,herons,living_water",
            "indicator_goal,herons,15",
            "row 1, column to_id: '15' is a",
        ),
        (
            "links",
            "herons,15.5",
            "herons,15.10",
            "row 4, column to_id: '15.10' is no goal or target of the Agenda",
        ),
        ("links", "smoke,13,", "smoke,18,", "row 6, column to_id: '18' is no goal or target"),
        ("links", "smoke,13,", "smoke,clear_air,", "row 6, column to_id: 'clear_air' is no goal or target"),
        ("links", "goal_sdg,living_water", "goal_sdg,herons", "row 7, column from_id: 'herons' is no goal"),
        ("goals", "quiet_nights,", "loud_nights,", "row 9, column from_id: 'quiet_nights' is no goal"),
    ],
)
def test_a_fault_is_named_by_file_row_and_column(tmp_path, name, before, after, message) -> None:
    with pytest.raises(DataError, match=message) as caught:
        read(changed(tmp_path, **{name: (before, after)}))
    place = "links" if name == "goals" else name
    assert f"{place}.csv" in str(caught.value)


def test_faults_of_all_files_come_together(tmp_path) -> None:
    files = changed(
        tmp_path,
        series=("2020,90", "2020,"),
        links=("smoke,13,", "smoke,18,"),
        goals=("living_water,", "Water,"),
    )
    with pytest.raises(DataError) as caught:
        read(files)
    text = str(caught.value)
    assert all(part in text for part in ("column value", "'18' is no goal", "goals.csv"))


def test_too_many_indicators_are_refused(tmp_path) -> None:
    rows = "".join(f"i_{n},Name {n},,t,up,,observed,2020,1,,,\n" for n in range(MOST["indicator_series"] + 1))
    (tmp_path / "series.csv").write_text(
        "indicator,name_en,name_zh,unit,direction,scope,kind,year,value,base_year,net,note\n" + rows
    )
    (tmp_path / "links.csv").write_text(
        "kind,from_id,to_id,strength,coder,reason\nindicator_sdg,i_0,1,direct,a,\n"
    )
    files = OwnFiles(str(tmp_path / "series.csv"), str(tmp_path / "links.csv"))
    with pytest.raises(DataError, match="has 121 indicators, at most 120 can be shown"):
        read(files)


def test_too_many_goals_are_refused_from_either_file(tmp_path) -> None:
    files = changed(tmp_path)
    names = [f"goal_{number}" for number in range(MOST["indicator_goals"] + 1)]
    text = "".join(f"goal_sdg,{name},1,direct,a,\n" for name in names)
    (tmp_path / "links.csv").write_text("kind,from_id,to_id,strength,coder,reason\n" + text)
    with pytest.raises(DataError, match=r"links.csv': the file has 25 goals, at most 24"):
        read(replace(files, goals=""))
    rows = "".join(f"{name},A goal,,\n" for name in names)
    (tmp_path / "goals.csv").write_text("goal,name_en,name_zh,note\n" + rows)
    with pytest.raises(DataError, match=r"goals.csv': the file has 25 goals, at most 24"):
        read(files)


def test_after_fifty_faults_the_rest_is_counted(tmp_path) -> None:
    links = "".join(f"indicator_sdg,herons,17.{n},direct,reader_{n},\n" for n in range(20, 99))
    files = changed(tmp_path)
    (tmp_path / "links.csv").write_text("kind,from_id,to_id,strength,coder,reason\n" + links)
    with pytest.raises(DataError, match=r"79 faults(.|\n)*and 29 more"):
        read(files)
