"""The value of a number as it is written in a text: digits with magnitude, Chinese numerals, English number words."""

from __future__ import annotations

import re
import unicodedata

_VAGUE = re.compile("[余多上近约超逾唯第]")
_FIRST = re.compile("首[次个届個屆]")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2, "兩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HALF = re.compile("一?半|(?P<whole>.+)[个個]半")
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_WITH_DIGITS = re.compile(
    rf"(?P<low>{_NUMBER})(?:[-–~](?P<high>{_NUMBER}))?\s*(?P<magnitude>[百千万萬亿億]*|[a-z]+)(?:个百分点|%)?"
)
_ENGLISH = {
    word: float(value)
    for word, value in re.findall(
        r"([a-z]+) ([0-9.]+)",
        "zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 "
        "thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 "
        "forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 half 0.5 once 1 twice 2 first 1 second 2 "
        "third 3 fourth 4 fifth 5 sixth 6",
    )
}
_ENGLISH_MAGNITUDES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def stated_interval(token: str) -> tuple[float, float] | None:
    """
    Return the value of a number as written: its lower and upper bound.

    Parameters
    ----------
    token : str
        A number as it stands in a Chinese or English text, with percent sign and magnitude, without its unit. Words
        that make it vague (余, 上, 近, 多, 约) are passed over, so that ``四十余`` is 40.

    Returns
    -------
    tuple of float or None
        The same number twice for a point value; None where the token has no one reading as a number, such as a
        date, a time of day, ``三四`` (three or four) or ``一百五`` (105 or 150).

    Examples
    --------
    >>> stated_interval("20-25%"), stated_interval("26亿"), stated_interval("一个半")
    ((20.0, 25.0), (2600000000.0, 2600000000.0), (1.5, 1.5))
    >>> stated_interval("70 million"), stated_interval("首次"), stated_interval("2017.05.29")
    ((70000000.0, 70000000.0), (1.0, 1.0), None)
    """
    plain = unicodedata.normalize("NFKC", token).strip().lower()
    if _FIRST.fullmatch(plain):
        return 1.0, 1.0
    plain = _VAGUE.sub("", plain)
    match = _WITH_DIGITS.fullmatch(plain)
    if match is not None:
        return _digits_interval(match)
    value = chinese_value(plain)
    if value is None:
        value = _english_value(plain)
    return None if value is None else (value, value)


def chinese_value(text: str) -> float | None:
    """
    Return the value of a Chinese numeral, or None if it has no one reading.

    Parameters
    ----------
    text : str
        Numerals with units (``三千零五``), digit by digit (``二〇一七``), or with a half (``一个半``).

    Returns
    -------
    float or None

    Examples
    --------
    >>> chinese_value("两万五千"), chinese_value("二〇一七"), chinese_value("三四")
    (25000.0, 2017.0, None)
    """
    text = text.replace("廿", "二十").replace("卅", "三十").replace("兩", "两")
    half = _HALF.fullmatch(text)
    if half is not None:
        whole = chinese_value(half["whole"]) if half["whole"] else 0.0
        return None if whole is None else whole + 0.5
    if re.fullmatch("[〇零一二三四五六七八九]{3,}", text):
        return float("".join(str(_DIGITS[character]) for character in text))
    return _composed_value(text)


def _composed_value(text: str) -> float | None:
    """Read a numeral section by section: a section ends at 万 or 亿."""
    if not text:
        return None
    *sections, last = re.split("([万萬亿億])", text)
    total = 0.0
    for numeral, unit in zip(sections[::2], sections[1::2], strict=True):
        value = _section_value(numeral) if numeral else float(not total)
        if value is None:
            return None
        scale = _LARGE[unit]
        total = (total + value) * scale if scale == 10**8 else total + value * scale
    rest = _section_value(last, follows=bool(sections)) if last else 0.0
    return None if rest is None else total + rest


def _section_value(text: str, *, follows: bool = False) -> float | None:
    """Read up to four digits with their units; `follows` says that a larger unit stands before."""
    total, digit, previous, zero = 0, None, 10**4, False
    for character in text:
        if character in _SMALL:
            unit = _SMALL[character]
            if unit >= previous or digit == 0:
                return None
            total += (1 if digit is None else digit) * unit
            digit, previous, zero = None, unit, False
        elif character not in _DIGITS or digit:
            return None
        else:
            digit = _DIGITS[character]
            zero = zero or digit == 0
    if digit is not None and not zero and (previous in (100, 1000) or (follows and previous == 10**4)):
        return None
    return float(total + (digit or 0))


def _digits_interval(match: re.Match[str]) -> tuple[float, float] | None:
    scale = _magnitude(match["magnitude"])
    if scale is None:
        return None
    low, high = (float(part.replace(",", "")) for part in (match["low"], match["high"] or match["low"]))
    return (low * scale, high * scale) if low <= high else None


def _magnitude(text: str) -> float | None:
    if not text:
        return 1.0
    return _ENGLISH_MAGNITUDES.get(text) or _chinese_magnitude(text)


def _chinese_magnitude(text: str) -> float | None:
    scale = 1.0
    for character in text:
        unit = _SMALL.get(character) or _LARGE.get(character)
        if unit is None:
            return None
        scale *= unit
    return scale


def _english_value(text: str) -> float | None:
    total, section = 0.0, None
    for word in filter(None, re.split(r"[\s-]+|\band\b", text)):
        if word in _ENGLISH:
            if not _may_follow(section, _ENGLISH[word]):
                return None
            section = (section or 0.0) + _ENGLISH[word]
        elif word in _ENGLISH_MAGNITUDES:
            scale = _ENGLISH_MAGNITUDES[word]
            section = (1.0 if section is None else section) * scale
            if scale > 100:
                total, section = total + section, None
        else:
            return None
    return None if section is None and not total else total + (section or 0.0)


def _may_follow(section: float | None, value: float) -> bool:
    """Say whether a number word can stand after what was read: five after twenty, not three after two."""
    if section is None:
        return True
    rest = section % 100
    return (section >= 100 and rest == 0) or (rest >= 20 and rest % 10 == 0 and 1 <= value < 10)
