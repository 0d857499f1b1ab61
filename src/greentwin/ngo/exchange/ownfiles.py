"""A researcher's own exchange, read from files after the templates organisations, events, participation and goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from greentwin import data
from greentwin.data.faults import ROWS_NOTE, Fault, counted, shown_path
from greentwin.errors import DataError
from greentwin.ngo.exchange import selection
from greentwin.ngo.exchange.options import Certainty, DocumentId
from greentwin.ngo.exchange.ownrules import broken_rules
from greentwin.ngo.exchange.selection import Exchange

_SHOWN_FAULTS = 50
_GOAL_COLUMNS = ("goal_id", "source_id", "party", "kind", "text_en", "text_zh", "links", "events", "passage")
_UNLOCATED: dict[str, Any] = {"char_start": pd.NA, "char_end": pd.NA}


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Paths of a researcher's own files; the first three go together, and all may be empty.

    Attributes
    ----------
    organisations, events, participation : str
        Files after the templates of these names.
    goals : str
        File after the template ``goals``, which may be left out.
    """

    organisations: str = ""
    events: str = ""
    participation: str = ""
    goals: str = ""

    @property
    def given(self) -> bool:
        """Whether there are own files, so that nothing of the study's documents is read."""
        return bool(self.organisations)

    def check(self) -> None:
        """Raise unless all of the first three files are given, or no file at all.

        Raises
        ------
        DataError
            One sentence that names the files that are missing.
        """
        network = {
            "organisations": self.organisations,
            "events": self.events,
            "participation": self.participation,
        }
        missing = [f"{name}_file" for name, path in network.items() if not path]
        if missing and any(astuple(self)):
            raise DataError(
                "own files go together: organisations_file, events_file and participation_file, all three or none "
                f"(goals_file may be added to them); missing: {', '.join(missing)}"
            )


def read(
    files: OwnFiles, documents: Sequence[DocumentId], minimum_certainty: Certainty = "inferred"
) -> Exchange:
    """Return the exchange of a researcher's own files, or without any the study's own.

    Parameters
    ----------
    files : OwnFiles
        Own files.
    documents : sequence of str
        Documents of the study to keep if there are no own files; all documents of own files are kept.
    minimum_certainty : {"inferred", "stated"}
        ``stated`` leaves out what a document does not say itself.

    Raises
    ------
    DataError
        If files are missing or have faults: one error that lists them by file, row and column.
    """
    files.check()
    if not files.given:
        return selection.read(documents, minimum_certainty)
    return exchange_of(read_tables(files), minimum_certainty)


def read_tables(files: OwnFiles) -> dict[str, pd.DataFrame]:
    """Return the rows of the own files by template, as their files have them.

    Parameters
    ----------
    files : OwnFiles
        At least the first three.

    Raises
    ------
    DataError
        One error with the faults of all files, those between files included. Of the latter the first 50 are listed
        and the rest is counted.
    """
    paths = {name: path for name in selection.TABLES if (path := getattr(files, name))}
    frames: dict[str, pd.DataFrame] = {}
    messages = []
    for name, path in paths.items():
        try:
            frames[name] = data.read(path, name)
        except DataError as error:
            messages.append(str(error))
    faults = [
        Fault(shown_path(Path(paths[name])), row, column, message)
        for name, row, column, message in broken_rules(frames)
    ]
    if faults:
        messages.append(_listed(faults))
    if messages:
        raise DataError("\n".join(messages))
    return frames


def _listed(faults: Sequence[Fault]) -> str:
    lines = [f"  {fault}" for fault in faults[:_SHOWN_FAULTS]]
    if len(faults) > _SHOWN_FAULTS:
        lines.append(f"  and {len(faults) - _SHOWN_FAULTS} more")
    head = f"the files break rules of the templates, {counted(len(faults), 'fault')} ({ROWS_NOTE}):"
    return "\n".join([head, *lines])


def exchange_of(tables: Mapping[str, pd.DataFrame], minimum_certainty: Certainty = "inferred") -> Exchange:
    """Return the selection of all that own tables say, at the certainty asked for.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        From :func:`read_tables`; not changed.
    minimum_certainty : {"inferred", "stated"}
        ``stated`` leaves out what a document does not say itself.

    Returns
    -------
    Exchange
        Events in the order of their file within each document. Own files have no locators, so ``passages`` has no
        rows; column ``events`` of ``goals`` says which results are events. A missing Chinese text is the English one.
    """
    events = _in_both_languages(tables["events"], "name", "name_zh")
    events = events.assign(strand=None, **_UNLOCATED | {"char_start": range(len(events))})
    documents = tuple(dict.fromkeys(sorted(events["source_id"])))
    organisations = _in_both_languages(tables["organisations"], "name_en", "name_zh")
    organisations = organisations.assign(source_id=documents[0])
    source = tables["participation"]["event_id"].map(events.set_index("event_id")["source_id"])
    participation = tables["participation"].assign(source_id=source, **_UNLOCATED)
    found = selection.select(organisations, events, participation, _no_goals(), documents, minimum_certainty)
    return replace(
        found,
        organisations=found.organisations.assign(source_id=None, **_UNLOCATED),
        events=found.events.assign(**_UNLOCATED),
        goals=_goals(tables.get("goals")),
        passages=found.passages.iloc[:0],
        own_files=True,
    )


def _in_both_languages(frame: pd.DataFrame, english: str, chinese: str) -> pd.DataFrame:
    return frame.assign(**{chinese: frame[chinese].fillna(frame[english])})


def _no_goals() -> pd.DataFrame:
    return pd.DataFrame(columns=[*_GOAL_COLUMNS, "topic", *_UNLOCATED], dtype=object)


def _goals(goals: pd.DataFrame | None) -> pd.DataFrame:
    if goals is None:
        return _no_goals()
    both = _in_both_languages(goals, "text_en", "text_zh")
    return both.assign(topic=None, **_UNLOCATED)
