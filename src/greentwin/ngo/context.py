"""Published figures on civil society in whole countries: context, kept apart from the evidence of the reports.

None of these figures measures an organisation or speaks of a contrast that a reporter named. Definitions differ between
countries and sources, so nothing is added up, averaged or interpolated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from greentwin.errors import ParameterError

if TYPE_CHECKING:
    import pandas as pd

Country = Literal["China", "France", "Germany", "Kazakhstan", "Mongolia"]
COUNTRIES: tuple[Country, ...] = get_args(Country)
FIRST_YEAR, LAST_YEAR = 1980, 2025

INDICES = ("core_civil_society_index", "freedom_of_association_index", "freedom_of_expression_index")
SCORES = ("self_expression_score", "secular_rational_score")
CIVIC_SPACE = "civic_space_category"
REGISTRATIONS = (
    "overseas_ngo_offices_registered_jan_may",
    "overseas_ngo_offices_registered_jan_aug",
    "overseas_ngo_temporary_activities_jan_aug",
)
ORGANISATIONS = (
    "registered_social_organisations",
    "social_associations",
    "private_non_enterprise_units",
    "foundations",
    "registered_associations",
)


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Figures of the chosen countries and years.

    Attributes
    ----------
    countries : tuple of str
        Countries in the order in which they were asked for.
    indices, scores, registrations, organisations, civic_space : DataFrame
        Columns ``country``, ``year``, ``indicator``, ``value``; those from the table ``culture_other`` have
        ``note`` as well. Each may be empty. A value that was not read is missing.
    left_out : int
        Figures of the chosen countries that lie outside the chosen years.
    """

    countries: tuple[Country, ...]
    indices: pd.DataFrame
    scores: pd.DataFrame
    registrations: pd.DataFrame
    organisations: pd.DataFrame
    civic_space: pd.DataFrame
    left_out: int


def read_context(countries: Sequence[Country], year_from: int, year_to: int) -> Context:
    """Return the figures of some countries and years from the tables ``culture_vdem`` and ``culture_other``.

    Parameters
    ----------
    countries : sequence of str
        Countries, each of `COUNTRIES`.
    year_from, year_to : int
        First and last year.

    Returns
    -------
    Context
        The figures, in the order of country and year.

    Raises
    ------
    ParameterError
        If a country is unknown, none is given, or the years are not in order.
    """
    from greentwin import data

    return select_context(
        data.load("culture_vdem"), data.load("culture_other"), countries, year_from, year_to
    )


def select_context(
    vdem: pd.DataFrame, other: pd.DataFrame, countries: Sequence[Country], year_from: int, year_to: int
) -> Context:
    """Return the figures of some countries and years from tables at hand; see `read_context`.

    Parameters
    ----------
    vdem, other : DataFrame
        Tables ``culture_vdem`` and ``culture_other``; not changed.
    countries : sequence of str
        Countries.
    year_from, year_to : int
        First and last year.
    """
    unknown = [country for country in countries if country not in COUNTRIES]
    if unknown or not countries:
        raise ParameterError(f"countries must name some of: {', '.join(COUNTRIES)}")
    if year_from > year_to:
        raise ParameterError(f"year_from is {year_from}, after year_to {year_to}")
    order = {country: k for k, country in enumerate(countries)}
    of_countries = [table[table["country"].isin(order)] for table in (vdem, other)]
    within = [table[table["year"].between(year_from, year_to)] for table in of_countries]
    left_out = sum(map(len, of_countries)) - sum(map(len, within))

    def of(table: pd.DataFrame, indicators: tuple[str, ...]) -> pd.DataFrame:
        rows = table[table["indicator"].isin(indicators)]
        keys = {"_country": rows["country"].map(order), "_what": rows["indicator"].map(indicators.index)}
        ranked = rows.assign(**keys).sort_values(["_country", "year", "_what"], kind="stable")
        return ranked.drop(columns=list(keys)).reset_index(drop=True)

    indices, others = within
    return Context(
        tuple(countries),
        of(indices, INDICES),
        of(others, SCORES),
        of(others, REGISTRATIONS),
        of(others, ORGANISATIONS),
        of(others, (CIVIC_SPACE,)),
        left_out,
    )


def lowest_years(indices: pd.DataFrame, country: Country) -> tuple[int, int]:
    """Count the years in which a country is below all others in every index.

    Parameters
    ----------
    indices : DataFrame
        Figures of one index or more, of two countries or more.
    country : str
        The country.

    Returns
    -------
    tuple of int
        Number of such years, and of years in which every index has a value for every country.
    """
    wide = indices.pivot_table(index="year", columns=["indicator", "country"], values="value").dropna()
    lowest = [
        wide[indicator].drop(columns=country).gt(wide[indicator][country], axis=0).all(axis=1)
        for indicator in dict.fromkeys(indices["indicator"])
    ]
    together = lowest[0]
    for found in lowest[1:]:
        together &= found
    return int(together.sum()), len(wide)
