"""The figures of statements in both languages: texts drawn, marks as coded, words with numbers."""

from __future__ import annotations

import itertools

import pytest
from coded_rows import row, selected
from matplotlib.colors import to_hex

from greentwin.ngo.constituencies import positions
from greentwin.ngo.constituency_figures import constituency_figure
from greentwin.ngo.contrasts import read_coding
from greentwin.ngo.figures import contrast_figure
from greentwin.ngo.marks import LINES, MARKERS
from greentwin.ngo.options import ALL, DOMAIN_CHOICES, IMPLIED_POLES, REPORTERS
from greentwin.ngo.profiles import profile
from greentwin.plotting import LANGUAGES, check_glyphs, colour, label, legibility_faults, png, use_theme

LONG = "unprecedented administrative conscientiousness in international matters"[:64]


def draw(selection, implied="separate", language="en"):
    use_theme(language)
    return contrast_figure(selection, profile(selection, implied), language)


def place(selection, language="en"):
    use_theme(language)
    return constituency_figure(selection, positions(selection), language)


def study(domain="all", reporter=ALL):
    return read_coding().select(domain, reporter)


def crowd(n=6):
    """Return statements of many reporters with long names, attributes and scopes."""
    names = [f"Representative of the host no. {k:02d}" for k in range(n)]
    return selected(
        *(
            row(
                f"c{10 * k + j}",
                reporter=name,
                europe_scope=f"Far-away places no.{k}",
                attribute=LONG,
                dimension="a_dimension_of_twenty_eight_",
                higher_side="europe" if j % 2 else "china",
            )
            for k, name in enumerate(names)
            for j in range(4)
        )
    )


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
@pytest.mark.parametrize(("domain", "reporter"), list(itertools.product(DOMAIN_CHOICES, (ALL, *REPORTERS))))
def test_every_selection_is_drawn_legibly(domain, reporter, language):
    chart = draw(study(domain, reporter), language=language)
    check_glyphs(chart.figure)
    assert legibility_faults(chart.figure) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_words_that_a_file_may_have_are_legible(language):
    chart = draw(crowd(), language=language)
    assert legibility_faults(chart.figure) == ()
    assert len(chart.alt) <= 600
    assert png(chart).startswith(b"\x89PNG")


def test_the_reporters_have_a_panel_each_with_their_own_scope():
    chart = draw(study())
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
    dots, rules = marks(draw(selected(row(strength=strength))))
    assert {dot[0] for dot in dots} == {marker}
    assert (rules == ["--"]) == (strength == "hedged")
    assert LINES["hedged"] != LINES["plain"]


def test_an_implied_side_is_an_open_small_mark_and_left_out_if_dropped():
    selection = selected(row())
    dots, _ = marks(draw(selection))
    (large, small) = sorted(dots, key=lambda dot: -dot[1])
    assert large[2]
    assert not small[2]
    dropped, _ = marks(draw(selection, implied="drop"))
    assert dropped == [large]


def test_a_described_side_is_filled_also_where_it_has_less():
    dots, _ = marks(draw(selected(row(explicit_europe="yes"))))
    assert len(dots) == 2
    assert all(filled for _, _, filled in dots)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_selection_without_statements_says_so(language):
    chart = draw(study("research", "chinese_side"), language=language)
    (axis,) = chart.figure.axes
    assert label("contrast_none_left", language) in {text.get_text() for text in axis.texts}
    assert "0" in chart.alt
    assert png(chart).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", LANGUAGES)
def test_alt_text_and_caption_say_the_counts(language):
    chart = draw(study(), language=language)
    for number in ("4", "13", "7", "6", "9"):
        assert number in chart.alt
    assert "coder_1" in chart.caption
    assert "13" in chart.caption


@pytest.mark.parametrize("implied", IMPLIED_POLES)
def test_the_key_names_only_what_is_drawn(implied):
    chart = draw(study(), implied=implied)
    (key,) = chart.figure.legends
    names = {text.get_text() for text in key.get_texts()}
    assert (label("contrast_key_implied", "en") in names) == (implied != "drop")
    assert label("contrast_key_strong", "en") not in names


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reporter", [ALL, *REPORTERS])
def test_constituencies_are_drawn_legibly_with_every_statement_named(language, reporter):
    selection = study("all", reporter)
    chart = place(selection, language)
    assert legibility_faults(chart.figure) == ()
    texts = {text.get_text() for axis in chart.figure.axes for text in axis.texts}
    ids = {position.contrast_id for position in positions(selection)}
    assert ids <= texts
    assert all(contrast_id in chart.alt for contrast_id in ids)


def test_many_statements_in_one_cell_are_drawn_in_lines():
    rows = [row(f"c{k:02d}", attribute="closeness to government") for k in range(11)]
    chart = place(selected(*rows))
    assert legibility_faults(chart.figure) == ()
    ids = {r["contrast_id"] for r in rows}
    drawn = [text for text in chart.figure.axes[0].texts if text.get_text() in ids]
    assert len(drawn) == 2 * len(ids)
    assert len({text.get_position()[1] for text in drawn}) == 6


def test_a_place_that_nobody_names_is_said_to_be_unnamed():
    chart = place(selected(row(attribute="closeness to government")))
    texts = [text.get_text() for text in chart.figure.axes[0].texts]
    assert texts.count(label("constituency_silent", "en")) == 4
