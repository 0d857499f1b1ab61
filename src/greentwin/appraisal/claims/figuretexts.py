"""Alt texts and captions of the figures of the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from greentwin.appraisal.claims.ledger import Ledger
from greentwin.appraisal.claims.ratios import Compared
from greentwin.appraisal.claims.summary import HANGING, Count, by_kind, by_strand, count
from greentwin.appraisal.claims.wording import say
from greentwin.plotting import Language, format_number, label


def ratio_alt(rows: Sequence[Compared], language: Language) -> str:
    """Say how many claims have which figures beside them, and which claim has the widest spread."""
    conclusions = [row.entry.verdict.conclusion for row in rows]
    middles = [[point.ratio.middle for point in row.points] for row in rows]
    spreads = [max(values) - min(values) for values in middles]
    widest = rows[spreads.index(max(spreads))].entry.claim
    return say(
        "ratio_alt",
        language,
        n=len(rows),
        consistent=conclusions.count("consistent"),
        contradicted=conclusions.count("contradicted"),
        mixed=sum(conclusions.count(name) for name in HANGING),
        low=format_number(min(map(min, middles)), 1),
        high=format_number(max(map(max, middles)), 1),
        widest=widest.words[language],
    )


def ratio_caption(rows: Sequence[Compared], language: Language) -> str:
    """Say where claims and figures are from, and how many there are."""
    points = sum(len(row.points) for row in rows)
    return say("ratio_caption", language, n=len(rows), points=points)


def verdict_alt(ledger: Ledger, language: Language) -> str:
    """Say the counts of all verdicts, and how many claims of each group can be checked."""
    whole = count(ledger)
    groups = {
        "kinds": _listed(by_kind(ledger), language),
        "strands": _listed(by_strand(ledger), language),
    }
    return say("verdict_alt", language, n=whole.n, **whole.by_conclusion, **groups)


def verdict_caption(ledger: Ledger, language: Language) -> str:
    """Say that the claims are no sample, and how many there are."""
    return say("verdict_caption", language, n=len(ledger))


def checkable_text(found: Count, language: Language) -> str:
    """Say how many claims of a group can be checked."""
    return label("claim_bar_checkable", language, k=found.checkable, n=found.n)


def _listed(counts: Sequence[Count], language: Language) -> str:
    names = (
        label(f"claim_kind_{c.kind}" if c.kind else f"claim_strand_{c.strand}", language) for c in counts
    )
    pairs = zip(names, counts, strict=True)
    texts = (say("of", language, name=name, k=found.checkable, n=found.n) for name, found in pairs)
    return (", " if language == "en" else "，").join(texts)
