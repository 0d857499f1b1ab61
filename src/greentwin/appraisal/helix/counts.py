"""Counts of presence: how often a dimension is mentioned and how far it has come, and what the helices do."""

from __future__ import annotations

import pandas as pd

from greentwin.appraisal.helix.presence import DIMENSIONS, STAGES, STANCES, Presence
from greentwin.data.evidence import ACTORS


def dimension_counts(found: Presence) -> pd.DataFrame:
    """
    Count for each dimension the pilots whose document speaks of it.

    Returns
    -------
    DataFrame
        Index the dimension; columns ``mentioned``, ``stated``, ``inferred``, ``outcome``, ``activity``, ``aim`` (the
        furthest stage), ``absent``, ``not_mentioned``.
    """
    rows = found.dimensions
    counts = {
        "mentioned": rows["presence"] == "present",
        "stated": rows["certainty"] == "stated",
        "inferred": rows["certainty"] == "inferred",
        **{stage: rows["stage"] == stage for stage in STAGES},
        "absent": rows["presence"] == "absent",
        "not_mentioned": rows["presence"] == "not_mentioned",
    }
    table = pd.DataFrame({name: mask.groupby(rows["dimension"]).sum() for name, mask in counts.items()})
    return table.reindex(list(DIMENSIONS)).astype(int)


def actor_counts(found: Presence) -> pd.DataFrame:
    """
    Count for each helix what it does in the texts on the pilots.

    Returns
    -------
    DataFrame
        Index the helix; columns ``acting``, ``addressed``, ``not_acting``, ``not_mentioned``.
    """
    stances = found.stances
    table = pd.DataFrame({stance: (stances == stance).sum() for stance in STANCES})
    return table.reindex(list(ACTORS)).astype(int)


def complete_pilots(found: Presence) -> tuple[str, ...]:
    """Return the pilots whose documents speak of all dimensions."""
    return tuple(found.pilots.index[found.present.all(axis=1)])


def outcomes(found: Presence) -> pd.DataFrame:
    """Return the rows of which a document reports an outcome, in the order of the pilots."""
    order = {pilot: place for place, pilot in enumerate(found.pilots.index)}
    rows = found.dimensions[found.dimensions["stage"] == "outcome"]
    return rows.sort_values("pilot_id", key=lambda column: column.map(order), kind="stable")
