import hashlib
import io
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from PIL import Image

from greentwin.plotting import (
    BOOK_WIDTH_PX,
    Chart,
    ChartError,
    colour,
    label,
    new_figure,
    png,
    svg,
    use_theme,
)

SVG = "{http://www.w3.org/2000/svg}"
ALT = 'Emissions of <Changsha> & "Bonn" rose to 21.5 Mt. The gap is 3 Mt.'
CAPTION = "Chen et al. (2020); n = 21."
DRAW = """
import hashlib, sys
from greentwin.plotting import Chart, colour, label, new_figure, svg, use_theme
use_theme("zh")
figure, axes = new_figure(3.0, 1, 2, sharey=True)
for key in ("chen", "edgar"):
    axes[0].plot([1, 2, 3], [1, 4, 9], color=colour(key), marker="o", label=label(key, "zh"))
axes[1].imshow([[0, 1], [1, 0]])
axes[1].fill_between([0, 1], [0, 1], hatch="//")
figure.legend(loc="outside upper right")
print(hashlib.sha256(svg(Chart(figure, alt="One 1.", caption="n = 3")).encode()).hexdigest())
"""


@pytest.fixture(autouse=True)
def _theme():
    use_theme("en")


@pytest.fixture
def chart():
    figure, axes = new_figure(3.0)
    axes.plot([2015, 2016, 2017], [20.9, 21.2, 21.5], color=colour("chen"), label=label("chen", "en"))
    axes.set_ylabel(label("co2_mt", "en"))
    return Chart(figure, alt=ALT, caption=CAPTION)


@pytest.mark.parametrize(
    ("alt", "fault"),
    [
        ("", "must be a sentence"),
        ("   ", "must be a sentence"),
        ("Emissions rose to 21.5 Mt", "must be a sentence"),
        ("Emissions rose.", "with its numbers"),
        ("9" * 600 + ".", "has 601 characters, at most 600"),
    ],
)
def test_alt_text_must_say_the_message_with_its_numbers(alt, fault):
    figure, _ = new_figure(2.0)
    with pytest.raises(ChartError, match=fault):
        Chart(figure, alt=alt, caption=CAPTION)


@pytest.mark.parametrize("alt", ["Emissions rose to 21.5 Mt.", "排放量升至21.5百万吨。", "9" * 599 + "."])
def test_alt_text_in_both_languages_is_accepted(alt):
    figure, _ = new_figure(2.0)
    assert Chart(figure, alt=alt, caption=CAPTION).alt == alt


def test_a_chart_needs_a_caption_and_a_figure():
    figure, axes = new_figure(2.0)
    with pytest.raises(ChartError, match="caption"):
        Chart(figure, alt=ALT, caption=" ")
    with pytest.raises(ChartError, match="needs a matplotlib Figure, not Axes"):
        Chart(axes, alt=ALT, caption=CAPTION)


def test_a_chart_is_frozen(chart):
    with pytest.raises(AttributeError):
        chart.alt = "Another 2."


@pytest.mark.parametrize(("rows", "cols", "shape"), [(1, 1, ()), (1, 3, (3,)), (2, 1, (2,)), (2, 2, (2, 2))])
def test_a_new_figure_has_the_width_of_the_book(rows, cols, shape):
    figure, axes = new_figure(3.2, rows, cols, sharex=True)
    assert figure.get_size_inches() == pytest.approx([7.0, 3.2])
    assert getattr(axes, "shape", ()) == shape
    assert len(figure.axes) == rows * cols


def test_new_figures_stay_out_of_pyplot():
    from matplotlib import pyplot

    before = pyplot.get_fignums()
    new_figure(2.0)
    assert pyplot.get_fignums() == before


def test_png_has_twice_the_pixels_of_the_column(chart):
    with Image.open(io.BytesIO(png(chart))) as image:
        assert image.size == (2 * BOOK_WIDTH_PX, 600)
        assert image.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)
        assert image.text == {"Description": ALT}


def test_png_does_not_change_from_one_call_to_the_next(chart):
    assert png(chart) == png(chart)


def test_a_chart_shows_itself_with_its_alt_text_in_a_notebook(chart):
    data, metadata = chart._repr_png_()
    assert data == png(chart)
    assert metadata == {"alt": ALT, "width": BOOK_WIDTH_PX}


def test_svg_carries_the_words_of_the_chart(chart):
    root = ElementTree.fromstring(svg(chart))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title.text == 'Emissions of <Changsha> & "Bonn" rose to 21.5 Mt.'
    assert description.text == f"{ALT} {CAPTION}"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert list(root)[:2] == [title, description]


def test_the_title_of_a_chinese_chart_is_its_first_sentence():
    figure, _ = new_figure(2.0)
    root = ElementTree.fromstring(svg(Chart(figure, alt="升至21.5百万吨。相差3倍。", caption="n = 3")))
    assert root.find(f"{SVG}title").text == "升至21.5百万吨。"


def test_svg_scales(chart):
    root = ElementTree.fromstring(svg(chart))
    assert root.get("viewBox") == "0 0 504 216"
    assert (root.get("width"), root.get("height")) == ("700", "300")
    assert "max-width: 100%" in root.get("style")


def test_svg_keeps_text_as_outlines_and_names_no_date_or_program(chart):
    document = svg(chart)
    assert not re.search(r"<text\b|font-family|<dc:date|<dc:creator|<!DOCTYPE", document)
    assert "GreentwinSansSC" in document


def test_svg_refers_to_nothing_outside(chart):
    document = svg(chart)
    targets = re.findall(r'(?:href|src)="([^"]*)"', document) + re.findall(r"url\(([^)]*)\)", document)
    assert targets
    assert all(target.startswith(("#", "data:")) for target in targets)
    assert str(os.path.expanduser("~")) not in document
    assert mpl.get_data_path() not in document


@pytest.mark.parametrize("seed", ["1", "2"])
def test_svg_is_the_same_in_every_process(seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed}
    drawn = subprocess.run(
        [sys.executable, "-c", DRAW], env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()
    reference = subprocess.run(
        [sys.executable, "-c", DRAW], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert drawn == reference
    assert len(drawn) == len(hashlib.sha256().hexdigest())


@pytest.mark.parametrize("write", [png, svg])
def test_texts_that_leave_no_room_for_the_axes_are_an_error(write):
    figure, axes = new_figure(1.0)
    axes.set_title("a title\n" * 9)
    with pytest.raises(ChartError, match="no room for the axes"):
        write(Chart(figure, alt=ALT, caption=CAPTION))


def test_the_package_is_light_until_used():
    code = (
        "import sys, greentwin.plotting as plotting; plotting.label('year'); plotting.format_number(1.0);"
        "sys.exit(sorted({'matplotlib', 'seaborn', 'pandas', 'numpy'} & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_package_offers_what_it_names():
    import greentwin.plotting as plotting

    assert all(getattr(plotting, name) is not None for name in plotting.__all__)
    assert dir(plotting) == sorted(plotting.__all__)
    with pytest.raises(AttributeError, match="no attribute 'colours'"):
        plotting.colours  # noqa: B018
