"""Ranks by every other method, with the same values and weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greentwin.appraisal.aggregation.kemeny import MOST_UNITS, kemeny
from greentwin.appraisal.aggregation.outranking import outranking_matrix
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.instrument.preparation import Prepared
from greentwin.appraisal.options import NORMALISATIONS, SCALE_FREE
from greentwin.appraisal.ranking import Ranks, ranks
from greentwin.errors import ParameterError


@dataclass(frozen=True, slots=True, eq=False)
class OtherMethod:
    """
    Ranks under another method, with the same values and weights.

    Attributes
    ----------
    normalisation : str
        Normalisation; empty where the method needs none.
    aggregation : str
        Aggregation, or ``kemeny``.
    ranks : numpy.ndarray of int, shape (n_units,)
        Ranks of the units.
    """

    normalisation: str
    aggregation: str
    ranks: Ranks


def other_methods(prepared: Prepared) -> tuple[OtherMethod, ...]:
    """Rank the midpoints by every method that can take them, with the same weights."""
    found = []
    pairs: list[tuple[str, str]] = [(name, "arithmetic") for name in NORMALISATIONS]
    pairs += [("min_max", "geometric"), ("min_max", "topsis"), ("vector", "topsis")]
    pairs += [("", aggregation) for aggregation in SCALE_FREE]
    for normalisation, aggregation in pairs:
        recipe = Recipe(normalisation or "rank", aggregation)  # type: ignore[arg-type]
        try:
            scale = recipe.scale(prepared.low, prepared.high, prepared.directions)
        except ParameterError:
            continue
        scores = recipe.scores(prepared.middle, prepared.weights, scale)
        found.append(OtherMethod(normalisation, aggregation, ranks(scores)))
    if len(prepared.units) <= MOST_UNITS:
        order = kemeny(outranking_matrix(prepared.middle, prepared.weights, prepared.directions)).order
        found.append(OtherMethod("", "kemeny", np.argsort(order).astype(np.int64) + 1))
    return tuple(found)
