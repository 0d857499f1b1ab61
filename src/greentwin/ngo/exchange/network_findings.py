"""Findings on the network of an exchange."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from greentwin.ngo.exchange.findings import NETWORK, counted
from greentwin.ngo.exchange.meetings import meetings
from greentwin.ngo.exchange.names import organisation_names
from greentwin.ngo.exchange.network import merged
from greentwin.ngo.exchange.robustness import first_ranked
from greentwin.ngo.exchange.selection import Exchange
from greentwin.ngo.exchange.tables import documents_by_organisation, parts_of
from greentwin.ngo.exchange.wording import listed
from greentwin.plotting import LANGUAGES, Language, Result


def network_findings(
    chosen: Exchange, whole: Exchange, ranks: pd.DataFrame, families: bool
) -> Iterator[Result]:
    """Yield what the network shows.

    Parameters
    ----------
    chosen : Exchange
        Selection at the certainty asked for, with at least one tie.
    whole : Exchange
        The same selection, inferred ties included.
    ranks : DataFrame
        From :func:`greentwin.ngo.exchange.robustness.rank_intervals`, made of the ties of ``whole``.
    families : bool
        Affiliates count as their parents in ``ranks``.

    Yields
    ------
    Result
        Counts of organisations, pairs, ties and undated events; the largest part with and without affiliations; the
        organisations with the highest betweenness, unless nobody lies between others.
    """
    yield _organisations(chosen.ties)
    yield _once(chosen.ties)
    yield _across(chosen)
    yield _certainty(whole.ties)
    yield _undated(whole.events)
    yield from (_largest_part(chosen, affiliations) for affiliations in (False, True))
    if len(chosen.documents) > 1:
        yield _several_documents(chosen, families)
    if (ranks["all"] > 0).any():
        yield _most_bridging(whole, ranks, families)
        yield _moved(ranks)


def _organisations(ties: pd.DataFrame) -> Result:
    n, events = ties["org_id"].nunique(), ties["event_id"].nunique()
    sentence = {
        "en": f"The chosen documents place {counted(n, 'organisation')} at {counted(events, 'event')}.",
        "zh": f"所选文件记载{n}个组织参加了{events}项活动。",
    }
    return Result("organisations_at_events", n, "organisations", sentence, tables=NETWORK, n=events)


def _once(ties: pd.DataFrame) -> Result:
    counts = ties["org_id"].value_counts()
    once, n = int((counts == 1).sum()), len(counts)
    sentence = {
        "en": f"Of {counted(n, 'organisation')}, {once} {'was' if once == 1 else 'were'} at one event only.",
        "zh": f"{n}个组织中，{once}个只参加了1项活动。",
    }
    return Result("organisations_at_one_event", once, "organisations", sentence, tables=NETWORK, n=n)


def _across(exchange: Exchange) -> Result:
    pairs = meetings(exchange.ties, exchange.events)
    chinese = exchange.organisations["country"] == "China"
    n = len(pairs)
    across = int((pairs["org_a"].map(chinese) != pairs["org_b"].map(chinese)).sum())
    sentence = {
        "en": f"Of {counted(n, 'pair')} of organisations at the same event, {across} "
        f"{'joins' if across == 1 else 'join'} a Chinese organisation and one from elsewhere.",
        "zh": f"同场的{n}对组织中，{across}对是中方与外方的组合。",
    }
    return Result("pairs_across", across, "pairs", sentence, tables=NETWORK, n=n)


def _certainty(ties: pd.DataFrame) -> Result:
    n, stated = len(ties), int((ties["certainty"] == "stated").sum())
    sentence = {
        "en": f"Of {counted(n, 'tie')} between organisations and events, {stated} are stated and {n - stated} "
        "inferred.",
        "zh": f"组织与活动之间的{n}条联系中，{stated}条为文中写明，{n - stated}条为推断。",
    }
    return Result("ties_stated", stated, "ties", sentence, tables=NETWORK, n=n)


def _undated(events: pd.DataFrame) -> Result:
    n, undated = len(events), int(events["start"].isna().sum())
    sentence = {
        "en": f"Of {counted(n, 'event')}, {undated} {'has' if undated == 1 else 'have'} no date in the documents.",
        "zh": f"{n}项活动中，{undated}项在文件中没有日期。",
    }
    return Result("events_without_date", undated, "events", sentence, tables=("events",), n=n)


def _largest_part(exchange: Exchange, affiliations: bool) -> Result:
    parts = parts_of(exchange, affiliations, stated_only=False)
    largest, n = len(parts[0].organisations), sum(len(part.organisations) for part in parts)
    by, by_zh = ("events and affiliations", "活动与隶属关系") if affiliations else ("events alone", "仅活动")
    sentence = {
        "en": f"By {by}, the network has {counted(len(parts), 'part')}; the largest holds {largest} of "
        f"{counted(n, 'organisation')}.",
        "zh": f"按{by_zh}计，网络分为{len(parts)}个部分；最大部分包括{n}个组织中的{largest}个。",
    }
    name = "largest_part_with_affiliations" if affiliations else "largest_part"
    return Result(name, largest, "organisations", sentence, tables=NETWORK, n=n)


def _several_documents(exchange: Exchange, families: bool) -> Result:
    ties = merged(exchange.ties, exchange.affiliations) if families else exchange.ties
    found = documents_by_organisation(exchange, ties)
    several = [key for key, documents in found.items() if len(documents) > 1]
    named = {
        language: listed(
            [organisation_names(exchange.organisations, language)[key] for key in several], language
        )
        for language in LANGUAGES
    }
    houses, houses_zh = (
        ("; affiliates count as their parents", "；下属机构并入上级") if families else ("", "")
    )
    sentence = {
        "en": f"At events of more than one document: {named['en'] or 'nobody'}{houses}.",
        "zh": f"参加多份文件所述活动的有：{named['zh'] or '无'}{houses_zh}。",
    }
    return Result(
        "in_several_documents", len(several), "organisations", sentence, tables=NETWORK, n=len(found)
    )


def _most_bridging(exchange: Exchange, ranks: pd.DataFrame, families: bool) -> Result:
    top = {kind: first_ranked(ranks, kind) for kind in ("all", "stated")}

    def names(kind: str, language: Language) -> str:
        known = organisation_names(exchange.organisations, language)
        return listed([known[key] for key in top[kind]], language)

    same = top["all"] == top["stated"]
    english, chinese = (names("all", language) for language in LANGUAGES)
    if same:
        english += ", with all ties and with the stated ones alone"
        chinese += "，无论计入全部联系还是仅计写明的联系"
    else:
        english += f" with all ties, {names('stated', 'en') or 'nobody'} with the stated ones alone"
        chinese += f"（全部联系），{names('stated', 'zh') or '无'}（仅写明的联系）"
    sentence = {
        "en": f"Most often on the shortest path between others (highest betweenness): {english}"
        + ("; affiliates count as their parents." if families else "."),
        "zh": f"最常处于他者最短路径上（中介中心性最高）的是：{chinese}"
        + ("；下属机构并入上级。" if families else "。"),
    }
    return Result("most_bridging", names("all", "en"), "1", sentence, tables=NETWORK, n=len(ranks))


def _moved(ranks: pd.DataFrame) -> Result:
    between = ranks[(ranks["all"] > 0) | (ranks["stated"] > 0)]
    moved, n = int((between["best"] != between["worst"]).sum()), len(between)
    sentence = {
        "en": f"Of {counted(n, 'organisation')} that lie between others, {moved} "
        f"{'changes' if moved == 1 else 'change'} rank when inferred ties are left out, one at a time or all.",
        "zh": f"在处于他者之间的{n}个组织中，去掉推断的联系（逐一或全部）后名次变化的有{moved}个。",
    }
    return Result("ranks_moved", moved, "organisations", sentence, tables=NETWORK, n=n)
