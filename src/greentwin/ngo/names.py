"""Names of coded things in the language of the reader: labels where the book has them, else the words of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greentwin.ngo.options import REPORTERS
from greentwin.plotting import Language, label, label_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greentwin.ngo.contrasts import Voice

_PLACES = ("europe", "france", "germany", "china")


def attribute_name(attribute: str, language: Language) -> str:
    """Return an attribute; one that the book does not know stays as it was written."""
    slug = re.sub(r"[^a-z0-9]+", "_", attribute.replace("'", "").lower()).strip("_")
    return _known(f"attribute_{slug}", language) or attribute


def dimension_name(dimension: str, language: Language) -> str:
    """Return a dimension; one that the book does not know is written with spaces."""
    return _known(f"dimension_{dimension}", language) or dimension.replace("_", " ").capitalize()


def reporter_name(voice: Voice, language: Language) -> str:
    """Return a reporter: a participant of the study's own document, else the name in the file."""
    if voice.reporter in REPORTERS:
        return label(f"participant_{voice.reporter}", language)
    return voice.reporter


def the_reporter(voice: Voice, language: Language) -> str:
    """Return a reporter as the subject of a sentence; English gives the study's own participants an article."""
    article = "the " if language == "en" and voice.reporter in REPORTERS else ""
    return article + reporter_name(voice, language)


def side_name(side: str, voice: Voice, language: Language) -> str:
    """Return a side: China, or what stands for Europe in this reporter's statements."""
    place = voice.scope if side == "europe" else side
    return label(place, language) if place in _PLACES else place


def sides_named(voice: Voice, language: Language) -> tuple[str, str]:
    """Return both sides, China first."""
    return side_name("china", voice, language), side_name("europe", voice, language)


def other_side(voices: Iterable[Voice], language: Language) -> str:
    """Return what stands for Europe with several reporters: their scopes, joined by "or"."""
    scopes = list(dict.fromkeys(side_name("europe", voice, language) for voice in voices))
    return (" or " if language == "en" else "或").join(scopes)


def reporter_head(voice: Voice, language: Language) -> str:
    """Return the head of a reporter's column or panel: who speaks, and of what."""
    return label(
        "participant_on",
        language,
        who=reporter_name(voice, language),
        side=side_name("europe", voice, language),
    )


def separator(language: Language) -> str:
    """Return what stands between the items of a list."""
    return "、" if language == "zh" else ", "


def locator_text(source_id: str, char_start: int, char_end: int) -> str:
    """Return a locator as ``source: start–end`` (characters of the raw document, half-open)."""
    return f"{source_id}: {char_start}–{char_end}"


def _known(key: str, language: Language) -> str:
    return label(key, language) if key in label_table() else ""
