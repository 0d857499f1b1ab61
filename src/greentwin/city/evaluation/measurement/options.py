"""Choices of the page on the agreement of sources; light to import."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["level", "log", "within", "change", "change_in_year"]
SampleRule = Literal["common", "pairwise"]
ShareKind = Literal["change", "within"]
ShareSample = Literal["common", "own"]

KINDS: tuple[Kind, ...] = get_args(Kind)
SHARE_KINDS: tuple[ShareKind, ...] = get_args(ShareKind)
