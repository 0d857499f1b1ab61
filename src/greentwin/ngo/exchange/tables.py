"""Tables of the exchange chapter as a reader sees them, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from greentwin.ngo.exchange.frames import keyed, rows
from greentwin.ngo.exchange.names import date_text, event_names, organisation_names
from greentwin.ngo.exchange.network import Component, components, two_mode, with_affiliations
from greentwin.ngo.exchange.selection import Exchange
from greentwin.ngo.exchange.wording import document_name
from greentwin.plotting import Language, label

INFERRED = "*"
MOST_NAMED = 4
SEPARATOR: Mapping[Language, str] = {"en": "; ", "zh": "；"}


def heads(keys: Iterable[str], language: Language) -> list[str]:
    """Return the heads of columns by their keys."""
    return [label(f"exchange_head_{key}", language) for key in keys]


def overview(exchange: Exchange, language: Language) -> pd.DataFrame:
    """Count organisations, events and ties by document.

    Parameters
    ----------
    exchange : Exchange
        Selection.
    language : {"en", "zh"}
        Language.

    Returns
    -------
    DataFrame
        One row per document, and one for all of them if there are several: an organisation in two documents counts
        once there.
    """
    source = exchange.ties["event_id"].map(exchange.events["source_id"])
    counts = [
        _overview_row(
            document_name(name, language, exchange.own_files),
            exchange.events[exchange.events["source_id"] == name],
            exchange.ties[source == name],
        )
        for name in exchange.documents
    ]
    if len(counts) > 1:
        counts.append(_overview_row(label("exchange_head_all", language), exchange.events, exchange.ties))
    columns = ("document", "organisations", "events", "with_organisations", "stated", "inferred")
    return pd.DataFrame(counts, columns=heads(columns, language))


def _overview_row(name: str, events: pd.DataFrame, ties: pd.DataFrame) -> tuple[object, ...]:
    certainty = ties["certainty"].value_counts()
    return (
        name,
        ties["org_id"].nunique(),
        len(events),
        ties["event_id"].nunique(),
        int(certainty.get("stated", 0)),
        int(certainty.get("inferred", 0)),
    )


def event_list(exchange: Exchange, language: Language) -> pd.DataFrame:
    """List the events in the order of the documents, with date and who was there in which role.

    Parameters
    ----------
    exchange : Exchange
        Selection.
    language : {"en", "zh"}
        Language.

    Returns
    -------
    DataFrame
        One row per event; an asterisk marks an inferred tie.
    """
    names = organisation_names(exchange.organisations, language)
    there: dict[str, list[str]] = {}
    for row in rows(exchange.ties):
        words = ", ".join(label(f"exchange_role_{role}", language) for role in row["roles"])
        mark = INFERRED if row["certainty"] == "inferred" else ""
        there.setdefault(row["event_id"], []).append(f"{names[row['org_id']]}{mark} ({words})")
    undated = label("exchange_no_date", language)
    comma = {"en": ", ", "zh": "，"}[language]
    events = event_names(exchange.events, language)
    listed = []
    for key, row in keyed(exchange.events).items():
        date = date_text(row["start"], row["end"], row["date_precision"]) or undated
        listed.append((f"{events[key]}{comma}{date}", SEPARATOR[language].join(there.get(key, [])) or None))
    return pd.DataFrame(listed, columns=heads(("event_and_date", "who"), language))


def meeting_list(exchange: Exchange, meetings: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List the pairs that were at two or more events together.

    Parameters
    ----------
    exchange : Exchange
        Selection.
    meetings : DataFrame
        From :func:`greentwin.ngo.exchange.meetings.meetings`.
    language : {"en", "zh"}
        Language.
    """
    names = organisation_names(exchange.organisations, language)
    events = event_names(exchange.events, language)
    listed = [
        (
            names[row["org_a"]],
            names[row["org_b"]],
            row["events"],
            row["stated"],
            _some([events[key] for key in row["event_ids"]], language),
        )
        for row in rows(meetings[meetings["events"] > 1])
    ]
    return pd.DataFrame(
        listed, columns=heads(("first", "second", "shared", "both_stated", "which"), language)
    )


def _some(names: list[str], language: Language) -> str:
    shown = SEPARATOR[language].join(names[:MOST_NAMED])
    return (
        shown if len(names) <= MOST_NAMED else f"{shown}{SEPARATOR[language]}… (+{len(names) - MOST_NAMED})"
    )


def component_list(exchange: Exchange, language: Language) -> pd.DataFrame:
    """Count the parts of the network with and without affiliations, and with and without inferred ties.

    Parameters
    ----------
    exchange : Exchange
        Selection, inferred ties included.
    language : {"en", "zh"}
        Language.
    """
    counts = []
    for kind in ("participation", "affiliation"):
        for certainty in ("all", "stated"):
            parts = parts_of(exchange, kind == "affiliation", certainty == "stated")
            network = label(f"exchange_network_{kind}", language)
            detail = label(f"exchange_{certainty}_ties", language)
            largest = parts[0] if parts else Component((), ())
            row = (f"{network}, {detail}" if language == "en" else f"{network}，{detail}", len(parts))
            counts.append((*row, len(largest.organisations), len(largest.events)))
    columns = ("network", "components", "largest_organisations", "largest_events")
    return pd.DataFrame(counts, columns=heads(columns, language))


def parts_of(exchange: Exchange, affiliations: bool, stated_only: bool) -> tuple[Component, ...]:
    """Return the parts of the network that hang together, organisations without any tie left out.

    Parameters
    ----------
    exchange : Exchange
        Selection, inferred ties included.
    affiliations : bool
        Join affiliates to their parents.
    stated_only : bool
        Leave inferred ties and affiliations out.
    """
    ties, held = exchange.ties, exchange.affiliations
    if stated_only:
        ties, held = ties[ties["certainty"] == "stated"], held[held["certainty"] == "stated"]
    graph = two_mode(ties)
    return components(with_affiliations(graph, held) if affiliations else graph)


def documents_by_organisation(exchange: Exchange, ties: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the documents in whose events each organisation took part.

    Parameters
    ----------
    exchange : Exchange
        Selection.
    ties : DataFrame
        Its ties, or these with affiliates counted as their parents.
    """
    source = ties["event_id"].map(exchange.events["source_id"])
    return {str(key): tuple(sorted(set(rows))) for key, rows in source.groupby(ties["org_id"])}
