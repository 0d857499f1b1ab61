"""The page on indicator systems runs for cities of every kind and for own files, and says what there is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from greentwin.errors import ParameterError
from greentwin.study import parameters

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "indicator_systems.ipynb"
FICTION = {
    f"{name}_file": str(ROOT / "tests" / "appraisal" / f"fictitious_indicator_{name}.csv")
    for name in ("series", "links", "goals")
}
SERIES = {"series_testable", "trends_shown", "trends_strict"}
Execute = Callable[..., tuple[dict[str, Any], list[str]]]


@pytest.fixture
def execute(execute: Execute) -> Execute:
    """Run the notebook's code in this process; return its names and the texts it displayed."""

    def run(**values: object) -> tuple[dict[str, Any], list[str]]:
        names, shown = execute(**values)
        return names, [str(getattr(thing, "data", thing)) for thing in shown]

    return run


def _findings(names: dict[str, Any]) -> set[str]:
    return set(names["run"]._findings)


def _figures(shown: list[str]) -> int:
    return sum(text.startswith("{'image/png'") for text in shown)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_default_run_records_everything(execute: Execute, language: str) -> None:
    names, shown = execute(language=language)
    assert _findings(names) == SERIES | {
        *("indicators_named", "goals_without_own_series", "targets_touched", "aims_not_touched"),
        *("targets_measurable", "way_bonn_2030", "pace_bonn_2030", "pace_bonn_2035"),
    }
    assert sum("<table" in text for text in shown) == 7
    assert _figures(shown) == 4
    other = {"en": "指标", "zh": "Indicator"}[language]
    assert not any(other in text for text in shown if "<table" in text)


def test_a_city_without_goals_and_without_a_level_says_so(execute: Execute) -> None:
    names, shown = execute(city="长沙")
    assert "No goals of Changsha are in the tables." in shown
    assert "No target of Changsha can be drawn as a path to a series of this selection." in shown
    assert sum("<table" in text for text in shown) == 7
    assert "goals_without_own_series" not in _findings(names)


def test_a_city_without_targets_says_so(execute: Execute) -> None:
    names, shown = execute(city="Kunming", language="zh")
    assert "表中没有昆明的目标值。" in shown
    assert not any(name.startswith(("way_", "pace_", "targets_m")) for name in _findings(names))


def test_own_files_show_nothing_of_the_study(execute: Execute) -> None:
    names, shown = execute(**FICTION)
    assert _figures(shown) == 4
    assert {"links_seen_by_one", "way_herons_level_2030", "way_smoke_change_2030"} <= _findings(names)
    assert "indicators_named" not in _findings(names)
    told = [text for text in shown if 'class="gt-sources"' not in text]
    assert not any(word in text for text in told for word in ("Bonn", "Essen", "city_goals", "coder_1"))
    used = next(text for text in shown if 'class="gt-sources"' in text)
    assert "city_inventories" not in used
    assert "sdg_goals" in used


def test_years_and_few_values(execute: Execute) -> None:
    names, shown = execute(scopes=["city"], year_from=2014)
    assert "No series of Bonn has 8 or more values in these years." in shown
    assert _figures(shown) == 3
    assert "way_bonn_2030" in _findings(names)
    assert "pace_bonn_2030" not in _findings(names)


def test_a_target_of_the_reader_is_measured(execute: Execute) -> None:
    names, shown = execute(city="Changsha", own_target=[-20, 2005, 2030])
    assert {"way_own_target_co2_prefecture", "pace_own_target_co2_prefecture"} <= _findings(names)
    assert any("your target: −20 % against 2005" in text for text in shown)
    assert _figures(shown) == 3


def test_direct_links_only(execute: Execute) -> None:
    names, _ = execute(minimum_strength="direct")
    assert names["result"].whole.goals_without_indicator[0] == "bonn_mobility"
    assert names["run"]._findings["targets_touched"].value == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"city": "Atlantis"}, "no city is named 'Atlantis'"),
        ({"scopes": ["nation"]}, "scopes need city"),
        ({"scopes": ["city", "city"]}, "scopes names city more than once"),
        ({"scopes": ["world"]}, "'world' is not one of the choices; allowed: city, region, nation"),
        ({"min_points": 4}, "min_points: 4 is too small; allowed: 5 to 50"),
        ({"trend_level": 0.5}, "trend_level: 0.5 is too large"),
        ({"year_from": 2010, "year_to": 2000}, "year_from is 2010, after year_to 2000"),
        ({"year_from": 2050}, "no series of Bonn is left with these years"),
        ({"own_target": [-50]}, "a change in per cent and two years"),
        ({"own_target": [-50, 1990.5, 2030]}, "a change in per cent and two years"),
        ({"own_target": [-150, 1990, 2030]}, "is -150; allowed: -100 to 1000"),
        ({"own_target": [-50, 2030, 1990]}, "the target is for 1990; that must be after its base year 2030"),
        ({"own_target": [-50, 1990, 2030], **FICTION}, "give a target as a row of series_file"),
        ({"city": "Essen", **FICTION}, "with own files leave city out"),
        ({"series_file": FICTION["series_file"]}, "missing: links_file"),
        ({"goals_file": FICTION["goals_file"]}, "missing: series_file, links_file"),
        ({**FICTION, "links_file": FICTION["goals_file"]}, "does not fit the template indicator_links"),
        ({"city": "Ulaanbaatar", "own_target": [-50, 1990, 2030]}, "no series of total emissions"),
        ({"target": 2030}, "has no parameter 'target'"),
    ],
)
def test_bad_parameters_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        parameters.validate("indicator_systems", values)


def test_parameters_can_be_given_as_text(tmp_path: Path) -> None:
    given = parameters.from_text("indicator_systems", {"own_target": "-50, 1990, 2030", "scopes": "city"})
    assert given == {"own_target": [-50, 1990, 2030], "scopes": ["city"]}
    assert parameters.validate("indicator_systems", given).own_target == [-50, 1990, 2030]
    assert json.dumps(parameters.validate("indicator_systems", given).model_dump())
