"""The synthetic control of a design: known mixtures, another implementation, per cent, and the hull."""

import numpy as np
import pandas as pd
import pytest
from synthetic_designs import by_diff_diff, mixture_design, noisy_design

from greentwin.city.evaluation.panel import panel_of
from greentwin.city.evaluation.syntheticcontrol.design import Design, design_of
from greentwin.city.evaluation.syntheticcontrol.fit import fit
from greentwin.city.evaluation.syntheticcontrol.hull import hull_position
from greentwin.errors import DataError, ParameterError

pytestmark = pytest.mark.filterwarnings("ignore:Pre-treatment fit is poor")


def test_a_mixture_of_donors_gets_its_weights_and_its_effect_back():
    design = mixture_design([0.5, 0.3, 0.2, 0, 0], effect=-0.1)
    found = fit(design)
    assert found.weights == pytest.approx([0.5, 0.3, 0.2, 0, 0], abs=1e-8)
    assert found.pre_rmspe == pytest.approx(0, abs=1e-8)
    assert found.mean_gap == pytest.approx(-0.1)
    assert found.mean_gap_percent == pytest.approx(100 * np.expm1(-0.1))
    assert found.gap_percent[design.after] == pytest.approx(100 * np.expm1(-0.1))
    assert list(found.used()) == ["a", "b", "c"]


@pytest.mark.parametrize("seed", range(4))
def test_the_fit_equals_that_of_diff_diff(seed):
    design = noisy_design(effect=-0.2, seed=seed)
    found, other = fit(design), by_diff_diff(design)
    theirs = other.donor_weights
    assert found.weights == pytest.approx([theirs.get(donor, 0) for donor in design.donors], abs=1e-6)
    gaps = other.get_gap_df()
    assert found.gap == pytest.approx(gaps["gap"].to_numpy(), abs=1e-6)
    assert found.pre_rmspe == pytest.approx(other.pre_rmspe, rel=1e-6)
    assert found.ratio == pytest.approx(other.rmspe_ratio, rel=1e-5)
    assert found.mean_gap == pytest.approx(other.att, abs=1e-6)


def test_the_gap_of_a_level_is_a_share_of_the_synthetic_control():
    design = mixture_design([0.5, 0.5], effect=-1.0, scale="level")
    found = fit(design)
    after = found.synthetic[design.after]
    assert found.gap_percent[design.after] == pytest.approx(-100 / after)
    assert found.mean_gap_percent == pytest.approx(-100 / after.mean())
    assert found.from_percent(found.mean_gap_percent) == pytest.approx(-1)


@pytest.mark.parametrize("scale", ["log", "level"])
def test_per_cent_and_back(scale):
    found = fit(noisy_design(scale=scale))
    assert found.from_percent(found.in_percent(-0.3)) == pytest.approx(-0.3)
    assert found.pre_error_percent > 0


def test_an_exact_fit_has_an_infinite_ratio():
    years = np.arange(2000, 2006)
    flat = np.array([[1.0] * 6, [2.0] * 6])
    found = fit(Design("t", ("a", "b"), years, 2004, np.array([1, 1, 1, 1, 2, 2.0]), flat))
    assert found.pre_rmspe == 0
    assert found.ratio == np.inf


def test_weights_that_the_fit_decides_leave_no_range():
    found = fit(noisy_design(effect=-0.1))
    low, high = found.mean_gap_range()
    assert low == pytest.approx(found.mean_gap_percent, abs=1e-3)
    assert high == pytest.approx(found.mean_gap_percent, abs=1e-3)


def test_weights_that_the_fit_does_not_decide_leave_a_range():
    years = np.arange(2000, 2006)
    base = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    bend = np.where(years >= 2004, 1.0, 0.0)
    donors = np.array([base - 1, base + 1, base - 1 + bend, base + 1 + bend])
    found = fit(Design("t", tuple("abcd"), years, 2004, base, donors, "level"))
    low, high = found.mean_gap_range()
    assert (low, high) == pytest.approx((-100 / found.synthetic[4:].mean(), 0), abs=1e-3)
    assert low <= found.mean_gap_percent <= high


def test_the_design_of_a_panel_keeps_the_treated_unit_and_those_never_treated():
    starts = {"a": 2003, "b": None, "c": None, "z": 2004}
    rows = [(u, y, float(y - 1999 + ord(u)), starts[u]) for u in starts for y in range(2000, 2007)]
    panel = panel_of(pd.DataFrame(rows, columns=["unit", "year", "outcome", "start"]))
    design = design_of(panel, "a")
    assert (design.donors, design.start) == (("b", "c"), 2003)
    assert design.path.tolist() == [float(y - 1999 + ord("a")) for y in range(2000, 2007)]
    with pytest.raises(ParameterError, match="has no unit 'q'; it has a, b, c, z"):
        design_of(panel, "q")
    with pytest.raises(ParameterError, match="b is not treated within the panel; treated are a, z"):
        design_of(panel, "b")
    with pytest.raises(ParameterError, match="it must be one of log, level"):
        design_of(panel, "a", "cubic")
    with pytest.raises(DataError, match="1 donors are left for a"):
        design.without("b")
    gapped = panel.with_outcome(np.where(panel.years == 2001, np.nan, panel.outcome))
    with pytest.raises(DataError, match="every year of every unit"):
        design_of(gapped, "a")


def test_too_few_years_before_the_start_are_refused():
    design = mixture_design([0.5, 0.5])
    with pytest.raises(DataError, match="at least 3 years before the start"):
        Design("t", ("a", "b"), design.years, 2002, design.path, design.donor_paths)
    with pytest.raises(DataError, match="one from it on"):
        Design("t", ("a", "b"), design.years, 2010, design.path, design.donor_paths)


def test_the_caller_s_arrays_are_not_changed():
    design = noisy_design()
    before = design.path.copy(), design.donor_paths.copy()
    fit(design)
    hull_position(design)
    assert (design.path == before[0]).all()
    assert (design.donor_paths == before[1]).all()


def test_a_mixture_lies_inside_the_hull():
    found = hull_position(mixture_design([0.2, 0.3, 0.5]))
    assert found.inside
    assert found.largest_miss == pytest.approx(0, abs=1e-6)
    assert found.distance == pytest.approx(0, abs=1e-6)
    assert found.years_above == found.years_below == ()


def test_a_path_above_all_donors_lies_outside_by_its_distance():
    years = np.arange(2000, 2006)
    donors = np.array([np.full(6, 1.0), np.full(6, 2.0)])
    path = np.array([2.5, 2.5, 2.5, 2.5, 0.0, 0.0])
    found = hull_position(Design("t", ("a", "b"), years, 2004, path, donors, "level"))
    assert not found.inside
    assert found.largest_miss == pytest.approx(0.5)
    assert found.distance == pytest.approx(0.5 * 2)
    assert found.years_above == (2000, 2001, 2002, 2003)
    assert found.years_below == ()


def test_a_path_within_the_donors_range_may_lie_outside_the_hull():
    years = np.arange(2000, 2005)
    donors = np.array([[0.0, 1.0, 0.0, 1.0, 0.0], [1.0, 0.0, 1.0, 0.0, 0.0]])
    path = np.array([0.9, 0.9, 0.9, 0.9, 0.0])
    found = hull_position(Design("t", ("a", "b"), years, 2004, path, donors, "level"))
    assert not found.inside
    assert found.largest_miss == pytest.approx(0.4)
    assert found.years_above == ()


def test_the_hull_agrees_with_the_fit():
    for seed in range(5):
        design = noisy_design(seed=seed)
        found, own = hull_position(design), fit(design)
        n_before = int(design.before.sum())
        assert found.distance == pytest.approx(own.pre_rmspe * np.sqrt(n_before))
        assert found.largest_miss <= np.abs(own.gap[design.before]).max() + 1e-9
        assert found.largest_miss >= own.pre_rmspe - 1e-9
