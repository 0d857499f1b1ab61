"""Parameters of the notebook on who met whom, and what came of the goals."""

from __future__ import annotations

from pydantic import Field, field_validator, model_validator

from greentwin.errors import DataError
from greentwin.ngo.exchange.options import (
    DOCUMENTS,
    Certainty,
    DocumentId,
    Strand,
    TieKind,
    documents_of,
)
from greentwin.study.parameters.base import InputFile, NotebookParameters

STUDY_STRANDS: tuple[Strand, ...] = ("ngo",)


class Parameters(NotebookParameters):
    """Which documents or own files, and which ties, make up the network."""

    strands: list[Strand] = Field(list(STUDY_STRANDS), description="strands whose documents are read")
    documents: list[DocumentId] = Field(
        list(DOCUMENTS), description="documents to read, as far as they belong to the strands"
    )
    ties: list[TieKind] = Field(
        ["participation", "affiliation"],
        description="ties: participation in an event, and affiliation of an organisation to its parent",
    )
    minimum_certainty: Certainty = Field(
        "inferred", description="stated leaves out ties that no document states; inferred keeps them"
    )
    pairs: int = Field(10, ge=1, le=100, description="number of proposed pairs shown")
    organisations_file: InputFile = Field(
        "", description="own organisations after the template organisations; empty for the study's documents"
    )
    events_file: InputFile = Field("", description="own events after the template events, with the former")
    participation_file: InputFile = Field(
        "", description="own ties after the template participation, with the two former"
    )
    goals_file: InputFile = Field(
        "", description="own goals after the template goals; may be left out with own files"
    )

    @field_validator("strands", "documents", "ties")
    @classmethod
    def _some_and_each_once(cls, values: list[str]) -> list[str]:
        if not values:
            raise ValueError("the list is empty; name at least one")
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} is named more than once")
        return values

    @field_validator("ties")
    @classmethod
    def _participation_among_them(cls, ties: list[TieKind]) -> list[TieKind]:
        if "participation" not in ties:
            raise ValueError("ties need participation, for without it nobody met; affiliation may be added")
        return ties

    @model_validator(mode="after")
    def _a_document_left(self) -> Parameters:
        if not documents_of(self.strands, self.documents):
            allowed = ", ".join(documents_of(self.strands))
            raise ValueError(
                f"none of the documents {', '.join(self.documents)} belongs to the strands "
                f"{', '.join(self.strands)}, which have {allowed}; name one of these, or another strand"
            )
        return self

    @model_validator(mode="after")
    def _own_files_alone_and_sound(self) -> Parameters:
        from greentwin.ngo.exchange import ownfiles

        files = ownfiles.OwnFiles(
            self.organisations_file, self.events_file, self.participation_file, self.goals_file
        )
        try:
            files.check()
            if not files.given:
                return self
            if (tuple(self.strands), tuple(self.documents)) != (STUDY_STRANDS, DOCUMENTS):
                raise ValueError(
                    "strands and documents choose among the study's documents; leave both out with own files"
                )
            ties = ownfiles.read(files, (), self.minimum_certainty).ties
        except DataError as error:
            raise ValueError(str(error)) from None
        if ties.empty:
            raise ValueError(
                "no tie of participation_file is stated; minimum_certainty inferred keeps the inferred ones"
            )
        return self
