"""Parameters of the notebook on the agreement of the emission sources."""

from __future__ import annotations

from pydantic import Field, field_validator

from greentwin.city.evaluation.measurement.options import SampleRule
from greentwin.city.options import SOURCES, Source
from greentwin.study.parameters.base import NotebookParameters


class Parameters(NotebookParameters):
    """Which sources are compared, over which years, on which sample."""

    sources: list[Source] = Field(list(SOURCES), description="emission sources to compare, at least two")
    year_from: int = Field(2003, ge=1997, le=2023, description="first year")
    year_to: int = Field(2017, ge=1997, le=2023, description="last year")
    sample: SampleRule = Field(
        "common",
        description="common: units and years that all sources have; pairwise: those that each pair has",
    )
    draws: int = Field(999, ge=99, le=9999, description="draws of the bootstrap of provinces")
    seed: int = Field(1, ge=0, description="seed of the draws")

    @field_validator("sources")
    @classmethod
    def _two_and_each_once(cls, sources: list[Source]) -> list[Source]:
        twice = sorted({source for source in sources if sources.count(source) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} is named more than once")
        if len(sources) < 2:
            raise ValueError(f"name at least two of {', '.join(SOURCES)}, for a source cannot agree alone")
        return sources
