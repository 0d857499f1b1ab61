"""The choices of a study of contrasts, as closed sets of words."""

from __future__ import annotations

from typing import Literal, get_args

Domain = Literal["ngo", "research", "industry"]
Reporter = Literal["chinese_side", "french_side"]
Side = Literal["china", "europe"]

DomainChoice = Literal["all", "ngo", "research", "industry"]
ReporterChoice = Literal["both", "chinese_side", "french_side"]
ImpliedPoles = Literal["count", "separate", "drop"]

DOMAINS: tuple[Domain, ...] = get_args(Domain)
REPORTERS: tuple[Reporter, ...] = get_args(Reporter)
SIDES: tuple[Side, ...] = get_args(Side)
DOMAIN_CHOICES: tuple[DomainChoice, ...] = get_args(DomainChoice)
REPORTER_CHOICES: tuple[ReporterChoice, ...] = get_args(ReporterChoice)
IMPLIED_POLES: tuple[ImpliedPoles, ...] = get_args(ImpliedPoles)
