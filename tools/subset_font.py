"""Make the font of the book's figures: a renamed subset of Noto Sans CJK SC.

Run ``python tools/subset_font.py`` with the Debian package ``fonts-noto-cjk`` installed, or give the path of
another copy of ``NotoSansCJK-Regular.ttc``. The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TARGET = Path(__file__).parents[1] / "src/greentwin/plotting/fonts/GreentwinSansSC-Regular.otf"
SOURCE_FAMILY = "Noto Sans CJK SC"
PROPORTIONAL_FAMILY = "Noto Sans CJK JP"
FAMILY = "Greentwin Sans SC"
POSTSCRIPT_NAME = "GreentwinSansSC-Regular"
VERSION = "Version 1.000; subset of Noto Sans CJK SC 2.004"

LATIN = [(0x20, 0x7E), (0xA0, 0x17F)]
GREEK = [(0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9)]
PUNCTUATION = "‐‑–—―‘’‚“”„†‡•…‰′″‹›※€℃№™"
MATHEMATICS = "⁴←↑→↓↔⇒⇔∂∆∏∑−√∝∞∩∪∫≈≠≡≤≥"
SHAPES = "■□●○▲△▼▽◆◇★☆✓"
FULL_WIDTH = [(0x3000, 0x3011), (0xFF01, 0xFF5E)]
PROPORTIONAL = "‘’“”·≤≥"
SUPERSCRIPTS = dict(zip("¹²³⁴⁰⁵⁶⁷⁸⁹⁻", "1234056789−", strict=True))
SUBSCRIPT_LOW = -110
SUBSCRIPTS = dict(zip("₁₂₃₄₀₅₆₇₈₉", "¹²³⁴⁰⁵⁶⁷⁸⁹", strict=True))


def gb2312() -> set[int]:
    """Return the code points of GB2312, the characters of everyday simplified Chinese."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(character) for pair in pairs if (character := pair.decode("gb2312", "ignore"))}


def wanted() -> set[int]:
    """Return all code points that figures may need, whether or not the source font has them."""
    ranges = {code for low, high in LATIN + GREEK + FULL_WIDTH for code in range(low, high + 1)}
    return gb2312() | ranges | {ord(character) for character in PUNCTUATION + MATHEMATICS + SHAPES}


def subset(font: TTFont) -> None:
    """Keep the wanted characters of a font; drop hints and all layout features but kerning."""
    options = Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.name_IDs = [0, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)


def use_proportional(font: TTFont, proportional: TTFont) -> None:
    """Take narrow quotation marks and upright comparison signs from another face of the same collection."""
    narrow = proportional.getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({ord(c): narrow[ord(c)] for c in PROPORTIONAL if ord(c) in table.cmap})


def add_small_digits(font: TTFont) -> None:
    """Draw the superscripts and subscripts that the source lacks.

    Superscripts are full-size characters made smaller, as high as the source's own; subscripts are superscripts
    moved below the base line.
    """
    low, high = vertical_extent(font, "2")
    small_low, small_high = vertical_extent(font, "²")
    scale = (small_high - small_low) / (high - low)
    for superscript, model in SUPERSCRIPTS.items():
        if ord(superscript) not in font.getBestCmap():
            add_glyph(font, superscript, model, (scale, 0, 0, scale, 0, small_high - scale * high))
    drop = SUBSCRIPT_LOW - small_low
    for subscript, model in SUBSCRIPTS.items():
        add_glyph(font, subscript, model, (1, 0, 0, 1, 0, drop))


def vertical_extent(font: TTFont, character: str) -> tuple[float, float]:
    """Return the lowest and highest coordinate of a glyph."""
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    return pen.bounds[1], pen.bounds[3]


def add_glyph(font: TTFont, character: str, model_character: str, transform: tuple[float, ...]) -> None:
    """Append a transformed copy of a glyph to a CID-keyed CFF font for a new character."""
    glyphs = font.getGlyphSet()
    model = font.getBestCmap()[ord(model_character)]
    width = round(glyphs[model].width * transform[0])
    pen = T2CharStringPen(width, glyphs)
    glyphs[model].draw(TransformPen(pen, transform))
    top = font["CFF "].cff.topDictIndex[0]
    dictionary = top.FDSelect[font.getGlyphID(model)]
    outline = pen.getCharString(top.FDArray[dictionary].Private, font["CFF "].cff.GlobalSubrs)
    cid = f"cid{max(int(glyph[3:]) for glyph in top.charset[1:]) + 1:05d}"
    top.CharStrings.charStringsIndex.append(outline)
    top.CharStrings.charStrings[cid] = len(top.CharStrings.charStringsIndex) - 1
    top.charset.append(cid)
    top.FDSelect.gidArray.append(dictionary)
    font.setGlyphOrder(top.charset)
    font["hmtx"].metrics[cid] = (width, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(character)] = cid


def rename(font: TTFont) -> None:
    """Give the modified font a name of its own; copyright and licence records stay."""
    names = {
        1: FAMILY,
        2: "Regular",
        3: f"1.000;{POSTSCRIPT_NAME}",
        4: FAMILY,
        5: VERSION,
        6: POSTSCRIPT_NAME,
    }
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames[0] = POSTSCRIPT_NAME
    cff.topDictIndex[0].FullName = FAMILY
    cff.topDictIndex[0].FamilyName = FAMILY


def make(source: Path, target: Path) -> None:
    """Write the subset of one face of a font collection."""
    faces = {face["name"].getDebugName(1): face for face in TTCollection(str(source), lazy=False).fonts}
    font = faces[SOURCE_FAMILY]
    font.recalcTimestamp = False
    use_proportional(font, faces[PROPORTIONAL_FAMILY])
    subset(font)
    add_small_digits(font)
    rename(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


def main() -> None:
    """Read the paths from the command line and make the font."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", nargs="?", type=Path, default=SOURCE)
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    make(arguments.source, arguments.out)
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
