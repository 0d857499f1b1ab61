"""The font of the book's figures and the check that it can draw their text."""

from __future__ import annotations

import logging
import unicodedata
import warnings
from functools import cache
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from matplotlib import cbook, font_manager
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

from greentwin.errors import GreentwinError

FONT_FAMILY = "Greentwin Sans SC"
FALLBACK_FAMILY = "DejaVu Sans"
FONT_PATH = Path(__file__).parent / "fonts" / "GreentwinSansSC-Regular.otf"

_GENERIC_FAMILIES = ("serif", "sans-serif", "sans serif", "sans", "monospace", "cursive", "fantasy")
_LAYOUT_CHARACTERS = frozenset("\n\r\t")


class MissingGlyphError(GreentwinError):
    """A figure has text that its fonts cannot draw."""


def register_font() -> None:
    """Make the bundled font known to matplotlib; calling it again changes nothing."""
    if FONT_FAMILY not in {entry.name for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(FONT_PATH)


def check_glyphs(figure: Figure) -> None:
    """Raise if the fonts cannot draw a text of a figure.

    Every visible text is compared with the characters of its fonts, tick labels and legends included.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Figure to check; its layout is computed.

    Raises
    ------
    MissingGlyphError
        If characters are missing; the message names them and the text.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from|constrained_layout not applied")
        figure.draw_without_rendering()
    for text in figure.findobj(Text):
        if isinstance(text, Text) and text.get_visible() and text.get_text():
            _check_text(text)


def missing_characters(string: str, properties: FontProperties) -> str:
    """Return the characters of a plain string that no font can draw, each once, in order."""
    drawable = _LAYOUT_CHARACTERS.union(*(_characters(path) for path in _font_paths(properties)))
    return "".join(dict.fromkeys(character for character in string if character not in drawable))


def _check_text(text: Text) -> None:
    string = text.get_text()
    properties = text.get_fontproperties()
    if text.get_parse_math() and cbook.is_math_text(string):
        faults = _mathtext_faults(string, properties)
    else:
        faults = ", ".join(_name(c) for c in missing_characters(string.replace(r"\$", "$"), properties))
    if faults:
        families = ", ".join(properties.get_family())
        raise MissingGlyphError(
            f"text {string!r} has characters that the fonts ({families}) cannot draw: {faults}; "
            "call greentwin.plotting.use_theme() first, and write Chinese in simplified script"
        )


def _name(character: str) -> str:
    return f"{character} (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"


def _font_paths(properties: FontProperties) -> list[str]:
    """Return the font files matplotlib tries, in its order; families that are not installed are left out."""
    settings = cast(Any, mpl.rcParams)
    paths = []
    for family in properties.get_family():
        names = settings[f"font.{_generic(family)}"] if family in _GENERIC_FAMILIES else [family]
        for name in names:
            single = properties.copy()
            single.set_family(name)
            try:
                paths.append(str(font_manager.findfont(single, fallback_to_default=False)))
            except ValueError:
                continue
    return paths


def _generic(family: str) -> str:
    return "sans-serif" if family.startswith("sans") else family


@cache
def _characters(path: str) -> frozenset[str]:
    return frozenset(chr(code) for code in font_manager.get_font(path).get_charmap())


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _mathtext_faults(string: str, properties: FontProperties) -> str:
    """Return what matplotlib's parser of mathematics says about symbols that it cannot draw."""
    logger, collector = logging.getLogger("matplotlib.mathtext"), _Collector()
    propagate = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        MathTextParser("path").parse(string, 72, properties)
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
    return "; ".join(m for m in collector.messages if "glyph" in m or "mapping" in m)
