"""Tables of the context: registrations, organisations, civic space, and what each figure bears on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from greentwin.ngo.context_figures import country_name
from greentwin.ngo.sentences import say
from greentwin.plotting import MISSING, Language, format_number, label

if TYPE_CHECKING:
    from greentwin.ngo.context import Context

BEARINGS = ("registrations", "indices", "scores", "organisations", "civic_space")


def registration_table(context: Context, language: Language) -> pd.DataFrame:
    """Return the registrations under China's law on overseas NGOs, one row per figure."""
    rows = [
        (label(f"context_{row['indicator']}", language), str(row["year"]), format_number(row["value"], 0))
        for row in context.registrations.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=_heads(("context_what", "year", "count"), language))


def organisation_table(context: Context, language: Language) -> pd.DataFrame:
    """Return the counts of registered organisations; countries without a count have a row that says so."""
    rows = [
        (
            country_name(row["country"], language),
            str(row["year"]),
            label(f"context_{row['indicator']}", language),
            format_number(row["value"], 0),
            MISSING if pd.isna(row["note"]) else str(row["note"]),
        )
        for row in context.organisations.to_dict("records")
    ]
    counted = set(context.organisations["country"])
    rows += [
        (country_name(country, language), MISSING, label("context_no_count", language), MISSING, MISSING)
        for country in context.countries
        if country not in counted
    ]
    heads = ("country", "year", "context_what", "count", "note")
    return pd.DataFrame(rows, columns=_heads(heads, language))


def civic_space_table(context: Context, language: Language) -> pd.DataFrame:
    """Return the civic-space categories, from 1 (closed) to 5 (open); a rating that was not read is a dash."""
    rows = [
        (
            country_name(row["country"], language),
            str(row["year"]),
            MISSING if pd.isna(row["value"]) else label(f"civic_space_{row['value']:.0f}", language),
            MISSING if pd.isna(row["note"]) else str(row["note"]),
        )
        for row in context.civic_space.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=_heads(("country", "year", "civic_space", "note"), language))


def bearing_table(language: Language) -> pd.DataFrame:
    """Return what each kind of figure bears on, and what it does not."""
    rows = [
        (
            label(f"context_{name}", language),
            say(f"bears_{name}", language),
            say(f"bears_not_{name}", language),
        )
        for name in BEARINGS
    ]
    return pd.DataFrame(
        rows, columns=_heads(("context_figure", "context_bears", "context_bears_not"), language)
    )


def left_out_note(context: Context, language: Language) -> str:
    """Return a sentence on figures outside the chosen years; empty if there is none."""
    return say("note_left_out", language, n=context.left_out) if context.left_out else ""


def _heads(keys: tuple[str, ...], language: Language) -> list[str]:
    return [label(key, language) for key in keys]
