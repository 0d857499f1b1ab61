"""Sentences of the NGO pages in English and Chinese, and the English of numbers in them."""

from __future__ import annotations

from greentwin.plotting import Sentences, Wording

__all__ = ["SENTENCES", "Wording", "both", "counted", "say", "verb"]

SENTENCES = Sentences("greentwin.ngo")
say = SENTENCES.say
both = SENTENCES.both


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun, in the plural unless it is one."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def verb(number: int, singular: str, plural: str) -> str:
    """Return a number with the English verb that agrees with it."""
    return f"{number} {singular if number == 1 else plural}"
