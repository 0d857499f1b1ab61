"""The contrast figure in both languages and for every selection: texts drawn, marks as coded, words with numbers."""

from __future__ import annotations

import itertools

import pytest
from coded_rows import frame, row
from matplotlib.colors import to_hex

from greentwin.ngo.contrasts import load_contrasts, select
from greentwin.ngo.figures import LINES, MARKERS, contrast_figure
from greentwin.ngo.options import DOMAIN_CHOICES, IMPLIED_POLES, REPORTER_CHOICES
from greentwin.ngo.profiles import profile
from greentwin.plotting import LANGUAGES, check_glyphs, colour, label, legibility_faults, png, use_theme


def draw(table, domain="all", reporter="both", implied="separate", language="en"):
    use_theme(language)
    selected = select(table, domain, reporter)
    return contrast_figure(selected, profile(selected, implied, reporter), reporter, language)


def marks(chart):
    """Return the marks of all panels as (marker, size, filled) and the styles of the lines between them."""
    lines = [line for axis in chart.figure.axes for line in axis.lines]
    dots = [
        (
            line.get_marker(),
            line.get_markersize(),
            to_hex(line.get_markerfacecolor()) != colour("background").lower(),
        )
        for line in lines
        if line.get_marker() not in ("None", "")
    ]
    rules = [
        line for line in lines if line.get_marker() in ("None", "") and line.get_color() == colour("muted")
    ]
    return dots, [line.get_linestyle() for line in rules]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("domain", "reporter"), list(itertools.product(DOMAIN_CHOICES, REPORTER_CHOICES)))
def test_every_selection_is_drawn_legibly(domain, reporter, language):
    chart = draw(load_contrasts(), domain, reporter, language=language)
    check_glyphs(chart.figure)
    assert legibility_faults(chart.figure) == ()


def test_the_reporters_have_a_panel_each_with_their_own_scope():
    chart = draw(load_contrasts())
    titles = [axis.get_title(loc="left") for axis in chart.figure.axes]
    assert titles[0].startswith("Chinese participant, on Europe")
    assert titles[1].startswith("French participant, on France")
    heads = [{text.get_text() for text in axis.texts} for axis in chart.figure.axes]
    assert "Europe" in heads[0]
    assert "France" not in heads[0]
    assert "France" in heads[1]
    assert "Europe" not in heads[1]


@pytest.mark.parametrize(("strength", "marker"), MARKERS.items())
def test_wording_is_told_by_shape_and_line_not_only_by_colour(strength, marker):
    dots, rules = marks(draw(frame(row(strength=strength)), reporter="chinese_side"))
    assert {dot[0] for dot in dots} == {marker}
    assert (rules == ["--"]) == (strength == "hedged")
    assert LINES["hedged"] != LINES["plain"]


def test_an_implied_side_is_an_open_small_mark_and_left_out_if_dropped():
    table = frame(row())
    dots, _ = marks(draw(table, reporter="chinese_side"))
    (large, small) = sorted(dots, key=lambda dot: -dot[1])
    assert large[2]
    assert not small[2]
    dropped, _ = marks(draw(table, reporter="chinese_side", implied="drop"))
    assert dropped == [large]


def test_a_described_side_is_filled_also_where_it_has_less():
    dots, _ = marks(draw(frame(row(explicit_europe="yes")), reporter="chinese_side"))
    assert len(dots) == 2
    assert all(filled for _, _, filled in dots)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_selection_without_statements_says_so(language):
    chart = draw(load_contrasts(), "research", "chinese_side", language=language)
    (axis,) = chart.figure.axes
    assert label("contrast_none_left", language) in {text.get_text() for text in axis.texts}
    assert "0" in chart.alt
    assert png(chart).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", LANGUAGES)
def test_alt_text_and_caption_say_the_counts(language):
    chart = draw(load_contrasts(), language=language)
    for number in ("4", "13", "7", "6", "9"):
        assert number in chart.alt
    assert "coder_1" in chart.caption
    assert "13" in chart.caption


@pytest.mark.parametrize("implied", IMPLIED_POLES)
def test_the_key_names_only_what_is_drawn(implied):
    chart = draw(load_contrasts(), implied=implied)
    (key,) = chart.figure.legends
    names = {text.get_text() for text in key.get_texts()}
    assert (label("contrast_key_implied", "en") in names) == (implied != "drop")
    assert label("contrast_key_strong", "en") not in names
