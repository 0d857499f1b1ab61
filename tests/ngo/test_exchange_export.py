from __future__ import annotations

import io

import networkx as nx
import pandas as pd
from exchange_rows import small

from greentwin.ngo.exchange.export import edges, flat, graphml, nodes
from greentwin.ngo.exchange.options import DOCUMENTS
from greentwin.ngo.exchange.selection import read


def test_nodes_hold_every_organisation_and_event() -> None:
    exchange = small()
    table = nodes(exchange).set_index("id")
    assert set(table.index) == set(exchange.organisations.index) | set(exchange.events.index)
    assert table.loc["o_alpha", "ties"] == 3
    assert table.loc["o_top", "ties"] == 0
    assert pd.isna(table.loc["o_top", "betweenness"])
    assert table.loc["e_stay", "start"] == "2017-05-01"
    assert pd.isna(table.loc["e_talk", "start"])


def test_edges_hold_every_tie_and_affiliation() -> None:
    exchange = small()
    table = edges(exchange)
    assert len(table) == len(exchange.ties) + len(exchange.affiliations)
    assert (
        table.query("source == 'o_alpha' and target == 'e_forum'")["roles"].item() == "speaker; participant"
    )
    assert table.query("kind == 'affiliation'")["certainty"].tolist() == ["stated", "inferred"]


def test_graphml_can_be_read_again() -> None:
    exchange = read(DOCUMENTS)
    text = graphml(exchange)
    graph = nx.read_graphml(io.BytesIO(text.encode()))
    assert graph.number_of_nodes() == len(exchange.organisations) + len(exchange.events)
    assert graph.number_of_edges() == len(edges(exchange))
    assert graph.nodes["o_esssp"]["name_zh"] == "四川省环境科学学会"
    assert graph.edges["o_lapc", "o_iap"] == {"kind": "affiliation", "certainty": "inferred"}
    assert graphml(exchange) == text
    assert "nan" not in text.lower().split("mode")[0]


def test_cells_with_several_values_are_joined() -> None:
    assert flat(pd.DataFrame({"a": [("x", "y"), ()], "n": [1, 2]})).to_numpy().tolist() == [
        ["x; y", 1],
        ["", 2],
    ]
