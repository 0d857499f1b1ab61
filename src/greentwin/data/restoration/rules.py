"""What the mirror annotated: characters with their pinyin, and pairs of bytes known to be lost."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greentwin.data.restoration.encoding import LEADS, TRAILS, decoded, gbk, shown
from greentwin.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_TONES = frozenset("\u0304\u0301\u030c\u0300")
_SYLLABLE = re.compile(
    r"(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?"
    r"(?:i(?:ang?|ong|ao|ng?|[aeu])?|u(?:ang?|ai|[aoein])?|ü[en]?|ang?|a[io]?|eng?|e[ir]?|ong|ou?)"
)
_BRACKET = re.compile(r"(.)\(([^\s()?]{1,6})\)", re.DOTALL)


def is_toned_syllable(text: str) -> bool:
    """Return whether a text is one lower-case syllable of pinyin with its tone mark, such as ``huán``."""
    parts = unicodedata.normalize("NFD", text)
    toneless = "".join(part for part in parts if part not in _TONES)
    if len(parts) - len(toneless) != 1 or not gbk(text):
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


@dataclass(frozen=True)
class AnnotationRule:
    """
    One row of the mirror's table: after these two bytes, write this reading in brackets.

    Parameters
    ----------
    character : str
        One character that GBK writes with two bytes.
    pinyin : str
        Its reading, one lower-case syllable with tone mark.

    Raises
    ------
    ParameterError
        If the character has no two bytes in GBK, or the reading is no toned syllable of pinyin.

    Examples
    --------
    >>> AnnotationRule("執", "zhí").key.hex(" ")
    '88 cc'
    """

    character: str
    pinyin: str

    def __post_init__(self) -> None:
        if len(self.character) != 1 or len(gbk(self.character)) != 2:
            raise ParameterError(
                f"an annotated character must be one two-byte character of GBK, not {self.character!r}"
            )
        if not is_toned_syllable(self.pinyin):
            raise ParameterError(f"a reading must be one toned syllable such as 'huán', not {self.pinyin!r}")

    @property
    def key(self) -> bytes:
        """The two GBK bytes that the mirror looked for."""
        return gbk(self.character)

    @property
    def written(self) -> str:
        """What the mirror wrote after them."""
        return f"({self.pinyin})"


@dataclass(frozen=True)
class Filling:
    """
    Two bytes lost inside a broken run: inferred from outside the bytes, never recovered.

    Parameters
    ----------
    before, after : str
        The two damaged characters between which the bytes stood.
    lost : bytes
        The bytes: a pair for which GBK has no character, which vanished, or a first byte and an ASCII character
        that cannot be a second byte, which together became ``?``.
    reason : str
        Why these bytes and no others.

    Raises
    ------
    ParameterError
        If the neighbours are not single characters, the reason is missing, or the bytes could not have been lost.
    """

    before: str
    lost: bytes
    after: str
    reason: str

    def __post_init__(self) -> None:
        if len(self.before) != 1 or len(self.after) != 1:
            raise ParameterError("a filling stands between two single characters of the damaged text")
        if not self.reason.strip():
            raise ParameterError("a filling is inferred and needs its reason")
        if len(self.lost) != 2 or self.lost[0] not in LEADS or decoded(self.lost) is not None:
            raise ParameterError(
                f"{shown(self.lost)} could not be lost: GBK has a character for it or no use of it"
            )

    @property
    def left(self) -> str:
        """What the damaged text shows in its place: nothing, or ``?``."""
        return "" if self.lost[1] in TRAILS else "?"


def observed_rules(
    text: str, readings: Callable[[str], Collection[str]] | None = None, minimum: int = 2
) -> tuple[AnnotationRule, ...]:
    """
    Derive the table of a mirror from a damaged text itself.

    A character counts as annotated where each of its occurrences in the text carries the same toned syllable in
    ASCII brackets. A single gloss in a sound text is therefore no rule: one occurrence is too few, and a second
    occurrence without the gloss speaks against it.

    Parameters
    ----------
    text : str
        Damaged text.
    readings : callable, optional
        Returns the toned readings that belong to a character; a rule must be among them. Any dictionary will do, for
        example ``lambda c: pypinyin.pinyin(c, heteronym=True)[0]``.
    minimum : int, default 2
        Fewest occurrences of a character.

    Returns
    -------
    tuple of AnnotationRule
        Sorted by character; empty where the text has no such annotation.

    Raises
    ------
    ParameterError
        If `minimum` is below one.

    Examples
    --------
    >>> observed_rules("國(guó)際,國(guó)家")
    (AnnotationRule(character='國', pinyin='guó'),)
    >>> observed_rules("環(huán)是環的讀音")
    ()
    """
    if minimum < 1:
        raise ParameterError(f"the fewest occurrences must be at least 1, not {minimum}")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for at in (match.start() for match in re.finditer(r"\(", text) if match.start()):
        if bracket := _BRACKET.match(text, at - 1):
            found[bracket[1]].append(bracket[2])
    return tuple(
        AnnotationRule(character, pinyins[0])
        for character, pinyins in sorted(found.items())
        if len(gbk(character)) == 2
        and is_toned_syllable(pinyins[0])
        and len(pinyins) == text.count(character) >= minimum
        and len(set(pinyins)) == 1
        and (readings is None or pinyins[0] in readings(character))
    )


RULES: tuple[AnnotationRule, ...] = tuple(
    AnnotationRule(character, pinyin)
    for character, pinyin in (
        ("業", "yè"),
        ("優", "yōu"),
        ("創", "chuàng"),
        ("區", "qū"),
        ("協", "xié"),
        ("執", "zhí"),
        ("態", "tài"),
        ("戰", "zhàn"),
        ("據", "jù"),
        ("數", "shù"),
        ("現", "xiàn"),
        ("環", "huán"),
        ("發", "fā"),
        ("監", "jiān"),
        ("節", "jié"),
        ("續", "xù"),
        ("聯", "lián"),
    )
)
"""The annotated characters of document s1: each occurs there with its reading every time."""

FILLINGS: tuple[Filling, ...] = (
    Filling(
        "熘",
        b"\xf9\xa1",
        "⑶",
        "the list needs a comma here, as between its other items, so a pair whose second byte is A1 was lost; of "
        "the characters that its first byte may then complete, 柱 is the one that public records of the name have",
    ),
)
"""The pair lost in document s1, in the same run twice."""
