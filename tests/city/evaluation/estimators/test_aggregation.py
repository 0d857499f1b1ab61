"""Averages of group-time effects against an independent implementation and brute force."""

import moderndid
import numpy as np
import pytest
from evaluation_panels import staggered, with_gaps

from greentwin.city.evaluation.estimators.aggregation import (
    calendar_profile,
    event_study,
    group_profile,
    overall,
)
from greentwin.city.evaluation.estimators.grouptime import group_time_effects
from greentwin.errors import DataError, ParameterError


@pytest.fixture(scope="module")
def other():
    return moderndid.att_gt(
        data=moderndid.load_mpdta(),
        yname="lemp",
        tname="year",
        idname="countyreal",
        gname="first.treat",
        est_method="dr",
        control_group="nevertreated",
        boot=False,
    )


@pytest.mark.filterwarnings("ignore:Used bootstrap procedure")
@pytest.mark.parametrize(
    ("kind", "published"),
    [("simple", -0.0400), ("dynamic", -0.0772), ("group", -0.0310), ("calendar", -0.0417)],
)
def test_overall_averages_equal_moderndid_and_published_numbers(counties, other, kind, published):
    """Numbers: R package did, vignette 'Getting Started' (Callaway & Sant'Anna 2021)."""
    mean = overall(group_time_effects(counties), kind)
    theirs = moderndid.aggte(other, type=kind, boot=False)
    assert mean.value == pytest.approx(published, abs=5e-5)
    assert mean.value == pytest.approx(theirs.overall_att, abs=1e-12)
    assert mean.standard_error * np.sqrt(499 / 500) == pytest.approx(theirs.overall_se, rel=1e-10)
    assert (mean.n_units, mean.n_treated, mean.n_clusters, mean.degrees_of_freedom) == (500, 191, 500, 499)


@pytest.mark.filterwarnings("ignore:Used bootstrap procedure")
def test_profiles_equal_moderndid(counties, other):
    effects = group_time_effects(counties)
    dynamic = event_study(effects, draws=99)
    for profile, kind, labels in (
        (dynamic, "dynamic", dynamic.times),
        (group_profile(effects), "group", group_profile(effects).labels),
        (calendar_profile(effects), "calendar", calendar_profile(effects).labels),
    ):
        theirs = moderndid.aggte(other, type=kind, boot=False)
        assert labels.tolist() == theirs.event_times.tolist()
        assert profile.values == pytest.approx(theirs.att_by_event, abs=1e-12)
        assert profile.standard_errors * np.sqrt(499 / 500) == pytest.approx(theirs.se_by_event, rel=1e-10)
    assert dynamic.n_treated.tolist() == [131, 171, 171, 191, 60, 20, 20]


def test_bootstrap_errors_agree_with_analytic_ones_and_give_the_published_band(counties, other):
    """The simultaneous critical value lies between that of one estimate and Bonferroni's of seven."""
    effects = group_time_effects(counties)
    band = event_study(effects, draws=4999)
    assert 1.96 < band.critical_value < 2.69
    assert band.simultaneous
    again = event_study(effects, draws=4999)
    assert again.critical_value == band.critical_value
    assert event_study(effects, draws=4999, seed=1).critical_value != band.critical_value
    assert event_study(effects, draws=4999, weights="mammen").critical_value == pytest.approx(
        band.critical_value, abs=0.15
    )


def test_one_time_has_the_critical_value_of_one_estimate():
    band = event_study(group_time_effects(staggered()), times=[0], draws=199)
    assert band.critical_value >= 2.2009
    assert band.times.tolist() == [0]


def test_a_universal_base_gives_a_reference_of_zero():
    band = event_study(group_time_effects(staggered(), base_period="universal"), draws=99)
    place = band.times.tolist().index(-1)
    assert band.reference == -1
    assert band.values[place] == band.standard_errors[place] == 0
    assert event_study(group_time_effects(staggered()), draws=99).reference is None


def test_the_estimated_shares_of_groups_count_in_the_error():
    """Units drawn with replacement: the spread of the average is that of the influence function."""
    starts = [2002] * 30 + [2003] * 50 + [np.inf] * 80
    panel = staggered(
        starts=starts, years=range(2000, 2006), effect=lambda start, year: 4.0 * (start == 2002), noise=0.5
    )
    mean = overall(group_time_effects(panel))
    generator = np.random.default_rng(5)
    draws = []
    for _ in range(400):
        chosen = np.sort(generator.integers(0, 160, 160))
        names = tuple(f"u{number:03d}" for number in range(160))
        again = type(panel)(
            names, panel.years, panel.outcome[chosen], panel.start[chosen], np.array(names), np.array(names)
        )
        draws.append(overall(group_time_effects(again)).value)
    assert np.std(draws) == pytest.approx(mean.standard_error, rel=0.12)
    fixed = group_time_effects(panel).influence[:, group_time_effects(panel).times >= 0].mean(axis=1)
    assert np.sqrt((fixed**2).sum()) < 0.5 * mean.standard_error


def test_times_restrict_the_average():
    effects = group_time_effects(staggered())
    at_zero = overall(effects, "simple", times=[0])
    profile = event_study(effects, times=[0], draws=9)
    assert at_zero.value == pytest.approx(profile.values[0])
    assert overall(effects, "dynamic", times=[0]).value == pytest.approx(profile.values[0])
    assert at_zero.standard_error == pytest.approx(profile.standard_errors[0])


def test_gaps_leave_the_weights_of_groups_as_they_are():
    panel = with_gaps(staggered(), share=0.2)
    effects = group_time_effects(panel)
    after = effects.times >= 0
    sizes = effects.group_sizes[after]
    assert overall(effects).value == pytest.approx(effects.att[after] @ sizes / sizes.sum())


def test_faults_are_named():
    effects = group_time_effects(staggered())
    with pytest.raises(ParameterError, match="simple, dynamic, group, calendar"):
        overall(effects, "median")
    with pytest.raises(ParameterError, match="from the start"):
        overall(effects, times=[-1, 0])
    with pytest.raises(DataError, match="no effects at these times"):
        overall(effects, times=[40])
    with pytest.raises(ParameterError, match="between 0 and 1"):
        event_study(effects, level=95)
    with pytest.raises(ParameterError, match="at least 1"):
        event_study(effects, draws=0)
    with pytest.raises(ParameterError, match="rademacher, mammen, webb"):
        event_study(effects, weights="normal")
    with pytest.raises(DataError, match="one cluster"):
        overall(group_time_effects(staggered(clusters=["a"] * 12)))
