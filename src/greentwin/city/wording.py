"""Sentences of the city pages in English and Chinese, from the table ``sentences.csv`` beside this module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from greentwin.data import Place
from greentwin.plotting import Language, Sentences, Wording, format_number, label

_TABLE = Sentences("greentwin.city")
say = _TABLE.say
both = _TABLE.both


def place_name(place: Place) -> Callable[[Language], str]:
    """Name a place in the language it is asked in."""
    return lambda language: (place.name_zh if language == "zh" else place.name_en) or place.name_en


def named(key: str) -> Callable[[Language], str]:
    """Return a label of the book's table in the language it is asked in."""
    return lambda language: label(key, language)


def listed(items: Iterable[Wording]) -> Callable[[Language], str]:
    """Join words to a list: "A, B and C" in English, with 、 and 和 in Chinese."""
    return _joined(items, {"en": (", ", " and "), "zh": ("、", "和")})


def listed_parts(items: Iterable[Wording]) -> Callable[[Language], str]:
    """Join phrases, which may hold commas of their own, by semicolons."""
    return _joined(items, {"en": ("; ", "; "), "zh": ("；", "；")})


def _joined(
    items: Iterable[Wording], separators: Mapping[Language, tuple[str, str]]
) -> Callable[[Language], str]:
    kept = tuple(items)

    def join(language: Language) -> str:
        texts = [str(item(language)) if callable(item) else str(item) for item in kept]
        comma, last = separators[language]
        return last.join([comma.join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)

    return join


def number(value: float, digits: int = 1) -> str:
    """Write a number as the book does in both languages."""
    return format_number(value, digits)


def decimals(value: float) -> int:
    """Choose the decimal places of an amount of emissions: one, or as many as give three digits below 10 Mt."""
    return 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3


def significant(value: float) -> str:
    """Write an amount of emissions with the decimal places of `decimals`."""
    return number(value, decimals(value))
