"""Breaking of names into lines, for English and Chinese, and numbers along an axis."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from matplotlib.ticker import FuncFormatter

from greentwin.plotting import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def wrap(text: str, width: int) -> str:
    r"""Break a text into lines of at most a number of characters; Chinese may break anywhere.

    Parameters
    ----------
    text : str
        Text without line breaks.
    width : int
        Characters per line.

    Examples
    --------
    >>> wrap("Greenhouse gases, total", 12)
    'Greenhouse\ngases, total'
    >>> wrap("温室气体总量", 4)
    '温室气体\n总量'
    """
    if not any(unicodedata.east_asian_width(character) in "WF" for character in text):
        return "\n".join(textwrap.wrap(text, width, break_long_words=True)) or text
    return "\n".join(text[start : start + width].strip() for start in range(0, len(text), width))


def numbers_along(axes: Axes) -> None:
    """Write the values along the vertical axis as the book writes numbers, with no more digits than they need."""
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _plain(value)))


def _plain(value: float) -> str:
    digits = next((places for places in range(4) if abs(value - round(value, places)) < 1e-9), 3)
    return format_number(value, digits)
