"""Tables of the contribution page: what was stated, shares and verdicts, and where the intervals come from."""

from __future__ import annotations

import numpy as np
import pandas as pd

from greentwin.circular.contribution.assessment import Assessment, Statements
from greentwin.circular.contribution.claims import Claim
from greentwin.circular.contribution.doublecounting import chain_claims, material_credit
from greentwin.circular.contribution.national import NationalHistory
from greentwin.circular.contribution.shares import Question, Share
from greentwin.circular.contribution.verdicts import Judgement
from greentwin.circular.contribution.wording import claimed, denominator_name, percent, reason
from greentwin.circular.sentences import say
from greentwin.plotting import MISSING, Language, format_number, label

_STAGES = ("collector", "dealer", "steelworks", "carmaker")
_RULES = {"input": 1.0, "output": 0.0, "half": 0.5, "both": None}


def statement_table(statements: Statements, language: Language) -> pd.DataFrame:
    """List the amounts and rates that were stated.

    Parameters
    ----------
    statements : Statements
        From `greentwin.circular.contribution.assessment.statements_on`.
    language : {"en", "zh"}
        Language of heads and texts.
    """
    rows = [
        (
            label("contribution_stated_amount", language, year=year),
            f"{format_number(amount.value, 0)} Mt",
            MISSING,
        )
        for year, amount in statements.amounts.items()
    ]
    rows.append(_claim_row("document", statements.claim, language))
    rows += [_claim_row("other", claim, language) for claim in statements.others]
    heads = ("statement", "value", "wording")
    return pd.DataFrame(rows, columns=[label(f"contribution_{head}", language) for head in heads])


def _claim_row(kind: str, claim: Claim, language: Language) -> tuple[str, str, str]:
    name = label(f"contribution_{kind}_rate", language)
    return name, f"{claimed(claim)(language)} %", label(f"contribution_wording_{claim.wording}", language)


def uncertainty_table(
    statements: Statements, history: NationalHistory, question: Question, tolerance: float, language: Language
) -> pd.DataFrame:
    """Say where the intervals come from.

    Parameters
    ----------
    statements : Statements
        What was stated.
    history : NationalHistory
        Emissions and product.
    question : Question
        Year and base year.
    tolerance : float
        Percentage points allowed on each side of a stated rate.
    language : {"en", "zh"}
        Language of heads and texts.
    """
    ends = [question.baseline, question.year]
    growth, other = (float(np.divide(*s.loc[ends[::-1]])) for s in (history.product, history.other_product))
    spreads = {
        "level": f"±{format_number(200 * history.level.spread, 1)} %",
        "revision": f"±{format_number(100 * history.revision.spread, 1)} %",
        "product": f"±{format_number(100 * abs(other / growth - 1), 1)} %",
        "amount": f"±{format_number(statements.amount.spread, 0)} Mt",
        "rate": f"±{format_number(tolerance, 1)}",
    }
    rows = [
        (
            say(f"contribution_uncertain_{key}", language),
            spread,
            say(f"contribution_uncertain_{key}_from", language),
        )
        for key, spread in spreads.items()
    ]
    heads = ("input", "spread", "from")
    return pd.DataFrame(rows, columns=[label(f"contribution_{head}", language) for head in heads])


def share_table(assessment: Assessment, language: Language) -> pd.DataFrame:
    """Show the share under each denominator, and whether each stated rate is true there.

    Parameters
    ----------
    assessment : Assessment
        From `greentwin.circular.contribution.assessment.assess`.
    language : {"en", "zh"}
        Language of heads and texts.

    Returns
    -------
    DataFrame
        One row per denominator: its size, the share, the interval or why there is none, the verdict on the
        document's rate, the part of the draws that lie in its range, and the verdict on each other rate. A question
        mark after a verdict says that fewer than 95 % of the draws agree with it.
    """
    shares = [judgement.share for judgement in assessment.judgements]
    columns = {
        label("contribution_denominator", language): [
            denominator_name(share, assessment.question, language) for share in shares
        ],
        label("contribution_denominator_mt", language): [format_number(share.total, 0) for share in shares],
        label("contribution_share", language): [percent(share.value) for share in shares],
        label("contribution_interval", language): [
            _interval_text(share, assessment.question, language) for share in shares
        ],
    }
    rates = (assessment.statements.claim, *assessment.statements.others)
    for claim, judgements in zip(rates, (assessment.judgements, *assessment.others), strict=True):
        head = label("contribution_verdict_on", language, rate=claimed(claim)(language))
        columns[head] = [_verdict_text(judgement, language) for judgement in judgements]
        if claim is assessment.statements.claim:
            inside = [percent(judgement.probability, 0) for judgement in judgements]
            columns[label("contribution_probability", language)] = inside
    return pd.DataFrame(columns)


def _interval_text(share: Share, question: Question, language: Language) -> str:
    if share.undefined is not None:
        return reason(share, question, language)
    return say("contribution_between", language, low=percent(share.low), high=percent(share.high))


def _verdict_text(judgement: Judgement, language: Language) -> str:
    return label(f"contribution_{judgement.verdict}", language) + ("" if judgement.firm else " ?")


def share_frame(assessment: Assessment) -> pd.DataFrame:
    """Return shares and verdicts as numbers, for download.

    Parameters
    ----------
    assessment : Assessment
        From `greentwin.circular.contribution.assessment.assess`.

    Returns
    -------
    DataFrame
        One row per denominator; shares in per cent, missing where undefined.
    """
    rows = [
        {
            "denominator": j.share.denominator,
            "counting": j.share.counting,
            "worded_as_share_of": j.share.group,
            "amount_mt": j.share.amount,
            "denominator_mt": j.share.total,
            "share_percent": 100 * j.share.value,
            "low_percent": 100 * j.share.low,
            "high_percent": 100 * j.share.high,
            "undefined": j.share.undefined,
            "verdict": j.verdict,
            "probability": j.probability,
        }
        for j in assessment.judgements
    ]
    return pd.DataFrame(rows).round(6)


def chain_table(saving: float, language: Language) -> pd.DataFrame:
    """Show an idealised chain: what its stages claim of one tonne's saving, each in full and shared out.

    Parameters
    ----------
    saving : float
        Emissions that the chain avoids per tonne, t CO2.
    language : {"en", "zh"}
        Language of heads and texts.
    """
    full = chain_claims(saving, dict.fromkeys(_STAGES, 1.0))
    split = chain_claims(saving, dict.fromkeys(_STAGES, 1 / len(_STAGES)))
    names = [label(f"contribution_stage_{stage}", language) for stage in _STAGES]
    tail = [label("contribution_sum", language), label("contribution_counted_times", language)]
    columns = {
        label("contribution_in_full", language): full,
        label("contribution_split", language): split,
    }
    frame = pd.DataFrame({label("contribution_stage", language): [*names, *tail]})
    for head, claims in columns.items():
        amounts = [format_number(value, 1) for value in (*claims.claims.values(), claims.total)]
        key = "contribution_once" if np.isclose(claims.times, 1) else "contribution_times"
        times = label(key, language, times=format_number(claims.times, 0))
        frame[head] = [*amounts, times]
    return frame


def loop_table(saving: float, language: Language, recycled: float = 0.5) -> pd.DataFrame:
    """Show what an idealised closed loop is credited with under four rules.

    Parameters
    ----------
    saving : float
        Emissions that a tonne of secondary material saves, t CO2.
    language : {"en", "zh"}
        Language of heads and texts.
    recycled : float
        Share of the material that is recycled, the same on the way in and on the way out.
    """
    credits = {rule: material_credit(recycled, recycled, saving, a) for rule, a in _RULES.items()}
    return pd.DataFrame(
        {
            label("contribution_allocation", language): [
                label(f"contribution_rule_{r}", language) for r in credits
            ],
            label("contribution_credit", language): [format_number(c, 1) for c in credits.values()],
        }
    )
