"""A finding on an exchange, with the sentence that says it in English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass

NETWORK = ("organisations", "events", "participation")
GOALS = ("goals",)


@dataclass(frozen=True, slots=True)
class ExchangeFinding:
    """A count or a name with the sentence that says it.

    Attributes
    ----------
    name : str
        Name in snake_case.
    value : int or str
        The result; names of organisations are the English ones.
    unit : str
        What is counted, in English.
    sentence : dict of str to str
        One plain sentence in English (``en``) and Chinese (``zh``).
    tables : tuple of str
        Tables it rests on.
    n : int
        Number of rows looked at.
    """

    name: str
    value: int | str
    unit: str
    sentence: dict[str, str]
    tables: tuple[str, ...]
    n: int


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun, in the plural unless it is one."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
