"""Predictors of a province's emissions from the table of provincial economies."""

from __future__ import annotations

import numpy as np

from greentwin import data
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.syntheticcontrol.design import Design
from greentwin.city.evaluation.syntheticcontrol.predictors import Predictors, lagged_outcomes, predictors_of
from greentwin.errors import DataError

TABLE = "province_economy"
ECONOMY = ("ln_gdp_per_head", "ln_population", "secondary_share", "ln_electricity_per_head")


def economic_predictors(design: Design) -> Predictors:
    """Take means over the years before the start that the table holds, and the outcome of three years.

    Logarithm of product per head at 2010 prices (10,000 yuan), logarithm of population (10,000), share of the
    secondary sector in product, logarithm of electricity use per head (10,000 kWh); and the outcome in the first,
    middle and last year before the start.

    Raises
    ------
    DataError
        If the table holds no year before the start, or a unit of the design is not in it.
    """
    rows = data.load(TABLE)
    years = design.years[design.before]
    rows = rows.loc[rows["year"].between(years[0], years[-1])]
    if rows.empty:
        raise DataError(f"table {TABLE} has no year from {years[0]} to {years[-1]}")
    population = rows["population_10k"]
    yearly = rows.assign(
        ln_gdp_per_head=np.log(rows["gdp_real_2010_100m_yuan"] / population),
        ln_population=np.log(population),
        ln_electricity_per_head=np.log(rows["electricity_consumption_100m_kwh"] / population),
    )
    means = yearly.groupby("province_en")[list(ECONOMY)].mean().reindex([design.treated, *design.donors])
    values: dict[str, Floats] = {name: means[name].to_numpy(dtype=float) for name in ECONOMY}
    return predictors_of(values | lagged_outcomes(design))
