import re

import pytest

from greentwin.plotting import colour, label, legibility_faults, new_figure, use_theme


@pytest.fixture(params=["en", "zh"])
def figure(request):
    use_theme(request.param)
    figure, axes = new_figure(3.0)
    axes.plot([2015, 2016, 2017], [20.9, 21.2, 21.5], label=label("chen", request.param))
    axes.set(title=label("co2_mt", request.param), xlabel=label("year", request.param))
    axes.legend()
    return figure


def test_a_plain_figure_of_the_book_is_legible(figure):
    assert legibility_faults(figure) == ()


def test_a_text_over_the_edge_is_a_fault(figure):
    figure.text(-0.01, 0.5, "left", rotation=45)
    (fault,) = legibility_faults(figure)
    assert re.fullmatch("'left' runs 1[0-9] pixels over the edge of the figure", fault)


@pytest.mark.parametrize(
    "place",
    [{"x": 1.1, "y": 0.5}, {"x": 0.5, "y": 1.1}, {"x": 0.5, "y": -0.1}],
    ids=["right", "top", "bottom"],
)
def test_every_edge_counts(figure, place):
    figure.text(s="outside", **place)
    assert "'outside' runs" in legibility_faults(figure)[0]


def test_a_long_text_in_the_axes_is_a_fault_only_where_it_is_cut(figure):
    text = figure.axes[0].text(2016.9, 21, "a text that runs far over the right edge of the figure")
    text.set_in_layout(False)
    assert any("over the edge" in fault for fault in legibility_faults(figure))


@pytest.mark.parametrize(("points", "faults"), [(8.7, 0), (8.5, 1)])
def test_a_small_text_is_a_fault(figure, points, faults):
    figure.axes[0].text(2016.5, 20.95, "small", fontsize=points)
    found = legibility_faults(figure)
    assert len(found) == faults
    assert all(fault == "'small' has 8.5 points, less than 8.6" for fault in found)


@pytest.mark.parametrize(("ink", "faults"), [("muted", 0), ("text", 0), ("france", 1), ("background", 0)])
def test_a_pale_text_is_a_fault_unless_it_stands_on_a_dark_fill(figure, ink, faults):
    figure.axes[0].text(2016.5, 20.95, "ink", color=colour(ink))
    assert len(legibility_faults(figure)) == faults


def test_overlapping_texts_are_a_fault(figure):
    figure.axes[0].text(2016.5, 20.95, "one text")
    figure.axes[0].text(2016.52, 20.96, "another")
    assert legibility_faults(figure) == ("'one text' overlaps 'another'",)


def test_lines_of_text_close_to_each_other_are_no_fault(figure):
    figure.axes[0].annotate("one line", (0.5, 0.3), xycoords="axes fraction")
    below = {"xytext": (0, -12), "textcoords": "offset points"}
    figure.axes[0].annotate("another", (0.5, 0.3), xycoords="axes fraction", **below)
    assert legibility_faults(figure) == ()


def test_hidden_texts_and_ticks_beyond_the_limits_do_not_count(figure):
    figure.text(-1, 0.5, "hidden", visible=False)
    figure.axes[0].set_xticks([2010, 2016, 2030], ["long before", "now", "long after"])
    figure.axes[0].set_xlim(2015, 2017)
    assert legibility_faults(figure) == ()
