from __future__ import annotations

from itertools import combinations

import pytest
from exchange_rows import organisations, small
from test_exchange_selection import CHOICES

from greentwin import data
from greentwin.ngo.exchange.meetings import meetings
from greentwin.ngo.exchange.network import heads
from greentwin.ngo.exchange.proposals import REASONS, doubtful_names, propose
from greentwin.ngo.exchange.selection import read
from greentwin.ngo.exchange.topics import TOPICS, organisation_topics, topics_of
from greentwin.plotting import label


def test_the_pair_with_a_common_word_is_proposed_with_its_reasons() -> None:
    found = propose(small())
    assert len(found) == 1
    pair = found.iloc[0]
    assert (pair["org_china"], pair["org_other"]) == ("o_gamma", "o_iota")
    assert pair["shared_topic"] == pair["in_both_names"] == ("energy",)
    assert pair["complementary"]
    assert pair["common_contact"] == ()
    assert (pair["rank"], pair["score"]) == (1, 3)


def test_a_house_that_has_met_is_not_proposed_again() -> None:
    exchange = small()
    beta = exchange.organisations["name_en"].where(exchange.organisations.index != "o_beta", "Beta energy")
    met = exchange.organisations.assign(name_en=beta)
    renamed = type(exchange)(
        exchange.documents,
        met,
        exchange.events,
        exchange.ties,
        exchange.affiliations,
        exchange.goals,
        exchange.passages,
    )
    pairs = propose(renamed)[["org_china", "org_other"]].to_numpy().tolist()
    assert ["o_gamma", "o_beta"] not in pairs
    assert pairs


@pytest.mark.parametrize("families", [False, True])
@pytest.mark.parametrize("documents", CHOICES)
def test_every_row_can_be_explained(documents: tuple[str, ...], families: bool) -> None:
    exchange = read(documents)
    found = propose(exchange, families)
    met = {
        frozenset(pair) for pair in meetings(exchange.ties, exchange.events)[["org_a", "org_b"]].to_numpy()
    }
    top = heads(exchange.affiliations)
    country, kind = exchange.organisations["country"], exchange.organisations["type"]
    for row in found.to_dict("records"):
        pair = (row["org_china"], row["org_other"])
        assert frozenset(pair) not in met
        assert top.get(pair[0], pair[0]) != top.get(pair[1], pair[1]) or not families
        assert country[pair[0]] == "China" != country[pair[1]]
        assert row["score"] == sum(bool(row[reason]) for reason in REASONS)
        assert row["shared_topic"]
        assert set(row["in_both_names"]) <= set(row["shared_topic"])
        assert row["complementary"] == ((kind[pair[0]] == "research") != (kind[pair[1]] == "research"))
        for contact in row["common_contact"]:
            assert {frozenset((contact, name)) for name in pair} <= met
    assert found["score"].is_monotonic_decreasing
    assert not found.duplicated(["org_china", "org_other"]).any()


def test_topics_are_found_by_the_beginning_of_a_word() -> None:
    assert topics_of("Repairing chairs", "修理") == ()
    assert topics_of("Air and low-carbon cities", "大气") == ("air", "climate", "cities")
    assert topics_of("Bergischer Abfallwirtschaftsverband", "贝尔吉垃圾管理社团") == ("circular_economy",)


def test_a_name_weighs_more_than_an_event() -> None:
    exchange = small()
    found = organisation_topics(exchange.organisations, exchange.events, exchange.ties)
    assert found["o_alpha"] == {"environment": "name", "cities": "event"}
    assert found["o_gamma"] == {"energy": "name"}
    assert set(found) == set(organisations()["org_id"])


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_a_label_and_occurs_in_the_tables(topic) -> None:
    assert label(f"exchange_topic_{topic.key}", "en") != label(f"exchange_topic_{topic.key}", "zh")
    names = data.load("organisations")
    assert any(topic.key in topics_of(*pair) for pair in zip(names["name_en"], names["name_zh"], strict=True))


def test_topics_do_not_repeat_words() -> None:
    for one, other in combinations(TOPICS, 2):
        assert not set(one.en) & set(other.en)
        assert not set(one.zh) & set(other.zh)


def test_doubtful_names_are_organisations() -> None:
    found = doubtful_names(data.load("ambiguities"))
    assert {"o_cust", "o_tu_bonn"} <= found
    assert found <= set(data.load("organisations")["org_id"])
