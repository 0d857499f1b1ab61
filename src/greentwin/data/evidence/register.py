"""The register of systems that the documents describe, and which page of the book makes each of them work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greentwin.data.evidence.rows import FIRST_CODER, Passage, chosen, coded, passage, records, text

if TYPE_CHECKING:
    from greentwin.data.evidence.claims import Choice
    from greentwin.data.package import DataPackage

_REQUIRED = ("system_id", "name", "name_zh", "kind", "strand", "what_it_does", "standing")
_OPTIONAL = ("inputs", "outputs", "users", "page", "reason")


@dataclass(frozen=True)
class System:
    """
    A system, method, programme, platform, plan or indicator framework that a document describes.

    Attributes
    ----------
    system_id, name, name_zh : str
        Identifier and names.
    kind, strand : str
        What it is, and the strand of the study to which its subject belongs.
    what_it_does, inputs, outputs, users : str
        As the document has it; empty where it says nothing.
    matters : bool
        Whether a chapter could rest on it.
    standing : str
        ``built``, ``planned``, ``no_data``, ``not_described`` or ``out_of_scope``.
    page : str
        Notebook or page of the book that makes it work, or is planned to; empty if there is none.
    reason : str
        Why it is not built; empty where the standing says it all.
    passage : Passage
        Where it is described.
    """

    system_id: str
    name: str
    name_zh: str
    kind: str
    strand: str
    what_it_does: str
    standing: str
    inputs: str
    outputs: str
    users: str
    page: str
    reason: str
    matters: bool
    passage: Passage


def systems(
    *,
    source: Choice = None,
    strand: Choice = None,
    kind: Choice = None,
    standing: Choice = None,
    coder: str = FIRST_CODER,
    package: DataPackage | None = None,
) -> tuple[System, ...]:
    """
    Return the systems that the documents describe.

    Parameters
    ----------
    source, strand, kind, standing : str or collection of str, optional
        Documents, strands, kinds and standings to keep, see `System`; all by default.
    coder : str, optional
        Whose rows.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    tuple of System
        In the order of the table.

    Raises
    ------
    ParameterError
        If a chosen value does not occur.

    Examples
    --------
    >>> [system.name for system in systems(source="s1", kind="indicator_framework")]
    ['Sustainable Development Goals']
    """
    choices = {"source_id": source, "strand": strand, "kind": kind, "standing": standing}
    frame = chosen(coded("systems", coder, package), choices, names={"source_id": "source"})
    return tuple(
        System(
            **{name: row[name] for name in _REQUIRED},
            **{name: text(row[name]) for name in _OPTIONAL},
            matters=row["matters"] == "yes",
            passage=passage(row),
        )
        for row in records(frame)
    )
