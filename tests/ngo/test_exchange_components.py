from __future__ import annotations

import pandas as pd
import pytest
from exchange_rows import small, ties

from greentwin.errors import DataError
from greentwin.ngo.exchange.meetings import meetings
from greentwin.ngo.exchange.network import (
    Component,
    at_no_event,
    components,
    heads,
    merged,
    two_mode,
    with_affiliations,
)
from greentwin.ngo.exchange.wording import at_no_event_note


def test_parts_without_and_with_affiliations() -> None:
    exchange = small()
    graph = two_mode(exchange.ties)
    parts = components(graph)
    assert parts[0] == Component(
        ("o_alpha", "o_beta", "o_gamma", "o_iota"), ("e_forum", "e_stay", "e_talk", "e_visit")
    )
    assert parts[1] == Component(("o_delta",), ("e_law",))
    wider = components(with_affiliations(graph, exchange.affiliations))
    assert len(wider) == 1
    assert wider[0].organisations == tuple(sorted(exchange.organisations.index))
    assert "o_top" not in graph


def test_without_inferred_ties_the_parts_stay_apart() -> None:
    exchange = small(minimum_certainty="stated")
    parts = components(with_affiliations(two_mode(exchange.ties), exchange.affiliations))
    assert [part.events for part in parts] == [("e_forum", "e_stay", "e_talk", "e_visit")]
    assert "o_delta" in parts[0].organisations
    assert "o_top" not in parts[0].organisations


def test_an_id_for_both_kinds_is_refused() -> None:
    with pytest.raises(DataError, match="an organisation and an event: x"):
        two_mode(ties("x a", "b x"))


def test_heads_and_merging() -> None:
    held = small().affiliations
    assert heads(held) == {"o_gamma": "o_top", "o_delta": "o_top"}
    one = merged(ties("e1 o_gamma?", "e1 o_delta", "e2 o_gamma?"), held)
    assert one.to_numpy().tolist() == [["e1", "o_top", "stated"], ["e2", "o_top", "inferred"]]
    assert merged(ties("e1 a"), held.iloc[:0]).equals(ties("e1 a"))


def test_a_circle_of_parents_is_an_error() -> None:
    held = pd.DataFrame({"org_id": ["a", "b"], "parent": ["b", "a"]})
    with pytest.raises(DataError, match="a circle of parents through a"):
        heads(held)


def test_organisations_at_no_event() -> None:
    assert at_no_event(small()) == ("o_top",)
    assert at_no_event_note(small(), "en") == (
        "Named in the documents, but at none of their events: Top council."
    )
    assert at_no_event_note(small(), "zh") == "文件提到但未参加所述活动的：最高会。"


def test_meetings_count_events_that_people_attend() -> None:
    exchange = small()
    met = meetings(exchange.ties, exchange.events).set_index(["org_a", "org_b"])
    assert met.loc[("o_alpha", "o_beta")].tolist() == [2, 1, ("e_stay", "e_forum")]
    assert met.loc[("o_beta", "o_gamma")].tolist() == [1, 1, ("e_talk",)]
    assert len(met) == 3
    assert list(met["events"]) == sorted(met["events"], reverse=True)


def test_a_decision_is_no_meeting() -> None:
    exchange = small()
    with_two = pd.concat([exchange.ties, ties("e_law o_alpha")], ignore_index=True)
    assert ("o_alpha", "o_delta") not in set(
        meetings(with_two, exchange.events)[["org_a", "org_b"]].itertuples(index=False, name=None)
    )
