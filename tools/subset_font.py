"""Make the font of the book's figures: a renamed subset of Noto Sans CJK SC.

Run ``python tools/subset_font.py`` with the Debian package ``fonts-noto-cjk`` installed, or give the path of
another copy of ``NotoSansCJK-Regular.ttc``. The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TARGET = Path(__file__).parents[1] / "src/greentwin/plotting/fonts/GreentwinSansSC-Regular.otf"
SOURCE_FAMILY = "Noto Sans CJK SC"
FAMILY = "Greentwin Sans SC"
POSTSCRIPT_NAME = "GreentwinSansSC-Regular"
VERSION = "Version 1.000; subset of Noto Sans CJK SC 2.004"

LATIN = [(0x20, 0x7E), (0xA0, 0x17F)]
GREEK = [(0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9)]
PUNCTUATION = "‐‑–—―‘’‚“”„†‡•…‰′″‹›※€℃№™"
MATHEMATICS = "⁴←↑→↓↔⇒⇔∂∆∏∑−√∝∞∩∪∫≈≠≡≤≥"
SHAPES = "■□●○▲△▼▽◆◇★☆✓"
FULL_WIDTH = [(0x3000, 0x3011), (0xFF01, 0xFF5E)]
SUBSCRIPTS = {"₁": "¹", "₂": "²", "₃": "³", "₄": "⁴"}


def gb2312() -> set[int]:
    """Return the code points of GB2312, the characters of everyday simplified Chinese."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(character) for pair in pairs if (character := pair.decode("gb2312", "ignore"))}


def wanted() -> set[int]:
    """Return all code points that figures may need, whether or not the source font has them."""
    ranges = {code for low, high in LATIN + GREEK + FULL_WIDTH for code in range(low, high + 1)}
    return gb2312() | ranges | {ord(character) for character in PUNCTUATION + MATHEMATICS + SHAPES}


def subset(font: TTFont) -> None:
    """Keep the wanted characters of a font; drop hints and all layout features."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [0, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)


def add_subscripts(font: TTFont) -> None:
    """Draw the subscript digits, which the source lacks, as its superscripts moved below the base line."""
    glyphs = font.getGlyphSet()
    cmap = font.getBestCmap()
    drop = -round(0.46 * font["OS/2"].sCapHeight)
    for subscript, superscript in SUBSCRIPTS.items():
        model = cmap[ord(superscript)]
        pen = T2CharStringPen(glyphs[model].width, glyphs)
        glyphs[model].draw(TransformPen(pen, (1, 0, 0, 1, 0, drop)))
        add_glyph(font, ord(subscript), model, pen)


def add_glyph(font: TTFont, code: int, model: str, pen: T2CharStringPen) -> None:
    """Append one outline to a CID-keyed CFF font, with the private dictionary and width of a model glyph."""
    top = font["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings
    dictionary = top.FDSelect[font.getGlyphID(model)]
    outline = pen.getCharString(top.FDArray[dictionary].Private, font["CFF "].cff.GlobalSubrs)
    cid = f"cid{max(int(glyph[3:]) for glyph in top.charset[1:]) + 1:05d}"
    strings.charStringsIndex.append(outline)
    strings.charStrings[cid] = len(strings.charStringsIndex) - 1
    top.charset.append(cid)
    top.FDSelect.gidArray.append(dictionary)
    font.setGlyphOrder(top.charset)
    font["hmtx"].metrics[cid] = font["hmtx"].metrics[model]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = cid


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
    collection = TTCollection(str(source), lazy=False)
    font = next(face for face in collection.fonts if face["name"].getDebugName(1) == SOURCE_FAMILY)
    font.recalcTimestamp = False
    subset(font)
    add_subscripts(font)
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
