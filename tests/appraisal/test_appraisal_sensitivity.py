"""Sobol indices against closed forms, and rank reversals against cases made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from greentwin.appraisal.composite import Recipe, composite
from greentwin.appraisal.robustness.rankshift import rank_shift_indices
from greentwin.appraisal.robustness.reversal import normalisation_reversals, removal_reversals
from greentwin.appraisal.robustness.sobol import sobol_indices
from greentwin.errors import ParameterError

UP = ["higher_better", "higher_better"]
HALVES = [0.5, 0.5]


def test_the_indices_of_ishigamis_function():
    # Ishigami and Homma (1990), with a = 7, b = 0.1: first .3139 .4424 0, total .5576 .4424 .2437
    def ishigami(u):
        x = [np.pi * (2 * u[name][:, 0] - 1) for name in "xyz"]
        return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])

    found = sobol_indices(ishigami, {"x": 1, "y": 1, "z": 1}, samples=4096, seed=4)
    assert found.first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert found.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    assert found.runs == 4096 * 5


def test_a_group_has_the_variance_of_all_its_numbers():
    found = sobol_indices(
        lambda u: u["many"].sum(axis=1) + u["one"][:, 0], {"many": 3, "one": 1}, samples=2048, seed=2
    )
    assert found.factors == ("many", "one")
    assert found.first == pytest.approx([0.75, 0.25], abs=0.03)
    assert found.total == pytest.approx([0.75, 0.25], abs=0.03)
    assert found.mean == pytest.approx(2.0, abs=0.02)
    assert found.deviation == pytest.approx(np.sqrt(4 / 12), rel=0.03)


def test_the_order_of_the_factors_is_kept():
    found = sobol_indices(lambda u: u["b"][:, 0] + 0 * u["a"][:, 0], {"b": 1, "a": 1}, samples=256, seed=2)
    assert found.first == pytest.approx([1.0, 0.0], abs=0.05)


@pytest.mark.parametrize(
    ("factors", "samples", "message"),
    [
        ({"a": 1}, 256, "two factors or more"),
        ({"a": 1, "b": 1}, 100, "a power of two"),
    ],
)
def test_an_analysis_without_sense_is_refused(factors, samples, message):
    with pytest.raises(ParameterError, match=message):
        sobol_indices(lambda u: np.zeros(len(u["a"])), factors, samples=samples)


def test_an_output_that_never_moves_has_no_indices():
    assert sobol_indices(lambda u: np.zeros(len(u["a"])), {"a": 1, "b": 1}, samples=64) is None
    best = [[9.0, 9.0], [5.0, 5.0], [1.0, 1.0]]
    assert rank_shift_indices(best, best, HALVES, UP, ["a", "b"], samples=64) is None


VALUES = np.array([[9.0, 1.0, 4.0], [5.0, 5.0, 5.0], [1.0, 9.0, 2.0], [2.0, 2.0, 8.0]])
THREE = ["higher_better"] * 3
THIRDS = np.full(3, 1 / 3)


def test_only_what_varies_is_a_factor():
    axes = ["a", "b", "c"]
    points = rank_shift_indices(VALUES, VALUES, THIRDS, THREE, axes, samples=128, seed=1)
    assert points.factors == ("normalisation", "aggregation", "weights")
    ranges = rank_shift_indices(VALUES - 1, VALUES + 1, THIRDS, THREE, axes, samples=128, seed=1)
    assert ranges.factors == ("normalisation", "aggregation", "weights", "values")
    one = rank_shift_indices(
        VALUES - 1, VALUES + 1, THIRDS, THREE, axes, aggregations=("arithmetic",), samples=128, seed=1
    )
    assert one.factors == ("normalisation", "weights", "values")
    assert 0 < one.mean < 2


def test_wide_ranges_matter_more_than_narrow_ones():
    axes = ["a", "b", "c"]
    totals = [
        rank_shift_indices(VALUES - width, VALUES + width, THIRDS, THREE, axes, samples=512, seed=1).total[-1]
        for width in (0.05, 4.0)
    ]
    assert totals[0] < totals[1]


def test_each_indicator_needs_an_axis():
    with pytest.raises(ParameterError, match="2 axes are named for 3 indicators"):
        rank_shift_indices(VALUES, VALUES, THIRDS, THREE, ["a", "b"])


def test_the_indicator_that_turned_the_order_is_named():
    # without the third unit the range of the second indicator shrinks from 9 to 1, and its lead of 1 decides
    values = [[10.0, 8.0], [8.0, 9.0], [0.0, 0.0]]
    (found,) = removal_reversals(
        pd.DataFrame(values, columns=["jobs", "air"]), [0.45, 0.55], UP, first=1
    ).reversals
    assert (found.ahead, found.behind, found.removed, found.level) == (0, 1, 2, False)
    assert found.indicator == 1
    # weighted differences before: 0.45 * 2 / 10 and -0.55 * 1 / 9; after: 0.45 and -0.55
    assert found.share_before == pytest.approx(-(0.55 / 9) / (0.09 + 0.55 / 9))
    assert found.share_after == pytest.approx(-0.55)
    assert found.extreme


def test_another_normalisation_can_turn_the_order():
    values = [[10.0, 1.0], [9.0, 2.0], [0.0, 3.0], [1.0, 30.0]]
    check = normalisation_reversals(values, HALVES, UP, first=3)
    assert {found.normalisation for found in check.reversals} >= {"rank"}
    for found in check.reversals:
        before = composite(values, HALVES, UP)
        after = composite(values, HALVES, UP, Recipe(found.normalisation))
        assert before[found.ahead] > before[found.behind]
        assert after[found.ahead] <= after[found.behind] + 1e-12
        assert found.level == bool(abs(after[found.ahead] - after[found.behind]) < 1e-12)


def test_what_cannot_be_tried_is_said():
    values = [[10.0, -1.0], [9.0, 2.0], [0.0, 3.0]]
    check = normalisation_reversals(values, HALVES, UP)
    assert check.tested == 3
    (reason,) = check.not_tested
    assert reason.startswith("distance_to_reference: the distance to a reference needs values above zero")
    check = removal_reversals([[1.0, 2.0], [1.0, 3.0], [2.0, 2.5]], HALVES, UP)
    assert check.tested == 2
    assert check.not_tested[0].startswith("unit 3: values of indicator 1 are the same")


def test_two_units_have_no_third_one():
    check = removal_reversals(VALUES[:2], THIRDS, THREE)
    assert (check.reversals, check.tested, check.not_tested) == ((), 0, ())


def test_ranges_set_the_scale_of_the_comparison():
    width = np.array([0.0, 0.0, 40.0])
    wide = (VALUES - width, VALUES + width)
    check = removal_reversals(VALUES, THIRDS, THREE, ranges=wide, first=4)
    scores = [
        Recipe().scores(VALUES[kept], THIRDS, Recipe().scale(wide[0][kept], wide[1][kept], THREE))
        for kept in ([0, 1, 2, 3], [1, 2, 3])
    ]
    turned = {(found.ahead, found.behind) for found in check.reversals if found.removed == 0}
    pairs = [(one, other) for one in (1, 2, 3) for other in (1, 2, 3) if one != other]
    expected = {
        (one, other)
        for one, other in pairs
        if scores[0][one] - scores[0][other] > 1e-9 and scores[1][one - 1] - scores[1][other - 1] < 1e-9
    }
    assert turned == expected


def test_methods_that_compare_values_as_they_are_have_no_normalisation_to_turn_them():
    assert normalisation_reversals(VALUES, THIRDS, THREE, Recipe(aggregation="copeland")).reversals == ()
    assert normalisation_reversals(VALUES, THIRDS, THREE, Recipe(aggregation="promethee")).tested == 0


@settings(max_examples=40)
@given(
    arrays(float, st.tuples(st.integers(3, 6), st.just(3)), elements=st.integers(1, 30).map(float)).filter(
        lambda matrix: (np.ptp(matrix, axis=0) > 0).all()
    )
)
def test_all_pairs_that_turn_are_reported_and_no_other(matrix):
    for recipe in (Recipe("min_max"), Recipe("rank")):
        check = removal_reversals(matrix, THIRDS, THREE, recipe, first=len(matrix))
        found = {(item.ahead, item.behind, item.removed) for item in check.reversals}
        skipped = {int(reason.split()[1].rstrip(":")) - 1 for reason in check.not_tested}
        before = composite(matrix, THIRDS, THREE, recipe)
        expected = set()
        for removed in set(range(len(matrix))) - skipped:
            kept = [unit for unit in range(len(matrix)) if unit != removed]
            after = dict(zip(kept, composite(matrix[kept], THIRDS, THREE, recipe), strict=True))
            expected |= {
                (one, other, removed)
                for one in kept
                for other in kept
                if round(before[one] - before[other], 12) > 0 and round(after[one] - after[other], 12) <= 0
            }
        assert found == expected


def test_first_must_be_one_or_more():
    with pytest.raises(ParameterError, match="first is 0"):
        removal_reversals(VALUES, THIRDS, THREE, first=0)
