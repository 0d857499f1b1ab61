"""Coefficients of agreement: published values to the digit, laws that must hold, and cases without a value."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from greentwin.errors import ParameterError
from greentwin.ngo.agreement import (
    alpha_of_coincidences,
    cohen_kappa,
    cohen_kappa_of_table,
    fleiss_kappa,
    fleiss_kappa_of_counts,
    krippendorff_alpha,
    percent_agreement,
)

LEVELS = ("nominal", "ordinal", "interval", "ratio")
NONE = None
KRIPPENDORFF_2011 = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
        [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
    ],
    dtype=object,
).T
"""Four observers (columns) and twelve units, the worked example of Krippendorff (2011)."""
FLEISS_1971 = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
"""Ten subjects, fourteen raters, five categories; kappa .210 (after Fleiss 1971)."""

examples = settings(max_examples=60, deadline=None)


def tables(gaps=False):
    """Return a strategy for ratings of 2 to 12 units by some coders, values 1 to 4."""
    value = st.integers(1, 4)
    cell = st.one_of(st.none(), value, value) if gaps else value
    return st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(cell, min_size=n, max_size=n), min_size=2, max_size=12)
    )


@pytest.mark.parametrize(("level", "value"), list(zip(LEVELS, (0.743, 0.815, 0.849, 0.797), strict=True)))
def test_alpha_of_krippendorff_2011(level, value):
    found = krippendorff_alpha(KRIPPENDORFF_2011, level)
    assert round(found.value, 3) == value
    assert (found.n_units, found.n_coders) == (11, 4)


def test_kappa_of_fleiss_1971():
    kappa, observed, expected = fleiss_kappa_of_counts(FLEISS_1971)
    assert round(kappa, 3) == 0.210
    assert (round(observed, 3), round(expected, 3)) == (0.378, 0.213)
    ratings = [[k for k, n in enumerate(row) for _ in range(n)] for row in FLEISS_1971]
    assert fleiss_kappa(ratings).value == pytest.approx(kappa)


def test_kappa_of_the_textbook_table():
    kappa, observed, expected = cohen_kappa_of_table([[20, 5], [10, 15]])
    assert kappa == pytest.approx(0.4)
    assert (observed, expected) == (0.7, 0.5)
    ratings = 20 * [["yes", "yes"]] + 5 * [["yes", "no"]] + 10 * [["no", "yes"]] + 15 * [["no", "no"]]
    found = cohen_kappa(ratings)
    assert found.value == pytest.approx(0.4)
    assert (found.n_units, found.n_coders) == (50, 2)


def test_percent_agreement_by_hand():
    assert percent_agreement([["a", "a"], ["a", "b"], ["b", "b"], ["b", "b"]]).value == 0.75
    three = percent_agreement([["a", "a", "b"], ["a", "a", "a"], ["a", None, None]])
    assert three.value == pytest.approx((1 / 3 + 1) / 2)
    assert three.n_units == 2


def test_alpha_of_two_coders_by_hand():
    # o_11 = 2, o_12 = o_21 = 1, o_22 = 4, n = 8: alpha = 1 - 7 * 2 / (2 * 3 * 5)
    found = krippendorff_alpha([[1, 1], [1, 2], [2, 2], [2, 2]])
    assert found.value == pytest.approx(1 - 7 * 2 / 30)
    assert alpha_of_coincidences([[2, 1], [1, 4]]) == pytest.approx(found.value)
    assert (found.observed, found.expected) == (pytest.approx(2 / 8), pytest.approx(30 / 56))


def test_ordinal_alpha_counts_the_ranks_between():
    ratings = [["hedged", "hedged"], ["plain", "plain"], ["hedged", "strong"], ["plain", "strong"]]
    order = ("hedged", "plain", "strong")
    found = krippendorff_alpha(ratings, "ordinal", order=order)
    # n = (3, 3, 2): d_13 = (3/2 + 3 + 2/2)^2, d_23 = (3/2 + 1)^2, d_12 = 9
    observed = 2 * (5.5**2 + 2.5**2)
    expected = 2 * (9 * 9 + 6 * 5.5**2 + 6 * 2.5**2)
    assert found.value == pytest.approx(1 - 7 * observed / expected)
    reordered = krippendorff_alpha(ratings, "ordinal", order=("hedged", "strong", "plain"))
    assert reordered.value != pytest.approx(found.value)


@examples
@given(st.lists(st.integers(1, 4), min_size=2, max_size=10), st.integers(2, 5), st.sampled_from(LEVELS))
def test_perfect_agreement_is_one(values, coders, level):
    assume(len(set(values)) > 1)
    ratings = [[value] * coders for value in values]
    found = krippendorff_alpha(ratings, level)
    assert found.value == pytest.approx(1)
    assert percent_agreement(ratings).value == 1
    assert fleiss_kappa(ratings).value == pytest.approx(1)
    assert cohen_kappa([row[:2] for row in ratings]).value == pytest.approx(1)


@examples
@given(tables(gaps=True), st.sampled_from(LEVELS), st.randoms(use_true_random=False))
def test_the_order_of_coders_and_units_does_not_matter(ratings, level, random):
    coders = list(range(len(ratings[0])))
    random.shuffle(coders)
    units = list(ratings)
    random.shuffle(units)
    one = krippendorff_alpha(ratings, level)
    other = krippendorff_alpha([[unit[k] for k in coders] for unit in units], level)
    assert other.value == pytest.approx(one.value, nan_ok=True)
    assert other.undefined == one.undefined


@examples
@given(tables(gaps=True), st.permutations(["x", "y", "z", "w"]))
def test_names_of_nominal_values_do_not_matter(ratings, names):
    renamed = [[None if value is None else names[value - 1] for value in unit] for unit in ratings]
    for coefficient in (krippendorff_alpha, percent_agreement):
        assert coefficient(renamed).value == pytest.approx(coefficient(ratings).value, nan_ok=True)
    pairs = [unit[:2] for unit in renamed]
    assert cohen_kappa(pairs).value == pytest.approx(
        cohen_kappa([unit[:2] for unit in ratings]).value, nan_ok=True
    )


@examples
@given(tables(gaps=True), st.floats(0.5, 3), st.floats(-5, 5))
def test_interval_alpha_ignores_scale_and_origin_and_ratio_alpha_ignores_scale(ratings, scale, origin):
    def changed(add):
        return [[None if value is None else scale * value + add for value in unit] for unit in ratings]

    interval = krippendorff_alpha(ratings, "interval").value
    assert krippendorff_alpha(changed(origin), "interval").value == pytest.approx(interval, nan_ok=True)
    ratio = krippendorff_alpha(ratings, "ratio").value
    assert krippendorff_alpha(changed(0), "ratio").value == pytest.approx(ratio, nan_ok=True)


@examples
@given(tables(gaps=True))
def test_ordinal_alpha_needs_ranks_only(ratings):
    squared = [[None if value is None else value**2 for value in unit] for unit in ratings]
    one, other = (krippendorff_alpha(table, "ordinal").value for table in (ratings, squared))
    assert other == pytest.approx(one, nan_ok=True)


@examples
@given(tables())
def test_nominal_alpha_is_fleiss_kappa_corrected_for_small_samples(ratings):
    # 1 - alpha = (1 - kappa) (n - 1) / n with n ratings in all; for two coders kappa is Scott's pi.
    kappa, alpha = fleiss_kappa(ratings), krippendorff_alpha(ratings)
    assert kappa.undefined == alpha.undefined
    n = len(ratings) * len(ratings[0])
    assert 1 - alpha.value == pytest.approx((1 - kappa.value) * (n - 1) / n, nan_ok=True)


@examples
@given(tables(gaps=True), st.sampled_from(LEVELS))
def test_units_with_one_rating_change_nothing(ratings, level):
    lonely = [[3] + [None] * (len(ratings[0]) - 1), *ratings]
    one, other = (krippendorff_alpha(table, level) for table in (ratings, lonely))
    assert other.value == pytest.approx(one.value, nan_ok=True)
    assert other.n_units == one.n_units


@examples
@given(tables(gaps=True), st.sampled_from(LEVELS))
def test_no_coefficient_exceeds_one_and_ratings_are_not_changed(ratings, level):
    table = pd.DataFrame(ratings, dtype=object)
    before = table.copy(deep=True)
    found = krippendorff_alpha(table, level, resamples=50)
    assert not found.value > 1 + 1e-12
    assert math.isnan(found.value) == bool(found.undefined)
    if found.interval:
        low, high = found.interval
        assert low <= high <= 1 + 1e-12
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("coefficient", [krippendorff_alpha, cohen_kappa, fleiss_kappa])
def test_without_variation_there_is_no_value_but_a_reason(coefficient):
    found = coefficient([["a", "a"], ["a", "a"]])
    assert math.isnan(found.value)
    assert found.undefined == "no_variation"
    assert found.interval is None


@pytest.mark.parametrize("coefficient", [krippendorff_alpha, cohen_kappa, fleiss_kappa, percent_agreement])
def test_without_a_unit_rated_twice_there_is_no_value_but_a_reason(coefficient):
    for ratings in ([["a", None], [None, "b"]], pd.DataFrame(columns=["one", "two"])):
        found = coefficient(ratings)
        assert math.isnan(found.value)
        assert (found.undefined, found.n_units) == ("no_pairs", 0)


def test_the_interval_is_repeatable_holds_the_value_and_widens_with_confidence():
    narrow, wide, again = (
        krippendorff_alpha(KRIPPENDORFF_2011, resamples=1000, confidence=confidence, seed=3)
        for confidence in (0.5, 0.95, 0.95)
    )
    assert wide.interval == again.interval
    assert wide.interval[0] < narrow.interval[0] < wide.value < narrow.interval[1] <= wide.interval[1]
    other = krippendorff_alpha(KRIPPENDORFF_2011, resamples=1000, seed=4)
    assert other.interval != wide.interval


def test_the_bootstrap_draws_units():
    # Two kinds of unit: agreeing ones of two values, and one disagreeing; the resample without the latter is perfect.
    ratings = 10 * [["a", "a"], ["b", "b"]] + [["a", "b"]]
    found = krippendorff_alpha(ratings, resamples=4000)
    share_without = (20 / 21) ** 21
    assert share_without > 0.025
    assert found.interval[1] == pytest.approx(1)
    assert found.interval[0] < found.value


def test_no_interval_where_too_many_resamples_have_no_variation():
    found = krippendorff_alpha([["a", "a"], ["b", "b"]], resamples=200)
    assert found.value == 1
    assert found.interval is None


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: krippendorff_alpha([[1], [2]]), "two coders or more"),
        (lambda: krippendorff_alpha([[1, 2], [1]]), "two coders or more|table of units"),
        (lambda: krippendorff_alpha([[1, 2]], "metric"), "nominal, ordinal, interval, ratio"),
        (lambda: krippendorff_alpha([["a", "b"]], "interval"), "takes numbers only"),
        (lambda: krippendorff_alpha([[-1, 2]], "ratio"), "no negative values"),
        (lambda: krippendorff_alpha([[1, "b"]]), "cannot be sorted"),
        (lambda: krippendorff_alpha([["a", "b"]], "ordinal", order=("a",)), "order lacks b"),
        (lambda: krippendorff_alpha([["a", "b"]], "ordinal", order=("a", "b", "b")), "names a value twice"),
        (lambda: krippendorff_alpha([[1, 2]], confidence=1), "between 0 and 1"),
        (lambda: krippendorff_alpha([[1, 2]], resamples=-1), "0 or more"),
        (lambda: cohen_kappa([[1, 2, 3]]), "two coders, not 3"),
        (lambda: fleiss_kappa([[1, 2, 3], [1, 2, None]]), "alpha takes gaps"),
        (lambda: cohen_kappa_of_table([[1, 2, 3], [1, 2, 3]]), "must be square"),
        (lambda: cohen_kappa_of_table([[0, 0], [0, 0]]), "at least one unit"),
        (lambda: fleiss_kappa_of_counts([[2, -1], [1, 0]]), "no negative count"),
    ],
)
def test_ratings_of_a_wrong_shape_say_what_is_needed(call, message):
    with pytest.raises(ParameterError, match=message):
        call()
