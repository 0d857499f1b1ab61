"""Findings on the contribution claim: numbers with the sentences that say them, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from greentwin.circular.contribution.assessment import Assessment
from greentwin.circular.contribution.baselines import baselines_that_fit
from greentwin.circular.contribution.rates import GROUP, Group
from greentwin.circular.contribution.rebuilt import Rebuilt
from greentwin.circular.contribution.verdicts import VERDICTS, Judgement, verdict_counts
from greentwin.circular.contribution.wording import claimed, denominator_phrase, percent
from greentwin.circular.sentences import Wording, both, say
from greentwin.plotting import Result, format_number, label

STATED = ("figures", "circular_economy")
NATIONAL = ("national_series", "province_economy", "circular_contribution_inputs")
USED = (*STATED, *NATIONAL)


def share_findings(assessment: Assessment) -> Iterator[Result]:
    """Yield the share under each denominator that has one.

    Parameters
    ----------
    assessment : Assessment
        From `greentwin.circular.contribution.assessment.assess`.

    Yields
    ------
    Result
        ``share_<denominator>_<counting>``, in per cent.
    """
    for judgement in assessment.judgements:
        share = judgement.share
        if share.undefined is not None:
            continue
        ends = (100 * share.low, 100 * share.high)
        new = share.denominator == "new_avoided_over_saving"
        sentence = both(
            "finding_contribution_share_new" if new else "finding_contribution_share",
            denominator=denominator_phrase(share, assessment.question),
            amount=format_number(share.amount, 0),
            year=assessment.question.year,
            baseline=assessment.question.baseline,
            share=percent(share.value),
            low=percent(share.low),
            high=percent(share.high),
        )
        name = f"share_{share.denominator}_{share.counting}"
        yield Result(name, round(100 * share.value, 6), "%", sentence, tables=USED, interval=ends, digits=1)


def verdict_findings(assessment: Assessment) -> Iterator[Result]:
    """Yield under how many denominators the stated rates are true, false and undefined.

    Parameters
    ----------
    assessment : Assessment
        From `greentwin.circular.contribution.assessment.assess`.

    Yields
    ------
    Result
        ``denominators_true``, ``denominators_false``, ``denominators_undefined``; ``true_as_emissions`` and
        ``true_as_reductions`` for the wordings tried; ``other_rate_true`` if another source states a rate.
    """
    judgements, claim = assessment.judgements, assessment.statements.claim
    found = verdict_counts(judgements)
    for verdict in VERDICTS:
        firm = sum(j.firm for j in judgements if j.verdict == verdict)
        yield _counted(
            f"denominators_{verdict}",
            found[verdict],
            len(judgements),
            rate=claimed(claim),
            period=_period(assessment),
            firm=_how_firm(firm, found[verdict]) if verdict != "undefined" else "",
        )
    for group in dict.fromkeys(GROUP.values()):
        of_group = [j for j in judgements if j.share.group == group]
        if of_group:
            yield _of_wording(assessment, group, of_group)
    for other, judged in zip(assessment.statements.others, assessment.others, strict=True):
        true = verdict_counts(judged)["true"]
        yield _counted("other_rate_true", true, len(judged), rate=claimed(other), period=_period(assessment))


def _of_wording(assessment: Assessment, group: Group, judged: list[Judgement]) -> Result:
    claim = assessment.statements.claim
    own = "own" if claim.wording == group else "other"
    return _counted(
        f"true_as_{group}",
        verdict_counts(judged)["true"],
        len(judged),
        rate=claimed(claim),
        period=_period(assessment),
        wording=lambda language: label(f"contribution_worded_{own}", language),
    )


def _how_firm(firm: int, value: int) -> Wording:
    """Say how many of the verdicts are firm; nothing where there is none to be firm."""
    return (lambda language: say("contribution_firm", language, firm=firm)) if value else ""


def _period(assessment: Assessment) -> str:
    return f"{assessment.question.first}–{assessment.question.last}"


def _counted(name: str, value: int, n: int, **values: Wording) -> Result:
    sentence = both(f"finding_contribution_{name}", value=value, n=n, **values)
    return Result(name, value, "denominators", sentence, tables=USED, n=n)


def baseline_finding(shares: pd.DataFrame, assessment: Assessment) -> Result:
    """Say under how many base years the stated rate is true as a share of the year's saving.

    Parameters
    ----------
    shares : DataFrame
        From `greentwin.circular.contribution.baselines.shares_by_baseline`, both sources of product.
    assessment : Assessment
        Claim, year and tolerance.

    Returns
    -------
    Result
        ``base_years_true``: base years that fit with the national product; the sentence gives those with the sum of the
        provinces as well.
    """
    fit = baselines_that_fit(shares, assessment.statements.claim, assessment.tolerance)
    ends = [percent(float(shares[source].iloc[0])) for source in ("national", "provinces")]
    sentence = both(
        "finding_contribution_base_years",
        rate=claimed(assessment.statements.claim),
        year=assessment.question.year,
        n=len(shares),
        national=len(fit["national"]),
        provinces=len(fit["provinces"]),
        first=int(shares.index[0]),
        first_national=ends[0],
        first_provinces=ends[1],
    )
    return Result("base_years_true", len(fit["national"]), "base years", sentence, tables=USED, n=len(shares))


def rebuilt_findings(
    rebuilt: Rebuilt, year: int, emissions: float, world: tuple[float, int]
) -> Iterator[Result]:
    """Yield how much of the stated amount can be rebuilt and what stays unexplained.

    Parameters
    ----------
    rebuilt : Rebuilt
        From `greentwin.circular.contribution.rebuilt.rebuilt_part`.
    year : int
        Year of the stated amount.
    emissions : float
        National emissions of that year, Mt CO2.
    world : tuple of float and int
        Emissions that recycling was said to save worldwide, Mt CO2, and their year.

    Yields
    ------
    Result
        ``rebuilt_share``, ``unexplained_of_emissions`` and ``times_world_recycling``.
    """
    avoided, share, rest = rebuilt.avoided, rebuilt.share, rebuilt.rest
    central = avoided.total / rebuilt.stated.value
    left = rebuilt.stated.value - avoided.total
    values: Mapping[str, Wording] = {
        "rebuilt": format_number(avoided.total, 0),
        "low": format_number(avoided.interval.low, 0),
        "high": format_number(avoided.interval.high, 0),
        "share": percent(central, 0),
        "rest": format_number(left, 0),
        "stated": format_number(rebuilt.stated.value, 0),
        "year": year,
    }
    tables = (*STATED, "circular_substitution_factors")
    yield Result(
        "rebuilt_share",
        round(100 * central, 6),
        "%",
        both("finding_contribution_rebuilt", **values),
        tables=tables,
        n=len(avoided.items),
        interval=(100 * share.low, 100 * share.high),
        digits=0,
    )
    yield Result(
        "unexplained_of_emissions",
        round(100 * left / emissions, 6),
        "%",
        both("finding_contribution_unexplained", part=percent(left / emissions, 0), **values),
        tables=(*tables, *NATIONAL[::2]),
        n=len(avoided.items),
        interval=(100 * rest.low / emissions, 100 * rest.high / emissions),
        digits=0,
    )
    yield _world(rebuilt, world, values)


def _world(rebuilt: Rebuilt, world: tuple[float, int], values: Mapping[str, Wording]) -> Result:
    times = rebuilt.stated.value / world[0]
    sentence = both(
        "finding_contribution_world",
        times=format_number(times, 1),
        world=format_number(world[0], 0),
        world_year=world[1],
        **values,
    )
    tables = (*STATED, "circular_contribution_inputs")
    value = float(np.round(times, 6))
    return Result("times_world_recycling", value, "times", sentence, tables=tables, n=2, digits=1)
