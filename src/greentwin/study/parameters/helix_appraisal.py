"""Parameters of the notebook ``helix_appraisal``."""

from __future__ import annotations

from pydantic import Field, model_validator

from greentwin.appraisal.instrument.options import Gaps, Outliers, WeightSet
from greentwin.appraisal.options import Aggregation, Normalisation
from greentwin.errors import DataError, ParameterError
from greentwin.study.parameters.base import InputFile, NotebookParameters


class Parameters(NotebookParameters):
    """Whose table is appraised, and by which weights and methods."""

    own_file: InputFile = Field(
        "", description="own indicators after the template indicator_table; empty for the study's documents"
    )
    weights: WeightSet = Field(
        "given", description="weights: of the table (given), equal ones, or by entropy"
    )
    normalisation: Normalisation = Field(
        "min_max", description="how indicators are brought to one scale; not used by promethee and copeland"
    )
    aggregation: Aggregation = Field("arithmetic", description="how indicators are joined")
    gaps: Gaps = Field("refuse", description="what becomes of gaps in an own table")
    outliers: Outliers = Field(
        "keep", description="treat moves outliers by the rule on skewness and kurtosis"
    )
    draws: int = Field(2000, ge=100, le=20_000, description="number of draws of weights and values")
    seed: int = Field(1, ge=0, le=2**31 - 2, description="seed of the random numbers")

    @model_validator(mode="after")
    def _table_fits_the_methods(self) -> Parameters:
        from greentwin.appraisal.composite import Recipe
        from greentwin.appraisal.instrument.indicatortable import read_table
        from greentwin.appraisal.instrument.preparation import prepare

        try:
            recipe = Recipe(self.normalisation, self.aggregation)
            prepare(read_table(self.own_file), self.weights, self.gaps, self.outliers, recipe)
        except (DataError, ParameterError) as error:
            raise ValueError(str(error)) from None
        return self
