from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from colour_vision import VISIONS, ciede2000, contrast, lab, seen_as
from matplotlib.markers import MarkerStyle

from greentwin.errors import GreentwinError, ParameterError
from greentwin.plotting import (
    COLOURS,
    DIVERGING,
    INKS,
    MARKERS,
    SEQUENTIAL,
    SEQUENTIAL_LIGHT,
    SIDES,
    SOURCES,
    ColourError,
    colour,
    label,
    marker,
    new_figure,
    use_theme,
)

FILLS = {"gap", "grid", "background"}
LINES = sorted(set(COLOURS) - FILLS)
PAIRS = sorted({*combinations(sorted(SIDES), 2), *combinations(sorted(SOURCES), 2)})
LEAST_CONTRAST = 3.0
LEAST_DIFFERENCE = 10.0
POINT_IN_CSS_PIXELS = 700 / 7.0 / 72
LEAST_TEXT_IN_CSS_PIXELS = 12.0


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 3.2592, 0.3350), 1.0000),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_colour_difference_equals_the_published_test_pairs(one, other, difference):
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)


def test_colour_measures_have_their_known_end_points():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert lab(np.ones(3)) == pytest.approx([100, 0, 0], abs=1e-9)
    for matrix in VISIONS.values():
        assert matrix.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


@pytest.mark.parametrize("key", LINES)
def test_lines_and_text_stand_out_from_the_background(key):
    assert contrast(colour(key), colour("background")) >= LEAST_CONTRAST


@pytest.mark.parametrize("key", INKS)
def test_inks_have_the_contrast_that_small_text_needs(key):
    assert contrast(colour(key), colour("background")) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_colours_of_one_figure_differ_for_every_reader(pair, vision):
    one, other = (seen_as(colour(key), vision) for key in pair)
    assert ciede2000(one, other) >= LEAST_DIFFERENCE


def test_no_two_things_share_a_colour():
    assert len(set(COLOURS.values())) == len(COLOURS)
    for one, other in combinations(sorted(set(LINES) - {"text"}), 2):
        difference = ciede2000(seen_as(colour(one), "trichromacy"), seen_as(colour(other), "trichromacy"))
        assert difference >= LEAST_DIFFERENCE, (one, other)


@pytest.mark.parametrize("group", [SIDES, SOURCES])
def test_every_thing_has_a_marker_of_its_own_within_a_figure(group):
    assert len({marker(key) for key in group}) == len(group)
    assert all(MarkerStyle(marker(key)) for key in group)
    assert set(MARKERS) <= set(COLOURS)


@pytest.mark.parametrize("key", sorted({*SIDES, *SOURCES, "gap", "pilot_marker"} - {"muted"}))
def test_every_coloured_thing_has_a_name_in_both_languages(key):
    assert label(key, "en")
    assert label(key, "zh")


@pytest.mark.parametrize("look_up", [colour, marker])
def test_an_unknown_key_is_refused_with_the_keys(look_up):
    with pytest.raises(ColourError, match=r"'chna' \(did you mean 'china'\?\); keys: .*ceads.*europe"):
        look_up("chna")
    assert issubclass(ColourError, GreentwinError)


@pytest.mark.parametrize("name", [SEQUENTIAL, SEQUENTIAL_LIGHT])
@pytest.mark.parametrize("vision", VISIONS)
def test_sequential_maps_change_lightness_in_one_direction(name, vision):
    shades = [mpl.colors.to_hex(c).upper() for c in mpl.colormaps[name](np.linspace(0, 1, 9))]
    steps = np.diff([seen_as(shade, vision)[0] for shade in shades])
    assert (steps > 2).all() or (steps < -2).all()


@pytest.mark.parametrize("vision", VISIONS)
def test_the_ends_of_the_diverging_map_differ_for_every_reader(vision):
    low, middle, high = (mpl.colors.to_hex(c).upper() for c in mpl.colormaps[DIVERGING]([0.05, 0.5, 0.95]))
    assert ciede2000(seen_as(low, vision), seen_as(high, vision)) >= 25
    assert seen_as(middle, vision)[0] > max(seen_as(low, vision)[0], seen_as(high, vision)[0]) + 20


@pytest.mark.parametrize("language", ["en", "zh"])
def test_text_is_readable_at_the_width_of_the_book(language):
    use_theme(language)
    _, axes = new_figure(3.0)
    axes.plot([0, 1], [0, 1], label="a")
    axes.set(title="a", xlabel="a", ylabel="a")
    texts = [axes.title, axes.xaxis.label, axes.yaxis.label, *axes.get_xticklabels()]
    texts += axes.legend().get_texts()
    for text in texts:
        assert text.get_fontsize() * POINT_IN_CSS_PIXELS >= LEAST_TEXT_IN_CSS_PIXELS


def test_chinese_text_is_set_larger():
    use_theme("en")
    english = mpl.rcParams["font.size"]
    use_theme("zh")
    assert mpl.rcParams["font.size"] > english


def test_the_theme_does_not_depend_on_settings_made_before():
    use_theme("en")
    expected = dict(mpl.rcParams)
    mpl.rcParams.update(
        {"lines.linewidth": 9, "axes.grid": False, "savefig.transparent": True, "text.usetex": True}
    )
    use_theme("en")
    assert dict(mpl.rcParams) == expected


def test_the_frame_is_light_and_the_background_opaque():
    use_theme("en")
    figure, axes = new_figure(3.0)
    assert figure.get_facecolor() == (1, 1, 1, 1)
    assert not axes.spines["top"].get_visible()
    assert not axes.spines["right"].get_visible()
    assert axes.spines["left"].get_linewidth() < 1
    figure.draw_without_rendering()
    assert all(line.get_visible() for line in axes.get_ygridlines())
    assert not any(line.get_visible() for line in axes.get_xgridlines())


def test_an_unknown_language_is_refused():
    with pytest.raises(ParameterError, match="language 'fr' is unknown; it must be en or zh"):
        use_theme("fr")
