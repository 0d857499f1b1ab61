"""Sentences of the NGO pages in English and Chinese, from the table ``sentences.csv`` beside this module."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from greentwin.errors import ParameterError
from greentwin.plotting import LANGUAGES, Language

Wording = str | int | Callable[[Language], str]


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return the whole table: for each key the sentence in every language."""
    text = files("greentwin.ngo").joinpath("sentences.csv").read_text(encoding="utf-8")
    return {row["key"]: {lang: row[lang] for lang in LANGUAGES} for row in csv.DictReader(text.splitlines())}


def say(key: str, language: Language, **values: Wording) -> str:
    """Return a sentence with its values filled in; an English one that begins with a value gets a capital.

    Parameters
    ----------
    key : str
        Key in ``sentences.csv``.
    language : {"en", "zh"}
        Language of the sentence.
    **values : str, int or callable
        Values of the fields in braces; a callable is given the language and returns the text.

    Raises
    ------
    ParameterError
        If there is no such sentence.
    """
    if key not in sentences():
        raise ParameterError(f"there is no sentence {key!r} in ngo/sentences.csv")
    pattern = sentences()[key][language]
    text = pattern.format(
        **{name: value(language) if callable(value) else value for name, value in values.items()}
    )
    return text[:1].upper() + text[1:] if language == "en" and pattern.startswith("{") else text


def both(key: str, **values: Wording) -> dict[str, str]:
    """Return a sentence in every language, keyed by language (see `say`)."""
    return {language: say(key, language, **values) for language in LANGUAGES}


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun, in the plural unless it is one."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def verb(number: int, singular: str, plural: str) -> str:
    """Return a number with the English verb that agrees with it."""
    return f"{number} {singular if number == 1 else plural}"
