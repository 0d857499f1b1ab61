"""The goals of an exchange and what the report says came of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from greentwin.ngo.exchange.frames import rows
from greentwin.ngo.exchange.selection import Exchange

KINDS = ("activity", "result", "follow_up")
Standing = Literal["no_result", "events_only", "other_result"]
STANDINGS: tuple[Standing, ...] = ("no_result", "events_only", "other_result")


def matrix(goals: pd.DataFrame, at_events: Iterable[str] = ()) -> pd.DataFrame:
    """Return what the report states for each goal: activities, results and plans.

    Parameters
    ----------
    goals : DataFrame
        Table ``goals``: ``goal_id``, ``kind``, ``party``, ``topic``, ``links`` (ids of the goals that an activity,
        result or follow-up serves, divided by semicolons).
    at_events : iterable of str
        Results that are themselves events or were said at one, from :func:`results_at_events`.

    Returns
    -------
    DataFrame
        Index ``goal_id`` in the order of the report; the goal's ``party``, ``topic``, ``text_en``, ``text_zh``;
        ``activity``, ``result``, ``follow_up`` (tuples of ids); ``standing``: ``no_result``, ``events_only`` if
        every stated result is an event or was said at one, else ``other_result``.
    """
    stated = goals[goals["kind"] == "goal"].sort_values("char_start", kind="stable").set_index("goal_id")
    table = stated[["party", "topic", "text_en", "text_zh"]].copy()
    for kind in KINDS:
        table[kind] = [_serving(goals, kind, goal) for goal in table.index]
    events = set(at_events)
    table["standing"] = [_standing(found, events) for found in table["result"]]
    return table


def _serving(goals: pd.DataFrame, kind: str, goal: str) -> tuple[str, ...]:
    of_kind = rows(goals[goals["kind"] == kind])
    return tuple(row["goal_id"] for row in of_kind if goal in split(row["links"]))


def _standing(results: tuple[str, ...], events: set[str]) -> Standing:
    if not results:
        return "no_result"
    return "events_only" if set(results) <= events else "other_result"


def split(text: object) -> tuple[str, ...]:
    """Return the ids in a cell that divides them by semicolons; none for a missing cell.

    Examples
    --------
    >>> split("g01; g02"), split(None)
    (('g01', 'g02'), ())
    """
    if not isinstance(text, str):
        return ()
    return tuple(part.strip() for part in text.split(";") if part.strip())


def unlinked(goals: pd.DataFrame, kind: str) -> tuple[str, ...]:
    """Return the activities, results or follow-ups that serve no stated goal.

    Parameters
    ----------
    goals : DataFrame
        Table ``goals``.
    kind : {"activity", "result", "follow_up"}
        What to look for.
    """
    of_kind = rows(goals[goals["kind"] == kind])
    return tuple(row["goal_id"] for row in of_kind if not split(row["links"]))


def results_at_events(
    goals: pd.DataFrame, passages: pd.DataFrame, events: pd.DataFrame
) -> dict[str, tuple[str, ...]]:
    """Return the results whose passage tells of an event, with these events.

    A result counts if its passage in the document and a passage that tells of an event, or of who took part in it,
    share a character. Stays are left out, because they span everything.

    Parameters
    ----------
    goals : DataFrame
        Table ``goals``.
    passages : DataFrame
        ``event_id``, ``source_id``, ``char_start``, ``char_end`` (half-open).
    events : DataFrame
        Index ``event_id``; column ``kind``.

    Returns
    -------
    dict of str to tuple of str
        Ids of events, by the id of the result.
    """
    told = passages[passages["event_id"].map(events["kind"]) != "stay"]
    found = {}
    for row in rows(goals[goals["kind"] == "result"]):
        here = told[
            (told["source_id"] == row["source_id"])
            & (told["char_start"] < row["char_end"])
            & (row["char_start"] < told["char_end"])
        ]
        if len(here):
            found[row["goal_id"]] = tuple(dict.fromkeys(here["event_id"]))
    return found


def results_of(exchange: Exchange) -> dict[str, tuple[str, ...]]:
    """Return the results that are events or were said at one, with these events.

    Parameters
    ----------
    exchange : Exchange
        Selection. In the study's documents the passages tell, see :func:`results_at_events`; in own files the column
        ``events`` of the goals.

    Returns
    -------
    dict of str to tuple of str
        Ids of events, by the id of the result.
    """
    if not exchange.own_files:
        return results_at_events(exchange.goals, exchange.passages, exchange.events)
    named = {row["goal_id"]: split(row["events"]) for row in rows(exchange.goals)}
    return {key: events for key, events in named.items() if events}
