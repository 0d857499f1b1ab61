"""The chapter on the exchange network runs for every kind of selection and says so where nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from greentwin.errors import ParameterError
from greentwin.study import parameters

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "exchange_network.ipynb"
Execute = Callable[..., tuple[dict[str, Any], list[str]]]
NETWORK = {
    "organisations_at_events",
    "organisations_at_one_event",
    "pairs_across",
    "ties_stated",
    "events_without_date",
    "largest_part",
    "largest_part_with_affiliations",
    "most_bridging",
    "ranks_moved",
}
GOALS = {"goals_without_result", "goals_with_events_only", "goals_with_follow_up", "results_at_events"}


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
    assert _findings(names) == NETWORK | GOALS
    assert sum("<table" in text for text in shown) == 10
    assert _figures(shown) == 3
    other = {"en": "组织", "zh": "Organisations"}[language]
    assert not any(other in text for text in shown if "<table" in text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_documents_have_a_drawing_for_each_strand(execute: Execute, language: str) -> None:
    names, shown = execute(strands=["ngo", "circular", "city"], language=language)
    assert _findings(names) == NETWORK | GOALS | {"in_several_documents"}
    assert _figures(shown) == 5
    assert set(names["by_strand"]) == {"ngo", "circular", "city"}


@pytest.mark.parametrize(
    ("values", "figures"),
    [
        ({"strands": ["circular"]}, 2),
        ({"strands": ["city"], "minimum_certainty": "stated"}, 2),
        ({"strands": ["city", "circular"], "ties": ["participation"]}, 3),
        ({"strands": ["circular", "ngo"], "documents": ["s2"]}, 2),
        ({"documents": ["s0"], "minimum_certainty": "stated", "ties": ["participation"]}, 3),
    ],
)
def test_other_selections(execute: Execute, values: dict[str, object], figures: int) -> None:
    names, shown = execute(**values)
    assert _figures(shown) == figures
    assert NETWORK - {"most_bridging", "ranks_moved"} <= _findings(names)
    assert (_findings(names) >= GOALS) == ("s0" in names["read_documents"])


def test_missing_goals_and_pairs_are_said(execute: Execute) -> None:
    _, shown = execute(strands=["circular"], documents=["s1"])
    assert any("states goals of an exchange" in text for text in shown)
    assert any("no pair to propose" in text for text in shown)
    _, shown = execute(strands=["circular"], documents=["s1"], language="zh")
    assert any("没有可建议的组合" in text for text in shown)


def test_as_many_pairs_as_asked_for(execute: Execute) -> None:
    names, _ = execute(pairs=2)
    assert len(names["found"]) > 2
    for name in ("nodes", "edges", "graphml"):
        assert getattr(names["export"], name)(names["chosen"]) is not None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"strands": []}, "the list is empty"),
        ({"strands": ["ngo", "ngo"]}, "ngo is named more than once"),
        ({"strands": ["culture"]}, "'culture' is not one of the choices"),
        ({"documents": ["s9"]}, "'s9' is not one of the choices"),
        ({"strands": ["ngo"], "documents": ["s1"]}, "documents s1 belongs to the strands ngo, which have s0"),
        ({"ties": ["affiliation"]}, "ties need participation"),
        ({"minimum_certainty": "guessed"}, "'guessed' is not one of the choices"),
        ({"pairs": 0}, "0 is too small"),
        ({"pairs": 200}, "200 is too large"),
        ({"year": 2017}, "exchange_network has no parameter 'year'"),
    ],
)
def test_bad_parameters_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        parameters.validate("exchange_network", values)


def test_lists_can_be_given_as_text() -> None:
    given = parameters.from_text("exchange_network", {"strands": "ngo, city"})
    assert given == {"strands": ["ngo", "city"]}
