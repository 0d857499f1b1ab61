"""Tables of centrality and of ranks as a reader sees them, in English and Chinese."""

from __future__ import annotations

from typing import Any

import pandas as pd

from greentwin.ngo.exchange.centrality import MEASURES, cut_off, measures
from greentwin.ngo.exchange.frames import keyed
from greentwin.ngo.exchange.names import organisation_names
from greentwin.ngo.exchange.network import heads as topmost
from greentwin.ngo.exchange.selection import Exchange
from greentwin.ngo.exchange.tables import documents_by_organisation, heads
from greentwin.plotting import Language


def bridges(exchange: Exchange, ties: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List the organisations at two or more events with their two-mode centrality, highest betweenness first.

    Parameters
    ----------
    exchange : Exchange
        Selection.
    ties : DataFrame
        Its ties, or these with affiliates counted as their parents.
    language : {"en", "zh"}
        Language.
    """
    found = measures(ties)
    found = found[(found["mode"] == "organisation") & (found["ties"] > 1)]
    lost = cut_off(ties)
    names = organisation_names(exchange.organisations, language)
    source = documents_by_organisation(exchange, ties)
    table = pd.DataFrame(
        {
            "organisation": [names[str(key)] for key in found.index],
            "events": found["ties"].astype(int),
            "documents": [", ".join(source[str(key)]) for key in found.index],
            **{measure: found[measure].astype(float) for measure in MEASURES},
            "cut_off": [lost[str(key)] for key in found.index],
        },
        index=found.index,
    )
    table = table.sort_values(["betweenness", "events"], ascending=False, kind="stable")
    if len(exchange.documents) == 1:
        table = table.drop(columns="documents")
    return table.set_axis(heads(table.columns, language), axis=1).reset_index(drop=True)


def rank_list(
    exchange: Exchange, ranks: pd.DataFrame, other: pd.DataFrame, families: bool, language: Language
) -> pd.DataFrame:
    """List the ranks of organisations with any betweenness, and how far they move.

    Parameters
    ----------
    exchange : Exchange
        Selection.
    ranks, other : DataFrame
        From :func:`greentwin.ngo.exchange.robustness.rank_intervals`; of the two, one counts affiliates as their
        parents.
    families : bool
        It is ``ranks``. A parent then has, in the last column, the best rank of its house.
    language : {"en", "zh"}
        Language.
    """
    names = organisation_names(exchange.organisations, language)
    top = topmost(exchange.affiliations)
    if families:
        counterpart = other["rank_all"].groupby([top.get(key, key) for key in other.index]).min()
    else:
        counterpart = pd.Series({key: other["rank_all"].get(top.get(str(key), key)) for key in ranks.index})
    shown = ranks[(ranks["all"] > 0) | (ranks["stated"] > 0)]
    listed = [
        (
            names[key],
            *(str(rank) for rank in (row["rank_all"], _span(row), row["rank_stated"], counterpart[key])),
        )
        for key, row in keyed(shown).items()
    ]
    last = "rank_other_apart" if families else "rank_other_merged"
    return pd.DataFrame(
        listed, columns=heads(("organisation", "rank_all", "rank_one_less", "rank_stated", last), language)
    )


def _span(row: dict[str, Any]) -> str:
    return str(row["best"]) if row["best"] == row["worst"] else f"{row['best']}–{row['worst']}"
