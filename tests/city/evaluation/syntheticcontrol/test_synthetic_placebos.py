"""Placebos in space and in time, donors left out, sets of effects and power."""

from dataclasses import replace

import numpy as np
import pytest
from synthetic_designs import by_diff_diff, mixture_design, noisy_design

from greentwin.city.evaluation.syntheticcontrol import inference
from greentwin.city.evaluation.syntheticcontrol.design import Design
from greentwin.city.evaluation.syntheticcontrol.fit import fit
from greentwin.city.evaluation.syntheticcontrol.placebos import (
    Placebos,
    among_donors,
    false_starts,
    in_space,
    in_time,
    leave_one_out,
)
from greentwin.errors import DataError, ParameterError

pytestmark = pytest.mark.filterwarnings("ignore:Pre-treatment fit is poor")


def placebos_of(pre, post):
    """Make placebos with one gap before and one after the start, none with weight on the treated unit."""
    n = len(pre)
    gaps = np.column_stack([pre, post])
    return Placebos(tuple("tabcdefgh"[:n]), np.array([2000, 2001]), 2001, np.zeros((n, n)), gaps, gaps)


def test_the_p_value_is_the_rank_among_all_units():
    placebos = placebos_of([0.1, 0.1, 0.1, 0.1], [0.5, 0.2, 0.9, -0.1])
    assert placebos.ratios == pytest.approx([5, 2, 9, 1])
    assert (placebos.rank(), placebos.p_value(), placebos.smallest_p) == (2, 0.5, 0.25)


def test_ties_count_against_the_treated_unit():
    assert placebos_of([0.1, 0.2, 0.1], [0.3, 0.6, 0.1]).p_value() == pytest.approx(2 / 3)


def test_a_perfect_fit_before_the_start_ranks_first():
    placebos = placebos_of([0.0, 0.1, 0.2], [0.1, 5.0, 9.0])
    assert placebos.ratios[0] == np.inf
    assert placebos.rank() == 1


def test_a_cut_leaves_bad_fits_out():
    placebos = placebos_of([0.1, 0.2, 0.3, 0.05], [0.5, 1.2, 2.1, 0.1])
    assert placebos.p_value() == pytest.approx(3 / 4)
    assert placebos.kept(5).tolist() == [True, True, False, True]
    assert placebos.p_value(5) == pytest.approx(2 / 3)
    with pytest.raises(ParameterError, match="must be at least 1"):
        placebos.p_value(0.5)


@pytest.mark.parametrize("seed", range(3))
def test_placebos_in_space_equal_those_of_diff_diff(seed):
    design = noisy_design(effect=-0.15, seed=seed)
    found, other = in_space(design), by_diff_diff(design)
    table = other.in_space_placebo()
    assert found.p_value() == pytest.approx(other.placebo_p_value)
    theirs = table.set_index("unit")["rmspe_ratio"]
    ours = dict(zip(found.units, found.ratios, strict=True))
    for unit in design.donors:
        assert ours[unit] == pytest.approx(theirs[unit], rel=1e-4)


@pytest.mark.parametrize("effect", [-0.4, -0.05, 0.0, 0.2, 3.0])
def test_a_hypothesis_is_tested_as_if_the_effect_had_been_taken_off_the_outcome(effect):
    design = noisy_design(effect=-0.15, seed=4)
    without = replace(design, path=design.path - np.where(design.after, effect, 0.0))
    assert inference.p_value_of(in_space(design), effect) == in_space(without).p_value()


def test_the_hypothesis_of_no_effect_has_the_p_value_of_the_placebos():
    for seed in range(5):
        placebos = in_space(noisy_design(seed=seed))
        assert inference.p_value_of(placebos, 0.0) == placebos.p_value()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("level", [0.12, 0.25, 0.5])
def test_the_set_holds_exactly_the_effects_that_are_not_rejected(seed, level):
    placebos = in_space(noisy_design(effect=-0.15, seed=seed))
    found = inference.confidence_set(placebos, level)
    for effect in np.linspace(-2, 2, 401) + 1e-5:
        assert found.holds(effect) == (inference.p_value_of(placebos, effect) > level)


def test_a_level_below_the_smallest_p_value_rejects_nothing():
    found = inference.confidence_set(in_space(noisy_design()), 0.05)
    assert found.parts == ((-np.inf, np.inf),)
    assert not found.bounded


def test_a_clear_effect_is_inside_its_set_and_zero_is_not():
    found = inference.confidence_set(in_space(noisy_design(n_donors=12, effect=-0.8, seed=7)), 0.1)
    assert found.bounded
    assert found.holds(-0.8)
    assert not found.holds(0.0)


def test_a_set_may_be_empty():
    placebos = placebos_of([0.1, 0.1, 0.1, 0.1, 0.1], [0.5, 0.2, 0.9, -0.1, 0.3])
    wild = replace(
        placebos,
        years=np.array([2000, 2001, 2002]),
        gaps=np.column_stack([placebos.gaps, [-9.0, 0.1, 0.2, 0.0, 0.1]]),
    )
    found = inference.confidence_set(wild, 0.25)
    assert (found.parts, found.bounds, found.bounded) == ((), None, False)
    assert not found.holds(0.0)


@pytest.mark.parametrize("level", [0.0, 1.0, -0.2])
def test_a_level_must_lie_between_0_and_1(level):
    design = noisy_design()
    for call in (
        lambda: inference.confidence_set(in_space(design), level),
        lambda: inference.power(design, -0.1, level),
        lambda: inference.detectable_percent(design, level),
    ):
        with pytest.raises(ParameterError, match="between 0 and 1"):
            call()


def test_the_test_keeps_its_level_among_units_that_are_alike():
    rng = np.random.default_rng(11)
    years, rejected = np.arange(2000, 2010), 0
    for _ in range(300):
        paths = rng.normal(0, 1, (10, 10))
        design = Design("t", tuple("abcdefghi"), years, 2006, paths[0], paths[1:])
        rejected += in_space(design).p_value() <= 0.1
    assert rejected / 300 <= 0.1 + 3 * np.sqrt(0.1 * 0.9 / 300)
    assert rejected > 0


def test_the_critical_rank():
    assert [inference.critical_rank(n, 0.1) for n in (3, 9, 10, 19, 20, 30)] == [0, 0, 1, 1, 2, 3]
    assert inference.critical_rank(20, 0.05) == 1


def test_power_is_nothing_where_no_rank_is_small_enough():
    assert inference.power(noisy_design(n_donors=8), -5.0, 0.1) == 0.0
    assert inference.detectable_percent(noisy_design(n_donors=8), 0.1) is None


def test_power_rises_to_one_and_the_detectable_reduction_is_where_it_passes_four_in_five():
    design = noisy_design(n_donors=12)
    assert inference.power(design, 0.0) <= 0.2
    assert inference.power(design, -3.0) == 1.0
    found = inference.detectable_percent(design, 0.1)
    effect = fit(design).from_percent
    assert inference.power(design, effect(-found)) >= 0.8
    assert inference.power(design, effect(-found + 0.5)) < 0.8
    assert found <= inference.detectable_percent(design, 0.08)


def test_power_does_not_use_what_happened_to_the_treated_unit():
    design = noisy_design(n_donors=12)
    other = replace(design, path=design.path - np.where(design.after, 0.7, 0.0))
    assert inference.power(design, -0.2) == inference.power(other, -0.2)


def test_placebos_among_donors_need_three_of_them():
    with pytest.raises(ParameterError, match="at least 3 donors are needed"):
        among_donors(noisy_design(n_donors=2))


def test_placebos_among_donors_do_not_change_with_the_treated_unit():
    design = noisy_design()
    found = among_donors(design)
    assert found.units == design.donors
    assert (found.weights.diagonal() == 0).all()
    assert found.weights.sum(axis=1) == pytest.approx(1)


def test_a_false_start_uses_no_year_from_the_real_one_on():
    design = noisy_design(effect=-0.5)
    found = in_time(design, 2005)
    other = in_time(replace(design, path=np.where(design.after, 99.0, design.path)), 2005)
    assert found.fit.gap == pytest.approx(other.fit.gap)
    assert found.fit.design.years.tolist() == list(range(2000, 2009))
    assert found.fit.design.start == 2005
    assert 1 / 9 <= found.p_value <= 1
    with pytest.raises(ParameterError, match="must be before the real one"):
        in_time(design, 2009)
    with pytest.raises(DataError, match="at least 3 years before"):
        in_time(design, 2002)


def test_false_starts_leave_years_on_both_sides():
    assert false_starts(noisy_design()) == (2003, 2004, 2005, 2006, 2007)
    assert false_starts(noisy_design(), 6) == (2006, 2007)
    assert false_starts(mixture_design([0.5, 0.5], start=2003)) == ()


@pytest.mark.parametrize("seed", range(3))
def test_leaving_donors_out_equals_diff_diff(seed):
    design = noisy_design(effect=-0.15, seed=seed)
    theirs = by_diff_diff(design).leave_one_out().set_index("dropped_unit")["att"]
    found = leave_one_out(fit(design))
    assert [item.donor for item in found] == list(fit(design).used())
    for item in found:
        assert item.fit.mean_gap == pytest.approx(theirs[item.donor], abs=1e-6)
        assert item.donor not in item.fit.design.donors


def test_no_donor_can_be_spared_of_two():
    assert leave_one_out(fit(mixture_design([0.5, 0.5]))) == ()
