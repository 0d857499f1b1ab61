import csv
import logging
import warnings
from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from greentwin.errors import GreentwinError
from greentwin.plotting import (
    FONT_FAMILY,
    Chart,
    MissingGlyphError,
    check_glyphs,
    new_figure,
    png,
    register_font,
    svg,
    use_theme,
)
from greentwin.plotting.glyphs import FONT_PATH, missing_characters

TRADITIONAL = "廢"


@pytest.fixture(scope="module")
def font():
    return TTFont(FONT_PATH)


def with_text(text, **kw):
    figure, axes = new_figure(2.0)
    axes.text(0.1, 0.5, text, **kw)
    return figure


@pytest.fixture
def _theme():
    use_theme("zh")


def test_the_font_covers_everyday_chinese_and_the_signs_of_figures(font):
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    gb2312 = {pair.decode("gb2312", "ignore") for pair in pairs} - {""}
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    signs = set("–—“”‘’…·×±≥≤→°₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻−≈μµ€%‰、。，；：？！（）《》")
    assert len(gb2312) == 7445
    assert {c for c in gb2312 | latin | signs if ord(c) not in font.getBestCmap()} == set()


def test_the_font_has_a_name_of_its_own_and_keeps_its_licence(font):
    names = {record.nameID: str(record) for record in font["name"].names}
    for name_id in (1, 3, 4, 6):
        assert "Noto" not in names[name_id]
        assert "Source" not in names[name_id]
    assert names[1] == FONT_FAMILY
    assert "Adobe" in names[0]
    assert "SIL Open Font License, Version 1.1" in names[13]
    licence = (FONT_PATH.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert names[0].removeprefix("© ") in licence.replace("Copyright ", "")


def test_the_font_is_small_enough_to_ship():
    assert FONT_PATH.stat().st_size < 2e6


@pytest.mark.parametrize("pair", [("₂", "²"), ("₅", "⁵")])
def test_subscripts_are_superscripts_below_the_base_line(font, pair):
    from fontTools.pens.boundsPen import BoundsPen

    glyphs, cmap, bounds = font.getGlyphSet(), font.getBestCmap(), []
    for character in pair:
        pen = BoundsPen(glyphs)
        glyphs[cmap[ord(character)]].draw(pen)
        bounds.append(pen.bounds)
    (left, low, right, high), upper = bounds
    assert low < 0 < high < font["OS/2"].sCapHeight
    assert (left, right, high - low) == pytest.approx((upper[0], upper[2], upper[3] - upper[1]), abs=1)


def test_registering_twice_adds_one_font():
    register_font()
    register_font()
    assert [entry.name for entry in font_manager.fontManager.ttflist].count(FONT_FAMILY) == 1


@pytest.mark.usefixtures("_theme")
@pytest.mark.parametrize(
    "text",
    [
        "长沙市 CO₂ 排放量(百万吨)",
        "Île-de-France, “Gdańsk”…",
        "two\nlines",
        "US$ 5 or US\\$ 6",
        r"$\alpha_i \geq 3$ 吨",
        "",
    ],
)
def test_text_in_both_languages_can_be_drawn(text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_glyphs(with_text(text))


@pytest.mark.usefixtures("_theme")
def test_a_missing_glyph_is_named_with_its_text():
    with pytest.raises(MissingGlyphError) as caught:
        check_glyphs(with_text(f"{TRADITIONAL}物 {TRADITIONAL}"))
    message = str(caught.value)
    assert f"text '{TRADITIONAL}物 {TRADITIONAL}' has characters" in message
    assert message.count(f"{TRADITIONAL} (U+5EE2 CJK UNIFIED IDEOGRAPH-5EE2)") == 1
    assert "simplified script" in message
    assert isinstance(caught.value, GreentwinError)


@pytest.mark.usefixtures("_theme")
def test_missing_glyphs_are_found_wherever_text_stands():
    def titled(figure):
        figure.suptitle(TRADITIONAL)

    def ticked(figure):
        figure.axes[0].set_xticks([0.5], [TRADITIONAL])

    def listed(figure):
        figure.axes[0].plot([0, 1], label=TRADITIONAL)
        figure.legend()

    def noted(figure):
        figure.axes[0].annotate(TRADITIONAL, (0, 0))

    for add in (titled, ticked, listed, noted):
        figure, _ = new_figure(2.0)
        check_glyphs(figure)
        add(figure)
        with pytest.raises(MissingGlyphError):
            check_glyphs(figure)


@pytest.mark.usefixtures("_theme")
def test_hidden_text_is_not_checked():
    check_glyphs(with_text(TRADITIONAL, visible=False))


@pytest.mark.usefixtures("_theme")
def test_mathematics_with_a_symbol_that_no_font_has_is_refused():
    with pytest.raises(MissingGlyphError, match="5ee2"):
        check_glyphs(with_text(f"$x_{{{TRADITIONAL}}}$"))


@pytest.mark.usefixtures("_theme")
def test_checking_mathematics_leaves_logging_as_it_was():
    logger = logging.getLogger("matplotlib.mathtext")
    before = (list(logger.handlers), logger.propagate)
    check_glyphs(with_text("$x$"))
    assert (list(logger.handlers), logger.propagate) == before


def test_chinese_without_the_theme_is_refused_with_advice():
    with mpl.rc_context({"font.family": ["sans-serif"], "font.sans-serif": ["No Such Font", "DejaVu Sans"]}):
        figure = Figure()
        figure.text(0.5, 0.5, "长沙")
        with pytest.raises(MissingGlyphError, match=r"use_theme\(\) first"):
            check_glyphs(figure)


@pytest.mark.usefixtures("_theme")
@pytest.mark.parametrize("write", [png, svg])
def test_no_figure_with_a_missing_glyph_is_written(write):
    with pytest.raises(MissingGlyphError):
        write(Chart(with_text(TRADITIONAL), alt="One 1.", caption="None; n = 1."))


@pytest.mark.usefixtures("_theme")
@pytest.mark.parametrize("write", [png, svg])
def test_a_warning_of_matplotlib_about_a_glyph_is_an_error(write, monkeypatch):
    monkeypatch.setattr("greentwin.plotting.chart.check_glyphs", lambda figure: None)
    with pytest.raises(MissingGlyphError, match="Glyph 24290"):
        write(Chart(with_text(TRADITIONAL), alt="One 1.", caption="None; n = 1."))


@pytest.mark.parametrize(
    "table", sorted((Path(__file__).parents[2] / "data").glob("*.csv")), ids=lambda p: p.stem
)
def test_the_bundled_font_draws_every_name_in_the_tables(table):
    with table.open(encoding="utf-8", newline="") as file:
        names = {
            cell
            for row in csv.DictReader(file)
            for column, cell in row.items()
            if column[-3:] in ("_zh", "_en")
        }
    register_font()
    assert missing_characters("".join(sorted(names)), FontProperties(family=[FONT_FAMILY])) == ""
