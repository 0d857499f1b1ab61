"""The areas whose published circular material use rates the tables hold."""

from __future__ import annotations

from typing import Literal, get_args

Area = Literal["EU27", "AT", "BE", "DE", "DK", "ES", "FR", "IT", "NL", "PL", "RO", "SE"]
AREAS: tuple[Area, ...] = get_args(Area)
