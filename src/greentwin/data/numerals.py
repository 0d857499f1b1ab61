"""
The numerals of a text, found by pattern alone, so that a coding can be checked for completeness.

A numeral is any string of the four classes below. Nothing is judged: a digit inside a name (``CO2``), a Chinese
numeral inside a word (``进一步``) and an English number word used as an article are numerals too. Whoever codes a
document decides for each of them whether it is a figure, and the decision leaves a row either way.

``digits``
    ASCII or full-width digits, joined by ``. , : / -``, an en dash or a full-width colon where digits follow,
    with a percent sign at the end: ``42%``, ``20-25%``, ``2017.05.29``.
``sign``
    Enclosed numerals, number forms, superscripts and subscripts: ``②``, ``⑶``, ``Ⅳ``, ``½``, ``₂``.
``chinese``
    A run of Chinese numerals from 〇 to 億, with 两 and 半; and 首 before a measure word of order (首次, 首个).
``english``
    A number word between other signs than Latin letters (two, fourth, million, half), or a Roman numeral of at least
    two capitals.
    *Third* is an ordinal and *second* may be a unit of time; both count.

Words of vague quantity are no numerals: 几, 数, 多, 余, 双, several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

NumeralClass = Literal["digits", "sign", "chinese", "english"]

CHINESE_NUMERALS = "〇零一二三四五六七八九十廿卅百千万亿两半兩萬億"
_ENGLISH_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million"
    "|billion|trillion|half|once|twice|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth|sixth|seventh"
    "|eighth|ninth|tenth|hundredth|thousandth"
)
_LETTER = "[A-Za-z\u00c0-\u024f]"
PATTERNS: dict[NumeralClass, re.Pattern[str]] = {
    "digits": re.compile(r"[0-9０-９]+(?:[.,:：/\-–][0-9０-９]+)*[%％]?"),
    "sign": re.compile(
        "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089\u2150-\u218b"
        "\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
    ),
    "chinese": re.compile(f"[{CHINESE_NUMERALS}]+|首(?=[次个届個屆])."),
    "english": re.compile(f"(?<!{_LETTER})(?:(?i:{_ENGLISH_WORDS})|[IVX]{{2,}})(?!{_LETTER})"),
}
"""One pattern for each class; no two of them can match the same character."""


@dataclass(frozen=True, order=True)
class Numeral:
    """
    A numeral in a text.

    Attributes
    ----------
    start, end : int
        Offsets in characters, counted from 0, half-open.
    kind : {"digits", "sign", "chinese", "english"}
        The class whose pattern it matches.
    text : str
        The numeral as written.
    """

    start: int
    end: int
    kind: NumeralClass
    text: str


def numerals(text: str) -> tuple[Numeral, ...]:
    """
    Find every numeral of a text.

    Parameters
    ----------
    text : str
        Any text, in Chinese (either script), English or both.

    Returns
    -------
    tuple of Numeral
        In order of position; no two overlap, and every digit of the text lies in one of them.

    Examples
    --------
    >>> [(found.text, found.kind) for found in numerals("三个城市, 42% of 7000万")]
    [('三', 'chinese'), ('42%', 'digits'), ('7000', 'digits'), ('万', 'chinese')]
    >>> numerals("several cities")
    ()
    """
    found = (
        Numeral(match.start(), match.end(), kind, match.group())
        for kind in get_args(NumeralClass)
        for match in PATTERNS[kind].finditer(text)
    )
    return tuple(sorted(found))
