"""Findings on the goals of an exchange and what the report states for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from greentwin.ngo.exchange.findings import GOALS, NETWORK, counted
from greentwin.plotting import Result


def goal_findings(matrix: pd.DataFrame, goals: pd.DataFrame, at_events: Collection[str]) -> Iterator[Result]:
    """Yield what the report states for its goals; nothing if it states no goal.

    Parameters
    ----------
    matrix : DataFrame
        From :func:`greentwin.ngo.exchange.goals.matrix`.
    goals : DataFrame
        Table ``goals``.
    at_events : collection of str
        Results that are events or were said at one.

    Yields
    ------
    Result
        Goals without a stated result, with events only, with a follow-up; results that are events.
    """
    n = len(matrix)
    if not n:
        return
    none = matrix[matrix["standing"] == "no_result"]
    yield _without_result(none, n)
    events = int((matrix["standing"] == "events_only").sum())
    sentence = {
        "en": f"Of {counted(n, 'stated goal')}, {events} {'has' if events == 1 else 'have'} no other stated result "
        "than events or what was said at one.",
        "zh": f"{n}个目标中，{events}个的结果只是活动本身或在活动上的发言。",
    }
    yield Result("goals_with_events_only", events, "goals", sentence, tables=(*GOALS, *NETWORK), n=n)
    follow = int(matrix["follow_up"].map(bool).sum())
    sentence = {
        "en": f"Of {counted(n, 'stated goal')}, {follow} {'has' if follow == 1 else 'have'} a planned follow-up.",
        "zh": f"{n}个目标中，{follow}个有后续计划。",
    }
    yield Result("goals_with_follow_up", follow, "goals", sentence, tables=GOALS, n=n)
    results = int((goals["kind"] == "result").sum())
    sentence = {
        "en": f"Of {counted(results, 'stated result')}, {len(at_events)} are themselves events or were said at one.",
        "zh": f"{results}项已说明的结果中，{len(at_events)}项是活动本身或在活动上的发言。",
    }
    yield Result(
        "results_at_events", len(at_events), "results", sentence, tables=(*GOALS, *NETWORK), n=results
    )


def _without_result(none: pd.DataFrame, n: int) -> Result:
    value = len(none)
    named = {"en": "", "zh": ""}
    if value:
        lower = [text[:1].lower() + text[1:] for text in none["text_en"]]
        named = {"en": f" ({'; '.join(lower)})", "zh": f"（{'；'.join(none['text_zh'])}）"}
    sentence = {
        "en": f"Of {counted(n, 'stated goal')}, {value} {'has' if value == 1 else 'have'} no stated result"
        f"{named['en']}.",
        "zh": f"{n}个目标中，{value}个没有说明结果{named['zh']}。",
    }
    return Result("goals_without_result", value, "goals", sentence, tables=GOALS, n=n)
