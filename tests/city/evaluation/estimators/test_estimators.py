"""What holds for all estimators: what they ignore, what they find exactly, what they say of themselves."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from evaluation_panels import staggered, with_gaps
from hypothesis import given, settings
from hypothesis import strategies as st

from greentwin.city.evaluation.estimators import ESTIMATORS, estimate
from greentwin.errors import DataError, ParameterError

WITH_GAPS = [name for name in ESTIMATORS if name != "synthetic_did"]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000), scale=st.floats(0.1, 10), name=st.sampled_from(ESTIMATORS))
def test_effects_of_units_and_years_do_not_matter_and_units_of_measure_scale(seed, scale, name):
    """Effects of years do matter to synthetic difference in differences: its penalty grows with yearly changes."""
    panel = staggered(seed=seed)
    generator = np.random.default_rng(seed)
    shifts = generator.normal(size=(12, 1)) + (name != "synthetic_did") * generator.normal(size=(1, 10))
    moved = panel.with_outcome(scale * (panel.outcome + shifts))
    first, second = estimate(panel, name), estimate(moved, name)
    assert second.value == pytest.approx(scale * first.value, abs=1e-6)
    assert second.standard_error == pytest.approx(scale * first.standard_error, rel=1e-6)


@pytest.mark.parametrize("name", ESTIMATORS)
def test_a_constant_effect_is_found_exactly_without_noise(name):
    panel = staggered(noise=0.0, effect=lambda start, year: -0.04)
    assert estimate(panel, name).value == pytest.approx(-0.04, abs=1e-9)


@pytest.mark.parametrize("name", WITH_GAPS)
def test_a_constant_effect_is_found_exactly_with_gaps(name):
    panel = with_gaps(staggered(noise=0.0, effect=lambda start, year: -0.04), 0.2)
    assert estimate(panel, name).value == pytest.approx(-0.04, abs=1e-9)


@pytest.mark.parametrize("name", ESTIMATORS)
def test_coverage_of_the_interval(name):
    """A 95 % interval covers the true effect in most of 100 samples of 40 units, 16 of them treated."""
    covered = 0
    for seed in range(100):
        panel = staggered(
            starts=[2003] * 8 + [2005] * 8 + [np.inf] * 24,
            years=range(2000, 2008),
            seed=seed,
            effect=lambda start, year: 1.0,
        )
        low, high = estimate(panel, name).interval()
        covered += low <= 1.0 <= high
    assert 87 <= covered <= 100


@pytest.mark.parametrize("name", ESTIMATORS)
def test_an_estimate_says_what_it_rests_on(name):
    panel = replace(staggered(), clusters=np.array(list("abcdefabcdef")))
    result = estimate(panel, name)
    assert (result.estimator, result.n_units, result.n_treated) == (name, 12, 6)
    assert (result.n_clusters, result.degrees_of_freedom) == (6, 5)
    assert result.standard_error > 0


def test_treated_units_that_cannot_be_estimated_do_not_count():
    panel = staggered(starts=(2004, 2004, 2006, 2006, 2006), control_group="not_yet_treated")
    assert estimate(panel, "group_time").n_treated == 2


def test_unknown_names_and_unfit_panels_are_refused():
    with pytest.raises(ParameterError, match="twfe, group_time, sun_abraham, imputation, synthetic_did"):
        estimate(staggered(), "synthetic_control")
    with pytest.raises(DataError, match="'complete'"):
        estimate(with_gaps(staggered()), "synthetic_did")


def test_the_package_loads_no_estimator_before_it_is_asked_for():
    program = "import sys, greentwin.city.evaluation.estimators; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert not {"numpy", "pandas", "scipy", "diff_diff", "statsmodels"} & set(loaded)
    assert not any(name.startswith("greentwin.city.evaluation.estimators.") for name in loaded)
