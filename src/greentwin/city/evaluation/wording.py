"""Sentences of the evaluation chapter in English and Chinese, from the table ``sentences.csv`` beside this module."""

from __future__ import annotations

from greentwin.plotting import Sentences

_TABLE = Sentences("greentwin.city.evaluation")
say = _TABLE.say
both = _TABLE.both
