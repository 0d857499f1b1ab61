"""Correlation, concordance and reliability of two sources, and their intervals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measured_sources import dummies, residuals, sources

from greentwin.city.evaluation.measurement.agreement import (
    agreements,
    concordance,
    noise_factor,
    province_draws,
)
from greentwin.city.evaluation.measurement.sample import load_sample
from greentwin.errors import DataError, ParameterError

# Peak expiratory flow by a Wright meter and a mini meter, first readings of 17 subjects: Bland and Altman (1986,
# 10.1016/S0140-6736(86)90837-8), table 1; the paper gives r = 0.94 and a mean difference of -2.1 l/min.
WRIGHT = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427]
MINI = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451]


def test_concordance_of_published_readings():
    r = np.corrcoef(WRIGHT, MINI)[0, 1]
    assert round(r, 2) == 0.94
    assert round(float(np.mean(WRIGHT) - np.mean(MINI)), 1) == -2.1
    ratio = np.std(WRIGHT) / np.std(MINI)
    shift = (np.mean(WRIGHT) - np.mean(MINI)) / np.sqrt(np.std(WRIGHT) * np.std(MINI))
    bias_correction = 2 / (ratio + 1 / ratio + shift**2)  # Lin (1989), eq. 3
    assert concordance(WRIGHT, MINI) == pytest.approx(r * bias_correction)
    assert round(concordance(WRIGHT, MINI), 3) == 0.943


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=30))
@settings(max_examples=60, deadline=None)
def test_concordance_is_symmetric_and_no_larger_than_the_correlation(pairs):
    x, y = np.array(pairs).T
    if min(x.std(), y.std()) < 1e-3:
        return
    found = concordance(x, y)
    assert found == pytest.approx(concordance(y, x))
    assert abs(found) <= abs(np.corrcoef(x, y)[0, 1]) + 1e-9


def test_concordance_of_values_that_cannot_be_paired_is_refused():
    with pytest.raises(DataError, match="two paired values"):
        concordance([1, 2], [1, 2, 3])
    with pytest.raises(DataError, match="without gaps"):
        concordance([1, np.nan], [1, 2])
    assert np.isnan(concordance([1, 1], [1, 1]))


def test_correlation_net_of_unit_and_year_is_that_of_the_residuals():
    sample = sources()
    (found,) = agreements(sample, ("within",))
    left = residuals(sample.logs[:, sample.held].T, dummies(sample.held, units=True))
    assert found.pearson.value == pytest.approx(np.corrcoef(left.T)[0, 1])
    assert found.reliability_a.value == pytest.approx(left[:, 0] @ left[:, 1] / (left[:, 0] @ left[:, 0]))
    assert found.reliability("b").value == pytest.approx(left[:, 0] @ left[:, 1] / (left[:, 1] @ left[:, 1]))
    assert found.spread_ratio == pytest.approx(left[:, 1].std() / left[:, 0].std())
    assert (found.n, found.n_units, found.n_provinces) == (sample.n, 24, 6)


def test_a_source_that_differs_by_a_factor_agrees_in_all_but_level():
    sample = sources(noise=(0.1, 0.1))
    doubled = replace(sample, logs=np.stack([sample.logs[0], sample.logs[0] + np.log(2)]))
    by_kind = {found.kind: found for found in agreements(doubled)}
    for found in by_kind.values():
        assert found.pearson.value == pytest.approx(1)
        assert found.pearson.interval == pytest.approx((1, 1))
    assert by_kind["log"].concordance.value < 0.99
    for kind in ("within", "change", "change_in_year"):
        assert by_kind[kind].concordance.value == pytest.approx(1)
        assert by_kind[kind].reliability_b.value == pytest.approx(1)


def test_the_reliability_ratio_is_the_share_of_truth():
    sample = sources(n_provinces=60, units_each=10, noise=(0.1, 0.3), gaps=0)
    (found,) = agreements(sample, ("within",), draws=99)
    assert found.reliability_a.value == pytest.approx(0.04 / 0.05, abs=0.07)
    assert found.reliability_b.value == pytest.approx(0.04 / 0.13, abs=0.03)
    assert found.shared_spread.value == pytest.approx(0.2, abs=0.01)
    low, high = found.reliability_b.interval
    assert low < 0.04 / 0.13 < high


def test_noise_in_the_outcome_costs_power_by_the_root_of_the_reliability():
    assert noise_factor(0.25) == 2
    assert noise_factor(1) == 1
    assert np.isnan(noise_factor(0))
    assert np.isnan(noise_factor(-0.1))


def test_draws_are_whole_provinces_and_repeat_with_their_seed():
    weights = province_draws(5, 200, seed=7)
    assert weights[0].tolist() == [1] * 5
    assert (weights.sum(axis=1) == 5).all()
    np.testing.assert_array_equal(weights, province_draws(5, 200, seed=7))
    assert not np.array_equal(weights, province_draws(5, 200, seed=8))
    sample = sources()
    assert agreements(sample, ("log",), seed=2) == agreements(sample, ("log",), seed=2)
    assert agreements(sample, ("log",), seed=2) != agreements(sample, ("log",), seed=3)


def test_a_variable_that_does_not_vary_has_no_coefficient():
    sample = sources(gaps=0)
    flat = replace(sample, logs=np.stack([sample.logs[0], np.zeros_like(sample.logs[0])]))
    (found,) = agreements(flat, ("log",))
    assert np.isnan(found.pearson.value)
    assert np.isnan(found.pearson.interval).all()


def test_one_source_and_too_few_draws_are_refused():
    with pytest.raises(DataError, match="needs two sources"):
        agreements(sources(noise=(0.1,)))
    with pytest.raises(ParameterError, match="at least 99"):
        agreements(sources(), draws=10)


def test_the_sources_of_the_study_agree_in_level_and_not_in_what_an_evaluation_uses():
    sample = load_sample(("ceads", "chen", "edgar"), 2003, 2017)
    assert sample.sources == ("chen", "edgar", "ceads")
    assert (sample.n, len(sample.units), sample.n_complete) == (3018, 259, 63)
    found = {(item.kind, item.source_a, item.source_b): item for item in agreements(sample)}
    for pair in (("chen", "edgar"), ("chen", "ceads"), ("edgar", "ceads")):
        assert found["log", *pair].pearson.interval[0] > 0.6
        assert found["within", *pair].pearson.value < 0.5
        assert found["change_in_year", *pair].pearson.interval[1] < 0.3
    chen = found["within", "chen", "edgar"].shared_spread
    other = found["within", "edgar", "ceads"].shared_spread
    assert chen.interval[1] < other.interval[0]
