"""Texts of any length broken into lines, in Latin and Chinese script."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

_TOKEN = re.compile(r"\s+|[^\s\u2e80-\uffff]+|.", re.DOTALL)


def wrapped(text: str, width: int) -> str:
    r"""Break a text into lines; a Chinese character counts for two and may end a line anywhere.

    Parameters
    ----------
    text : str
        Words in any script.
    width : int
        Most that a line holds, in Latin characters; a longer word is broken.

    Examples
    --------
    >>> wrapped("made up of individuals", 12)
    'made up of\nindividuals'
    >>> wrapped("成员以个人为主", 8)
    '成员以个\n人为主'
    """
    lines = [""]
    for token in _TOKEN.findall(text):
        rest = token
        if lines[-1] and _width(lines[-1] + rest.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        while _width(rest) > width:
            length = max(n for n in range(1, len(rest)) if n == 1 or _width(rest[:n]) <= width)
            lines[-1], rest = rest[:length], rest[length:]
            lines.append("")
        lines[-1] += rest if lines[-1] else rest.lstrip()
    return "\n".join(lines).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
