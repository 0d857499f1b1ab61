"""Tables of what can be rebuilt: published factors, amounts and the materials that are left out."""

from __future__ import annotations

import pandas as pd

from greentwin.circular.contribution.items import Rebuildable
from greentwin.circular.contribution.rebuilt import Rebuilt
from greentwin.circular.sentences import say
from greentwin.plotting import MISSING, Language, format_number, label


def factor_table(factors: pd.DataFrame, sources: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List the published factors with what a tonne is of and where they hold.

    Parameters
    ----------
    factors : DataFrame
        Table ``circular_substitution_factors``.
    sources : DataFrame
        Table ``sources``.
    language : {"en", "zh"}
        Language of heads and texts; citations stay as they are.
    """
    citations = sources.set_index("source_id")["citation"]
    return pd.DataFrame(
        {
            label("contribution_material", language): factors[f"item_{language}"],
            label("contribution_factor", language): [
                f"{factor:g}" + ("" if gas == "CO2" else f" {gas}")
                for factor, gas in zip(factors["factor"], factors["gas"], strict=True)
            ],
            label("contribution_basis", language): factors["basis"].map(
                lambda basis: label(f"contribution_basis_{basis}", language)
            ),
            label("contribution_where", language): factors[f"area_{language}"],
            label("contribution_source", language): factors["source_id"].map(citations),
        }
    ).reset_index(drop=True)


def rebuilt_table(rebuildable: Rebuildable, rebuilt: Rebuilt, language: Language) -> pd.DataFrame:
    """Show amounts, factors and avoided emissions by material, their sum, and why others are left out.

    Parameters
    ----------
    rebuildable : Rebuildable
        From `greentwin.circular.contribution.items`.
    rebuilt : Rebuilt
        From `greentwin.circular.contribution.rebuilt.rebuilt_part`.
    language : {"en", "zh"}
        Language of heads and texts.
    """
    avoided = rebuilt.avoided
    rows = []
    for part, value, ends in zip(rebuildable.substitutions, avoided.values, avoided.intervals, strict=True):
        factor = part.factor
        limits = f"{factor.value - factor.spread:.2f}–{factor.value + factor.spread:.2f}"
        shown = _with_interval(float(value), ends.low, ends.high)
        amount = format_number(part.amount.value, 1)
        rows.append((rebuildable.names[part.item][language], amount, limits, shown))
    total = _with_interval(avoided.total, avoided.interval.low, avoided.interval.high)
    rows.append((label("contribution_sum", language), MISSING, MISSING, total))
    rest = _with_interval(rebuilt.rest.mean, rebuilt.rest.low, rebuilt.rest.high)
    rows.append((label("contribution_unexplained", language), MISSING, MISSING, rest))
    heads = ("material", "recycled_mt", "factor", "avoided_mt")
    return pd.DataFrame(rows, columns=[label(f"contribution_{head}", language) for head in heads])


def coverage_note(rebuildable: Rebuildable, year: int, language: Language) -> str:
    """Say which materials cannot be added, and why, or that nothing can be rebuilt; empty if all can be added.

    Parameters
    ----------
    rebuildable : Rebuildable
        From `greentwin.circular.contribution.items`.
    year : int
        Year of the amounts.
    language : {"en", "zh"}
        Language of the text.
    """
    if not rebuildable.substitutions:
        return say("contribution_none_rebuilt", language, year=year)
    parts = [
        say(f"contribution_left_out_{why}", language, item=rebuildable.names[item][language], year=year)
        for item, why in rebuildable.left_out.items()
    ]
    return {"en": " ", "zh": ""}[language].join(parts)


def _with_interval(value: float, low: float, high: float) -> str:
    return f"{format_number(value, 0)} ({format_number(low, 0)}–{format_number(high, 0)})"
