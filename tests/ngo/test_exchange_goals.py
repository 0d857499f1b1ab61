from __future__ import annotations

import pytest
from exchange_rows import goals, small

from greentwin import data
from greentwin.ngo.exchange.goal_findings import goal_findings
from greentwin.ngo.exchange.goals import KINDS, STANDINGS, matrix, results_at_events, split, unlinked
from greentwin.ngo.exchange.selection import read


def test_a_matrix_by_hand() -> None:
    exchange = small()
    at_events = results_at_events(exchange.goals, exchange.passages, exchange.events)
    assert at_events == {"r01": ("e_forum",)}, "a passage inside the stay alone is no event"
    table = matrix(exchange.goals, at_events)
    assert table["standing"].to_dict() == {"g01": "other_result", "g02": "events_only", "g03": "no_result"}
    assert table.loc["g01", list(KINDS)].tolist() == [("a01",), ("r01", "r02"), ("u01",)]
    assert table.loc["g03", list(KINDS)].tolist() == [(), (), ()]


def test_passages_that_only_touch_do_not_overlap() -> None:
    exchange = small()
    rows = exchange.goals.assign(char_start=420, char_end=430)
    assert results_at_events(rows, exchange.passages, exchange.events) == {}
    other = exchange.goals.assign(source_id="s4")
    assert results_at_events(other, exchange.passages, exchange.events) == {}


def test_what_serves_no_goal() -> None:
    assert [unlinked(goals(), kind) for kind in KINDS] == [("a02",), ("r03",), ()]


@pytest.mark.parametrize(
    ("cell", "ids"), [("g01", ("g01",)), ("g01;g02 ; ", ("g01", "g02")), ("", ()), (float("nan"), ())]
)
def test_cells_with_several_ids(cell: object, ids: tuple[str, ...]) -> None:
    assert split(cell) == ids


def test_the_report_has_one_goal_without_any_statement() -> None:
    exchange = read(["s0"])
    at_events = results_at_events(exchange.goals, exchange.passages, exchange.events)
    table = matrix(exchange.goals, at_events)
    assert table.index[table["standing"] == "no_result"].tolist() == ["g05"]
    assert set(table["standing"]) == set(STANDINGS)
    assert table.loc["g05", list(KINDS)].tolist() == [(), (), ()]
    assert len(table) == (data.load("goals")["kind"] == "goal").sum()


def test_results_that_are_no_events_are_those_without_a_meeting() -> None:
    exchange = read(["s0"])
    at_events = results_at_events(exchange.goals, exchange.passages, exchange.events)
    results = set(exchange.goals.loc[exchange.goals["kind"] == "result", "goal_id"])
    assert results - set(at_events) == {"r01", "r06", "r07", "r08", "r10", "r16"}
    assert at_events["r12"] == ("e_esssp_seminar",)


@pytest.mark.parametrize("document", ["s1", "s2", "s3", "s4"])
def test_other_documents_state_no_goals(document: str) -> None:
    exchange = read([document])
    table = matrix(exchange.goals)
    assert table.empty
    assert list(goal_findings(table, exchange.goals, ())) == []


def test_findings_on_goals() -> None:
    exchange = small()
    table = matrix(exchange.goals, ["r01"])
    found = {finding.name: finding for finding in goal_findings(table, exchange.goals, ["r01"])}
    assert {name: (finding.value, finding.n) for name, finding in found.items()} == {
        "goals_without_result": (1, 3),
        "goals_with_events_only": (1, 3),
        "goals_with_follow_up": (1, 3),
        "results_at_events": (1, 3),
    }
    assert found["goals_without_result"].sentence == {
        "en": "Of 3 stated goals, 1 has no stated result (look at waste).",
        "zh": "3个目标中，1个没有说明结果（看废物）。",
    }
