from __future__ import annotations

from itertools import product
from typing import get_args

import pytest
from exchange_rows import small
from test_exchange_selection import CHOICES

from greentwin import data
from greentwin.ngo.exchange import goal_tables, network, rank_tables, robustness, tables
from greentwin.ngo.exchange.goals import matrix, results_at_events
from greentwin.ngo.exchange.meetings import meetings
from greentwin.ngo.exchange.names import event_names
from greentwin.ngo.exchange.network_findings import network_findings
from greentwin.ngo.exchange.options import CERTAINTIES, DOCUMENTS
from greentwin.ngo.exchange.proposals import propose
from greentwin.ngo.exchange.selection import read
from greentwin.plotting import Language, label

LANGUAGES = get_args(Language)
EXPECTED = {
    "organisations_at_events",
    "organisations_at_one_event",
    "pairs_across",
    "ties_stated",
    "events_without_date",
    "largest_part",
    "largest_part_with_affiliations",
}


@pytest.mark.parametrize("families", [False, True])
@pytest.mark.parametrize("certainty", CERTAINTIES)
@pytest.mark.parametrize("documents", [("s0",), ("s1", "s2"), DOCUMENTS])
def test_usual_choices_give_tables_and_findings(
    documents: tuple[str, ...], certainty, families: bool
) -> None:
    _check_choice(documents, certainty, families)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("documents", "certainty", "families"), list(product(CHOICES, CERTAINTIES, (False, True)))
)
def test_every_choice_gives_tables_and_findings(
    documents: tuple[str, ...], certainty, families: bool
) -> None:
    _check_choice(documents, certainty, families)


def _check_choice(documents: tuple[str, ...], certainty, families: bool) -> None:
    whole, chosen = read(documents), read(documents, certainty)
    held = whole.affiliations
    ranks = robustness.rank_intervals(robustness.variants(whole.ties, held if families else None))
    other = robustness.rank_intervals(robustness.variants(whole.ties, None if families else held))
    counted = network.merged(chosen.ties, chosen.affiliations) if families else chosen.ties
    for language in LANGUAGES:
        assert len(tables.overview(chosen, language)) == len(documents) + (len(documents) > 1)
        assert len(tables.event_list(chosen, language)) == len(chosen.events)
        assert len(tables.component_list(whole, language)) == 4
        ranked = rank_tables.rank_list(whole, ranks, other, families, language)
        assert not ranked.isna().any(axis=None)
        bridges = rank_tables.bridges(chosen, counted, language)
        assert (label("exchange_head_documents", language) in bridges) == (len(documents) > 1)
    found = {finding.name: finding for finding in network_findings(chosen, whole, ranks, families)}
    assert set(found) >= EXPECTED
    assert ("in_several_documents" in found) == (len(documents) > 1)
    for finding in found.values():
        assert finding.sentence["en"].endswith(".")
        assert finding.sentence["zh"].endswith("。")
        assert not any("\u4e00" <= character <= "\u9fff" for character in finding.sentence["en"])


def test_findings_by_hand() -> None:
    exchange = small()
    ranks = robustness.rank_intervals(robustness.variants(exchange.ties))
    found = {finding.name: finding for finding in network_findings(exchange, exchange, ranks, False)}
    assert {name: (finding.value, finding.n) for name, finding in found.items()} == {
        "organisations_at_events": (5, 5),
        "organisations_at_one_event": (3, 5),
        "pairs_across": (3, 3),
        "ties_stated": (7, 9),
        "events_without_date": (2, 5),
        "largest_part": (4, 5),
        "largest_part_with_affiliations": (6, 6),
        "in_several_documents": (0, 5),
        "most_bridging": ("AES and Beta association", 5),
        "ranks_moved": (1, 2),
    }
    sentence = found["most_bridging"].sentence["en"]
    assert sentence.endswith("AES and Beta association with all ties, AES with the stated ones alone.")


def test_another_leader_without_inferred_ties_is_named() -> None:
    exchange = read(["s3"])
    ranks = robustness.rank_intervals(robustness.variants(exchange.ties))
    top = {kind: robustness.first_ranked(ranks, kind) for kind in ("all", "stated")}
    finding = next(
        found for found in network_findings(exchange, exchange, ranks, False) if found.name == "most_bridging"
    )
    assert ("with all ties and with the stated ones alone" in finding.sentence["en"]) == (
        top["all"] == top["stated"]
    )


def test_inferred_ties_are_marked_in_the_list_of_events() -> None:
    rows = tables.event_list(small(), "en").set_index("Event, date")["Organisations and roles"]
    assert rows["Stay, 2017-05-01 – 06-30"] == "AES (visitor); Beta association* (host)"
    assert rows["Talk at Gamma, no date"] == "Beta association (visitor); Gamma energy house (host)"


def test_pairs_with_two_events_are_listed() -> None:
    exchange = small()
    listed = tables.meeting_list(exchange, meetings(exchange.ties, exchange.events), "en")
    assert listed.to_numpy().tolist() == [["AES", "Beta association", 2, 1, "Stay; Forum on cities"]]


def test_a_parent_has_the_best_rank_of_its_house() -> None:
    exchange = small()
    ranks = robustness.rank_intervals(robustness.variants(exchange.ties, exchange.affiliations))
    apart = robustness.rank_intervals(robustness.variants(exchange.ties))
    listed = rank_tables.rank_list(exchange, ranks, apart, True, "en").set_index("Organisation")
    best = min(apart.loc["o_gamma", "rank_all"], apart.loc["o_delta", "rank_all"])
    assert listed.loc["Top council", "Affiliates apart, all ties"] == str(best)


@pytest.mark.parametrize("language", LANGUAGES)
def test_goals_results_and_pairs_in_both_languages(language: Language) -> None:
    exchange = read(["s0"])
    at_events = results_at_events(exchange.goals, exchange.passages, exchange.events)
    table = matrix(exchange.goals, at_events)
    goals = goal_tables.goal_list(table, exchange.goals, at_events, language)
    nothing = label("exchange_key_none", language)
    waste = goals[goals.iloc[:, 0].str.contains("s0 331–364")]
    assert waste.iloc[0, 1:].tolist() == [nothing] * 3
    results = goal_tables.result_list(
        exchange.goals, at_events, event_names(exchange.events, language), language
    )
    assert results[label("exchange_head_event", language)].notna().sum() == len(at_events)
    assert len(goal_tables.unlinked_list(exchange.goals, language)) == 6
    pairs = goal_tables.pair_list(exchange, propose(exchange), 5, {"o_cust"}, language)
    assert len(pairs) == 5
    assert pairs[label("exchange_head_reasons", language)].str.len().min() > 5


def test_reasons_are_written_out() -> None:
    exchange = small()
    pairs = goal_tables.pair_list(exchange, propose(exchange), 10, {"o_iota"}, "en")
    assert pairs.iloc[0].tolist() == [
        1,
        3,
        "Gamma energy house",
        "International energy body ?",
        "shared: energy; in both names: energy; one is a research body, the other is not",
    ]


def test_every_role_party_and_document_of_the_tables_has_a_label() -> None:
    for language in LANGUAGES:
        for role in data.load("participation")["role"].unique():
            assert label(f"exchange_role_{role}", language)
        for party in data.load("goals")["party"].unique():
            assert label(f"exchange_by_{party}", language)
        for document in DOCUMENTS:
            assert document in label(f"exchange_document_{document}", language)
