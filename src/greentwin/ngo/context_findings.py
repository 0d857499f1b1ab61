"""Findings on the context, each with the tables it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from greentwin.ngo.context import INDICES, REGISTRATIONS, SCORES, Context, Country, lowest_years
from greentwin.ngo.context_figures import country_name
from greentwin.ngo.sentences import both
from greentwin.plotting import Language, Result, format_number, label

if TYPE_CHECKING:
    import pandas as pd

VDEM, OTHER = "culture_vdem", "culture_other"


def context_findings(context: Context) -> Iterator[tuple[Result, tuple[str, ...]]]:
    """Yield what the figures show, as far as the chosen countries and years have them.

    Parameters
    ----------
    context : Context
        Figures of the chosen countries and years.

    Yields
    ------
    tuple of (Result, tuple of str)
        A finding and its tables: registrations under the law on overseas NGOs in 2017; per country the core civil
        society index of the last year, the last self-expression score and the last count of organisations; and in
        how many years China is lowest in every index.
    """
    for found in _registrations(context):
        yield found, (OTHER,)
    for found in _indices(context):
        yield found, (VDEM,)
    for found in (*_scores(context), *_organisations(context)):
        yield found, (OTHER,)


def _registrations(context: Context) -> Iterator[Result]:
    names = dict(zip(REGISTRATIONS[1:], ("overseas_offices_2017", "overseas_activities_2017"), strict=True))
    for row in context.registrations.to_dict("records"):
        if row["indicator"] in names:
            name, value = names[row["indicator"]], int(row["value"])
            sentence = both(f"finding_{name}", value=format_number(value, 0))
            yield Result(name, value, "registrations", sentence)


def _indices(context: Context) -> Iterator[Result]:
    core = context.indices[context.indices["indicator"] == INDICES[0]]
    for country in context.countries:
        values = core[core["country"] == country].set_index("year")["value"]
        if len(values):
            first, last = int(values.index.min()), int(values.index.max())
            sentence = both(
                "finding_civil_society",
                country=partial(country_name, country),
                first=str(first),
                last=str(last),
                first_value=format_number(float(values[first]), 2),
                value=format_number(float(values[last]), 2),
            )
            name = f"civil_society_{country.lower()}"
            yield Result(name, float(values[last]), "index 0-1", sentence, n=len(values), digits=2)
    if "China" in context.countries and len(context.countries) > 1 and len(context.indices):
        value, n = lowest_years(context.indices, "China")
        sentence = both("finding_china_lowest", value=value, n=n)
        yield Result("china_lowest_years", value, "years", sentence, n=n)


def _scores(context: Context) -> Iterator[Result]:
    rows = context.scores[context.scores["indicator"] == SCORES[0]]
    for country in context.countries:
        own = rows[rows["country"] == country]
        if len(own):
            last = own.sort_values("year").iloc[-1]
            value = float(last["value"])
            sentence = both(
                "finding_self_expression",
                country=partial(country_name, country),
                value=format_number(value, 2),
                year=str(last["year"]),
                n=len(own),
            )
            name = f"self_expression_{country.lower()}"
            yield Result(name, value, "factor score", sentence, n=len(own), digits=2)


def _organisations(context: Context) -> Iterator[Result]:
    totals = ("registered_social_organisations", "registered_associations")
    rows = context.organisations[context.organisations["indicator"].isin(totals)]
    for country in context.countries:
        own = rows[rows["country"] == country]
        if len(own):
            yield _organisations_of(country, own)


def _organisations_of(country: Country, own: pd.DataFrame) -> Result:
    last = own.sort_values("year").iloc[-1]
    value = int(last["value"])

    def what(language: Language) -> str:
        name = label(f"context_{last['indicator']}", language)
        return name[:1].lower() + name[1:]

    sentence = both(
        "finding_organisations",
        country=partial(country_name, country),
        value=format_number(value, 0),
        year=str(last["year"]),
        what=what,
    )
    return Result(f"organisations_{country.lower()}", value, "organisations", sentence)
