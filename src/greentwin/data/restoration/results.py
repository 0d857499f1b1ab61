"""What restoring a text yields: the text, where each character comes from, and what was removed, mended or left."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from greentwin.data.restoration.encoding import decoded, undefined_pairs
from greentwin.data.restoration.forward import damage
from greentwin.errors import ParameterError

if TYPE_CHECKING:
    from greentwin.data.restoration.rules import AnnotationRule

CharacterMark = Literal["kept", "recovered", "inferred"]
RepairMark = Literal["recovered", "inferred", "unresolved"]


@dataclass(frozen=True, slots=True)
class RestoredCharacter:
    """
    A character of the restored text.

    Attributes
    ----------
    character : str
        The character.
    raw : tuple of int
        Offsets of the raw characters that hold its bytes; up to two inside a broken run, none where both bytes are
        inferred.
    mark : {"kept", "recovered", "inferred"}
        Kept: it stands in the raw text. Recovered: its bytes stand there or follow from the rule that fired, and are
        read on the assumption that no further pair was lost between them. Inferred: at least one of its bytes was
        supplied by a `Filling`.
    """

    character: str
    raw: tuple[int, ...]
    mark: CharacterMark


@dataclass(frozen=True, slots=True)
class Annotation:
    """
    A removed annotation.

    Attributes
    ----------
    rule : AnnotationRule
        The rule that fired.
    start, end : int
        Raw offsets of the bracket, half-open; `start` is the ``?`` where the opening bracket was swallowed.
    across : bool
        Whether it fired across the seam of two raw characters.
    """

    rule: AnnotationRule
    start: int
    end: int
    across: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    A bracket with pinyin that was left where it is.

    Attributes
    ----------
    start, end : int
        Raw offsets, half-open.
    reason : str
        Why it is not taken for the mirror's.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Repair:
    """
    A broken run: an annotation split a character, and its neighbours were read wrongly.

    Attributes
    ----------
    start, end : int
        Raw offsets of the run, half-open, from the ``?``.
    at : int
        Offset of its reading in the restored text.
    raw, restored : str
        The run as it stands, and its reading (the same where it is unresolved).
    mark : {"recovered", "inferred", "unresolved"}
        Recovered: all bytes stand in the run or follow from the rule; the reading holds if no pair was lost without
        trace, so an odd reading calls for a `Filling`. Inferred: a `Filling` supplied lost bytes. Unresolved: left
        as it stands.
    reason : str
        What fired, what was lost, and why it is read so.
    pieces : tuple of bytes
        Bytes of the run. Between any two pieces a pair may have been lost.
    before : str
        The raw character before the run, whose second byte the rule matched.
    """

    start: int
    end: int
    at: int
    raw: str
    restored: str
    mark: RepairMark
    reason: str
    pieces: tuple[bytes, ...] = field(default=(), repr=False)
    before: str = field(default="", repr=False)
    rules: tuple[AnnotationRule, ...] = field(default=(), repr=False)

    @cached_property
    def alternatives(self) -> tuple[str, ...]:
        """
        All other readings with at most one lost pair.

        Each of them, damaged, gives the same raw run, so the bytes alone cannot decide. The reading without a lost
        pair comes first, then by the place of the pair in the run and by its bytes. What else a filled ``?`` may stand
        for is not listed. Empty for an unresolved run.
        """
        readings = [decoded(b"".join(self.pieces)) or ""]
        for gap in range(1, len(self.pieces)):
            head, tail = b"".join(self.pieces[:gap]), b"".join(self.pieces[gap:])
            readings += [decoded(head + pair + tail) or "" for pair in undefined_pairs()]
        possible = (reading for reading in dict.fromkeys(readings) if reading not in ("", self.restored))
        return tuple(reading for reading in possible if self._gives_the_raw_run(reading))

    def _gives_the_raw_run(self, reading: str) -> bool:
        return damage(self.before + reading, self.rules) == self.before + self.raw


@dataclass(frozen=True)
class Restoration:
    """
    A restored text with its way back to the raw one.

    Attributes
    ----------
    raw, text : str
        The text as it stood, and restored.
    characters : tuple of RestoredCharacter
        One for each character of `text`.
    annotations : tuple of Annotation
        The removed annotations, in the order of the raw text.
    repairs : tuple of Repair
        The broken runs, in the order of the raw text.
    refused : tuple of Refusal
        Brackets with pinyin that were left.

    Examples
    --------
    >>> from greentwin.data.restoration import restore
    >>> restored = restore("園區(qū)發(fā)展")
    >>> restored.raw_span(1, 3)
    (1, 7)
    >>> restored.passage(1, 7)
    '區發'
    """

    raw: str = field(repr=False)
    text: str
    characters: tuple[RestoredCharacter, ...] = field(repr=False)
    annotations: tuple[Annotation, ...] = field(repr=False)
    repairs: tuple[Repair, ...]
    refused: tuple[Refusal, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """
        Return the raw offsets of a passage of the restored text.

        Parameters
        ----------
        start, end : int
            Offsets in `text`, half-open.

        Returns
        -------
        tuple of int
            Start and end in `raw`, half-open, from the first to the last raw character that holds one of its bytes.

        Raises
        ------
        ParameterError
            If the passage is empty, lies outside the text, or has no byte in the raw text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ParameterError(f"a passage lies within 0 and {len(self.text)}, not from {start} to {end}")
        raw = [offset for character in self.characters[start:end] for offset in character.raw]
        if not raw:
            raise ParameterError(
                f"no byte of the restored passage from {start} to {end} stands in the raw text"
            )
        return min(raw), max(raw) + 1

    def passage(self, char_start: int, char_end: int) -> str:
        """
        Return the restored text of a passage of the raw text, such as one that a locator points to.

        Parameters
        ----------
        char_start, char_end : int
            Offsets in `raw`, half-open.

        Returns
        -------
        str
            All restored characters with a byte in the passage and those between; empty if it holds none.

        Raises
        ------
        ParameterError
            If the passage lies outside the raw text.
        """
        if not 0 <= char_start <= char_end <= len(self.raw):
            raise ParameterError(
                f"a raw passage lies within 0 and {len(self.raw)}, not from {char_start} to {char_end}"
            )
        inside = range(char_start, char_end)
        places = [
            place
            for place, character in enumerate(self.characters)
            if any(offset in inside for offset in character.raw)
        ]
        return self.text[places[0] : places[-1] + 1] if places else ""
