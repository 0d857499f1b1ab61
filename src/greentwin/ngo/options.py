"""The choices of a study of contrasts, as closed sets of words.

Who reports, and which place stands for Europe, are not among them: they are data (see
:class:`greentwin.ngo.contrasts.Voice`).
"""

from __future__ import annotations

from typing import Literal, get_args

Domain = Literal["ngo", "research", "industry"]
Side = Literal["china", "europe"]

DomainChoice = Literal["all", "ngo", "research", "industry"]
ImpliedPoles = Literal["count", "separate", "drop"]

DOMAINS: tuple[Domain, ...] = get_args(Domain)
SIDES: tuple[Side, ...] = get_args(Side)
DOMAIN_CHOICES: tuple[DomainChoice, ...] = get_args(DomainChoice)
IMPLIED_POLES: tuple[ImpliedPoles, ...] = get_args(ImpliedPoles)

ALL = "all"
"""Every reporter, side by side."""
REPORTERS = ("chinese_side", "french_side")
"""The reporters of the study's own document; another file may name others."""
