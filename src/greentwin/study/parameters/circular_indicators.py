"""Parameters of the notebook ``circular_indicators``."""

from __future__ import annotations

from pydantic import Field, field_validator

from greentwin.circular.options import Area
from greentwin.study.parameters.base import NotebookParameters


class Parameters(NotebookParameters):
    """Which published rates to show, for which years, and against which area."""

    areas: list[Area] = Field(
        ["EU27", "DE", "FR", "NL", "IT", "BE", "AT", "PL", "ES", "DK", "SE", "RO"],
        description="areas whose circular material use rates are shown, by Eurostat's code",
    )
    year_from: int = Field(2010, ge=1994, le=2024, description="first year shown")
    year_to: int = Field(2024, ge=1994, le=2024, description="last year shown")
    reference_area: Area = Field("EU27", description="area that the others are set against")

    @field_validator("areas")
    @classmethod
    def _some_and_each_once(cls, areas: list[Area]) -> list[Area]:
        if not areas:
            raise ValueError("areas is empty; name at least one area, such as EU27")
        twice = sorted({area for area in areas if areas.count(area) > 1})
        if twice:
            raise ValueError(f"areas names {', '.join(twice)} more than once")
        return areas
