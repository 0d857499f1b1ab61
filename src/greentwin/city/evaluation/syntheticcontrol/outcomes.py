"""Outcomes of all provinces, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from greentwin.city.evaluation.outcomes import outcome_table
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.syntheticcontrol.options import ProvinceOutcome, ProvinceSource


@dataclass(frozen=True, eq=False)
class Outcomes:
    """One outcome of all provinces.

    Attributes
    ----------
    names : tuple of str
        English names.
    first_year : int
        Year of the first column.
    values : ndarray, shape (n_provinces, n_years)
        The outcome; NaN is a gap.
    """

    names: tuple[str, ...]
    first_year: int
    values: Floats

    def window(self, year_from: int, year_to: int) -> Floats:
        """Return the columns from one year to another, both included."""
        return self.values[:, year_from - self.first_year : year_to - self.first_year + 1]


@cache
def outcomes_of(source: ProvinceSource, outcome: ProvinceOutcome) -> Outcomes:
    """Return an outcome of every province and year from a source."""
    table = outcome_table(source, "ln_co2" if outcome == "co2" else outcome)
    values = table.to_numpy(dtype=float)
    names = tuple(map(str, table.index))
    return Outcomes(names, int(table.columns[0]), np.exp(values) if outcome == "co2" else values)
