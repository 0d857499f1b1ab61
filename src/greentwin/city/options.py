"""Choices that the city pages offer; light to import, so that parameters can be checked without the data."""

from __future__ import annotations

from typing import Literal, get_args

Source = Literal["chen", "edgar", "ceads"]

SOURCES: tuple[Source, ...] = get_args(Source)
