"""Findings of the ledger: counts and single claims, with their sentences in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import pandas as pd

from greentwin.appraisal.claims.coding import TABLE
from greentwin.appraisal.claims.ledger import Entry, Ledger
from greentwin.appraisal.claims.options import CONCLUSIONS
from greentwin.appraisal.claims.ratios import reference
from greentwin.appraisal.claims.robustness import Variant
from greentwin.appraisal.claims.summary import (
    Count,
    by_kind,
    by_strand,
    count,
    deciders,
    hanging,
    reasons,
    several,
)
from greentwin.appraisal.claims.tables import by_outcome, what_decides
from greentwin.appraisal.claims.wording import both
from greentwin.plotting import Language, Result, format_number, label

CLAIMS = "claims"
ANSWER = (
    *("claims_checkable", "own_claims_checkable", "checkable_outcome", "claims_consistent", "hanging"),
    *("source_or_denominator", "main_reason", "changed_slack"),
)
"""Findings that answer the question of the page, in the order in which they are said."""


def account_findings(account: pd.DataFrame, ledger: Ledger) -> Iterator[Result]:
    """
    Yield how many claims the documents hold: ``claims_found``.

    Parameters
    ----------
    account : DataFrame
        From `greentwin.appraisal.claims.coding.account`.
    ledger : tuple of Entry
        All claims, of every strand and kind.
    """
    kept = account[account["fate"] == "claim"]["table"].value_counts()
    sizes = account["table"].value_counts()
    results = account[(account["table"] == "goals") & (account["item"].str.startswith("r"))]
    sentence = both(
        "finding_claims_found",
        value=len(ledger),
        figures=int(kept["figures"]),
        all_figures=int(sizes["figures"]),
        results=int(kept["goals"]),
        all_results=len(results),
        shared=int(kept.sum()) - len(ledger),
        wording=int(kept["claims"]),
    )
    tables = ("claims", "figures", "goals")
    yield Result("claims_found", len(ledger), CLAIMS, sentence, tables=tables, n=len(account))


def count_findings(ledger: Ledger) -> Iterator[Result]:
    """
    Yield how many claims have which verdict, and how many can be checked, in all and by group.

    Yields
    ------
    Result
        ``claims_checkable``, ``claims_<verdict>``, ``own_claims_checkable``, ``checkable_<kind>``,
        ``checkable_<strand>`` and ``results_checkable``; nothing for a group without claims.
    """
    if not ledger:
        return
    whole, tables = count(ledger), tables_of(ledger)
    verdicts = whole.by_conclusion
    sentence = both(
        "finding_claims_checkable",
        n=whole.n,
        value=whole.checkable,
        missing=verdicts["denominator_missing"],
        unchecked=verdicts["not_checkable"],
    )
    yield Result("claims_checkable", whole.checkable, CLAIMS, sentence, tables=tables, n=whole.n)
    for name in CONCLUSIONS:
        sentence = both(f"finding_claims_{name}", n=whole.n, value=verdicts[name])
        yield Result(f"claims_{name}", verdicts[name], CLAIMS, sentence, tables=tables, n=whole.n)
    yield from _group("own_claims_checkable", [e for e in ledger if e.claim.kind != "setting"])
    for found in by_kind(ledger):
        yield from _group(f"checkable_{found.kind}", [e for e in ledger if e.claim.kind == found.kind])
    for found in by_strand(ledger):
        yield from _group(f"checkable_{found.strand}", [e for e in ledger if e.claim.strand == found.strand])
    yield from _group("results_checkable", [e for e in ledger if e.claim.goal_id])


def _group(name: str, entries: list[Entry]) -> Iterator[Result]:
    found: Count = count(entries)
    if found.n:
        consistent = found.by_conclusion["consistent"]
        sentence = both(f"finding_{name}", n=found.n, value=found.checkable, consistent=consistent)
        yield Result(name, found.checkable, CLAIMS, sentence, tables=tables_of(entries), n=found.n)


def decision_findings(ledger: Ledger) -> Iterator[Result]:
    """
    Yield why claims cannot be checked, and what the verdicts hang on that hang on a choice.

    Yields
    ------
    Result
        ``main_reason``, ``hanging``, ``decided_<choice>`` and ``source_or_denominator``, each only where there is
        such a claim.
    """
    why = reasons(ledger)
    if why:
        name, n = next(iter(why.items()))
        word = partial(_label, f"claim_reason_{name}")
        sentence = both("finding_main_reason", reason=word, value=n, n=sum(why.values()))
        yield Result("main_reason", n, CLAIMS, sentence, tables=(TABLE,), n=sum(why.values()))
    many, loose = several(ledger), hanging(ledger)
    if many:
        tables = tables_of(many)
        sentence = both("finding_hanging", n=len(many), value=len(loose))
        yield Result("hanging", len(loose), CLAIMS, sentence, tables=tables, n=len(many))
    for choice, n in deciders(ledger).items():
        if n:
            sentence = both(f"finding_decided_{choice}", n=len(loose), value=n)
            yield Result(f"decided_{choice}", n, CLAIMS, sentence, tables=tables_of(loose), n=len(loose))
    if loose:
        n = sum(bool({"source", "denominator"} & set(entry.verdict.decided_by)) for entry in loose)
        sentence = both("finding_source_or_denominator", n=len(loose), value=n)
        yield Result("source_or_denominator", n, CLAIMS, sentence, tables=tables_of(loose), n=len(loose))


def answer(findings: Iterable[Result], language: Language) -> str:
    """Join the sentences that answer the page's question, as far as there are such findings."""
    said = {finding.name: finding.sentence[language] for finding in findings}
    return (" " if language == "en" else "").join(said[name] for name in ANSWER if name in said)


def robustness_findings(ledger: Ledger, variants: Iterable[Variant]) -> Iterator[Result]:
    """
    Yield how many verdicts change when claims are read in other ways.

    Yields
    ------
    Result
        ``changed_tolerance``, ``changed_slack`` and ``changed_verified``; nothing for an empty ledger.
    """
    found = list(variants)
    for words in dict.fromkeys(variant.words for variant in found):
        own = [variant for variant in found if variant.words == words]
        most = max(len(variant.changed) for variant in own)
        share = format_number(100 * max(variant.share or 0.0 for variant in own), 0)
        sentence = both(f"finding_changed_{words}", n=len(ledger), value=most, share=share)
        if ledger:
            yield Result(
                f"changed_{words}", most, "verdicts", sentence, tables=tables_of(ledger), n=len(ledger)
            )


def claim_findings(ledger: Ledger) -> Iterator[Result]:
    """
    Yield the claims that published figures contradict, or that more than one figure decides.

    Yields
    ------
    Result
        ``claim_<id>``: the published figure nearest to the claim, with the lowest and the highest as interval and the
        number of figures that decide as n.
    """
    for entry in ledger:
        if len(entry.decided) > 1 or entry.verdict.conclusion == "contradicted":
            yield _claim(entry)


def _claim(entry: Entry) -> Result:
    claim = entry.claim
    values = [reading.value for reading in entry.decided]
    nearest = min(values, key=lambda value: abs(value.middle - reference(claim)))
    sentence = both(
        "finding_claim",
        claim=lambda language: claim.words[language],
        figures=partial(by_outcome, entry),
        verdict=partial(_label, f"claim_verdict_{entry.verdict.conclusion}"),
        decides=partial(what_decides, entry),
    )
    dated = claim.unit == "calendar_year"
    return Result(
        f"claim_{claim.claim_id}",
        int(nearest.middle) if dated else nearest.middle,
        "year" if dated else claim.unit,
        sentence,
        tables=tables_of([entry]),
        n=len(values),
        interval=(min(value.low for value in values), max(value.high for value in values)),
        digits=0 if dated or claim.unit == "person" else 1,
    )


def target_findings(ledger: Ledger) -> Iterator[Result]:
    """Yield ``targets``: how many targets the claimed share is, beside the publisher's count."""
    by_check = {entry.claim.check: entry for entry in ledger}
    whole = next((entry for entry in ledger if entry.claim.topic == "sdg_targets"), None)
    share = by_check.get("target_share")
    if whole is None or share is None or whole.claim.low is None or share.claim.low is None:
        return
    total, percent, half = whole.claim.low, share.claim.low, share.claim.rounding
    low, high = (total * (percent + side * half) / 100 for side in (-1, 1))
    open_ended = next(reading for reading in share.readings if not reading.value.bounded)
    sentence = both(
        "finding_targets",
        share=format_number(percent, 0),
        whole=format_number(total, 0),
        low=format_number(low, 0),
        high=format_number(high, 0),
        least=format_number(open_ended.value.low * total / 100, 0),
    )
    value = total * percent / 100
    yield Result(
        "targets",
        value,
        "targets",
        sentence,
        tables=tables_of([whole, share]),
        n=2,
        interval=(low, high),
        digits=1,
    )


def tables_of(ledger: Iterable[Entry]) -> tuple[str, ...]:
    """Name the tables behind some rows: that of the claims, and those of their published figures."""
    names = (name for entry in ledger for reading in entry.readings for name in reading.tables)
    return (TABLE, *sorted(set(names)))


def _label(key: str, language: Language) -> str:
    return label(key, language)
