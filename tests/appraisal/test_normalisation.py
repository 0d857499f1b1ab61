"""Normalisations: what each keeps, and that a fixed scale gives what the function gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.normalisation.distance import distance_to_reference
from greentwin.appraisal.normalisation.min_max import min_max
from greentwin.appraisal.normalisation.rank import rank
from greentwin.appraisal.normalisation.scale import scale_of
from greentwin.appraisal.normalisation.vector import vector
from greentwin.appraisal.normalisation.z_score import z_score
from greentwin.appraisal.options import NORMALISATIONS
from greentwin.errors import ParameterError

FUNCTIONS = {
    "min_max": min_max,
    "z_score": z_score,
    "rank": rank,
    "distance_to_reference": distance_to_reference,
    "vector": vector,
}
VALUES = np.array([[2.0, 30.0, 0.5], [4.0, 10.0, 0.1], [8.0, 20.0, 0.9], [6.0, 20.0, 0.3]])
DIRECTIONS = ["higher_better", "lower_better", "higher_better"]
tables = arrays(
    float, st.tuples(st.integers(2, 8), st.just(3)), elements=st.integers(1, 50).map(float)
).filter(lambda matrix: (np.ptp(matrix, axis=0) > 0).all())


def test_every_normalisation_has_a_function():
    assert set(FUNCTIONS) == set(NORMALISATIONS)


@pytest.mark.parametrize("name", NORMALISATIONS)
@given(tables)
def test_the_better_of_two_values_stays_the_better(name, matrix):
    normalised = FUNCTIONS[name](matrix, DIRECTIONS)
    for column, sign in enumerate((1, -1, 1)):
        differences = sign * (matrix[:, None, column] - matrix[None, :, column])
        after = normalised[:, None, column] - normalised[None, :, column]
        assert (np.sign(np.round(after, 12)) == np.sign(differences)).all()


@pytest.mark.parametrize("name", NORMALISATIONS)
@given(tables)
def test_a_fixed_scale_of_points_gives_what_the_function_gives(name, matrix):
    scale = scale_of(matrix, matrix, DIRECTIONS, name)
    expected = FUNCTIONS[name](matrix, DIRECTIONS)
    assert np.allclose(scale.apply(matrix), expected)
    assert np.allclose(scale.apply(np.stack([matrix, matrix])), expected)


@pytest.mark.parametrize("name", ["min_max", "z_score", "rank"])
@given(tables, st.integers(1, 9), st.integers(-20, 20))
def test_the_unit_and_the_zero_of_an_indicator_do_not_matter(name, matrix, factor, shift):
    changed = factor * matrix + shift
    assert np.allclose(FUNCTIONS[name](changed, DIRECTIONS), FUNCTIONS[name](matrix, DIRECTIONS))


@pytest.mark.parametrize("name", ["distance_to_reference", "vector"])
@given(tables, st.integers(1, 9))
def test_ratios_do_not_depend_on_the_unit(name, matrix, factor):
    assert np.allclose(FUNCTIONS[name](factor * matrix, DIRECTIONS), FUNCTIONS[name](matrix, DIRECTIONS))


def test_min_max_by_hand_with_goalposts_and_another_range():
    assert min_max(VALUES, DIRECTIONS)[:, 1].tolist() == [0.0, 1.0, 0.5, 0.5]
    goalposts = ([0.0, 0.0, 0.0], [10.0, 40.0, 1.0])
    assert min_max(VALUES, DIRECTIONS, bounds=goalposts)[0].tolist() == [0.2, 0.25, 0.5]
    assert min_max(VALUES, DIRECTIONS, to=(1.0, 100.0)).min() == 1.0
    assert min_max(VALUES, DIRECTIONS, to=(1.0, 100.0)).max() == 100.0


def test_z_scores_have_mean_zero_and_deviation_one():
    for ddof in (0, 1):
        scores = z_score(VALUES, DIRECTIONS, ddof=ddof)
        assert np.allclose(scores.mean(axis=0), 0)
        assert np.allclose(scores.std(axis=0, ddof=ddof), 1)


def test_ties_share_their_mean_rank():
    assert rank(VALUES, DIRECTIONS)[:, 1].tolist() == [1.0, 4.0, 2.5, 2.5]


def test_the_reference_has_one_whichever_the_direction():
    related = distance_to_reference(VALUES, DIRECTIONS, [4.0, 20.0, 0.5])
    assert related[1].tolist() == [1.0, 2.0, 0.2]
    assert distance_to_reference(VALUES, DIRECTIONS).max(axis=0).tolist() == [1.0, 1.0, 1.0]


def test_the_columns_of_a_vector_normalisation_have_length_one():
    assert np.allclose((vector(VALUES, DIRECTIONS) ** 2).sum(axis=0), 1.0)


def test_a_scale_of_ranges_is_set_by_both_ends():
    low, high = VALUES - 0.05, VALUES + 0.05
    scale = scale_of(low, high, DIRECTIONS, "min_max")
    assert scale.apply(low).min() == 0.0
    assert scale.apply(high).max() == 1.0
    best = np.where([True, False, True], high.max(axis=0), low.min(axis=0))
    assert np.allclose(scale.apply(np.stack([best, best]))[0], 1.0)
    centre = scale_of(low, high, DIRECTIONS, "z_score")
    assert np.allclose(centre.apply(VALUES), z_score(VALUES, DIRECTIONS))


def test_a_floor_keeps_the_worst_above_zero_for_a_geometric_mean():
    recipe = Recipe("min_max", "geometric")
    scale = recipe.scale(VALUES, VALUES, DIRECTIONS)
    assert np.isclose(scale.apply(VALUES).min(), 0.01)
    assert np.isclose(scale.apply(VALUES).max(), 1.0)


@pytest.mark.parametrize(
    ("low", "high", "floor", "message"),
    [
        (VALUES, VALUES - 1, 0.0, "low must not be above high"),
        (VALUES, VALUES[:, :2], 0.0, "the same shape"),
        (VALUES, VALUES, 1.0, "floor is 1.0"),
        (VALUES * 0 + 1, VALUES * 0 + 1, 0.0, "are the same for all units"),
    ],
)
def test_a_scale_without_sense_is_refused(low, high, floor, message):
    with pytest.raises(ParameterError, match=message):
        scale_of(low, high, DIRECTIONS, "min_max", floor=floor)


def test_ranges_around_one_middle_have_no_z_scores():
    with pytest.raises(ParameterError, match="indicator 1 are the same"):
        scale_of([[1.0], [2.0]], [[5.0], [4.0]], ["higher_better"], "z_score")
