"""Tables of goals and of proposed pairs as a reader sees them, in English and Chinese."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from greentwin.ngo.exchange.frames import keyed, rows
from greentwin.ngo.exchange.goals import KINDS, unlinked
from greentwin.ngo.exchange.names import organisation_names
from greentwin.ngo.exchange.proposals import REASONS
from greentwin.ngo.exchange.selection import Exchange
from greentwin.ngo.exchange.tables import SEPARATOR, heads
from greentwin.ngo.exchange.wording import listed, say
from greentwin.plotting import Language, label

AT_EVENT = "°"
IN_DOUBT = " ?"


def goal_list(
    matrix: pd.DataFrame, goals: pd.DataFrame, at_events: Collection[str], language: Language
) -> pd.DataFrame:
    """List the goals with the wording of activities, results and follow-ups, and where each stands.

    Parameters
    ----------
    matrix : DataFrame
        From :func:`greentwin.ngo.exchange.goals.matrix`.
    goals : DataFrame
        Table ``goals``.
    at_events : collection of str
        Results that are events or were said at one; they are marked with ``°``.
    language : {"en", "zh"}
        Language.

    Returns
    -------
    DataFrame
        One row per goal, with whose it is and where it stands in the document; said where nothing is stated.
    """
    stated = keyed(goals.set_index("goal_id"))
    texts = {key: row[f"text_{language}"] for key, row in stated.items()}
    none = label("exchange_key_none", language)
    brackets = {"en": " ({}, {})", "zh": "（{}，{}）"}[language]
    table = []
    for key, row in keyed(matrix).items():
        cells = [
            SEPARATOR[language].join(
                texts[item] + (AT_EVENT if item in at_events else "") for item in row[kind]
            )
            for kind in KINDS
        ]
        whose = brackets.format(label(f"exchange_by_{row['party']}", language), passage(stated[key]))
        table.append((texts[key] + whose, *(cell or none for cell in cells)))
    kinds = [label(f"exchange_{kind}", language) for kind in KINDS]
    return pd.DataFrame(table, columns=[*heads(("goal",), language), *kinds])


def result_list(
    goals: pd.DataFrame,
    at_events: Mapping[str, tuple[str, ...]],
    events: Mapping[str, str],
    language: Language,
) -> pd.DataFrame:
    """List the stated results with the event that their passage tells of, if any, and the passage.

    Parameters
    ----------
    goals : DataFrame
        Table ``goals``.
    at_events : mapping of str to tuple of str
        From :func:`greentwin.ngo.exchange.goals.results_at_events`.
    events : mapping of str to str
        Names of events by id.
    language : {"en", "zh"}
        Language.
    """
    table = [
        (
            row[f"text_{language}"],
            label(f"exchange_by_{row['party']}", language),
            SEPARATOR[language].join(events[key] for key in at_events.get(row["goal_id"], ())) or None,
            passage(row),
        )
        for row in rows(goals[goals["kind"] == "result"])
    ]
    return pd.DataFrame(table, columns=heads(("result", "party", "event", "passage"), language))


def passage(row: Mapping[str, Any]) -> str:
    """Write where a row stands: document, and first and last character (half-open) or what an own file says."""
    if pd.isna(row["char_start"]):
        return " ".join(str(part) for part in (row["source_id"], row.get("passage")) if pd.notna(part))
    return f"{row['source_id']} {row['char_start']}–{row['char_end']}"


def unlinked_list(goals: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List the activities, results and follow-ups that serve no stated goal.

    Parameters
    ----------
    goals : DataFrame
        Table ``goals``.
    language : {"en", "zh"}
        Language.
    """
    stated = keyed(goals.set_index("goal_id"))
    table = [
        (stated[key][f"text_{language}"], label(f"exchange_one_{kind}", language), passage(stated[key]))
        for kind in KINDS
        for key in unlinked(goals, kind)
    ]
    return pd.DataFrame(table, columns=heads(("what", "kind", "passage"), language))


def pair_list(
    exchange: Exchange, pairs: pd.DataFrame, most: int, doubtful: Collection[str], language: Language
) -> pd.DataFrame:
    """List the first proposed pairs with their reasons written out.

    Parameters
    ----------
    exchange : Exchange
        Selection that they were made of.
    pairs : DataFrame
        From :func:`greentwin.ngo.exchange.proposals.propose`.
    most : int
        Number of rows.
    doubtful : collection of str
        Organisations whose name the coder doubts; they are marked with ``?``.
    language : {"en", "zh"}
        Language.
    """
    names = organisation_names(exchange.organisations, language)
    table = [
        (
            row["rank"],
            row["score"],
            *(
                names[row[key]] + (IN_DOUBT if row[key] in doubtful else "")
                for key in ("org_china", "org_other")
            ),
            _reasons(row, names, language),
        )
        for row in rows(pairs.head(most))
    ]
    return pd.DataFrame(table, columns=heads(("rank", "score", "china", "other", "reasons"), language))


def _reasons(row: dict[str, Any], names: dict[str, str], language: Language) -> str:
    def topics(column: str) -> str:
        return listed([label(f"exchange_topic_{key}", language) for key in row[column]], language)

    contacts = listed([names[key] for key in row["common_contact"]], language)
    reasons = {
        "shared_topic": say("reason_topic", language, topics=topics("shared_topic")),
        "in_both_names": say("reason_names", language, topics=topics("in_both_names")),
        "complementary": say("reason_roles", language),
        "common_contact": say("reason_contact", language, names=contacts),
    }
    return SEPARATOR[language].join(reasons[reason] for reason in REASONS if row[reason])
