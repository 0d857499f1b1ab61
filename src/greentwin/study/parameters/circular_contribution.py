"""Parameters of the notebook ``circular_contribution``."""

from __future__ import annotations

from pydantic import Field, model_validator

from greentwin.circular.contribution.options import (
    STATED_YEAR,
    FactorChoice,
    Period,
    ProductSource,
    Reading,
)
from greentwin.study.parameters.base import InputFile, NotebookParameters


class Parameters(NotebookParameters):
    """Which claim is judged, against which base year and product, and with which factors it is rebuilt."""

    period: Period = Field("2016-2020", description="five-year plan whose stated contribution is judged")
    reading: Reading = Field(
        "both", description="wording whose denominators are tried: share of emissions, of reductions, or both"
    )
    baseline: int = Field(2015, ge=2005, le=2021, description="base year of the falling emission intensity")
    product: ProductSource = Field(
        "national", description="real product: national accounts, or the sum of the provinces"
    )
    factors: FactorChoice = Field(
        "published", description="substitution factors: all published ones as a range, or the plan's only"
    )
    factors_file: InputFile = Field(
        "",
        description="own amounts and factors after the template substitution_amounts; empty for the tables",
    )
    tolerance: float = Field(
        0.5, ge=0, le=5, description="percentage points allowed on each side of the stated rate for rounding"
    )
    emissions_uncertainty: float = Field(
        7.3, ge=0, le=30, description="two standard deviations of China's emissions, per cent"
    )
    draws: int = Field(20_000, ge=1000, le=1_000_000, description="number of Monte Carlo trials")
    seed: int = Field(1, ge=0, le=2**32 - 1, description="seed of the random numbers")

    @model_validator(mode="after")
    def _base_year_first(self) -> Parameters:
        year = STATED_YEAR[self.period]
        if self.baseline >= year:
            raise ValueError(
                f"baseline is {self.baseline}; the amount is stated for {year}, so it must be {year - 1} or less"
            )
        return self

    @model_validator(mode="after")
    def _own_factors_fit(self) -> Parameters:
        if self.factors_file:
            from greentwin.circular.contribution.items import own_items
            from greentwin.errors import DataError, ParameterError

            try:
                own_items(self.factors_file)
            except (DataError, ParameterError) as error:
                raise ValueError(str(error)) from None
        return self
