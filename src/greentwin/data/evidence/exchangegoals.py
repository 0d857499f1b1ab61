"""Goals, activities, results and next steps of the NGO exchange, and which goals they serve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from greentwin.data.evidence.rows import FIRST_CODER, Passage, chosen, coded, items, passage, records

if TYPE_CHECKING:
    from greentwin.data.evidence.claims import Choice
    from greentwin.data.package import DataPackage

_LINK_COLUMNS = ["goal_id", "item_id", "kind", "party", "topic", "text_en", "text_zh"]


@dataclass(frozen=True)
class Goal:
    """
    A goal, an activity, a result or a next step that the exchange report states.

    Attributes
    ----------
    goal_id : str
        Identifier.
    kind : str
        ``goal``, ``activity``, ``result`` or ``follow_up``.
    party : str
        Who states it: ``both``, ``chinese_side`` or ``french_side``.
    topic, text_en, text_zh : str
        Topic, and the statement in our own words.
    links : tuple of str
        Goals that it serves, a judgement of the coder; empty for a goal, or where none can be told.
    passage : Passage
        Where it stands.
    """

    goal_id: str
    kind: str
    party: str
    topic: str
    text_en: str
    text_zh: str
    links: tuple[str, ...]
    passage: Passage


def goals(
    *,
    kind: Choice = None,
    party: Choice = None,
    coder: str = FIRST_CODER,
    package: DataPackage | None = None,
) -> tuple[Goal, ...]:
    """
    Return what the exchange report states as goals, activities, results and next steps.

    Parameters
    ----------
    kind, party : str or collection of str, optional
        Kinds and parties to keep, see `Goal`; all by default.
    coder : str, optional
        Whose rows.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    tuple of Goal
        In the order of the table.

    Raises
    ------
    ParameterError
        If a chosen value does not occur.

    Examples
    --------
    >>> {goal.kind for goal in goals(party="both")}
    {'goal'}
    """
    frame = chosen(coded("goals", coder, package), {"kind": kind, "party": party}, names={})
    return tuple(
        Goal(
            **{name: row[name] for name in ("goal_id", "kind", "party", "topic", "text_en", "text_zh")},
            links=items(row["links"]),
            passage=passage(row),
        )
        for row in records(frame)
    )


def goal_links(*, coder: str = FIRST_CODER, package: DataPackage | None = None) -> pd.DataFrame:
    """
    Return which statement serves which goal, one row for each pair.

    A goal that nothing serves has no row; compare with ``goals(kind="goal")``.

    Returns
    -------
    pandas.DataFrame
        ``goal_id`` (the goal served), ``item_id``, ``kind``, ``party``, ``topic``, ``text_en`` and ``text_zh`` (of the
        statement that serves it).

    Examples
    --------
    >>> links = goal_links()
    >>> "result" in set(links.loc[links["goal_id"] == "g11", "kind"])
    True
    """
    rows = [
        (goal, item.goal_id, item.kind, item.party, item.topic, item.text_en, item.text_zh)
        for item in goals(coder=coder, package=package)
        for goal in item.links
    ]
    return pd.DataFrame(rows, columns=_LINK_COLUMNS)
