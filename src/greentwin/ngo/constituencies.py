"""Where associations sit between individuals, professionals and government, according to each reporter.

A statement places a side where its attribute names one of the three. The side said to have more is placed by what is
said of it, or only by implication; the side with less is placed by comparison alone, unless the passage describes it by
the same attribute. A place that nobody names stays empty: silence is no position.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from greentwin.ngo.contrasts import unlike
from greentwin.ngo.options import SIDES, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greentwin.ngo.contrasts import Selection, Voice

Constituency = Literal["individuals", "professionals", "government"]
CONSTITUENCIES: tuple[Constituency, ...] = get_args(Constituency)
WORDS: dict[Constituency, tuple[str, ...]] = {
    "individuals": ("individual", "citizen", "个人", "市民", "公民"),
    "professionals": ("professional", "专业人士"),
    "government": ("government", "政府"),
}
"""Words in an attribute that name a constituency."""


@dataclass(frozen=True, slots=True)
class Position:
    """One side placed at one constituency by one statement.

    Attributes
    ----------
    voice : Voice
        Who says so.
    side : {"china", "europe"}
        Whose associations.
    constituency : {"individuals", "professionals", "government"}
        Where.
    contrast_id : str
        The statement.
    more : bool
        Whether this side is said to have more of the tie; if not, it is placed by having less.
    described : bool
        Whether the passage says it of this side itself; if not, the comparison implies it.
    strength : str
        Wording: hedged, plain or strong.
    """

    voice: Voice
    side: Side
    constituency: Constituency
    contrast_id: str
    more: bool
    described: bool
    strength: str


def constituencies_in(attribute: str) -> tuple[Constituency, ...]:
    """Return the constituencies that an attribute names.

    Examples
    --------
    >>> constituencies_in("made up of individuals or professionals")
    ('individuals', 'professionals')
    """
    text = attribute.lower()
    return tuple(name for name, words in WORDS.items() if any(word in text for word in words))


def positions(selection: Selection) -> tuple[Position, ...]:
    """Return where each side is placed by the directed statements on NGOs.

    Parameters
    ----------
    selection : Selection
        Selected contrasts.

    Returns
    -------
    tuple of Position
        By reporter, then in the order of the document; a statement places both sides.
    """
    found: list[Position] = []
    for voice in selection.voices:
        rows = selection.of(voice)
        rows = rows.assign(unlike=unlike(rows))
        for row in rows[rows["domain"] == "ngo"].to_dict("records"):
            found += _positions_of(row, voice)
    return tuple(found)


def _positions_of(row: dict[Any, Any], voice: Voice) -> list[Position]:
    placed = []
    for constituency in constituencies_in(row["attribute"]):
        for side in SIDES:
            more = row["higher_side"] == side
            described = row[f"explicit_{side}"] == "yes" and (more or not row["unlike"])
            placed.append(
                Position(voice, side, constituency, row["contrast_id"], more, described, row["strength"])
            )
    return placed


def at(
    placed: Iterable[Position], voice: Voice, side: Side, constituency: Constituency
) -> tuple[Position, ...]:
    """Return the positions of one reporter, side and constituency."""
    key = (voice, side, constituency)
    return tuple(
        position for position in placed if (position.voice, position.side, position.constituency) == key
    )


def statements_of(placed: Iterable[Position], voice: Voice) -> tuple[str, ...]:
    """Return the statements by which a reporter places anything, each once."""
    return tuple(dict.fromkeys(position.contrast_id for position in placed if position.voice == voice))
