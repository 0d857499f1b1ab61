"""Profiles: counts of contrasts by dimension, domain and reporter, with the reporters kept apart.

Each directed contrast has two poles, China and Europe. A pole is *stated* where the passage describes that side
and *implied* where it speaks of the other side only. Frames are counted by themselves. Codes are not averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greentwin.ngo.contrasts import Selection, Voice, check_choice, stated, unlike
from greentwin.ngo.counts import PoleCount, StrengthCount, count_poles, count_strengths
from greentwin.ngo.options import DOMAINS, IMPLIED_POLES, Domain, ImpliedPoles

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class ProfileCell:
    """The directed statements of one reporter on one dimension in one domain.

    Attributes
    ----------
    voice : Voice
        Whose statements.
    domain, dimension : str
        In which field, about what.
    ids : tuple of str
        The statements, by ``contrast_id``.
    china, europe : PoleCount
        What they say of each side.
    strength : StrengthCount
        How strongly they are worded.
    """

    voice: Voice
    domain: Domain
    dimension: str
    ids: tuple[str, ...]
    china: PoleCount
    europe: PoleCount
    strength: StrengthCount


@dataclass(frozen=True, slots=True)
class ReporterSummary:
    """The directed statements of one reporter, all dimensions together.

    Attributes
    ----------
    voice : Voice
        The reporter.
    statements : int
        Number of directed statements.
    both_stated : int
        Statements whose passage describes both sides; the rest leave one side implied.
    unlike : int
        Those of ``both_stated`` that describe the two sides by unlike attributes.
    china, europe : PoleCount
        What they say of each side.
    strength : StrengthCount
        How strongly they are worded.
    """

    voice: Voice
    statements: int
    both_stated: int
    unlike: int
    china: PoleCount
    europe: PoleCount
    strength: StrengthCount


@dataclass(frozen=True, slots=True)
class FrameStatement:
    """A difference asserted without a direction: one passage, in one or several domains.

    Attributes
    ----------
    voice : Voice
        Whose frame.
    dimension, attribute, strength : str
        About what, how strongly worded.
    domains : tuple of str
        The fields the passage covers; it is one coded row for each.
    ids : tuple of str
        Those rows.
    locator : tuple of (str, int, int)
        Source, first and end character of the passage.
    convergence_asserted : bool
        Whether the passage says that the sides are growing alike.
    notes : tuple of str
        The coder's remarks, each once.
    """

    voice: Voice
    dimension: str
    attribute: str
    strength: str
    domains: tuple[Domain, ...]
    ids: tuple[str, ...]
    locator: tuple[str, int, int]
    convergence_asserted: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContrastProfile:
    """Counts of the selected contrasts, by dimension, domain and reporter.

    Attributes
    ----------
    implied : {"count", "separate", "drop"}
        How implied poles were counted.
    cells : tuple of ProfileCell
        Directed statements; ordered by reporter, domain and first mention.
    summaries : tuple of ReporterSummary
        One for each reporter of the selection, also where no statement is left; reporters are never added up.
    frames : tuple of FrameStatement
        Frames, in the order of the document.
    """

    implied: ImpliedPoles
    cells: tuple[ProfileCell, ...]
    summaries: tuple[ReporterSummary, ...]
    frames: tuple[FrameStatement, ...]


def profile(selection: Selection, implied: ImpliedPoles = "separate") -> ContrastProfile:
    """Count contrasts by dimension, domain and reporter.

    Results are counts and lists of statements. Codes are not averaged and reporters are not added up, since
    they compare different things: one China with Europe, another China with France.

    Parameters
    ----------
    selection : Selection
        Selected contrasts.
    implied : {"count", "separate", "drop"}
        Count implied poles like stated ones, count them by themselves, or leave them out.

    Returns
    -------
    ContrastProfile
        Counts by cell, summaries by reporter, also where the selection leaves none of a reporter's statements,
        and the frames.

    Raises
    ------
    ParameterError
        If ``implied`` is unknown.

    Examples
    --------
    >>> result = profile(read_coding().select(domain="ngo"))  # doctest: +SKIP
    >>> [(s.voice.reporter, s.statements) for s in result.summaries]  # doctest: +SKIP
    [('chinese_side', 4), ('french_side', 5)]
    """
    check_choice("implied", implied, IMPLIED_POLES)
    of = {voice: selection.of(voice) for voice in selection.voices}
    cells = [
        _cell(voice, domain, dimension, group, implied)
        for voice, rows in of.items()
        for domain in DOMAINS
        for dimension, group in _by_dimension(rows[rows["domain"] == domain])
    ]
    summaries = [_summary(voice, rows, implied) for voice, rows in of.items()]
    return ContrastProfile(implied, tuple(cells), tuple(summaries), _frames(selection))


def _by_dimension(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(str(dimension), group) for dimension, group in rows.groupby("dimension", sort=False)]


def _cell(
    voice: Voice, domain: Domain, dimension: str, rows: pd.DataFrame, implied: ImpliedPoles
) -> ProfileCell:
    return ProfileCell(
        voice=voice,
        domain=domain,
        dimension=dimension,
        ids=tuple(rows["contrast_id"]),
        china=count_poles(rows, "china", implied),
        europe=count_poles(rows, "europe", implied),
        strength=count_strengths(rows),
    )


def _summary(voice: Voice, rows: pd.DataFrame, implied: ImpliedPoles) -> ReporterSummary:
    both = stated(rows, "china") & stated(rows, "europe")
    return ReporterSummary(
        voice=voice,
        statements=len(rows),
        both_stated=int(both.sum()),
        unlike=int((both & unlike(rows)).sum()),
        china=count_poles(rows, "china", implied),
        europe=count_poles(rows, "europe", implied),
        strength=count_strengths(rows),
    )


def _frames(selection: Selection) -> tuple[FrameStatement, ...]:
    rows = selection.rows[selection.rows["role"] == "frame"]
    passage = ["source_id", "char_start", "char_end", "reporter", "dimension"]
    voices = {voice.reporter: voice for voice in selection.voices}
    return tuple(_frame(voices, group) for _, group in rows.groupby(passage, sort=True))


def _frame(voices: dict[str, Voice], rows: pd.DataFrame) -> FrameStatement:
    first = rows.iloc[0]
    return FrameStatement(
        voice=voices[first["reporter"]],
        dimension=first["dimension"],
        attribute=first["attribute"],
        strength=first["strength"],
        domains=tuple(domain for domain in DOMAINS if domain in set(rows["domain"])),
        ids=tuple(rows["contrast_id"]),
        locator=(first["source_id"], int(first["char_start"]), int(first["char_end"])),
        convergence_asserted=bool((rows["convergence_asserted"] == "yes").any()),
        notes=tuple(dict.fromkeys(str(note) for note in rows["note"].dropna())),
    )
