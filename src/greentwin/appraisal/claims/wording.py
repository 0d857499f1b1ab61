"""Sentences of the ledger of claims in English and Chinese."""

from __future__ import annotations

from greentwin.plotting import Sentences

SENTENCES = Sentences("greentwin.appraisal.claims")
say = SENTENCES.say
both = SENTENCES.both
