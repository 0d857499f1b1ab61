"""Sentences of a strand in English and Chinese, from the table ``sentences.csv`` of its package."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.resources import files

from greentwin.errors import ParameterError
from greentwin.plotting.labels import LANGUAGES, Language

Wording = str | int | Callable[[Language], str]
"""A value of a sentence: text, a whole number, or what gives the text in the language it is asked in."""


class Sentences:
    """The sentences of one package.

    Parameters
    ----------
    package : str
        Package that holds ``sentences.csv``, with the columns ``key``, ``en`` and ``zh``.
    """

    def __init__(self, package: str) -> None:
        self.package = package

    @cached_property
    def table(self) -> Mapping[str, Mapping[str, str]]:
        """The whole table: for each key the sentence in every language."""
        text = files(self.package).joinpath("sentences.csv").read_text(encoding="utf-8")
        rows = csv.DictReader(text.splitlines())
        return {row["key"]: {language: row[language] for language in LANGUAGES} for row in rows}

    def say(self, key: str, language: Language, **values: Wording) -> str:
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
        if key not in self.table:
            raise ParameterError(f"there is no sentence {key!r} in the table of {self.package}")
        pattern = self.table[key][language]
        filled = {name: value(language) if callable(value) else value for name, value in values.items()}
        text = pattern.format(**filled)
        return text[:1].upper() + text[1:] if language == "en" and pattern.startswith("{") else text

    def both(self, key: str, **values: Wording) -> dict[str, str]:
        """Return a sentence in every language, keyed by language (see `say`)."""
        return {language: self.say(key, language, **values) for language in LANGUAGES}
