"""Input that a method cannot take is refused, and the message says why and what would be allowed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from greentwin.appraisal.aggregation.arithmetic import arithmetic
from greentwin.appraisal.aggregation.geometric import geometric
from greentwin.appraisal.aggregation.kemeny import kemeny
from greentwin.appraisal.aggregation.outranking import copeland
from greentwin.appraisal.aggregation.preferences import Preference
from greentwin.appraisal.aggregation.promethee import promethee
from greentwin.appraisal.aggregation.topsis import topsis
from greentwin.appraisal.composite import Recipe, composite
from greentwin.appraisal.direction import orient
from greentwin.appraisal.missing import treat_gaps
from greentwin.appraisal.normalisation.distance import distance_to_reference
from greentwin.appraisal.normalisation.min_max import min_max
from greentwin.appraisal.normalisation.rank import rank
from greentwin.appraisal.normalisation.vector import vector
from greentwin.appraisal.normalisation.z_score import z_score
from greentwin.appraisal.weighting.entropy import entropy_weights
from greentwin.errors import ParameterError

GOOD = [[1.0, 4.0], [2.0, 3.0], [3.0, 5.0]]
UP = ["higher_better", "higher_better"]
HALVES = [0.5, 0.5]
DIRECTED = [min_max, z_score, rank, vector, distance_to_reference, orient]
WEIGHTED = [
    arithmetic,
    geometric,
    lambda values, weights: topsis(values, weights, UP),
    lambda values, weights: promethee(values, weights, UP),
    lambda values, weights: copeland(values, weights, UP),
    lambda values, weights: composite(values, weights, UP),
]


@pytest.mark.parametrize("method", WEIGHTED)
@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([0.5, 0.6], r"the weights sum to 1\.1; they must sum to 1"),
        ([1.5, -0.5], r"the smallest weight is -0\.5; each must be at least 0"),
        ([1.0], "one for each of the 2 indicators"),
        ([0.5, float("nan")], "a weight is missing"),
        (["half", "half"], "weights must be numbers"),
    ],
)
def test_weights_that_are_none_are_refused(method, weights, message):
    with pytest.raises(ParameterError, match=message):
        method(GOOD, weights)


@pytest.mark.parametrize("method", DIRECTED)
@pytest.mark.parametrize(
    ("directions", "message"),
    [
        (["higher_better"], "1 directions are given for 2 indicators; each needs one"),
        (
            ["higher_better", None],
            "the direction of indicator 2 is None; it must be higher_better or lower_better",
        ),
        (["up", "higher_better"], "the direction of indicator 1 is 'up'"),
        ("higher_better", "1 directions are given"),
    ],
)
def test_a_missing_direction_is_refused(method, directions, message):
    with pytest.raises(ParameterError, match=message):
        method(GOOD, directions)


@pytest.mark.parametrize("method", [min_max, z_score, vector, topsis, promethee])
def test_a_constant_column_is_refused_by_its_name(method):
    frame = pd.DataFrame({"jobs": [1.0, 2.0, 3.0], "cost": [7.0, 7.0, 7.0]})
    arguments = (HALVES, UP) if method in (topsis, promethee) else (UP,)
    with pytest.raises(ParameterError, match="values of cost are the same for all units"):
        method(frame, *arguments)


def test_entropy_weights_refuse_a_constant_column_and_negative_values():
    with pytest.raises(ParameterError, match="indicator 2 are the same"):
        entropy_weights([[1, 2], [3, 2]])
    with pytest.raises(ParameterError, match="at least 0"):
        entropy_weights([[1, -2], [3, 2]])


@pytest.mark.parametrize("method", [*WEIGHTED, *DIRECTED[:5]])
def test_gaps_without_a_stated_treatment_are_refused(method):
    frame = pd.DataFrame({"jobs": [1.0, np.nan, 3.0], "cost": [7.0, 8.0, 9.0]})
    with pytest.raises(ParameterError, match="values of jobs have gaps; state a treatment"):
        method(frame, HALVES if method in WEIGHTED else UP)
    with pytest.raises(ParameterError, match="values of jobs have gaps"):
        treat_gaps(frame)


@pytest.mark.parametrize("value", [0.0, -1.0])
def test_a_geometric_mean_of_non_positive_values_is_refused(value):
    with pytest.raises(
        ParameterError, match="a geometric mean needs values above zero; those of indicator 1 are not"
    ):
        geometric([[value, 1.0], [2.0, 3.0]], HALVES)
    with pytest.raises(ParameterError, match="the distance to a reference needs values above zero"):
        distance_to_reference([[value, 1.0], [2.0, 3.0]], UP)


@pytest.mark.parametrize("normalisation", ["z_score", "vector"])
def test_a_geometric_mean_after_a_scale_with_zeros_is_refused(normalisation):
    with pytest.raises(ParameterError, match="take min_max, rank or distance_to_reference"):
        Recipe(normalisation, "geometric")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1.0, 2.0], "units in rows and indicators in columns"),
        ([[1.0, 2.0]], "2 units or more are needed, there are 1"),
        ([["a", 1.0], ["b", 2.0]], "must be a table of numbers"),
        ([[1.0, float("inf")], [2.0, 1.0]], "values of indicator 2 are infinite"),
        ([[1.0, 2.0], [1.0]], "must be a table of numbers"),
    ],
)
def test_values_that_are_no_table_are_refused(values, message):
    with pytest.raises(ParameterError, match=message):
        arithmetic(values, HALVES)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Recipe("minmax"), "normalisation is 'minmax'; it must be one of min_max, z_score"),
        (lambda: Recipe(aggregation="mean"), "aggregation is 'mean'; it must be one of arithmetic"),
        (lambda: treat_gaps(GOOD, "guess"), "treatment is 'guess'; it must be one of refuse"),
        (lambda: topsis(GOOD, HALVES, UP, "z_score"), "it must be one of vector, min_max"),
        (lambda: Preference("linear", indifference=1.0), "linear needs preference"),
        (lambda: Preference("usual", preference=1.0), "usual does not take preference"),
        (lambda: Preference("linear", indifference=2.0, preference=1.0), "must be above indifference"),
        (lambda: Preference("gaussian", inflection=0.0), "inflection is 0"),
        (lambda: Preference("v_shape", preference=-1.0), "finite number of at least 0"),
        (lambda: Preference("bell"), "shape is 'bell'"),
        (lambda: promethee(GOOD, HALVES, UP, [Preference()]), "1 preference functions are given for 2"),
        (lambda: kemeny(np.zeros((15, 15))), "at most 14"),
        (lambda: kemeny([[0.0, 1.0]]), "a square"),
        (lambda: min_max(GOOD, UP, to=(1.0, 1.0)), "the worst must be below the best"),
        (lambda: min_max(GOOD, UP, bounds=([0, 5], [9, 5])), "each lower bound must be below"),
        (lambda: z_score(GOOD, UP, ddof=2), "must be 0 or 1"),
        (lambda: distance_to_reference(GOOD, UP, [1.0, 0.0]), "each reference must be above zero"),
    ],
)
def test_a_wrong_choice_says_what_is_allowed(call, message):
    with pytest.raises(ParameterError, match=message):
        call()


def test_many_faulty_columns_are_counted():
    frame = pd.DataFrame({f"c{number}": [1.0, 1.0] for number in range(8)})
    with pytest.raises(ParameterError, match="values of c0, c1, c2, c3, c4 and 3 more are the same"):
        min_max(frame, ["higher_better"] * 8)


@pytest.mark.parametrize("method", [min_max, z_score, rank, vector, distance_to_reference, orient])
def test_the_callers_values_are_not_changed(method):
    values = np.array(GOOD)
    method(values, ["higher_better", "lower_better"])
    assert values.tolist() == GOOD
