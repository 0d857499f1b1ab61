"""Parameters of the notebook on contrasts that participants of an exchange reported."""

from __future__ import annotations

from pydantic import Field, model_validator

from greentwin.errors import DataError, ParameterError
from greentwin.ngo.options import ALL, DomainChoice, ImpliedPoles
from greentwin.study.parameters.base import InputFile, NotebookParameters


class Parameters(NotebookParameters):
    """Which contrasts are shown, and how a side counts that a passage only implies."""

    domain: DomainChoice = Field("all", description="field of the contrasts")
    reporter: str = Field(
        ALL, description="whose statements are shown: all, or one reporter of the table; never added up"
    )
    implied: ImpliedPoles = Field(
        "separate", description="sides only implied: count them like described ones, separately, or drop them"
    )
    coder: str = Field("", description="coder whose reading is shown; empty for the first in the table")
    contrasts_file: InputFile = Field(
        "", description="own coding after the template contrasts; empty for the study's report"
    )

    @model_validator(mode="after")
    def _in_the_table(self) -> Parameters:
        from greentwin.ngo.contrasts import read_coding

        try:
            read_coding(self.contrasts_file).select(self.domain, self.reporter, self.coder)
        except (DataError, ParameterError) as error:
            raise ValueError(str(error)) from None
        return self
