"""What was stated: amounts avoided and contribution rates, from the coded documents and the published figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from greentwin.circular.contribution.options import STATED_YEAR, Period
from greentwin.circular.contribution.uncertainty import Quantity, rounded
from greentwin.errors import DataError

Wording = Literal["emissions", "reductions"]

_RATE, _AMOUNT = "ce_contribution_rate", "co2_avoided"
_SERIES_RATES: dict[Period, str] = {
    "2016-2020": "ce_contribution_to_co2_reduction_13fyp",
    "2021-2025": "ce_contribution_to_co2_reduction",
}
_SERIES_AMOUNT = "co2_avoided_by_circular_economy"
_LAST_YEAR: dict[Period, int] = {"2016-2020": 2020, "2021-2025": 2025}


@dataclass(frozen=True, slots=True)
class Claim:
    """A contribution rate as stated.

    Attributes
    ----------
    source_id : str
        Document or source that states it.
    low, high : float
        Ends of the stated range in per cent, equal for a single number.
    more_than : bool
        True if the number is stated as a lower bound.
    wording : {"emissions", "reductions"}
        What the wording makes the rate a share of.
    projected : bool
        True for an outlook.
    """

    source_id: str
    low: float
    high: float
    more_than: bool
    wording: Wording
    projected: bool


def document_claim(figures: pd.DataFrame, period: Period) -> Claim:
    """Read the rate that the seminar's document states for a period.

    Parameters
    ----------
    figures : DataFrame
        Rows of the evidence table ``figures``, one coder.
    period : {"2016-2020", "2021-2025"}
        Period of the rate.

    Returns
    -------
    Claim
        The rate; its wording is taken from what the coded figure is said of.

    Raises
    ------
    DataError
        If the table does not hold exactly one rate for the period.
    """
    coded_period = period.replace("-", "/")
    rows = figures[(figures["indicator"] == _RATE) & (figures["period"] == coded_period)]
    if len(rows) != 1:
        raise DataError(f"the coded figures hold {len(rows)} contribution rates for {period}; one is needed")
    row = rows.iloc[0]
    wording: Wording = "reductions" if "reduction" in str(row["subject"]) else "emissions"
    return Claim(
        str(row["source_id"]),
        float(row["value_low"]),
        float(row["value_high"]),
        row["qualifier"] == "more_than",
        wording,
        row["qualifier"] == "projected",
    )


def plan_claims(
    series: pd.DataFrame, period: Period, document_source: str = "seed_cace"
) -> tuple[Claim, ...]:
    """Read the rates that other sources state for a period, all worded as shares of reductions.

    Parameters
    ----------
    series : DataFrame
        Table ``circular_economy``.
    period : {"2016-2020", "2021-2025"}
        Period of the rates.
    document_source : str
        Source that repeats the document's own rate and is left out.

    Returns
    -------
    tuple of Claim
        One per source, possibly none.
    """
    rows = series[
        (series["indicator"] == _SERIES_RATES[period])
        & (series["year"] == _LAST_YEAR[period])
        & (series["source_id"] != document_source)
    ]
    return tuple(
        Claim(
            str(source),
            float(own["value"].min()),
            float(own["value"].max()),
            bool((own["qualifier"] == "more_than").any()),
            "reductions",
            bool((own["status"] == "projection").any()),
        )
        for source, own in rows.groupby("source_id")
    )


def stated_amounts(figures: pd.DataFrame, series: pd.DataFrame) -> dict[int, Quantity]:
    """Read the amounts said to have been avoided, by year, each with the interval of its rounding.

    Parameters
    ----------
    figures : DataFrame
        Rows of the evidence table ``figures``, one coder.
    series : DataFrame
        Table ``circular_economy``.

    Returns
    -------
    dict of int to Quantity
        Mt CO2 by year, as stated. No uncertainty is stated with them, so only that of rounding is known.

    Raises
    ------
    DataError
        If the two tables contradict each other on a year.
    """
    rows = series[(series["indicator"] == _SERIES_AMOUNT) & (series["status"] == "claim")]
    amounts = {int(year): float(value) for year, value in zip(rows["year"], rows["value"], strict=True)}
    for row in figures[figures["indicator"] == _AMOUNT].itertuples():
        year, value = int(str(row.period)), float(str(row.value_low))
        if amounts.get(year, value) != value:
            raise DataError(f"two amounts are stated for {year}: {amounts[year]:g} and {value:g} Mt")
        amounts[year] = value
    return {year: rounded(amounts[year]) for year in sorted(amounts)}


def amount_of(amounts: dict[int, Quantity], period: Period) -> Quantity:
    """Return the amount stated for a year inside a period.

    Raises
    ------
    DataError
        If no amount is stated for that year.
    """
    year = STATED_YEAR[period]
    if year not in amounts:
        raise DataError(f"no avoided amount is stated for {year}, so there is nothing to take a share of")
    return amounts[year]
