"""The whole question in one place: what was stated, the shares it may mean, and the verdict under each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import pandas as pd

from greentwin.circular.contribution.claims import (
    Claim,
    amount_of,
    document_claim,
    plan_claims,
    stated_amounts,
)
from greentwin.circular.contribution.national import NationalHistory
from greentwin.circular.contribution.options import STATED_YEAR, Period, ProductSource, Reading, years_of
from greentwin.circular.contribution.shares import Question, contribution_shares
from greentwin.circular.contribution.uncertainty import Quantity
from greentwin.circular.contribution.verdicts import Judgement, judge
from greentwin.errors import ParameterError


@dataclass(frozen=True)
class Statements:
    """What was stated on a period.

    Attributes
    ----------
    period : {"2016-2020", "2021-2025"}
        The period.
    amounts : dict of int to Quantity
        Avoided amounts by year, Mt CO2.
    claim : Claim
        The document's rate.
    others : tuple of Claim
        Rates of other sources for the same period.
    """

    period: Period
    amounts: dict[int, Quantity]
    claim: Claim
    others: tuple[Claim, ...]

    @property
    def amount(self) -> Quantity:
        """The amount stated for a year inside the period."""
        return amount_of(self.amounts, self.period)


@dataclass(frozen=True)
class Assessment:
    """The document's rate under every denominator of a reading.

    Attributes
    ----------
    statements : Statements
        What was stated.
    question : Question
        Year, period and base year.
    judgements : tuple of Judgement
        The document's rate, one per denominator.
    others : tuple of tuple of Judgement
        The rates of other sources, in the order of ``statements.others``, one per denominator each.
    tolerance : float
        Percentage points allowed on each side of a stated rate.
    """

    statements: Statements
    question: Question
    judgements: tuple[Judgement, ...]
    others: tuple[tuple[Judgement, ...], ...]
    tolerance: float


def statements_on(figures: pd.DataFrame, series: pd.DataFrame, period: Period) -> Statements:
    """Collect what was stated on a period.

    Parameters
    ----------
    figures : DataFrame
        Rows of the evidence table ``figures``, one coder.
    series : DataFrame
        Table ``circular_economy``.
    period : {"2016-2020", "2021-2025"}
        The period.

    Returns
    -------
    Statements
        Amounts and rates.
    """
    return Statements(
        period, stated_amounts(figures, series), document_claim(figures, period), plan_claims(series, period)
    )


def assess(
    statements: Statements,
    history: NationalHistory,
    *,
    baseline: int,
    reading: Reading = "both",
    tolerance: float = 0.5,
    draws: int = 20_000,
    seed: int = 0,
) -> Assessment:
    """Judge the stated rates under every denominator of a reading.

    Parameters
    ----------
    statements : Statements
        From `statements_on`.
    history : NationalHistory
        Emissions and product.
    baseline : int
        Base year of the falling intensity.
    reading : {"both", "emissions", "reductions"}
        Wording whose denominators are tried.
    tolerance : float
        Percentage points that the rounding of a stated rate allows on each side.
    draws : int
        Number of Monte Carlo trials.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    Assessment
        Judgements, those on shares of emissions first.

    Raises
    ------
    ParameterError
        If the reading is unknown, or the base year does not precede the stated year.
    """
    if reading not in get_args(Reading):
        raise ParameterError(f"reading is {reading!r}; it must be one of {', '.join(get_args(Reading))}")
    first, last = years_of(statements.period)
    question = Question(STATED_YEAR[statements.period], first, last, baseline)
    shares = contribution_shares(statements.amounts, history, question, draws=draws, seed=seed)
    kept = sorted((s for s in shares if reading in ("both", s.group)), key=lambda s: s.group)
    judged = [tuple(judge(s, c, tolerance) for s in kept) for c in (statements.claim, *statements.others)]
    return Assessment(statements, question, judged[0], tuple(judged[1:]), tolerance)


def other_source(product: ProductSource) -> ProductSource:
    """Return the source of real product that was not chosen."""
    return "provinces" if product == "national" else "national"
