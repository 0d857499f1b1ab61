"""What the ranking of organisations owes to ties that no document states."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from greentwin.ngo.exchange.centrality import measures
from greentwin.ngo.exchange.network import merged

ALL, STATED, ONE_LESS = "all", "stated", "one_less"
_DIGITS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """One set of ties.

    Attributes
    ----------
    name : {"all", "stated", "one_less"}
        With every tie, without the inferred ones, or without one inferred tie.
    dropped : tuple of str
        The ties left out, each as ``event|organisation`` or ``organisation|parent``.
    ties : DataFrame
        ``event_id``, ``org_id``, ``certainty``.
    """

    name: str
    dropped: tuple[str, ...]
    ties: pd.DataFrame


def variants(ties: pd.DataFrame, affiliations: pd.DataFrame | None = None) -> tuple[Variant, ...]:
    """Return the network with all ties, without the inferred ones, and without each inferred one alone.

    Parameters
    ----------
    ties : DataFrame
        Columns ``event_id``, ``org_id``, ``certainty``, inferred ties included.
    affiliations : DataFrame, optional
        Columns ``org_id``, ``parent``, ``certainty``; affiliates then count as their topmost parent.

    Returns
    -------
    tuple of Variant
        The first has all ties, the second the stated ones only; then one for each inferred tie or affiliation.
        Without inferred ties, the first and the second are equal and there are no others.
    """
    held = pd.DataFrame(columns=["org_id", "parent", "certainty"]) if affiliations is None else affiliations

    def variant(name: str, drop_ties: pd.Index, drop_held: pd.Index) -> Variant:
        names = [
            *(ties.loc[drop_ties, "event_id"] + "|" + ties.loc[drop_ties, "org_id"]),
            *(held.loc[drop_held, "org_id"] + "|" + held.loc[drop_held, "parent"]),
        ]
        return Variant(name, tuple(names), merged(ties.drop(drop_ties), held.drop(drop_held)))

    none = pd.Index([])
    loose_ties = ties.index[ties["certainty"] == "inferred"]
    loose_held = held.index[held["certainty"] == "inferred"]
    return (
        variant(ALL, none, none),
        variant(STATED, loose_ties, loose_held),
        *(variant(ONE_LESS, pd.Index([index]), none) for index in loose_ties),
        *(variant(ONE_LESS, none, pd.Index([index])) for index in loose_held),
    )


def rank_intervals(found: tuple[Variant, ...], measure: str = "betweenness") -> pd.DataFrame:
    """Return how far the rank of each organisation moves over the variants.

    Parameters
    ----------
    found : tuple of Variant
        From :func:`variants`.
    measure : {"betweenness", "closeness", "degree"}
        Measure to rank by.

    Returns
    -------
    DataFrame
        Index ``org_id``, every organisation of any variant; columns ``all`` and ``stated`` (the measure),
        ``rank_all``, ``rank_stated``, ``best`` and ``worst`` (ranks over all variants, 1 = highest, equal values
        share the better rank). An organisation without a tie in a variant counts as 0 there. Sorted by
        ``rank_all``, then by id.
    """
    values = pd.DataFrame({number: _values(variant, measure) for number, variant in enumerate(found)})
    values = values.reindex(sorted(values.index)).fillna(0.0).round(_DIGITS)
    ranks = values.rank(ascending=False, method="min").astype(int)
    table = pd.DataFrame(
        {
            "all": values[0],
            "stated": values[1],
            "rank_all": ranks[0],
            "rank_stated": ranks[1],
            "best": ranks.min(axis=1),
            "worst": ranks.max(axis=1),
        }
    )
    return table.rename_axis("org_id").sort_values("rank_all", kind="stable")


def _values(variant: Variant, measure: str) -> pd.Series:
    found = measures(variant.ties)
    return found.loc[found["mode"] == "organisation", measure].astype(float)


def first_ranked(table: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Return the organisations with the highest value in a column; none if all values are 0.

    Parameters
    ----------
    table : DataFrame
        From :func:`rank_intervals`.
    column : {"all", "stated"}
        Set of ties.
    """
    top = table[column].max() if len(table) else 0.0
    return tuple(table.index[table[column] == top]) if top > 0 else ()
