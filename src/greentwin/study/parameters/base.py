"""What the parameters of every notebook have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Language = Literal["en", "zh"]


def _existing_csv(value: str) -> str:
    if value == "":
        return value
    path = Path(value).expanduser()
    if path.suffix.lower() != ".csv":
        raise ValueError(f"{value!r} is not the path of a .csv file")
    if not path.is_file():
        raise ValueError(f"there is no file {value!r}; give the path of a .csv file, or nothing for none")
    return str(path.resolve())


InputFile = Annotated[str, AfterValidator(_existing_csv), Field(json_schema_extra={"input_file": True})]
"""The path of a user's CSV file, or ``""`` for none; validation makes it absolute."""


class NotebookParameters(BaseModel):
    """The parameters of one notebook: known names only, no silent conversion, unchangeable once checked.

    A notebook that has both ``year_from`` and ``year_to`` need not check their order itself.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, validate_default=True)

    language: Language = Field("en", description="language of labels, tables and findings")

    @model_validator(mode="after")
    def _period_in_order(self) -> NotebookParameters:
        first, last = getattr(self, "year_from", None), getattr(self, "year_to", None)
        if first is not None and last is not None and first > last:
            raise ValueError(f"year_from is {first}, after year_to {last}; it must not be later")
        return self
