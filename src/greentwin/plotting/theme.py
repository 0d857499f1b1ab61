"""Theme and colours of the book's figures.

The colours keep the hues of two palettes for colour-blind readers, Okabe and Ito (2008,
https://jfly.uni-koeln.de/color/) and Paul Tol (2021, https://personal.sron.nl/~pault/), made darker until each
has a contrast of at least 3:1 against white (Web Content Accessibility Guidelines 2.1, criterion 1.4.11). Within
:data:`SIDES` and within :data:`SOURCES` any two differ by a CIEDE2000 distance of at least 10 (Sharma, Wu and
Dalal 2005, https://doi.org/10.1002/col.20070), to the trichromat eye and in simulated protanopia, deuteranopia
and tritanopia (Machado, Oliveira and Fernandes 2009, https://doi.org/10.1109/TVCG.2009.113). ``gap``, ``grid``
and ``background`` are fills: never draw a line or a text in them. Text is set in one of :data:`INKS`, whose contrast is
at least 4.5:1 (criterion 1.4.3).
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import matplotlib.style
from cycler import cycler

from greentwin.errors import GreentwinError
from greentwin.plotting.glyphs import FALLBACK_FAMILY, FONT_FAMILY, register_font
from greentwin.plotting.labels import check_language

WIDTH_INCHES = 7.0
DPI = 200

SEQUENTIAL = "cividis"
SEQUENTIAL_LIGHT = "YlGnBu"
DIVERGING = "PuOr"

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "china": "#C1272D",
        "europe": "#2D54CE",
        "france": "#1F9BCF",
        "germany": "#C9822B",
        "eu27": "#2B1AAA",
        "chen": "#0A84D6",
        "edgar": "#8B1700",
        "ceads": "#057551",
        "inventory": "#6A3DCF",
        "inventory_alt": "#F33B84",
        "own_file": "#121212",
        "target": "#4B9B28",
        "claim": "#726D11",
        "highlight": "#8C0B5A",
        "muted": "#757575",
        "pilot_marker": "#4D4D4D",
        "text": "#1A1A1A",
        "gap": "#DADADA",
        "grid": "#E6E6E6",
        "background": "#FFFFFF",
    }
)
INKS = ("text", "muted", "pilot_marker", "highlight")
SIDES = ("china", "europe", "france", "germany", "eu27", "highlight", "muted")
SOURCES = (
    "chen",
    "edgar",
    "ceads",
    "inventory",
    "inventory_alt",
    "own_file",
    "target",
    "claim",
    "highlight",
    "muted",
)
MARKERS: Mapping[str, str] = MappingProxyType(
    {
        "china": "o",
        "europe": "s",
        "france": "D",
        "germany": "^",
        "eu27": "v",
        "chen": "o",
        "edgar": "s",
        "ceads": "^",
        "inventory": "D",
        "inventory_alt": "v",
        "own_file": "X",
        "target": "_",
        "claim": "*",
        "highlight": "P",
        "muted": ".",
    }
)


class ColourError(GreentwinError):
    """A key is not in the mapping of colours or markers."""


def colour(key: str) -> str:
    """Return the colour that stands for one thing in the whole book.

    Parameters
    ----------
    key : str
        Key of :data:`COLOURS`.

    Returns
    -------
    str
        Colour as ``#RRGGBB``.

    Raises
    ------
    ColourError
        If there is no such key; the message lists the keys.
    """
    return _look_up("colour", COLOURS, key)


def marker(key: str) -> str:
    """Return the matplotlib marker that goes with a colour, so that no figure relies on colour alone.

    Parameters
    ----------
    key : str
        Key of :data:`MARKERS`, all of them keys of :data:`COLOURS`.

    Returns
    -------
    str
        Marker of :meth:`matplotlib.axes.Axes.plot`.

    Raises
    ------
    ColourError
        If there is no such key; the message lists the keys.
    """
    return _look_up("marker", MARKERS, key)


def _look_up(kind: str, table: Mapping[str, str], key: str) -> str:
    if key not in table:
        close = difflib.get_close_matches(key, table, n=1)
        hint = f" (did you mean {close[0]!r}?)" if close else ""
        raise ColourError(f"there is no {kind} {key!r}{hint}; keys: {', '.join(sorted(table))}")
    return table[key]


def use_theme(language: str = "en") -> None:
    """Set matplotlib's defaults to those of the book, whatever they were before.

    The theme is seaborn's ``whitegrid`` with thin lines and a grid in y only. Figures are 7 inches wide at 200
    dots per inch: 1400 pixels, shown in a column of 700, where a point of text is 1.39 CSS pixels. The background
    is opaque, so that a figure stays readable on a dark page.

    Parameters
    ----------
    language : {"en", "zh"}
        Language of the text; Chinese text is set a little larger.

    Raises
    ------
    ParameterError
        If the language is unknown.
    """
    larger = 0.5 if check_language(language) == "zh" else 0.0
    register_font()
    matplotlib.style.use(["default", "seaborn-v0_8-whitegrid", {**_text(larger), **_lines(), **_page()}])


def _text(larger: float) -> dict[str, Any]:
    sizes = {
        "font.size": 10,
        "axes.titlesize": 11,
        "axes.labelsize": 10,
        "figure.titlesize": 12,
        "figure.labelsize": 10,
        "xtick.labelsize": 9.5,
        "ytick.labelsize": 9.5,
        "legend.fontsize": 9.5,
        "legend.title_fontsize": 9.5,
    }
    fonts = [FONT_FAMILY, FALLBACK_FAMILY]
    weights = (
        "font.weight",
        "axes.titleweight",
        "figure.titleweight",
        "axes.labelweight",
        "figure.labelweight",
    )
    inks = ("text.color", "axes.labelcolor", "axes.titlecolor", "xtick.labelcolor", "ytick.labelcolor")
    return {
        **{key: size + larger for key, size in sizes.items()},
        **dict.fromkeys(weights, "normal"),
        **dict.fromkeys(inks, COLOURS["text"]),
        "font.family": fonts,
        "font.sans-serif": fonts,
    }


def _lines() -> dict[str, Any]:
    ink = "#4D4D4D"
    return {
        "axes.edgecolor": ink,
        "axes.linewidth": 0.6,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "axes.prop_cycle": cycler(color=[COLOURS[key] for key in SOURCES[:5]]),
        "grid.color": COLOURS["grid"],
        "grid.linewidth": 0.6,
        "hatch.linewidth": 0.6,
        "lines.linewidth": 1.6,
        "lines.markersize": 4.5,
        "patch.linewidth": 0.6,
        "xtick.bottom": True,
        "xtick.color": ink,
        "xtick.major.size": 3,
        "xtick.major.width": 0.6,
        "ytick.left": False,
        "ytick.color": ink,
        "image.cmap": SEQUENTIAL,
    }


def _page() -> dict[str, Any]:
    return {
        "figure.figsize": (WIDTH_INCHES, 3.6),
        "figure.dpi": DPI,
        "figure.facecolor": COLOURS["background"],
        "figure.constrained_layout.use": True,
        "figure.constrained_layout.w_pad": 0.08,
        "figure.constrained_layout.h_pad": 0.08,
        "axes.facecolor": COLOURS["background"],
        "axes.titlelocation": "left",
        "axes.titlepad": 8,
        "legend.frameon": False,
        "mathtext.default": "regular",
        "savefig.bbox": None,
        "savefig.dpi": DPI,
        "savefig.facecolor": COLOURS["background"],
        "savefig.transparent": False,
    }
