"""Rows of frames as plain dictionaries."""

from __future__ import annotations

from typing import Any

import pandas as pd


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dictionaries, without its index."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def keyed(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the rows of a frame as dictionaries by its index."""
    return dict(zip(map(str, frame.index), rows(frame), strict=True))
