"""The choices of a study of exchanges, as closed sets of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, get_args

DocumentId = Literal["s0", "s1", "s2", "s3", "s4"]
Strand = Literal["ngo", "circular", "city"]
TieKind = Literal["participation", "affiliation"]
Certainty = Literal["stated", "inferred"]
Side = Literal["china", "europe", "other"]

DOCUMENTS: tuple[DocumentId, ...] = get_args(DocumentId)
STRANDS: tuple[Strand, ...] = get_args(Strand)
TIE_KINDS: tuple[TieKind, ...] = get_args(TieKind)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
SIDES: tuple[Side, ...] = get_args(Side)

STRAND_OF: Mapping[DocumentId, Strand] = MappingProxyType(
    {"s0": "ngo", "s1": "circular", "s2": "circular", "s3": "city", "s4": "city"}
)


def documents_of(
    strands: Sequence[Strand], documents: Sequence[DocumentId] = DOCUMENTS
) -> tuple[DocumentId, ...]:
    """Return the documents that belong to the strands, in the order of their ids.

    Parameters
    ----------
    strands : sequence of {"ngo", "circular", "city"}
        Strands asked for.
    documents : sequence of {"s0", "s1", "s2", "s3", "s4"}
        Documents asked for.

    Examples
    --------
    >>> documents_of(["ngo", "city"], ["s0", "s1", "s4"])
    ('s0', 's4')
    """
    return tuple(name for name in DOCUMENTS if name in documents and STRAND_OF[name] in strands)
