"""Pairs of organisations that were at the same event."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

ATTENDED = ("conference", "forum", "meeting", "seminar", "signing", "stay", "talk", "visit", "workshop")
"""Kinds of events that people attend; a decision or a programme is none."""
COLUMNS = ("org_a", "org_b", "events", "stated", "event_ids")


def attended(ties: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return the ties to events that people attend.

    Parameters
    ----------
    ties : DataFrame
        Columns ``event_id``, ``org_id``, ``certainty``.
    events : DataFrame
        Index ``event_id``; column ``kind``.
    """
    return ties[ties["event_id"].map(events["kind"]).isin(ATTENDED)]


def meetings(ties: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of organisations that were at the same event, most shared events first.

    Parameters
    ----------
    ties : DataFrame
        Columns ``event_id``, ``org_id``, ``certainty``; one row per pair.
    events : DataFrame
        Index ``event_id``; column ``kind``. Decisions and programmes are left out.

    Returns
    -------
    DataFrame
        ``org_a``, ``org_b`` (in the order of their ids), ``events`` (count), ``stated`` (count of events at which
        both are stated to have been), ``event_ids`` (tuple). To be at one event is not to have spoken.
    """
    shared: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for event, group in attended(ties, events).groupby("event_id", sort=False):
        firm = dict(zip(group["org_id"], group["certainty"] == "stated", strict=True))
        for pair in combinations(sorted(firm), 2):
            shared.setdefault(pair, []).append((str(event), firm[pair[0]] and firm[pair[1]]))
    rows = [
        (*pair, len(found), sum(both for _, both in found), tuple(event for event, _ in found))
        for pair, found in shared.items()
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(["events", "org_a", "org_b"], ascending=[False, True, True], ignore_index=True)
