"""The coded tables cut to the documents and the certainty that a study asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from greentwin.data import load
from greentwin.data.evidence import FIRST_CODER
from greentwin.errors import DataError
from greentwin.ngo.exchange.options import CERTAINTIES, Certainty

TABLES = ("organisations", "events", "participation", "goals")


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """What the chosen documents say of organisations, events, who took part, and goals.

    Attributes
    ----------
    documents : tuple of str
        Documents chosen.
    organisations : DataFrame
        Index ``org_id``. Organisations that the documents name first or that took part in their events, and the
        parents of these, with the columns of the table.
    events : DataFrame
        Index ``event_id``, in the order in which the documents tell of them.
    ties : DataFrame
        One row per event and organisation: ``event_id``, ``org_id``, ``roles`` (tuple of str), ``certainty``
        (``stated`` if any of the roles is stated).
    affiliations : DataFrame
        One row per organisation with a parent: ``org_id``, ``parent``, ``certainty``.
    goals : DataFrame
        Goals, activities, results and follow-ups of the documents.
    passages : DataFrame
        ``event_id``, ``char_start``, ``char_end`` of every passage that tells of an event or of who took part.
    own_files : bool
        Whether all this comes from a researcher's own files and nothing from the study's documents.
    """

    documents: tuple[str, ...]
    organisations: pd.DataFrame
    events: pd.DataFrame
    ties: pd.DataFrame
    affiliations: pd.DataFrame
    goals: pd.DataFrame
    passages: pd.DataFrame
    own_files: bool = False


def read(
    documents: Sequence[str], minimum_certainty: Certainty = "inferred", coder: str = FIRST_CODER
) -> Exchange:
    """Return what the study's documents say, as one coder read them.

    Parameters
    ----------
    documents : sequence of str
        Documents to keep.
    minimum_certainty : {"inferred", "stated"}
        ``stated`` leaves out what a document does not say itself.
    coder : str
        Whose rows of the tables.

    Examples
    --------
    >>> len(read(["s0"]).events) > len(read(["s1"]).events)
    True
    """
    organisations, events, participation, goals = (_coded(name, coder) for name in TABLES)
    return select(organisations, events, participation, goals, documents, minimum_certainty)


def _coded(name: str, coder: str) -> pd.DataFrame:
    table = load(name)
    return table[table["coder"] == coder]


def select(
    organisations: pd.DataFrame,
    events: pd.DataFrame,
    participation: pd.DataFrame,
    goals: pd.DataFrame,
    documents: Sequence[str],
    minimum_certainty: Certainty = "inferred",
) -> Exchange:
    """Return what the documents say, at the certainty asked for.

    Parameters
    ----------
    organisations, events, participation, goals : DataFrame
        Tables of these names; not changed.
    documents : sequence of str
        Values of ``source_id`` to keep.
    minimum_certainty : {"inferred", "stated"}
        ``stated`` leaves out what a document does not say itself.

    Returns
    -------
    Exchange
        The selection. An organisation is kept also where all its ties are left out.

    Raises
    ------
    DataError
        If a row names an event, an organisation or a parent that the tables do not hold.
    """
    _check_keys(organisations, events, participation)
    kept = events[events["source_id"].isin(documents)].sort_values(["source_id", "char_start", "event_id"])
    rows = participation[participation["event_id"].isin(kept["event_id"])]
    all_ties = _ties(rows)
    named = set(organisations.loc[organisations["source_id"].isin(documents), "org_id"])
    chosen = _with_parents(named | set(rows["org_id"]), organisations)
    members = organisations[organisations["org_id"].isin(chosen)]
    affiliations = _affiliations(members)
    allowed = CERTAINTIES[: CERTAINTIES.index(minimum_certainty) + 1]
    return Exchange(
        documents=tuple(documents),
        organisations=members.set_index("org_id"),
        events=kept.set_index("event_id"),
        ties=all_ties[all_ties["certainty"].isin(allowed)].reset_index(drop=True),
        affiliations=affiliations[affiliations["certainty"].isin(allowed)].reset_index(drop=True),
        goals=goals[goals["source_id"].isin(documents)].reset_index(drop=True),
        passages=_passages(kept, rows),
    )


def _check_keys(organisations: pd.DataFrame, events: pd.DataFrame, participation: pd.DataFrame) -> None:
    known = set(organisations["org_id"])
    checks = (
        ("participation", "event_id", participation["event_id"], set(events["event_id"])),
        ("participation", "org_id", participation["org_id"], known),
        ("organisations", "parent", organisations["parent"].dropna(), known),
    )
    for table, column, values, allowed in checks:
        unknown = sorted(set(values) - allowed)
        if unknown:
            raise DataError(f"table {table}, column {column}: no row is called {', '.join(unknown)}")


def _ties(rows: pd.DataFrame) -> pd.DataFrame:
    columns = ["event_id", "org_id", "roles", "certainty"]
    pairs = [
        (event, organisation, tuple(group["role"]), min(group["certainty"], key=CERTAINTIES.index))
        for (event, organisation), group in rows.groupby(["event_id", "org_id"], sort=False)
    ]
    return pd.DataFrame(pairs, columns=columns)


def _with_parents(names: set[str], organisations: pd.DataFrame) -> set[str]:
    parents = organisations.dropna(subset="parent").set_index("org_id")["parent"].to_dict()
    found = set(names)
    for name in names:
        parent = parents.get(name)
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parents.get(parent)
    return found


def _affiliations(organisations: pd.DataFrame) -> pd.DataFrame:
    held = organisations.dropna(subset="parent")[["org_id", "parent", "parent_certainty"]]
    return held.rename(columns={"parent_certainty": "certainty"}).reset_index(drop=True)


def _passages(events: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    columns = ["event_id", "source_id", "char_start", "char_end"]
    return pd.concat([events[columns], rows[columns]], ignore_index=True)
