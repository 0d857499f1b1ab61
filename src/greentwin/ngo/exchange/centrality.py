"""Centrality in a two-mode network, each node set with its own normalisation.

Borgatti and Everett (1997, https://doi.org/10.1016/S0378-8733(96)00301-2) show that the maxima of the one-mode
measures cannot be reached in a network of two kinds of nodes, because a node has no tie to its own kind. They divide
by what can be reached, given the size of both sets. Borgatti and Halgin (2011,
https://doi.org/10.4135/9781446294413.n28) write the formulas out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import networkx as nx
import pandas as pd

from greentwin.ngo.exchange.network import ORGANISATION, two_mode

MEASURES = ("degree", "closeness", "betweenness")


def measures(ties: pd.DataFrame) -> pd.DataFrame:
    """Return the two-mode centrality of organisations and events.

    Parameters
    ----------
    ties : DataFrame
        Columns ``event_id``, ``org_id``, ``certainty``; one row per pair.

    Returns
    -------
    DataFrame
        Index ``node``, organisations first; columns ``mode`` (``organisation`` or ``event``), ``ties`` (count),
        ``degree``, ``closeness`` and ``betweenness`` (each from 0 to 1). In a network of several components,
        closeness is that within the component, times the share of all other nodes that the component holds; the
        function of networkx divides by the sizes of the whole network and can exceed 1 before that share.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19, 243-269.
    https://doi.org/10.1016/S0378-8733(96)00301-2
    """
    graph = two_mode(ties)
    modes = {node: kind == ORGANISATION for node, kind in nx.get_node_attributes(graph, "bipartite").items()}
    if not modes:
        return pd.DataFrame(columns=["mode", "ties", *MEASURES]).rename_axis("node")
    sizes = _sizes(modes.values())
    closeness = _closeness(graph, modes)
    between = _betweenness(graph, modes)
    rows = {
        node: (
            "organisation" if is_organisation else "event",
            graph.degree[node],
            graph.degree[node] / sizes[not is_organisation],
            closeness[node],
            between[node],
        )
        for node, is_organisation in modes.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["mode", "ties", *MEASURES]).rename_axis(
        "node"
    )


def largest_betweenness(own: int, other: int) -> float:
    """Return the largest betweenness that a node of a two-mode network can have.

    Parameters
    ----------
    own, other : int
        Number of nodes of its own kind, itself included, and of the other kind.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19, 243-269.
    https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    A star: the one event lies between each two of its four organisations.

    >>> largest_betweenness(1, 4)
    6.0
    """
    s, t = divmod(own - 1, other)
    twice = other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)
    return twice / 2


def _sizes(kinds: Iterable[bool]) -> dict[bool, int]:
    counts = Counter(kinds)
    return {True: counts[True], False: counts[False]}


def _closeness(graph: nx.Graph[str], modes: Mapping[str, bool]) -> dict[str, float]:
    """Divide the least possible sum of distances, 1 to the other kind and 2 to its own, by the sum there is."""
    found = {}
    for node, kind in modes.items():
        distances = nx.single_source_shortest_path_length(graph, node)
        sizes = _sizes(modes[other] for other in distances)
        least = sizes[not kind] + 2 * (sizes[kind] - 1)
        share = (len(distances) - 1) / (len(modes) - 1)
        found[node] = least / sum(distances.values()) * share
    return found


def _betweenness(graph: nx.Graph[str], modes: Mapping[str, bool]) -> dict[str, float]:
    """Divide betweenness by its maximum; 0 where no node of the kind can lie between others."""
    sizes = _sizes(modes.values())
    most = {kind: largest_betweenness(sizes[kind], sizes[not kind]) for kind in (True, False)}
    raw = nx.betweenness_centrality(graph, normalized=False)
    return {node: raw[node] / most[kind] if most[kind] else 0.0 for node, kind in modes.items()}


def cut_off(ties: pd.DataFrame) -> dict[str, int]:
    """Count the organisations that would lose touch with the rest if one organisation had not been there.

    Parameters
    ----------
    ties : DataFrame
        Columns ``event_id``, ``org_id``, ``certainty``.

    Returns
    -------
    dict of str to int
        For each organisation: the others of its component that are not in the largest part (by organisations) that
        is left of the component without it.
    """
    graph = two_mode(ties)
    lost = {}
    for nodes in nx.connected_components(graph):
        members = [node for node in nodes if graph.nodes[node]["bipartite"] == ORGANISATION]
        for organisation in members:
            rest = graph.subgraph(nodes - {organisation})
            parts = [len(part & set(members)) for part in nx.connected_components(rest)]
            lost[organisation] = len(members) - 1 - max(parts, default=0)
    return lost
