"""Pairs that have not met and might have something to say to each other, each with counted reasons.

This is a reading aid and no result: it lists where words and contacts suggest a talk, and every row says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pandas as pd

from greentwin.ngo.exchange.goals import split
from greentwin.ngo.exchange.meetings import attended
from greentwin.ngo.exchange.network import heads
from greentwin.ngo.exchange.selection import Exchange
from greentwin.ngo.exchange.sides import side
from greentwin.ngo.exchange.topics import NAME, organisation_topics

REASONS = ("shared_topic", "in_both_names", "complementary", "common_contact")
NAME_DOUBTS = ("name_of_organisation", "name_of_alliance", "name_missing", "organisation_or_event")
COLUMNS = ("rank", "score", "org_china", "org_other", *REASONS)


def propose(exchange: Exchange, families: bool = True) -> pd.DataFrame:
    """Return pairs of a Chinese and another organisation that share a topic and no event.

    The score counts reasons, one each: a shared topic (every pair has one); a topic that stands in both names;
    complementary roles, that is, one of the two is a research body and the other is not; a common contact, that is,
    an organisation that was at an event with each of them.

    Parameters
    ----------
    exchange : Exchange
        Selection. Only organisations that were at an event are paired.
    families : bool
        Count organisations with a common parent as one when asking whether two have met.

    Returns
    -------
    DataFrame
        ``rank`` (1 = most reasons, equal scores share it), ``score`` (1 to 4), ``org_china``, ``org_other``,
        ``shared_topic`` and ``in_both_names`` (tuples of topics), ``complementary`` (bool), ``common_contact``
        (tuple of ids). Sorted by score, then by the numbers of topics in both names and of
        shared topics, then by the ids.
    """
    people = attended(exchange.ties, exchange.events)
    contacts = _contacts(people)
    top = heads(exchange.affiliations) if families else {}
    met = {(top.get(a, a), top.get(b, b)) for a, others in contacts.items() for b in others}
    topics = organisation_topics(exchange.organisations, exchange.events, exchange.ties)
    types = exchange.organisations["type"]
    sides = exchange.organisations["country"].map(side)
    chinese = sorted(name for name in contacts if sides[name] == "china")
    others = sorted(name for name in contacts if sides[name] != "china")
    rows = []
    for a, b in product(chinese, others):
        heads_of_pair = top.get(a, a), top.get(b, b)
        shared = tuple(sorted(topics[a].keys() & topics[b].keys()))
        if shared and heads_of_pair not in met and len(set(heads_of_pair)) == 2:
            named = tuple(topic for topic in shared if topics[a][topic] == topics[b][topic] == NAME)
            apart = (types[a] == "research") != (types[b] == "research")
            rows.append((a, b, shared, named, apart, tuple(sorted(contacts[a] & contacts[b]))))
    return _ranked(rows)


def doubtful_names(ambiguities: pd.DataFrame) -> frozenset[str]:
    """Return the organisations whose name the coder doubts.

    Parameters
    ----------
    ambiguities : DataFrame
        Table ``ambiguities``: ``subject``, ``related`` (ids divided by semicolons).
    """
    rows = ambiguities[ambiguities["subject"].isin(NAME_DOUBTS)]
    return frozenset(name for cell in rows["related"] for name in split(cell) if name.startswith("o_"))


def _contacts(people: pd.DataFrame) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in people["org_id"]}
    for _, group in people.groupby("event_id"):
        for name in group["org_id"]:
            found[name] |= set(group["org_id"]) - {name}
    return found


def _ranked(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(COLUMNS[2:]))
    table["score"] = [sum(bool(row[reason]) for reason in REASONS) for row in table.to_dict("records")]
    table["rank"] = table["score"].rank(ascending=False, method="min").astype(int)
    order = table.assign(
        named=table["in_both_names"].map(len), shared=table["shared_topic"].map(len)
    ).sort_values(
        ["score", "named", "shared", "org_china", "org_other"], ascending=[False, False, False, True, True]
    )
    return order[list(COLUMNS)].reset_index(drop=True)
