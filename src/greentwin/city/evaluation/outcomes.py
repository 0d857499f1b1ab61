"""Outcomes of every unit and year of an emission source."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin import data
from greentwin.city.evaluation.options import TABLES, EmissionSource, Outcome
from greentwin.city.evaluation.results import Floats

_DIVISORS = {"ln_co2_per_head": "population_10k", "ln_co2_per_gdp": "gdp_real_2010_100m_yuan"}


@cache
def outcome_table(source: EmissionSource, outcome: Outcome = "ln_co2") -> pd.DataFrame:
    """Return the outcome of every unit and year of a source.

    Parameters
    ----------
    source : {"chen", "edgar", "ceads", "sectoral", "apparent"}
        Emission data.
    outcome : {"ln_co2", "ln_co2_per_head", "ln_co2_per_gdp"}
        Natural logarithm of Mt CO2, of Mt CO2 per 10,000 people, or of Mt CO2 per 100 million yuan at 2010 prices.

    Returns
    -------
    DataFrame, shape (n_units, n_years)
        Index: unit; columns: years; NaN is a gap.
    """
    table = data.load(TABLES[source])
    if source in ("sectoral", "apparent"):
        wide = table.pivot_table(index="province_en", columns="year", values="co2_total_mt")
        if outcome in _DIVISORS:
            economy = data.load("province_economy")
            divisor = economy.pivot_table(index="province_en", columns="year", values=_DIVISORS[outcome])
            wide = wide / divisor.reindex_like(wide)
    else:
        wide = table.pivot_table(index="place_id", columns="year", values="co2_mt")
    logarithms = np.log(wide.to_numpy(dtype=float))
    return pd.DataFrame(logarithms, index=wide.index.rename("unit"), columns=wide.columns)


@cache
def outcome_arrays(
    source: EmissionSource, outcome: Outcome
) -> tuple[NDArray[np.str_], NDArray[np.int64], Floats]:
    """Return units, consecutive years and outcomes of a source as arrays (see `outcome_table`)."""
    table = outcome_table(source, outcome)
    table = table.reindex(columns=range(int(table.columns.min()), int(table.columns.max()) + 1))
    return table.index.to_numpy().astype(str), table.columns.to_numpy().astype(np.int64), table.to_numpy()
