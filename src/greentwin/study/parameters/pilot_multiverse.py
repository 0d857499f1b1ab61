"""Parameters of the notebook ``pilot_multiverse``."""

from __future__ import annotations

from pydantic import Field, field_validator

from greentwin.city.evaluation.options import Estimand
from greentwin.study.parameters.base import NotebookParameters


class Parameters(NotebookParameters):
    """Which questions to the pilots, and how their curves are tested."""

    questions: list[Estimand] = Field([], description="questions, each with a curve of its own; empty: all")
    draws: int = Field(
        99, ge=0, le=9999, description="shufflings of the names of pilots; 0 leaves the test out"
    )
    seed: int = Field(20260101, ge=0, description="seed of the shufflings")
    jobs: int = Field(2, ge=1, le=256, description="processes to use")

    @field_validator("questions")
    @classmethod
    def _each_once(cls, values: list[Estimand]) -> list[Estimand]:
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise ValueError(f"questions names {', '.join(twice)} more than once; name each once")
        return values
