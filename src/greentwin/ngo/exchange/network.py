"""Organisations and events as a two-mode network, with and without affiliations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from greentwin.errors import DataError
from greentwin.ngo.exchange.frames import rows
from greentwin.ngo.exchange.options import CERTAINTIES
from greentwin.ngo.exchange.selection import Exchange

ORGANISATION, EVENT = 0, 1
"""Values of the node attribute ``bipartite``."""


@dataclass(frozen=True, slots=True)
class Component:
    """Organisations and events that hang together.

    Attributes
    ----------
    organisations, events : tuple of str
        Ids, sorted.
    """

    organisations: tuple[str, ...]
    events: tuple[str, ...]


def two_mode(ties: pd.DataFrame) -> nx.Graph[str]:
    """Return the network of organisations and events.

    Parameters
    ----------
    ties : DataFrame
        Columns ``event_id``, ``org_id``, ``certainty``; one row per pair.

    Returns
    -------
    networkx.Graph
        Nodes have the attribute ``bipartite`` (0 organisation, 1 event), edges ``certainty``.

    Raises
    ------
    DataError
        If one id stands for an organisation and for an event.
    """
    organisations, events = sorted(set(ties["org_id"])), sorted(set(ties["event_id"]))
    both = set(organisations) & set(events)
    if both:
        raise DataError(f"an id stands for an organisation and an event: {', '.join(sorted(both))}")
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(organisations, bipartite=ORGANISATION)
    graph.add_nodes_from(events, bipartite=EVENT)
    for row in rows(ties):
        graph.add_edge(row["org_id"], row["event_id"], certainty=row["certainty"])
    return graph


def with_affiliations(graph: nx.Graph[str], affiliations: pd.DataFrame) -> nx.Graph[str]:
    """Return a copy of a two-mode network with a tie between each organisation and its parent.

    Parents and affiliates that were at no event are added. The result is no longer two-mode.

    Parameters
    ----------
    graph : networkx.Graph
        From :func:`two_mode`; not changed.
    affiliations : DataFrame
        Columns ``org_id``, ``parent``, ``certainty``.
    """
    wider = graph.copy()
    for row in rows(affiliations):
        for name in (row["org_id"], row["parent"]):
            wider.add_node(name, bipartite=ORGANISATION)
        wider.add_edge(row["org_id"], row["parent"], certainty=row["certainty"])
    return wider


def components(graph: nx.Graph[str]) -> tuple[Component, ...]:
    """Return the parts of a network that hang together, those with most nodes first."""
    kinds = nx.get_node_attributes(graph, "bipartite")
    parts = [
        Component(
            tuple(sorted(node for node in nodes if kinds[node] == ORGANISATION)),
            tuple(sorted(node for node in nodes if kinds[node] == EVENT)),
        )
        for nodes in nx.connected_components(graph)
    ]
    return tuple(
        sorted(parts, key=lambda part: (-len(part.organisations) - len(part.events), part.organisations))
    )


def heads(affiliations: pd.DataFrame) -> dict[str, str]:
    """Return the topmost parent of every organisation that has one.

    Raises
    ------
    DataError
        If organisations are parents of each other in a circle.
    """
    parent = dict(zip(affiliations["org_id"], affiliations["parent"], strict=True))
    return {name: _topmost(name, parent) for name in parent}


def _topmost(name: str, parent: Mapping[str, str]) -> str:
    seen = {name}
    while name in parent:
        name = parent[name]
        if name in seen:
            raise DataError(f"table organisations, column parent: a circle of parents through {name}")
        seen.add(name)
    return name


def merged(ties: pd.DataFrame, affiliations: pd.DataFrame) -> pd.DataFrame:
    """Return the ties with every affiliate counted as its topmost parent; the network stays two-mode.

    Parameters
    ----------
    ties : DataFrame
        Columns ``event_id``, ``org_id``, ``certainty``; not changed.
    affiliations : DataFrame
        Columns ``org_id``, ``parent``.

    Returns
    -------
    DataFrame
        ``event_id``, ``org_id``, ``certainty``; a tie is stated if it is stated for any of the affiliates.
    """
    top = heads(affiliations)
    renamed = ties.assign(
        org_id=[top.get(name, name) for name in ties["org_id"]],
        order=[CERTAINTIES.index(value) for value in ties["certainty"]],
    )
    firmest = renamed.sort_values("order", kind="stable").drop_duplicates(["event_id", "org_id"])
    return firmest.sort_index()[["event_id", "org_id", "certainty"]].reset_index(drop=True)


def at_no_event(exchange: Exchange) -> tuple[str, ...]:
    """Return the organisations that are named but took part in no event, sorted by id."""
    return tuple(sorted(set(exchange.organisations.index) - set(exchange.ties["org_id"])))
