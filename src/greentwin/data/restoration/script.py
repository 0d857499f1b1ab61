"""Traditional script turned into simplified script."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from greentwin.errors import DataError


def simplified(text: str) -> str:
    """
    Return a text in simplified script.

    OpenCC's conversion ``t2s`` (https://github.com/BYVoid/OpenCC) does it; it is not a mirror's work undone but a
    conversion of its own, for reading and for fonts. It replaces characters and leaves their number as it is, so
    the offsets of a `Restoration` remain valid.

    Parameters
    ----------
    text : str
        Text in traditional script, or mixed with simplified.

    Returns
    -------
    str
        Text of the same length.

    Raises
    ------
    DataError
        If OpenCC is not installed, or it changed the number of characters.

    Examples
    --------
    >>> simplified("循環經濟")  # doctest: +SKIP
    '循环经济'
    """
    converted = str(_converter().convert(text))
    if len(converted) != len(text):
        raise DataError(
            f"OpenCC made {len(converted)} characters of {len(text)}: offsets would no longer hold"
        )
    return converted


@cache
def _converter() -> Any:
    try:
        return import_module("opencc").OpenCC("t2s")
    except ImportError:
        raise DataError(
            "simplified script needs OpenCC, which is not installed: pip install opencc"
        ) from None
