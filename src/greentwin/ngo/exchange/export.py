"""The network as tables and as GraphML, for other software."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pandas as pd

from greentwin.ngo.exchange.centrality import MEASURES, measures
from greentwin.ngo.exchange.frames import rows
from greentwin.ngo.exchange.selection import Exchange

_ORGANISATION = ("source_id", "char_start", "char_end", "name_en", "name_zh", "type", "country")
_EVENT = ("source_id", "char_start", "char_end", "name", "name_zh", "kind", "place", "strand")
_DATES = ("start", "end", "date_precision")


def nodes(exchange: Exchange) -> pd.DataFrame:
    """Return every organisation and event with its attributes and its two-mode measures.

    Parameters
    ----------
    exchange : Exchange
        Selection.

    Returns
    -------
    DataFrame
        One row per node: ``id``, ``mode``, names, type, country, kind, place, strand, dates (ISO 8601, empty if none
        is stated), locator, ``ties``, ``degree``, ``closeness``, ``betweenness``. A node without a tie has 0 ties
        and no measures.
    """
    organisations = exchange.organisations[list(_ORGANISATION)].assign(mode="organisation")
    events = exchange.events[[*_EVENT, *_DATES]].rename(columns={"name": "name_en"}).assign(mode="event")
    for column in ("start", "end"):
        events[column] = pd.to_datetime(events[column]).dt.strftime("%Y-%m-%d")
    found = measures(exchange.ties)[["ties", *MEASURES]]
    table = pd.concat([organisations.rename_axis("id"), events.rename_axis("id")]).join(found)
    table["ties"] = table["ties"].fillna(0).astype(int)
    first = ["mode", "name_en", "name_zh", "type", "country", "kind", *_DATES, "place", "strand"]
    return table[[*first, "source_id", "char_start", "char_end", "ties", *MEASURES]].reset_index()


def edges(exchange: Exchange) -> pd.DataFrame:
    """Return every tie and affiliation.

    Parameters
    ----------
    exchange : Exchange
        Selection.

    Returns
    -------
    DataFrame
        ``source`` (organisation), ``target`` (event, or parent organisation), ``kind`` (``participation`` or
        ``affiliation``), ``roles`` (divided by semicolons; none for affiliations), ``certainty``.
    """
    ties = exchange.ties
    taken = pd.DataFrame(
        {
            "source": ties["org_id"],
            "target": ties["event_id"],
            "kind": "participation",
            "roles": ["; ".join(roles) for roles in ties["roles"]],
            "certainty": ties["certainty"],
        }
    )
    held = exchange.affiliations.rename(columns={"org_id": "source", "parent": "target"})
    held = held.assign(kind="affiliation", roles=None)[list(taken.columns)]
    return pd.concat([taken, held], ignore_index=True)


def graphml(exchange: Exchange) -> str:
    """Return the network as a GraphML document; equal selections give equal characters.

    Parameters
    ----------
    exchange : Exchange
        Selection.

    Returns
    -------
    str
        Undirected graph with the columns of :func:`nodes` and :func:`edges` as attributes; empty cells are left out.

    References
    ----------
    Brandes, U. et al. (2002). GraphML progress report. https://doi.org/10.1007/3-540-45848-4_59
    """
    graph: nx.Graph[str] = nx.Graph()
    for row in rows(nodes(exchange)):
        graph.add_node(row.pop("id"), **_filled(row))
    for row in rows(edges(exchange)):
        graph.add_edge(row.pop("source"), row.pop("target"), **_filled(row))
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *nx.generate_graphml(graph)]) + "\n"


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if not pd.isna(value)}


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy with cells that hold several values joined by semicolons, for a CSV file.

    Examples
    --------
    >>> flat(pd.DataFrame({"ids": [("a", "b"), ()]}))["ids"].tolist()
    ['a; b', '']
    """
    return frame.map(lambda cell: "; ".join(map(str, cell)) if isinstance(cell, tuple) else cell)
