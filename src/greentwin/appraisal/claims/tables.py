"""Tables of the ledger of claims as a reader sees them: heads and words in the chosen language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from greentwin.appraisal.claims.ledger import Entry, Ledger
from greentwin.appraisal.claims.options import CONCLUSIONS
from greentwin.appraisal.claims.robustness import Variant
from greentwin.appraisal.claims.stated import published, stated
from greentwin.appraisal.claims.summary import Count, deciders, reasons
from greentwin.plotting import MISSING, Language, label

_TABLES = ("figures", "goals", "claims")


def ledger_table(ledger: Iterable[Entry], language: Language) -> pd.DataFrame:
    """
    Show each claim as stated, the published figures by outcome, the verdict and what decides it.

    Parameters
    ----------
    ledger : iterable of Entry
        The rows to show.
    language : {"en", "zh"}
        Language of heads and cells.
    """
    heads = ("number", "text", "as_stated", "published", "verdict", "decides")
    rows = [
        (
            entry.claim.claim_id,
            entry.claim.words[language],
            stated(entry.claim, language),
            by_outcome(entry, language),
            label(f"claim_verdict_{entry.verdict.conclusion}", language),
            what_decides(entry, language),
        )
        for entry in ledger
    ]
    return pd.DataFrame(rows, columns=[label(f"claim_{head}", language) for head in heads])


def by_outcome(entry: Entry, language: Language) -> str:
    """List the published values that agree, that disagree and that leave it open; a dash where there is none."""
    pairs = list(zip(entry.readings, entry.verdict.outcomes, strict=True))
    texts = []
    for name, key in (("agrees", "agree"), ("disagrees", "disagree"), ("open", "open")):
        values = dict.fromkeys(
            published(r.value, entry.claim, language) for r, found in pairs if found == name
        )
        if values:
            listed = _comma(language).join(values)
            texts.append(label(f"claim_figures_{key}", language, values=listed))
    return _semicolon(language).join(texts) or MISSING


def what_decides(entry: Entry, language: Language) -> str:
    """Name the choices on which a verdict hangs, the number of figures that are of one mind, or the reason."""
    verdict = entry.verdict
    if verdict.reason:
        return label(f"claim_reason_{verdict.reason}", language)
    if verdict.decided_by:
        return _comma(language).join(label(f"claim_decider_{name}", language) for name in verdict.decided_by)
    n = len(entry.decided)
    return label("claim_one_figure", language) if n == 1 else label("claim_all_figures", language, n=n)


def reading_table(ledger: Iterable[Entry], language: Language) -> pd.DataFrame:
    """
    Show every published figure beside a claim: what it is, its value, its outcome, and what it was computed from.

    Parameters
    ----------
    ledger : iterable of Entry
        The rows; claims without a figure are passed over.
    language : {"en", "zh"}
        Language of heads and cells.
    """
    heads = ("number", "reading", "value", "outcome", "from_tables", "read_there")
    rows = [
        (
            entry.claim.claim_id,
            reading.words[language],
            published(reading.value, entry.claim, language),
            label(f"claim_outcome_{found or 'none'}", language),
            ", ".join(reading.tables),
            label("claim_yes" if reading.verified else "claim_no", language),
        )
        for entry in ledger
        for reading, found in zip(entry.readings, entry.verdict.outcomes, strict=True)
    ]
    return pd.DataFrame(rows, columns=[label(f"claim_{head}", language) for head in heads])


def account_table(account: pd.DataFrame, language: Language) -> pd.DataFrame:
    """
    Count what became of every item, by the table it stands in.

    Parameters
    ----------
    account : DataFrame
        From `greentwin.appraisal.claims.coding.account`.
    language : {"en", "zh"}
        Language of heads and cells.
    """
    counts = pd.crosstab(account["fate"], account["table"])
    counts = counts.reindex(columns=_TABLES, fill_value=0).sort_values(list(_TABLES), ascending=False)
    shown = {label("claim_fate", language): [label(f"claim_fate_{fate}", language) for fate in counts.index]}
    shown |= {label(f"claim_fate_{name}", language): counts[name].tolist() for name in _TABLES}
    return pd.DataFrame(shown)


def count_table(counts: Sequence[Count], language: Language) -> pd.DataFrame:
    """
    Show the counts of groups of claims by verdict, and how many of each can be checked.

    Parameters
    ----------
    counts : sequence of Count
        Groups, in the order of the rows.
    language : {"en", "zh"}
        Language of heads and cells.
    """
    rows = [
        (
            group_name(found, language),
            found.n,
            *(found.by_conclusion[name] for name in CONCLUSIONS),
            found.checkable,
        )
        for found in counts
    ]
    verdicts = (label(f"claim_verdict_{name}", language) for name in CONCLUSIONS)
    heads = (label(f"claim_{head}", language) for head in ("group", "n", "checkable"))
    group, n, checkable = heads
    return pd.DataFrame(rows, columns=[group, n, *verdicts, checkable])


def group_name(found: Count, language: Language) -> str:
    """Name a group of claims by its strand and its kind."""
    names = [label(f"claim_strand_{found.strand}", language)] if found.strand else []
    names += [label(f"claim_kind_{found.kind}", language)] if found.kind else []
    return _comma(language).join(names) or label("claim_all", language)


def reason_table(ledger: Ledger, language: Language) -> pd.DataFrame:
    """Count why claims cannot be checked, most frequent reason first, and name the claims."""
    rows = [
        (label(f"claim_reason_{name}", language), n, _numbers(e for e in ledger if e.verdict.reason == name))
        for name, n in reasons(ledger).items()
    ]
    return _named(("reason", "n", "which"), rows, language)


def decider_table(ledger: Ledger, language: Language) -> pd.DataFrame:
    """Count on which choice verdicts hang, and name the claims; one that hangs on two is counted with both."""
    rows = [
        (
            label(f"claim_decider_{name}", language),
            n,
            _numbers(e for e in ledger if name in e.verdict.decided_by),
        )
        for name, n in deciders(ledger).items()
    ]
    return _named(("decider", "n", "which"), rows, language)


def robustness_table(ledger: Ledger, variants: Iterable[Variant], language: Language) -> pd.DataFrame:
    """
    Show the counts of the ledger and of every variant, and which claims get another verdict.

    Parameters
    ----------
    ledger : tuple of Entry
        The ledger as it stands on the page.
    variants : iterable of Variant
        From `greentwin.appraisal.claims.robustness.variants`.
    language : {"en", "zh"}
        Language of heads and cells.
    """
    conclusions = [entry.verdict.conclusion for entry in ledger]
    kept = [conclusions.count(name) for name in CONCLUSIONS]
    rows: list[tuple[object, ...]] = [(label("claim_variant_kept", language), *kept, MISSING)]
    for found in variants:
        share = "" if found.share is None else f"{100 * found.share:g}"
        name = label(f"claim_variant_{found.words}", language, share=share)
        counts = (found.by_conclusion[conclusion] for conclusion in CONCLUSIONS)
        rows.append((name, *counts, ", ".join(found.changed) or MISSING))
    verdicts = [label(f"claim_verdict_{name}", language) for name in CONCLUSIONS]
    heads = [label("claim_variant", language), *verdicts, label("claim_changed", language)]
    return pd.DataFrame(rows, columns=heads)


def _numbers(ledger: Iterable[Entry]) -> str:
    return ", ".join(entry.claim.claim_id for entry in ledger) or MISSING


def _named(heads: Sequence[str], rows: Sequence[tuple[object, ...]], language: Language) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[label(f"claim_{head}", language) for head in heads])


def _comma(language: Language) -> str:
    return ", " if language == "en" else "，"


def _semicolon(language: Language) -> str:
    return "; " if language == "en" else "；"
