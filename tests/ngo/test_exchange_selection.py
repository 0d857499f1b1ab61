from __future__ import annotations

from itertools import combinations, product

import pandas as pd
import pytest
from exchange_rows import events, goals, organisations, participation, small

from greentwin import data
from greentwin.errors import DataError
from greentwin.ngo.exchange.options import CERTAINTIES, DOCUMENTS, STRAND_OF, STRANDS, documents_of
from greentwin.ngo.exchange.selection import read, select
from greentwin.ngo.exchange.sides import side

CHOICES = [choice for size in range(1, 6) for choice in combinations(DOCUMENTS, size)]


def test_roles_of_one_organisation_at_one_event_make_one_tie() -> None:
    exchange = small()
    forum = exchange.ties.query("event_id == 'e_forum'").set_index("org_id")
    assert forum.loc["o_alpha", "roles"] == ("speaker", "participant")
    assert forum.loc["o_alpha", "certainty"] == "stated"
    assert len(exchange.ties) == 9


def test_stated_drops_inferred_ties_and_parents_but_no_organisation() -> None:
    exchange = small(minimum_certainty="stated")
    assert set(exchange.ties["certainty"]) == {"stated"}
    assert len(exchange.ties) == 7
    assert exchange.affiliations[["org_id", "parent"]].to_numpy().tolist() == [["o_gamma", "o_delta"]]
    assert set(exchange.organisations.index) == set(organisations()["org_id"])


def test_a_document_brings_its_events_and_the_parents_of_who_was_there() -> None:
    rows = organisations().assign(source_id=["s0"] * 3 + ["s1"] * 3)
    exchange = select(rows, events(), participation(), goals(), ["s0"])
    assert set(exchange.events.index) == {"e_stay", "e_forum", "e_talk", "e_visit"}
    assert {"o_delta", "o_top"} <= set(exchange.organisations.index)
    only_law = select(rows, events(), participation(), goals(), ["s1"])
    assert "o_alpha" not in only_law.organisations.index
    assert only_law.goals.empty


def test_events_keep_the_order_of_the_document() -> None:
    assert list(small(("s0",)).events.index) == ["e_stay", "e_talk", "e_visit", "e_forum"]


def test_the_tables_are_not_changed() -> None:
    tables = organisations(), events(), participation(), goals()
    before = [table.copy() for table in tables]
    select(*tables, ["s0", "s1"], "stated")
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


@pytest.mark.parametrize(
    ("table", "column", "message"),
    [
        ("participation", "event_id", "table participation, column event_id: no row is called nowhere"),
        ("participation", "org_id", "table participation, column org_id: no row is called nowhere"),
        ("organisations", "parent", "table organisations, column parent: no row is called nowhere"),
    ],
)
def test_unknown_names_are_refused(table: str, column: str, message: str) -> None:
    tables = {"organisations": organisations(), "events": events(), "participation": participation()}
    tables[table].loc[0, column] = "nowhere"
    with pytest.raises(DataError, match=message):
        select(*tables.values(), goals(), ["s0"])


@pytest.mark.parametrize(("documents", "certainty"), list(product(CHOICES, CERTAINTIES)))
def test_every_choice_of_documents_and_certainty_can_be_read(documents: tuple[str, ...], certainty) -> None:
    exchange = read(documents, certainty)
    assert set(exchange.ties["event_id"]) <= set(exchange.events.index)
    assert set(exchange.ties["org_id"]) <= set(exchange.organisations.index)
    assert set(exchange.affiliations["parent"]) <= set(exchange.organisations.index)
    assert not exchange.ties.empty


def test_each_document_belongs_to_the_strand_of_its_events() -> None:
    strands = data.load("events").groupby("source_id")["strand"].unique()
    assert {name: list(found) for name, found in strands.items()} == {
        name: [strand] for name, strand in STRAND_OF.items()
    }
    assert documents_of(STRANDS) == DOCUMENTS
    assert set(DOCUMENTS) == set(data.load("documents")["source_id"])


def test_every_country_of_the_table_is_on_the_side_meant() -> None:
    sides = {country: side(country) for country in data.load("organisations")["country"]}
    assert {country for country, found in sides.items() if found == "other"} == {
        "International",
        "South Korea",
    }
    assert [country for country, found in sides.items() if found == "china"] == ["China"]


def test_every_affiliation_of_the_table_has_a_certainty() -> None:
    held = read(DOCUMENTS).affiliations
    table = data.load("organisations").dropna(subset="parent")
    assert len(held) == len(table)
    assert set(held["certainty"]) <= set(CERTAINTIES)
    stated = read(DOCUMENTS, "stated").affiliations
    assert len(stated) == (table["parent_certainty"] == "stated").sum()
