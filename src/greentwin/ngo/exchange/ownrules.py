"""Rules that span columns, rows and files, checked on a researcher's own files of an exchange.

What concerns one cell and the key of one file is in the schemas of the templates and checked before.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from greentwin.data.faults import shown
from greentwin.ngo.exchange.frames import rows
from greentwin.ngo.exchange.goals import split

if TYPE_CHECKING:
    from datetime import date

MOST_ROWS: Mapping[str, int] = {"organisations": 150, "events": 150, "participation": 600, "goals": 100}
LETTERS: Mapping[str, str] = {"g": "goal", "a": "activity", "r": "result", "u": "follow_up"}
CHINA = frozenset({"Chinese", "P.R. China", "P. R. China", "PR China", "PRC", "People's Republic of China"})
Found = tuple[str, int | None, str | None, str]
"""Template, row counted from 1, column, message."""


def broken_rules(frames: Mapping[str, pd.DataFrame]) -> tuple[Found, ...]:
    """Return all broken rules, file by file in the order of the rows.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Rows by template, in the order of their files. A rule that needs a file that is not there is not checked.

    Returns
    -------
    tuple of (str, int or None, str or None, str)
        Template, row, column and message of each fault.
    """
    found = [*_sizes(frames), *_organisations(frames), *_events(frames), *_names(frames), *_goals(frames)]
    order = list(MOST_ROWS)
    return tuple(sorted(found, key=lambda fault: (order.index(fault[0]), fault[1] or 0)))


def _sizes(frames: Mapping[str, pd.DataFrame]) -> Iterator[Found]:
    for name, frame in frames.items():
        if len(frame) > MOST_ROWS[name]:
            message = (
                f"the file has {len(frame)} rows, at most {MOST_ROWS[name]} can be shown; split the exchange"
            )
            yield name, None, None, message


def _numbered(frames: Mapping[str, pd.DataFrame], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    return enumerate(rows(frames[name]) if name in frames else [], 1)


def _organisations(frames: Mapping[str, pd.DataFrame]) -> Iterator[Found]:
    name = "organisations"
    parents = {row["org_id"]: row["parent"] for _, row in _numbered(frames, name) if pd.notna(row["parent"])}
    known = {row["org_id"] for _, row in _numbered(frames, name)}
    for number, row in _numbered(frames, name):
        if pd.isna(row["parent"]) != pd.isna(row["parent_certainty"]):
            yield name, number, "parent_certainty", "is filled exactly where parent is"
        if row["country"] in CHINA:
            yield name, number, "country", f"{shown(row['country'])} is written China"
        if row["org_id"] not in parents:
            continue
        if row["parent"] not in known:
            yield name, number, "parent", f"{shown(row['parent'])} is no org_id of this file"
        elif _in_circle(row["org_id"], parents):
            yield (
                name,
                number,
                "parent",
                f"{shown(row['parent'])} leads back to {row['org_id']}; parents form a circle",
            )


def _in_circle(start: str, parents: Mapping[str, str]) -> bool:
    seen, name = set(), start
    while name in parents and name not in seen:
        seen.add(name)
        name = parents[name]
    return name == start


def _events(frames: Mapping[str, pd.DataFrame]) -> Iterator[Found]:
    for number, row in _numbered(frames, "events"):
        for column, message in _dates(row["start"], row["end"], row["date_precision"]):
            yield "events", number, column, message


def _dates(start: Any, end: Any, precision: str) -> Iterator[tuple[str, str]]:
    filled = [pd.notna(start), pd.notna(end)]
    if precision == "none":
        if any(filled):
            yield "date_precision", "none has neither start nor end"
        return
    if not all(filled):
        yield ("end" if filled[0] else "start"), f"is empty, but date_precision is {precision}"
        return
    if end < start:
        yield "end", f"{end:%Y-%m-%d} is before start {start:%Y-%m-%d}"
    elif precision != "day" and not _whole(start, end, precision):
        yield "date_precision", f"{precision} spans from the first to the last day of a {precision}"


def _whole(start: date, end: date, precision: str) -> bool:
    if precision == "year":
        return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def _names(frames: Mapping[str, pd.DataFrame]) -> Iterator[Found]:
    for column, file in (("event_id", "events"), ("org_id", "organisations")):
        if file not in frames:
            continue
        known = set(frames[file][column])
        for number, row in _numbered(frames, "participation"):
            if row[column] not in known:
                message = f"{shown(row[column])} is no {column} of the file of {file}"
                yield "participation", number, column, message


def _goals(frames: Mapping[str, pd.DataFrame]) -> Iterator[Found]:
    aims = {row["goal_id"] for _, row in _numbered(frames, "goals") if row["kind"] == "goal"}
    events = set(frames["events"]["event_id"]) if "events" in frames else None
    if "goals" in frames and not aims:
        yield "goals", None, "kind", "no row is a goal; leave the file out, or add one"
    for number, row in _numbered(frames, "goals"):
        for column, message in _statement(row, aims, events):
            yield "goals", number, column, message


def _statement(row: dict[str, Any], aims: set[str], events: set[str] | None) -> Iterator[tuple[str, str]]:
    expected = LETTERS[row["goal_id"][0]]
    if row["kind"] != expected:
        yield "kind", f"{row['kind']} does not fit {row['goal_id']}, which is a {expected.replace('_', '-')}"
    if row["kind"] == "goal" and pd.notna(row["links"]):
        yield "links", "is empty for a goal"
    for link in split(row["links"]):
        if link not in aims:
            yield "links", f"{shown(link)} is no goal of this file"
    if row["kind"] != "result" and pd.notna(row["events"]):
        yield "events", "is filled for results only"
    for event in split(row["events"]):
        if events is not None and event not in events:
            yield "events", f"{shown(event)} is no event_id of the file of events"
