"""The share that a stated amount is of each denominator, with its interval, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from greentwin.circular.contribution.national import DrawnHistory, NationalHistory, draw_history
from greentwin.circular.contribution.options import FIRST_BASELINE
from greentwin.circular.contribution.rates import (
    COUNTINGS,
    DENOMINATORS,
    GROUP,
    Counting,
    Denominator,
    Group,
    contribution_rate,
    intensity_saving,
)
from greentwin.circular.contribution.uncertainty import COVERAGE, Quantity
from greentwin.errors import ParameterError

Undefined = Literal["no_fall", "no_saving", "years_missing", "amount_missing", "sign_open"]
_NOT_CUMULATIVE = ("new_avoided_over_saving",)


@dataclass(frozen=True)
class Share:
    """A stated amount as a share of one denominator.

    Attributes
    ----------
    denominator : str
        One of `greentwin.circular.contribution.rates.Denominator`.
    counting : {"annual", "cumulative"}
        annual: amount and denominator of the stated year; cumulative: the amount read as the total of the period.
    group : {"emissions", "reductions"}
        Wording that the denominator belongs to.
    amount, total : float
        Amount and denominator, Mt CO2; the denominator is NaN if it cannot be computed.
    value : float
        Share, 0.25 for 25 %; NaN if undefined.
    low, high : float
        Coverage interval of 95 %; NaN if undefined.
    undefined : str, optional
        Why there is no share: emissions did not fall, intensity did not fall, emissions of a year are missing, the
        amount of the base year was never stated, or the uncertainty leaves the sign of the denominator open.
    draws : numpy.ndarray, shape (m,)
        Draws of the share; empty if undefined.
    """

    denominator: Denominator
    counting: Counting
    group: Group
    amount: float
    total: float
    value: float
    low: float
    high: float
    undefined: Undefined | None
    draws: NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """What is asked of a stated amount.

    Attributes
    ----------
    year : int
        Year for which the amount was stated.
    first, last : int
        First and last year of the period.
    baseline : int
        Base year of the falling intensity, before the stated year.

    Raises
    ------
    ParameterError
        If the years are out of order.
    """

    year: int
    first: int
    last: int
    baseline: int

    def __post_init__(self) -> None:
        if not self.first <= self.year <= self.last:
            raise ParameterError(f"year {self.year} lies outside the period {self.first} to {self.last}")
        if not FIRST_BASELINE <= self.baseline < self.year:
            raise ParameterError(
                f"baseline is {self.baseline}; it must be from {FIRST_BASELINE} to {self.year - 1}"
            )


def contribution_shares(
    amounts: dict[int, Quantity], history: NationalHistory, question: Question, *, draws: int, seed: int
) -> tuple[Share, ...]:
    """Take the stated amount as a share of every denominator that the wording leaves open.

    Parameters
    ----------
    amounts : dict of int to Quantity
        Amounts stated, Mt CO2 by year; the year of the question must be among them.
    history : NationalHistory
        Emissions and product.
    question : Question
        Year, period and base year.
    draws : int
        Number of Monte Carlo trials, at least 100.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    tuple of Share
        First all denominators for the year, then for the period.

    Raises
    ------
    ParameterError
        If no amount is stated for the year, or there are too few draws.
    """
    if question.year not in amounts:
        raise ParameterError(f"no amount is stated for {question.year}; there is one for {sorted(amounts)}")
    if draws < 100:
        raise ParameterError(f"draws is {draws}; an interval needs at least 100")
    return tuple(
        _share(denominator, counting, amounts, history, question, draws, seed)
        for counting in COUNTINGS
        for denominator in DENOMINATORS
        if not (counting == "cumulative" and denominator in _NOT_CUMULATIVE)
    )


def _share(
    denominator: Denominator,
    counting: Counting,
    amounts: dict[int, Quantity],
    history: NationalHistory,
    question: Question,
    draws: int,
    seed: int,
) -> Share:
    years = [question.year] if counting == "annual" else [*range(question.first, question.last + 1)]
    amount = amounts[question.year]
    if any(y not in history.emissions.index or y not in history.product.index for y in years):
        return _without(denominator, counting, amount.value, float("nan"), "years_missing")
    part = Quantity(amount.value, amount.spread)
    if denominator == "new_avoided_over_saving":
        if question.baseline not in amounts:
            return _without(denominator, counting, float("nan"), float("nan"), "amount_missing")
        part = _difference(amount, amounts[question.baseline])
    used = tuple(sorted({question.baseline, *years}))
    central = _total(denominator, _central(history, used), years, question.baseline, np.array([amount.value]))
    drawn = draw_history(history, used, draws=draws, seed=seed)
    rng = np.random.default_rng(seed + 1)
    parts = part.draw(rng, draws)
    totals = _total(denominator, drawn, years, question.baseline, parts)
    return _with_interval(denominator, counting, part.value, float(central[0]), parts, totals)


def _total(
    denominator: Denominator,
    drawn: DrawnHistory,
    years: list[int],
    baseline: int,
    parts: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Sum the denominator over years, one value per draw."""
    base = drawn.column(baseline)
    total = np.zeros(drawn.emissions.shape[0])
    for year in years:
        at = drawn.column(year)
        emitted = drawn.emissions[:, at]
        if denominator in ("emissions", "emissions_and_avoided"):
            total += emitted
        elif denominator == "emission_fall":
            total += drawn.emissions[:, base] - emitted
        else:
            total += intensity_saving(
                emitted, drawn.product[:, at], drawn.emissions[:, base], drawn.product[:, base]
            )
    return total + parts if denominator == "emissions_and_avoided" else total


def _central(history: NationalHistory, years: tuple[int, ...]) -> DrawnHistory:
    emissions, product = (
        s.loc[list(years)].to_numpy(dtype=float)[None, :] for s in (history.emissions, history.product)
    )
    return DrawnHistory(years, emissions, product)


def _with_interval(
    denominator: Denominator,
    counting: Counting,
    amount: float,
    total: float,
    parts: NDArray[np.float64],
    totals: NDArray[np.float64],
) -> Share:
    if total <= 0:
        why: Undefined = "no_fall" if denominator == "emission_fall" else "no_saving"
        return _without(denominator, counting, amount, total, why)
    tail = (1 - COVERAGE) / 2
    if float((totals <= 0).mean()) > tail:
        return _without(denominator, counting, amount, total, "sign_open")
    shares = contribution_rate(parts, totals)
    low, high = np.nanquantile(shares, [tail, 1 - tail])
    value = float(contribution_rate(amount, total))
    group = GROUP[denominator]
    return Share(denominator, counting, group, amount, total, value, float(low), float(high), None, shares)


def _without(
    denominator: Denominator, counting: Counting, amount: float, total: float, why: Undefined
) -> Share:
    nan = float("nan")
    return Share(denominator, counting, GROUP[denominator], amount, total, nan, nan, nan, why, np.empty(0))


def _difference(one: Quantity, other: Quantity) -> Quantity:
    """Subtract two stated amounts; the limits of rounding add up."""
    return Quantity(one.value - other.value, one.spread + other.spread)
