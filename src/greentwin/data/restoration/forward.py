"""The damage itself, done forward: annotate the GBK bytes of a text and read them as the mirror's reader did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greentwin.data.restoration.encoding import LEADS, TRAILS, decoded
from greentwin.data.restoration.rules import RULES, AnnotationRule
from greentwin.errors import DataError, ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence


def checked(rules: Sequence[AnnotationRule]) -> tuple[AnnotationRule, ...]:
    """
    Return the rules as a tuple.

    Raises
    ------
    ParameterError
        If two rules annotate one character.
    """
    characters = [rule.character for rule in rules]
    doubled = sorted({character for character in characters if characters.count(character) > 1})
    if doubled:
        raise ParameterError(f"more than one rule annotates {', '.join(doubled)}")
    return tuple(rules)


def damage(text: str, rules: Sequence[AnnotationRule] = RULES) -> str:
    """
    Do to a text what the mirror did.

    The text is written in GBK. Its bytes are scanned once from the left; after each pair that is the key of a rule,
    whether one character or the seam of two, the reading is inserted. The result is read as GBK: a first byte
    followed by a byte that cannot be a second one becomes ``?`` together with it, and a pair without a character
    vanishes. Both habits are inferred from document s1; each is seen there in one kind of place only.

    Parameters
    ----------
    text : str
        Sound text.
    rules : sequence of AnnotationRule
        What is annotated; by default what was annotated in document s1.

    Returns
    -------
    str
        Damaged text.

    Raises
    ------
    DataError
        If GBK cannot write the text, which then cannot have stood on such a page.
    ParameterError
        If two rules annotate one character.

    Examples
    --------
    >>> damage("循環經濟")
    '循環(huán)經濟'
    >>> damage("擴張天,")  # 8F 88 | CC EC | 2C: the seam 88 CC is the key of 執
    '擴張?zhí)?'
    """
    written = {rule.key: rule.key + rule.written.encode("gbk") for rule in checked(rules)}
    try:
        data = text.encode("gbk")
    except UnicodeEncodeError as error:
        raise DataError(f"GBK has no character {text[error.start]!r} (offset {error.start})") from None
    if not written:
        return text
    keys = re.compile(b"|".join(re.escape(key) for key in written))
    return _read(keys.sub(lambda match: written[match[0]], data))


def _read(data: bytes) -> str:
    """Read GBK bytes as the mirror's reader did."""
    parts = []
    at = 0
    while at < len(data):
        pair = data[at : at + 2]
        if pair[0] not in LEADS:
            parts.append(chr(pair[0]) if pair[0] < 0x80 else "?")
            at += 1
        elif len(pair) < 2 or pair[1] not in TRAILS:
            parts.append("?")
            at += 2
        else:
            parts.append(decoded(pair) or "")
            at += 2
    return "".join(parts)
