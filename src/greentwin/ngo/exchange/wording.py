"""Sentences of the exchange chapter in English and Chinese: alt texts, captions and remarks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
        "en": "Source: {source}; n = {ties} ties. {affiliations}Events are in the order of the documents.",
        "zh": "来源：{source}；n = {ties}条联系。{affiliations}活动按文件叙述顺序排列。",
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
        "en": "Source: {source}; n = {dated} dated events. "
        "Events without a date in the documents, not drawn: {undated}.",
        "zh": "来源：{source}；n = {dated}项有日期的活动。另有{undated}项活动文件未给出日期，未画出。",
    },
    "goals": {
        "en": "Of {n} stated goals, without a stated result: {none}{named}; with no other results than events or "
        "what was said at one: {events}; with a planned follow-up: {follow}.",
        "zh": "共{n}个目标：未说明结果的{none}个{named}；"
        "结果仅为活动本身或在活动上的发言的{events}个；有后续计划的{follow}个。",
    },
    "goals_caption": {
        "en": "Source: {source}; n = {n} goals and "
        "{results} stated results, {at_events} of which are events or were said at one. "
        "Which result serves which goal is a judgement.",
        "zh": "来源：{source}；n = {n}个目标和{results}项已说明的结果，"
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
    "no_goals_file": {
        "en": "No goals file was given, so this page says nothing of goals; the parameter goals_file takes one.",
        "zh": "未提供目标文件，因此本页不涉及目标；可通过参数goals_file提供。",
    },
    "no_dates": {
        "en": "None of the events has a date, so there is no timeline.",
        "zh": "所有活动均无日期，因此没有时间图。",
    },
    "case": {
        "en": "This page reads documents of the study. In 2017 a society from Chengdu and an association from Paris "
        "sent one person each to the other for some weeks, and both wrote down where they went and what came of it. "
        "Other documents tell of meetings, too.",
        "zh": "本页读取本研究的文件。2017年，成都的一个学会与巴黎的一个协会互派一人交流数周，双方都记下了行程与成果。"
        "其他文件也记述了会议。",
    },
    "case_own": {
        "en": "This page reads your own files alone; nothing of the study's documents is in it. "
        "Documents: {documents}.",
        "zh": "本页仅读取您自己的文件，不含本研究的任何文件。文件：{documents}。",
    },
    "source": {
        "en": "{noun} {tables}, coded from {documents} by {coders}",
        "zh": "{tables}数据表，由{coders}根据{documents}编码",
    },
    "source_own": {
        "en": "own {files} of {tables}, coded from {documents}",
        "zh": "自有{tables}文件，根据{documents}编码",
    },
    "report": {"en": "the 2017 exchange report (s0)", "zh": "2017年交流报告（s0）"},
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


def document_name(source_id: str, language: Language, own: bool = False) -> str:
    """Return what a document is called in figures and tables; one of own files has its short name."""
    if own:
        return source_id
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
        source=_source(exchange, ("organisations", "events", "participation"), language),
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
        parts = [
            _period(document_name(str(source_id), language, exchange.own_files), rows, language)
            for source_id, rows in dated.groupby("source_id")
        ]
    joined = ("; " if language == "en" else "；").join(parts)
    return say("timeline", language, dated=len(dated), n=len(events), spans=joined)


def _date(row: dict[str, Any]) -> str:
    return date_text(row["start"], row["end"], row["date_precision"])


def _period(document: str, rows: pd.DataFrame, language: Language) -> str:
    first, last = rows.sort_values("start").iloc[0], rows.sort_values("end").iloc[-1]
    ends = (
        date_text(first["start"], first["start"], first["date_precision"]),
        date_text(last["end"], last["end"], last["date_precision"]),
    )
    between = {"en": " to ", "zh": "至"}[language]
    return f"{document}: {between.join(dict.fromkeys(ends))} (n = {len(rows)})"


def timeline_caption(exchange: Exchange, language: Language) -> str:
    """Name the source and the numbers of events with and without a date."""
    dated = int(exchange.events["start"].notna().sum())
    return say(
        "timeline_caption",
        language,
        source=_source(exchange, ("events",), language),
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
        source=_goal_source(goals, language),
        n=len(matrix),
        results=int((goals["kind"] == "result").sum()),
        at_events=len(at_events),
    )


def case(exchange: Exchange, language: Language) -> str:
    """Say what the page reads: documents of the study, or own files alone."""
    return say(
        "case_own" if exchange.own_files else "case", language, documents=", ".join(exchange.documents)
    )


def no_goals(exchange: Exchange, language: Language) -> str:
    """Say why there are no goals: no document that was chosen states any, or no file of goals was given."""
    return say("no_goals_file" if exchange.own_files else "no_goals", language)


def _source(exchange: Exchange, tables: Sequence[str], language: Language) -> str:
    documents = ", ".join(exchange.documents)
    if exchange.own_files:
        return _own_source(tables, documents, language)
    return _study_source(tables, documents, _coders(exchange.events, language), language)


def _goal_source(goals: pd.DataFrame, language: Language) -> str:
    if "coder" not in goals:
        return _own_source(("goals",), ", ".join(sorted(set(goals["source_id"]))), language)
    return _study_source(("goals",), say("report", language), _coders(goals, language), language)


def _study_source(tables: Sequence[str], documents: str, coders: str, language: Language) -> str:
    noun = "table" if len(tables) == 1 else "tables"
    names = listed(tables, language)
    return say("source", language, noun=noun, tables=names, documents=documents, coders=coders)


def _own_source(tables: Sequence[str], documents: str, language: Language) -> str:
    files = "file" if len(tables) == 1 else "files"
    return say("source_own", language, files=files, tables=listed(tables, language), documents=documents)


def _coders(frame: pd.DataFrame, language: Language) -> str:
    return listed(sorted(set(frame["coder"].dropna())), language)
