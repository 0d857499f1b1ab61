"""Rules that span columns, rows and files, checked on a user's own indicator system.

What concerns one cell and the key of one file is in the schemas of the templates and checked before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from greentwin.appraisal.targets import agenda
from greentwin.appraisal.targets.system import INDICATOR_COLUMNS
from greentwin.data.faults import shown

SERIES, LINKS, GOALS = "indicator_series", "indicator_links", "indicator_goals"
MOST: Mapping[str, int] = {SERIES: 120, GOALS: 24}
"""Most indicators and goals of which the figures can be read."""
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
    found = [*_sizes(frames), *_series(frames), *_links(frames)]
    order = [SERIES, LINKS, GOALS]
    return tuple(sorted(found, key=lambda fault: (order.index(fault[0]), fault[1] or 0)))


def _sizes(frames: Mapping[str, pd.DataFrame]) -> Iterator[Found]:
    for name, things, count in (
        (SERIES, "indicators", frames[SERIES]["indicator"].nunique() if SERIES in frames else 0),
        (GOALS, "goals", len(frames.get(GOALS, ()))),
        (LINKS, "goals", 0 if GOALS in frames else _goals_of_links(frames.get(LINKS))),
    ):
        most = MOST[SERIES if name == SERIES else GOALS]
        if count > most:
            yield name, None, None, f"the file has {count} {things}, at most {most} can be shown; split it"


def _goals_of_links(links: pd.DataFrame | None) -> int:
    if links is None:
        return 0
    named = links.loc[links["kind"] == "indicator_goal", "to_id"]
    return len({*named, *links.loc[links["kind"] == "goal_sdg", "from_id"]})


def _numbered(frames: Mapping[str, pd.DataFrame], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    frame = frames.get(name, pd.DataFrame())
    rows = (dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None))
    return enumerate(rows, 1)


def _series(frames: Mapping[str, pd.DataFrame]) -> Iterator[Found]:
    first: dict[str, tuple[int, dict[str, Any]]] = {}
    observed = {row["indicator"] for _, row in _numbered(frames, SERIES) if row["kind"] == "observed"}
    for number, row in _numbered(frames, SERIES):
        name = row["indicator"]
        earlier, model = first.setdefault(name, (number, row))
        for column in INDICATOR_COLUMNS:
            if not _equal(row[column], model[column]):
                yield (
                    SERIES,
                    number,
                    column,
                    f"is not that of {name} in row {earlier}; it is the same in all rows",
                )
        if earlier == number and name not in observed:
            yield SERIES, number, "kind", f"{name} has no observed value; an indicator needs at least one"
        for column, message in _cells(row):
            yield SERIES, number, column, message


def _equal(one: Any, other: Any) -> bool:
    return bool((pd.isna(one) and pd.isna(other)) or one == other)


def _cells(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind, base = row["kind"], row["base_year"]
    if (kind == "peak_year") != pd.isna(row["value"]):
        yield "value", "is empty for peak_year" if kind == "peak_year" else f"is empty; {kind} needs a value"
    if kind == "change" and pd.isna(base):
        yield "base_year", "is empty; a change needs the year that it refers to"
    if kind in ("observed", "peak_year") and pd.notna(base):
        yield "base_year", f"is filled for change and level only, not for {kind}"
    if kind in ("change", "level") and pd.notna(base) and base >= row["year"]:
        yield "base_year", f"{base} is not before the year of the target, {row['year']}"
    if kind == "observed" and pd.notna(row["net"]):
        yield "net", "is filled for targets only"


def _links(frames: Mapping[str, pd.DataFrame]) -> Iterator[Found]:
    indicators = set(frames[SERIES]["indicator"]) if SERIES in frames else None
    goals = set(frames[GOALS]["goal"]) if GOALS in frames else None
    all_goals = agenda.goals() if LINKS in frames else pd.DataFrame()
    for number, row in _numbered(frames, LINKS):
        start = goals if row["kind"] == "goal_sdg" else indicators
        if start is not None and row["from_id"] not in start:
            place = (
                f"goal of the file of {GOALS}"
                if row["kind"] == "goal_sdg"
                else f"indicator of the file of {SERIES}"
            )
            yield LINKS, number, "from_id", f"{shown(row['from_id'])} is no {place}"
        if message := _end(row, goals, all_goals):
            yield LINKS, number, "to_id", message


def _end(row: Mapping[str, Any], goals: set[str] | None, all_goals: pd.DataFrame) -> str:
    code, to_goal = str(row["to_id"]), row["kind"] == "indicator_goal"
    if to_goal and code[0].isdigit():
        return f"{shown(code)} is a goal of the Agenda; the kind of this link is indicator_sdg"
    if to_goal:
        return (
            f"{shown(code)} is no goal of the file of {GOALS}"
            if goals is not None and code not in goals
            else ""
        )
    if agenda.exists(code, all_goals):
        return ""
    return f"{shown(code)} is no goal or target of the Agenda, which has 1 to 17 and targets such as 13.2 or 13.a"
