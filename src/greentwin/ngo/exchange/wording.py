"""Sentences of the exchange chapter in English and Chinese: alt texts, captions and remarks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from greentwin.ngo.exchange.frames import keyed
from greentwin.ngo.exchange.names import date_text, event_names, organisation_names
from greentwin.ngo.exchange.network import at_no_event
from greentwin.plotting import Language, label

if TYPE_CHECKING:
    import pandas as pd

    from greentwin.ngo.exchange.selection import Exchange

MAX_NAMED = 3
_TEXTS: dict[str, dict[Language, str]] = {
    "network": {
        "en": "{organisations} organisations and {events} events, joined by {ties} ties, {inferred} of them inferred. "
        "{most}Organisations at one event only: {once}.",
        "zh": "{organisations}个组织与{events}项活动，共{ties}条联系，其中{inferred}条为推断。{most}"
        "只参加1项活动的组织：{once}个。",
    },
    "most": {
        "en": "At most events: {names}. ",
        "zh": "参加活动最多的是：{names}。",
    },
    "network_caption": {
        "en": "Source: tables organisations, events and participation, coded from {documents} by {coders}; "
        "n = {ties} ties. {affiliations}Events are in the order of the documents.",
        "zh": "来源：organisations、events、participation数据表，由{coders}根据{documents}编码；n = {ties}条联系。"
        "{affiliations}活动按文件叙述顺序排列。",
    },
    "affiliations": {
        "en": "Curves join {n} affiliates to their parents. ",
        "zh": "曲线连接{n}个下属机构与其上级。",
    },
    "timeline": {
        "en": "Events with a date: {dated} of {n}. {spans}.",
        "zh": "{n}项活动中{dated}项有日期。{spans}。",
    },
    "timeline_caption": {
        "en": "Source: table events, coded from {documents} by {coders}; n = {dated} dated events. "
        "Events without a date in the documents, not drawn: {undated}.",
        "zh": "来源：events数据表，由{coders}根据{documents}编码；n = {dated}项有日期的活动。"
        "另有{undated}项活动文件未给出日期，未画出。",
    },
    "goals": {
        "en": "Of {n} stated goals, without a stated result: {none}{named}; with no other results than events or "
        "what was said at one: {events}; with a planned follow-up: {follow}.",
        "zh": "共{n}个目标：未说明结果的{none}个{named}；"
        "结果仅为活动本身或在活动上的发言的{events}个；有后续计划的{follow}个。",
    },
    "goals_caption": {
        "en": "Source: table goals, coded from the 2017 exchange report (s0) by {coders}; n = {n} goals and "
        "{results} stated results, {at_events} of which are events or were said at one. "
        "Which result serves which goal is a judgement.",
        "zh": "来源：goals数据表，由{coders}根据2017年交流报告（s0）编码；n = {n}个目标和{results}项已说明的结果，"
        "其中{at_events}项是活动本身或在活动上的发言。结果对应哪个目标属于判断。",
    },
    "reason_topic": {"en": "shared: {topics}", "zh": "共同主题：{topics}"},
    "reason_names": {"en": "in both names: {topics}", "zh": "双方名称均含：{topics}"},
    "reason_roles": {"en": "one is a research body, the other is not", "zh": "一方为研究机构，另一方不是"},
    "reason_contact": {"en": "both were at events with {names}", "zh": "双方都曾与{names}同场"},
    "at_no_event": {
        "en": "Named in the documents, but at none of their events: {names}.",
        "zh": "文件提到但未参加所述活动的：{names}。",
    },
    "no_goals": {
        "en": "None of the chosen documents states goals of an exchange; only the exchange report (s0) does.",
        "zh": "所选文件均未提出交流目标；只有交流报告（s0）提出。",
    },
    "no_ties": {
        "en": "At this certainty no organisation was at an event in the chosen documents.",
        "zh": "按此确定程度，所选文件中没有组织参加活动。",
    },
    "no_pairs": {
        "en": "There is no pair to propose: every Chinese organisation and every other one that share a topic have "
        "been at one event.",
        "zh": "没有可建议的组合：有共同主题的中方与外方组织都已同场参加过活动。",
    },
}


def say(key: str, language: Language, **values: object) -> str:
    """Return a sentence with its values filled in."""
    return _TEXTS[key][language].format(**values)


def listed(names: Iterable[str], language: Language) -> str:
    """Join names into a list.

    Examples
    --------
    >>> listed(["Bonn", "Essen", "Paris"], "en")
    'Bonn, Essen and Paris'
    """
    items = list(names)
    if language == "zh":
        return "、".join(items)
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def document_name(source_id: str, language: Language) -> str:
    """Return what a document is called in figures and tables."""
    return label(f"exchange_document_{source_id}", language)


def at_no_event_note(exchange: Exchange, language: Language) -> str | None:
    """Name the organisations that the documents mention but place at no event; None if there are none."""
    names = organisation_names(exchange.organisations, language)
    absent = [names[key] for key in at_no_event(exchange)]
    return say("at_no_event", language, names=listed(absent, language)) if absent else None


def network_alt(exchange: Exchange, language: Language) -> str:
    """Say how many organisations and events there are, and who was at most events."""
    ties = exchange.ties
    names = organisation_names(exchange.organisations, language)
    counts = ties["org_id"].value_counts()
    leading = counts[counts == counts.nlargest(MAX_NAMED).min()].index.union(counts.nlargest(MAX_NAMED).index)
    top = sorted(leading, key=lambda key: (-counts[key], key))[:MAX_NAMED]
    most = [f"{names[key]} ({counts[key]})" for key in top if counts[key] > 1]
    return say(
        "network",
        language,
        organisations=len(counts),
        events=ties["event_id"].nunique(),
        ties=len(ties),
        inferred=int((ties["certainty"] == "inferred").sum()),
        most=say("most", language, names=listed(most, language)) if most else "",
        once=int((counts == 1).sum()),
    )


def network_caption(exchange: Exchange, affiliations: int, language: Language) -> str:
    """Name the source and the number of ties."""
    return say(
        "network_caption",
        language,
        documents=_documents(exchange),
        coders=_coders(exchange.events, language),
        ties=len(exchange.ties),
        affiliations=say("affiliations", language, n=affiliations) if affiliations else "",
    )


def timeline_alt(exchange: Exchange, language: Language) -> str:
    """Say when the stays were, or the first and last event of each document."""
    events = exchange.events
    dated = events[events["start"].notna()]
    stays = dated[dated["kind"] == "stay"]
    names = event_names(events, language)
    if len(stays) and len(exchange.documents) == 1:
        parts = [f"{names[key]}, {_date(row)}" for key, row in keyed(stays).items()]
    else:
        parts = [_period(str(source_id), rows, language) for source_id, rows in dated.groupby("source_id")]
    joined = ("; " if language == "en" else "；").join(parts)
    return say("timeline", language, dated=len(dated), n=len(events), spans=joined)


def _date(row: dict[str, Any]) -> str:
    return date_text(row["start"], row["end"], row["date_precision"])


def _period(source_id: str, rows: pd.DataFrame, language: Language) -> str:
    first, last = rows.sort_values("start").iloc[0], rows.sort_values("end").iloc[-1]
    ends = (
        date_text(first["start"], first["start"], first["date_precision"]),
        date_text(last["end"], last["end"], last["date_precision"]),
    )
    between = {"en": " to ", "zh": "至"}[language]
    return f"{document_name(source_id, language)}: {between.join(dict.fromkeys(ends))} (n = {len(rows)})"


def timeline_caption(exchange: Exchange, language: Language) -> str:
    """Name the source and the numbers of events with and without a date."""
    dated = int(exchange.events["start"].notna().sum())
    return say(
        "timeline_caption",
        language,
        documents=_documents(exchange),
        coders=_coders(exchange.events, language),
        dated=dated,
        undated=len(exchange.events) - dated,
    )


def goal_alt(matrix: pd.DataFrame, language: Language) -> str:
    """Say how many goals have no stated result, and how many only events."""
    none = matrix[matrix["standing"] == "no_result"]
    texts = [
        text[:1].lower() + text[1:] if language == "en" else text
        for text in none[f"text_{language}"].head(MAX_NAMED)
    ]
    named = {"en": " ({})", "zh": "（{}）"}[language].format(("; " if language == "en" else "；").join(texts))
    return say(
        "goals",
        language,
        n=len(matrix),
        none=len(none),
        named=named if texts else "",
        events=int((matrix["standing"] == "events_only").sum()),
        follow=int(matrix["follow_up"].map(bool).sum()),
    )


def goal_caption(
    matrix: pd.DataFrame, goals: pd.DataFrame, at_events: Collection[str], language: Language
) -> str:
    """Name the source and the numbers of goals and results."""
    return say(
        "goals_caption",
        language,
        coders=_coders(goals, language),
        n=len(matrix),
        results=int((goals["kind"] == "result").sum()),
        at_events=len(at_events),
    )


def _documents(exchange: Exchange) -> str:
    return ", ".join(exchange.documents)


def _coders(frame: pd.DataFrame, language: Language) -> str:
    return listed(sorted(set(frame["coder"].dropna())), language)
