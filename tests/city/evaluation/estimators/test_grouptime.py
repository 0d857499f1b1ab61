"""Group-time effects against published numbers, an independent implementation, brute force and closed forms."""

import warnings
from dataclasses import replace

import moderndid
import numpy as np
import pytest
from diff_diff import CallawaySantAnna
from evaluation_panels import panel_from, staggered, with_gaps

from greentwin.city.evaluation.estimators.aggregation import event_study
from greentwin.city.evaluation.estimators.grouptime import group_time_effects
from greentwin.city.evaluation.multiplier import multiplier_bootstrap
from greentwin.city.evaluation.options import NEVER
from greentwin.errors import DataError, ParameterError


def cell(effects, group, year):
    return np.flatnonzero((effects.groups == group) & (effects.years == year))[0]


def test_published_effects_on_county_employment(counties):
    """Callaway & Sant'Anna 2021 (10.1016/j.jeconom.2020.12.001), never-treated counties, no covariates."""
    effects = group_time_effects(counties)
    published = {
        (2004, 2004): -0.0105,
        (2004, 2005): -0.0704,
        (2004, 2006): -0.1373,
        (2004, 2007): -0.1008,
        (2006, 2006): -0.0046,
        (2006, 2007): -0.0412,
        (2007, 2007): -0.0261,
    }
    for (group, year), value in published.items():
        assert effects.att[cell(effects, group, year)] == pytest.approx(value, abs=5e-5)
    assert effects.n_treated[cell(effects, 2004, 2004)] == 20
    assert effects.n_control[0] == 309


@pytest.mark.parametrize("control_group", ["never_treated", "not_yet_treated"])
@pytest.mark.parametrize("base_period", ["varying", "universal"])
@pytest.mark.parametrize("anticipation", [0, 1])
@pytest.mark.parametrize("gaps", [False, True])
def test_effects_and_errors_equal_another_implementation(base_period, control_group, anticipation, gaps):
    panel = replace(staggered(control_group=control_group), clusters=np.array(list("abcdefabcdef")))
    panel = with_gaps(panel) if gaps else panel
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        other = CallawaySantAnna(
            control_group=control_group, base_period=base_period, anticipation=anticipation, cluster="cluster"
        ).fit(panel.long(), outcome="outcome", unit="unit", time="year", first_treat="start")
    effects = group_time_effects(panel, base_period=base_period, anticipation=anticipation)
    cells = list(zip(effects.groups.tolist(), effects.years.tolist(), strict=True))
    estimated = {key for key, value in other.group_time_effects.items() if np.isfinite(value["effect"])}
    reference = {
        (int(g), int(y))
        for g, y, b in zip(effects.groups, effects.years, effects.bases, strict=True)
        if y == b
    }
    assert set(cells) - reference == estimated - reference
    for key, att, error in zip(cells, effects.att, effects.standard_errors, strict=True):
        if key not in reference:
            assert att == pytest.approx(other.group_time_effects[key]["effect"], abs=1e-8)
            assert error == pytest.approx(other.group_time_effects[key]["se"], rel=1e-8)


@pytest.mark.parametrize("control_group", ["nevertreated", "notyettreated"])
def test_covariates_equal_the_doubly_robust_estimator_of_moderndid(mpdta, control_group):
    """diff-diff does not divide the odds of controls by their sum, and differs by up to 1e-5 here."""
    other = moderndid.att_gt(
        data=moderndid.load_mpdta(),
        yname="lemp",
        tname="year",
        idname="countyreal",
        gname="first.treat",
        xformla="~lpop",
        est_method="dr",
        control_group=control_group,
        boot=False,
    )
    ours = "never_treated" if control_group == "nevertreated" else "not_yet_treated"
    panel = panel_from(mpdta, covariates=("population",), control_group=ours)
    effects = group_time_effects(panel, covariates=("population",))
    assert len(effects.att) == len(other.att_gt) == 12
    for group, year, att, error in zip(other.groups, other.times, other.att_gt, other.se_gt, strict=True):
        place = cell(effects, group, year)
        assert effects.att[place] == pytest.approx(att, abs=1e-10)
        assert effects.standard_errors[place] * np.sqrt(499 / 500) == pytest.approx(error, rel=1e-8)


def test_a_universal_base_reads_all_effects_against_the_year_before_the_start(counties):
    effects = group_time_effects(counties, base_period="universal")
    place = cell(effects, 2006, 2005)
    assert effects.att[place] == effects.standard_errors[place] == 0
    treated, never = counties.start == 2006, np.isinf(counties.start)
    change = counties.outcome[:, 0] - counties.outcome[:, 2]
    assert effects.att[cell(effects, 2006, 2003)] == pytest.approx(
        change[treated].mean() - change[never].mean(), abs=1e-12
    )


def test_influence_sums_to_zero_and_shows_what_a_unit_moves():
    """Repeating a unit a little more often moves the estimate by its influence."""
    panel = staggered()
    effects = group_time_effects(panel)
    assert np.abs(effects.influence.sum(axis=0)).max() < 1e-12
    without = group_time_effects(panel.take(np.arange(12) != 3, "one"))
    place, n = cell(effects, 2004, 2005), 3
    moved = without.att[cell(without, 2004, 2005)] - effects.att[place]
    assert moved == pytest.approx(-effects.influence[3, place] * n / (n - 1), abs=1e-12)


def test_a_known_effect_is_found_exactly_without_noise():
    panel = staggered(effect=lambda start, year: (year - start + 1) * start / 2000, noise=0.0)
    effects = group_time_effects(panel)
    truth = np.where(effects.times >= 0, (effects.times + 1) * effects.groups / 2000, 0.0)
    assert effects.att == pytest.approx(truth, abs=1e-10)


def test_cells_without_controls_are_named_and_left_out():
    panel = staggered(starts=(2003, 2003, 2006, 2006, 2003, 2006), control_group="not_yet_treated")
    effects = group_time_effects(panel)
    assert set(effects.years[effects.groups == 2003].tolist()) == {2001, 2002, 2003, 2004, 2005}
    assert (2003, 2006) in effects.left_out
    assert (2006, 2004) in effects.left_out


def test_gaps_leave_units_out_of_the_cells_they_lack_only():
    panel = staggered()
    outcome = panel.outcome.copy()
    outcome[0, 5] = np.nan
    effects = group_time_effects(panel.with_outcome(outcome))
    assert effects.n_treated[cell(effects, 2004, 2005)] == 2
    assert effects.n_treated[cell(effects, 2004, 2006)] == 3
    assert effects.group_sizes[0] == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"base_period": "first"}, "varying, universal"),
        ({"anticipation": -1}, "0 or more"),
        ({"covariates": ("income",)}, "no covariate income; it has none"),
    ],
)
def test_unknown_options_are_refused(options, message):
    with pytest.raises(ParameterError, match=message):
        group_time_effects(staggered(), **options)


def test_too_much_anticipation_is_refused():
    with pytest.raises(DataError, match="at most 3 years of anticipation"):
        group_time_effects(staggered(), anticipation=4)


def test_covariates_that_separate_or_repeat_are_refused():
    starts = (2004,) * 6 + (NEVER,) * 6
    panel = staggered(starts=starts)
    sign = np.where(np.isfinite(panel.start), 1.0, -1.0)[:, None] * np.ones(10)
    spread = np.random.default_rng(1).normal(size=(12, 10))
    with pytest.raises(DataError, match="overlap"):
        group_time_effects(replace(panel, covariates={"x": 5 * sign + spread}), covariates=("x",))
    twice = replace(panel, covariates={"x": spread, "y": 2 * spread})
    with pytest.raises(DataError, match="do not determine 3 coefficients"):
        group_time_effects(twice, covariates=("x", "y"))
    constant = replace(panel, covariates={"x": np.ones((12, 10))})
    with pytest.raises(DataError, match="the same for all units"):
        group_time_effects(constant, covariates=("x",))


def test_bootstrap_errors_equal_another_implementation_within_monte_carlo_error(counties):
    """Each side's standard deviation of 999 draws has a relative error of 1 / sqrt(2 * 999) = 2.2 %."""
    other = CallawaySantAnna(n_bootstrap=999, seed=3).fit(
        counties.long(), outcome="outcome", unit="unit", time="year", first_treat="start"
    )
    effects = group_time_effects(counties)
    errors = multiplier_bootstrap(effects.influence, counties.clusters, draws=999).std(axis=0)
    cells = zip(effects.groups.tolist(), effects.years.tolist(), strict=True)
    theirs = np.array([other.group_time_effects[key]["se"] for key in cells])
    assert errors == pytest.approx(theirs, rel=4 * np.sqrt(2) * 0.0224)
    band = event_study(effects, draws=999).critical_value
    assert band == pytest.approx(other.aggregate("event_study").cband_crit_value, abs=0.2)
