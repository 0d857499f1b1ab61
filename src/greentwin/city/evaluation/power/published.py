"""Published effects of the pilots on the scale of an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from greentwin import data
from greentwin.city.evaluation.options import Outcome
from greentwin.errors import ParameterError

TABLE = "pilot_effect_estimates"
SCALES: Mapping[Outcome, str] = MappingProxyType({"ln_co2": "ln_co2", "ln_co2_per_gdp": "ln_co2_intensity"})
"""Scale in the table of published estimates of each outcome that has one."""


@dataclass(frozen=True)
class PublishedEffect:
    """One published estimate.

    Attributes
    ----------
    estimate_id : str
        Row of the table ``pilot_effect_estimates``.
    authors : str
        Authors; empty where they were not read.
    year : int
        Year of publication.
    value, standard_error : float
        Estimate and standard error (NaN where none is given), in ln points.
    """

    estimate_id: str
    authors: str
    year: int
    value: float
    standard_error: float

    @property
    def interval(self) -> tuple[float, float]:
        """95 % confidence interval by the normal distribution, NaN where there is no standard error."""
        half = 1.959963984540054 * self.standard_error
        return self.value - half, self.value + half


@dataclass(frozen=True)
class Published:
    """Published estimates on one scale.

    Attributes
    ----------
    outcome : {"ln_co2", "ln_co2_per_gdp"}
        The outcome.
    effects : tuple of PublishedEffect
        Estimates, the largest cut first.
    n_other_scale : int
        Published estimates that state no scale or another one, and are left out.
    """

    outcome: Outcome
    effects: tuple[PublishedEffect, ...]
    n_other_scale: int

    @property
    def smallest(self) -> float:
        """The published effect nearest to zero, with its sign."""
        return min((effect.value for effect in self.effects), key=abs)

    @property
    def largest(self) -> float:
        """The published effect farthest from zero, with its sign."""
        return max((effect.value for effect in self.effects), key=abs)


def published_effects(outcome: Outcome = "ln_co2") -> Published:
    """Return what the literature reports of the pilots' effect on an outcome.

    Only estimates that state the logarithm as their scale count: percentage points of an unknown measure cannot be
    compared.

    Parameters
    ----------
    outcome : {"ln_co2", "ln_co2_per_gdp"}
        The outcome.

    Raises
    ------
    ParameterError
        If the table has no estimate of the outcome.
    """
    if outcome not in SCALES:
        raise ParameterError(
            f"no published effect is on the scale of {outcome}; there are some for {', '.join(SCALES)}"
        )
    table = data.load(TABLE)
    same = table[table["outcome_scale"] == SCALES[outcome]].sort_values("coefficient")
    return Published(outcome, tuple(_effect(row) for _, row in same.iterrows()), len(table) - len(same))


def _effect(row: pd.Series) -> PublishedEffect:
    error = row["standard_error"]
    return PublishedEffect(
        estimate_id=str(row["estimate_id"]),
        authors="" if pd.isna(row["authors"]) else str(row["authors"]),
        year=int(row["year"]),
        value=float(row["coefficient"]),
        standard_error=float("nan") if pd.isna(error) else float(np.float64(error)),
    )
