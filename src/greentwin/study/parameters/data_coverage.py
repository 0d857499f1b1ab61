"""Parameters of the notebook ``data_coverage``."""

from __future__ import annotations

from pydantic import Field, field_validator

from greentwin.errors import ParameterError
from greentwin.study.parameters.base import NotebookParameters


class Parameters(NotebookParameters):
    """In which window of years a unit must be complete, and what is listed."""

    year_from: int = Field(2003, ge=1997, le=2023, description="first year of the window for completeness")
    year_to: int = Field(2017, ge=1997, le=2023, description="last year of the window for completeness")
    province: str = Field("", description="list the units of this province; empty: list the provinces")

    @field_validator("province")
    @classmethod
    def _known_province(cls, province: str) -> str:
        from greentwin.city.coverage_page import find_province

        if not province:
            return province
        try:
            return find_province(province)
        except ParameterError as error:
            raise ValueError(str(error)) from None
