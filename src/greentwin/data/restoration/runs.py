"""Read a broken run: from the split character to where bytes and characters fall into step again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from greentwin.data.restoration.encoding import TRAILS, decoded, gbk, shown
from greentwin.data.restoration.results import RestoredCharacter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from greentwin.data.restoration.results import CharacterMark
    from greentwin.data.restoration.rules import AnnotationRule, Filling


class Unit(NamedTuple):
    """A raw character that is no part of an annotation; `rule` is set where its bracket swallowed a byte."""

    raw: int
    character: str
    rule: AnnotationRule | None = None

    @property
    def data(self) -> bytes:
        """The bytes it stands for."""
        return gbk(self.character) if self.rule is None else self.rule.key[1:]


class Piece(NamedTuple):
    """Bytes of a run that stood together, the raw offset they come from, and for a filling why it is inferred."""

    data: bytes
    raw: int | None
    why: str = ""


@dataclass(frozen=True)
class Run:
    """
    A broken run.

    Attributes
    ----------
    units : int
        How many units it takes up.
    pieces : tuple of Piece
        Its bytes; empty if it could not be read.
    characters : tuple of RestoredCharacter
        Its reading; empty if it could not be read.
    reason : str
        How it was read, or why it could not be.
    """

    units: int
    pieces: tuple[Piece, ...]
    characters: tuple[RestoredCharacter, ...]
    reason: str


def read_run(
    units: Sequence[Unit], rule: AnnotationRule, fillings: Mapping[tuple[str, str, str], Filling]
) -> Run:
    """
    Return the broken run at the head of some units.

    Parameters
    ----------
    units : sequence of Unit
        From the unit whose bracket swallowed a byte to the end of the text.
    rule : AnnotationRule
        The rule that fired there.
    fillings : mapping
        Lost bytes by the character before, what is left of them, and the character after.

    Returns
    -------
    Run
        Its characters are empty if the bytes contradict every reading.
    """
    pieces: list[Piece] = []
    taken = 0
    is_open: bool | None = False
    for piece, taken in _pieces(units, fillings):
        is_open = _step(bool(is_open), piece.data)
        if is_open is None:
            return Run(
                taken - (piece.raw is not None), (), (), f"no character of GBK fits {_bytes(pieces)} | ..."
            )
        pieces.append(piece)
        if not is_open:
            break
    if is_open:
        return Run(taken, (), (), f"the text ends inside a character: {_bytes(pieces)}")
    characters = _characters(pieces)
    if not characters:
        return Run(taken, (), (), f"GBK has no characters for {_bytes(pieces)}")
    return Run(taken, tuple(pieces), characters, _reading(rule, pieces))


def _pieces(
    units: Sequence[Unit], fillings: Mapping[tuple[str, str, str], Filling]
) -> Iterator[tuple[Piece, int]]:
    """Yield the pieces of the units and of the fillings between them, with the number of units taken so far."""
    for place, unit in enumerate(units):
        before = units[place - 1].character if place else ""
        after = units[place + 1].character if place + 1 < len(units) else ""
        vanished = fillings.get((before, "", unit.character))
        swallowed = fillings.get((before, unit.character, after)) if unit.rule is None else None
        if vanished is not None:
            yield Piece(vanished.lost, None, vanished.reason), place
        if swallowed is not None:
            yield Piece(swallowed.lost, unit.raw, swallowed.reason), place + 1
        else:
            yield Piece(unit.data, unit.raw), place + 1


def _step(open_lead: bool, data: bytes) -> bool | None:
    """Return whether a lead byte is still open after these bytes, or None if they cannot follow."""
    if not data:
        return None
    for byte in data:
        if open_lead and byte not in TRAILS:
            return None
        open_lead = not open_lead and byte > 0x80
    return open_lead


def _characters(pieces: Sequence[Piece]) -> tuple[RestoredCharacter, ...]:
    """Return the characters of the pieces with the raw offsets of their bytes, or none where GBK has none."""
    owners = [piece for piece in pieces for _ in piece.data]
    characters = []
    at = 0
    for character in decoded(b"".join(piece.data for piece in pieces)) or "":
        own = owners[at : at + len(gbk(character))]
        at += len(own)
        raw = tuple(dict.fromkeys(piece.raw for piece in own if piece.raw is not None))
        mark: CharacterMark = "inferred" if any(piece.why for piece in own) else "recovered"
        characters.append(RestoredCharacter(character, raw, mark))
    return tuple(characters)


def _reading(rule: AnnotationRule, pieces: Sequence[Piece]) -> str:
    """Say what fired, what was lost and why the run is read so."""
    key = rule.key
    fired = f"{rule.written} fired on {shown(key)} across two characters and swallowed {shown(key[1:])}"
    lost = [f"{shown(piece.data)} is taken to be lost: {piece.why}" for piece in pieces if piece.why]
    none_lost = "no pair is taken to be lost, though the bytes could not show it"
    return "; ".join((fired, f"bytes {_bytes(pieces)}", *(lost or [none_lost])))


def _bytes(pieces: Sequence[Piece]) -> str:
    return " | ".join(shown(piece.data) for piece in pieces)
