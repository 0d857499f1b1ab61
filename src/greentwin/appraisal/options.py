"""Choices that the methods of appraisal offer, by the names that every function and parameter uses."""

from __future__ import annotations

from typing import Literal, get_args

Direction = Literal["higher_better", "lower_better"]
"""Whether a higher value of an indicator is better, or a lower one."""
GapTreatment = Literal["refuse", "drop_units", "drop_indicators", "mean", "median"]
Normalisation = Literal["min_max", "z_score", "rank", "distance_to_reference", "vector"]
Aggregation = Literal["arithmetic", "geometric", "topsis", "promethee", "copeland"]
RandomIndexTable = Literal["saaty_1980", "alonso_lamata_2006"]
"""Published tables of the consistency index of random comparisons."""

DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
GAP_TREATMENTS: tuple[GapTreatment, ...] = get_args(GapTreatment)
NORMALISATIONS: tuple[Normalisation, ...] = get_args(Normalisation)
AGGREGATIONS: tuple[Aggregation, ...] = get_args(Aggregation)
SCALE_FREE: tuple[Aggregation, ...] = ("promethee", "copeland")
"""Aggregations that compare units indicator by indicator and need no normalisation."""
LINEAR: tuple[Aggregation, ...] = ("arithmetic", "geometric", "promethee")
"""Aggregations whose order of two units depends on the weights through one linear function."""
