"""Theme and colours of the book's figures."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import seaborn as sns
from cycler import cycler

from greentwin.errors import GreentwinError
from greentwin.plotting.glyphs import FALLBACK_FAMILY, FONT_FAMILY, register_font
from greentwin.plotting.labels import check_language

WIDTH_INCHES = 7.0
DPI = 200

SEQUENTIAL = "cividis"
SEQUENTIAL_MAP = "YlGnBu"
DIVERGING = "PuOr"

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "china": "#C44601",
        "europe": "#0058A8",
        "france": "#5BA300",
        "germany": "#8A5A00",
        "eu27": "#0072B2",
        "chen": "#0072B2",
        "edgar": "#D55E00",
        "ceads": "#009E73",
        "inventory": "#332288",
        "inventory_alt": "#AA4499",
        "own_file": "#111111",
        "target": "#117733",
        "claim": "#882255",
        "highlight": "#B30059",
        "muted": "#767676",
        "gap": "#D9D9D9",
        "pilot_marker": "#555555",
        "text": "#1A1A1A",
        "grid": "#E3E3E3",
        "background": "#FFFFFF",
    }
)


_CYCLE = ("chen", "edgar", "ceads", "inventory")


class ColourError(GreentwinError):
    """A colour key is not in the mapping of colours."""


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
    if key not in COLOURS:
        close = difflib.get_close_matches(key, COLOURS, n=1)
        hint = f" (did you mean {close[0]!r}?)" if close else ""
        raise ColourError(f"there is no colour {key!r}{hint}; keys: {', '.join(sorted(COLOURS))}")
    return COLOURS[key]


def use_theme(language: str = "en") -> None:
    """Set the matplotlib and seaborn defaults of the book.

    Figures are 7 inches wide at 200 dots per inch: 1400 pixels, shown in a column of 700, where one point of
    text is 1.39 CSS pixels. The background is opaque, so that a figure stays readable on a dark page.

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
    sns.set_theme(style="whitegrid", rc=_text(larger) | _lines() | _page())


def _text(larger: float) -> dict[str, Any]:
    sizes = {
        "font.size": 10,
        "axes.titlesize": 11,
        "axes.labelsize": 10,
        "figure.titlesize": 12,
        "xtick.labelsize": 9.5,
        "ytick.labelsize": 9.5,
        "legend.fontsize": 9.5,
        "legend.title_fontsize": 9.5,
    }
    fonts = [FONT_FAMILY, FALLBACK_FAMILY]
    weights = ("axes.titleweight", "figure.titleweight", "axes.labelweight")
    inks = ("text.color", "axes.labelcolor", "axes.titlecolor", "xtick.labelcolor", "ytick.labelcolor")
    return {
        **{key: size + larger for key, size in sizes.items()},
        **dict.fromkeys(weights, "normal"),
        **dict.fromkeys(inks, COLOURS["text"]),
        "font.family": fonts,
        "font.sans-serif": fonts,
    }


def _lines() -> dict[str, Any]:
    return {
        "axes.edgecolor": "#4D4D4D",
        "axes.linewidth": 0.6,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": COLOURS["grid"],
        "grid.linewidth": 0.6,
        "lines.linewidth": 1.6,
        "lines.markersize": 4.5,
        "xtick.bottom": True,
        "xtick.major.size": 3,
        "xtick.major.width": 0.6,
        "ytick.left": False,
        "axes.prop_cycle": cycler(color=[COLOURS[key] for key in _CYCLE]),
        "image.cmap": SEQUENTIAL,
    }


def _page() -> dict[str, Any]:
    return {
        "figure.figsize": (WIDTH_INCHES, 3.6),
        "figure.dpi": DPI,
        "savefig.dpi": DPI,
        "savefig.bbox": None,
        "figure.facecolor": COLOURS["background"],
        "axes.facecolor": COLOURS["background"],
        "savefig.facecolor": COLOURS["background"],
        "savefig.transparent": False,
        "figure.constrained_layout.use": True,
        "figure.constrained_layout.w_pad": 0.08,
        "figure.constrained_layout.h_pad": 0.08,
        "axes.titlelocation": "left",
        "axes.titlepad": 8,
        "legend.frameon": False,
        "mathtext.default": "regular",
    }
