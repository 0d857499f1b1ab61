"""Hierarchical indices over several levels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.appraisal.hierarchy import Level, effective_weights, hierarchical_index
from greentwin.errors import ParameterError

INDICATORS = Level(("air", "air", "water", "jobs"), (0.75, 0.25, 1.0, 1.0))
THEMES = Level(("nature", "nature", "people"), (0.4, 0.6, 1.0))
TOP = Level(("index", "index"), (0.5, 0.5))
VALUES = np.array([[0.2, 0.6, 0.5, 0.9], [1.0, 0.0, 0.1, 0.3]])


def test_three_levels_by_hand():
    found = hierarchical_index(VALUES, [INDICATORS, THEMES, TOP])
    first, second, third = found.scores
    assert first["air"].tolist() == pytest.approx([0.3, 0.75])
    assert second["nature"].tolist() == pytest.approx([0.42, 0.36])
    assert third["index"].tolist() == pytest.approx([0.66, 0.33])
    assert found.index.tolist() == third["index"].tolist()


def test_with_arithmetic_levels_the_weights_multiply_along_the_path():
    weights = effective_weights([INDICATORS, THEMES, TOP])
    assert weights.tolist() == pytest.approx([0.15, 0.05, 0.3, 0.5])
    assert VALUES @ weights == pytest.approx(hierarchical_index(VALUES, [INDICATORS, THEMES, TOP]).index)


@given(st.lists(st.floats(0.01, 1), min_size=4, max_size=4))
def test_a_geometric_top_never_scores_higher(row):
    levels = [INDICATORS, THEMES]
    arithmetic = hierarchical_index([row, [1.0] * 4], [*levels, TOP]).index[0]
    geometric = hierarchical_index(
        [row, [1.0] * 4], [*levels, Level(("i", "i"), (0.5, 0.5), "geometric")]
    ).index[0]
    assert geometric <= arithmetic + 1e-12


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Level(("a", "a", "b"), (0.5, 0.6, 1.0)), r"below a: the weights sum to 1\.1"),
        (lambda: Level(("a", "b"), (1.0, -1.0)), "below b: the smallest weight is -1"),
        (lambda: Level(("a",), (0.5, 0.5)), "1 parents and 2 weights"),
        (lambda: Level((), ()), "each node needs both"),
        (lambda: Level(("a",), (1.0,), "median"), "it must be one of arithmetic, geometric"),
        (lambda: hierarchical_index(VALUES, []), "no level is given"),
        (lambda: hierarchical_index(VALUES, [INDICATORS]), "the last level has the parents air, water, jobs"),
        (lambda: hierarchical_index(VALUES, [INDICATORS, TOP]), "level 2 has 2 nodes, the level below has 3"),
        (
            lambda: hierarchical_index(VALUES[:, :2], [INDICATORS]),
            "level 1 has 4 nodes, the level below has 2",
        ),
        (
            lambda: hierarchical_index(VALUES, [Level(("i",) * 4, (0.25,) * 4, "geometric")]),
            "a geometric mean below needs values above zero",
        ),
        (lambda: effective_weights([]), "no level is given"),
        (
            lambda: effective_weights([INDICATORS, THEMES, Level(("i", "i"), (0.5, 0.5), "geometric")]),
            "no weights that could be multiplied",
        ),
    ],
)
def test_a_hierarchy_that_does_not_fit_is_refused(call, message):
    with pytest.raises(ParameterError, match=message):
        call()
