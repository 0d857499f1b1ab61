"""Which materials can be rebuilt from published amounts and factors, and which cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from greentwin import data
from greentwin.circular.contribution.avoided import Substitution
from greentwin.circular.contribution.options import FactorChoice
from greentwin.circular.contribution.uncertainty import Quantity, between, rounded
from greentwin.errors import ParameterError

LeftOut = Literal["no_amount", "other_gases", "not_in_plan"]
TEMPLATE = "substitution_amounts"
PLAN_SOURCE = "ce145"
AMOUNTS = {
    "nonferrous_metals": "secondary_nonferrous_output",
    "scrap_steel": "scrap_steel_use",
    "waste_paper": "waste_paper_use",
}
"""Indicator of the table ``circular_economy`` that gives the amount of each material."""


@dataclass(frozen=True)
class Rebuildable:
    """Materials that can be rebuilt for a year.

    Attributes
    ----------
    substitutions : tuple of Substitution
        Amounts and factors.
    left_out : dict of str to str
        Materials of the table of factors that cannot be added, each with the reason: no amount for the year, only
        factors that count other gases, or no factor in the plan.
    names : dict of str to dict of str to str
        Names of all these materials by language.
    """

    substitutions: tuple[Substitution, ...]
    left_out: dict[str, LeftOut]
    names: dict[str, dict[str, str]]


def published_items(
    factors: pd.DataFrame, series: pd.DataFrame, year: int, choice: FactorChoice
) -> Rebuildable:
    """Match published amounts of a year with published factors.

    Parameters
    ----------
    factors : DataFrame
        Table ``circular_substitution_factors``.
    series : DataFrame
        Table ``circular_economy``.
    year : int
        Year of the amounts.
    choice : {"plan", "published"}
        plan: only the factor that the plan itself gives, with the interval of its rounding. published: for each
        material the range of all factors in CO2, taken as rectangular, since nothing says which is right for China.

    Returns
    -------
    Rebuildable
        What can be rebuilt and what not.

    Raises
    ------
    ParameterError
        If the choice is unknown.
    """
    if choice not in get_args(FactorChoice):
        raise ParameterError(f"factors is {choice!r}; it must be one of {', '.join(get_args(FactorChoice))}")
    found: list[Substitution] = []
    left_out: dict[str, LeftOut] = {}
    names: dict[str, dict[str, str]] = {}
    for key, rows in factors.groupby("item"):
        item = str(key)
        names[item] = {language: str(rows[f"item_{language}"].iloc[0]) for language in ("en", "zh")}
        amount, factor = _amount(series, AMOUNTS[item], year), _factor(rows, choice)
        if amount is None:
            left_out[item] = "no_amount"
        elif isinstance(factor, Quantity):
            found.append(Substitution(item, amount, factor))
        else:
            left_out[item] = factor
    return Rebuildable(tuple(found), left_out, names)


def own_items(path: str) -> Rebuildable:
    """Read a user's own amounts and factors from a file after the template ``substitution_amounts``.

    Parameters
    ----------
    path : str
        CSV file.

    Returns
    -------
    Rebuildable
        All rows of the file; nothing is left out.

    Raises
    ------
    DataError
        If the file does not fit the template.
    ParameterError
        If the lower limit of a factor lies above the upper one.
    """
    frame = data.read(path, TEMPLATE)
    names = {str(item): dict.fromkeys(("en", "zh"), str(item)) for item in frame["item"]}
    spreads = frame["amount_spread_mt"].fillna(0.0)
    columns = (frame["item"], frame["amount_mt"], spreads, frame["factor_low"], frame["factor_high"])
    rows = zip(*columns, strict=True)
    substitutions = tuple(
        Substitution(str(item), Quantity(float(amount), float(spread)), between(float(low), float(high)))
        for item, amount, spread, low, high in rows
    )
    return Rebuildable(substitutions, {}, names)


def _amount(series: pd.DataFrame, indicator: str, year: int) -> Quantity | None:
    rows = series[
        (series["area"] == "CN")
        & (series["indicator"] == indicator)
        & (series["year"] == year)
        & (series["status"] == "observed")
    ]
    return rounded(float(rows["value"].iloc[0])) if len(rows) else None


def _factor(rows: pd.DataFrame, choice: FactorChoice) -> Quantity | LeftOut:
    usable = rows[rows["gas"] == "CO2"]
    if usable.empty:
        return "other_gases"
    if choice == "published":
        return between(float(usable["factor"].min()), float(usable["factor"].max()))
    plan = usable.loc[usable["source_id"] == PLAN_SOURCE, "factor"]
    return rounded(float(plan.iloc[0])) if len(plan) else "not_in_plan"
