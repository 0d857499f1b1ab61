"""Sentences of the circular pages in English and Chinese, from the table ``sentences.csv`` beside this module."""

from __future__ import annotations

from greentwin.plotting import Sentences, Wording

__all__ = ["SENTENCES", "Wording", "both", "say"]

SENTENCES = Sentences("greentwin.circular")
say = SENTENCES.say
both = SENTENCES.both
