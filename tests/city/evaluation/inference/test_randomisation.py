"""Randomisation inference: exact cases, its size, and how starts are dealt out."""

import numpy as np
import pytest
from evaluation_panels import staggered

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.estimators.twfe import twfe
from greentwin.city.evaluation.inference.randomisation import randomisation_test
from greentwin.errors import DataError, ParameterError


def test_one_treated_unit_of_ten_has_the_share_of_units_that_differ_as_much():
    """All ten placements are equally likely, so the p-value tends to the rank of the estimate."""
    panel = staggered(starts=(2004,) + (np.inf,) * 9, effect=lambda start, year: 1.0)
    placements = []
    for number in range(10):
        start = np.full(10, np.inf)
        start[number] = 2004
        placements.append(twfe(panel.with_start(start)).value)
    rank = (np.abs(placements) >= abs(placements[0]) - 1e-12).mean()
    result = randomisation_test(panel, twfe, draws=999)
    assert result.p_value == pytest.approx(rank, abs=0.045)
    assert result.estimate == twfe(panel)
    assert set(np.round(result.draws, 9)) == set(np.round(placements, 9))


def test_a_large_effect_has_the_smallest_p_value():
    panel = staggered(starts=[2004, 2006, np.inf, np.inf] * 5, effect=lambda start, year: 20.0)
    result = randomisation_test(panel, twfe, draws=99)
    assert result.p_value == 1 / 100
    studentised = randomisation_test(panel, twfe, draws=99, statistic="t")
    assert studentised.p_value == 1 / 100
    assert studentised.statistic == pytest.approx(twfe(panel).value / twfe(panel).standard_error)


@pytest.mark.parametrize("statistic", ["value", "t"])
def test_size_under_the_null(statistic):
    rejected = 0
    for seed in range(100):
        panel = staggered(starts=[2004, 2006, np.inf, np.inf] * 3, seed=seed, years=range(2001, 2009))
        rejected += randomisation_test(panel, twfe, draws=19, statistic=statistic, seed=seed).p_value <= 0.05
    assert 0.01 <= rejected / 100 <= 0.10


def test_starts_go_across_clusters_as_a_whole():
    starts = [2004] * 3 + [2006] * 2 + [np.inf] * 7
    clusters = list("aaabbcccddee")
    panel = staggered(starts=starts, clusters=clusters)
    seen = []

    def watch(dealt):
        seen.append(dealt.start)
        return twfe(dealt)

    randomisation_test(panel, watch, across="clusters", draws=30)
    for start in seen:
        by_cluster = [np.unique(start[panel.clusters == name]) for name in "abcde"]
        assert all(len(values) == 1 for values in by_cluster)
        assert sorted(values[0] for values in by_cluster) == [2004, 2006, np.inf, np.inf, np.inf]
    assert len({tuple(start) for start in seen}) > 5


def test_starts_stay_within_regions():
    starts = [2004, np.inf, np.inf, np.inf, 2006, np.inf, np.inf, np.inf]
    panel = staggered(starts=starts, clusters=list("aaaabbbb"))

    def watch(dealt):
        assert sorted(dealt.start[:4]) == [2004, np.inf, np.inf, np.inf]
        return twfe(dealt)

    result = randomisation_test(panel, watch, across="within_regions", draws=50)
    assert len(set(np.round(result.draws, 9))) <= 16


def test_any_estimator_can_be_taken_and_draws_are_seeded():
    panel = staggered()
    for name in ("group_time", "imputation", "sun_abraham", "synthetic_did"):
        first = randomisation_test(panel, lambda dealt, name=name: estimate(dealt, name), draws=9)
        again = randomisation_test(panel, lambda dealt, name=name: estimate(dealt, name), draws=9)
        assert first.draws.tolist() == again.draws.tolist()
        assert 0.1 <= first.p_value <= 1


def test_faults_are_named():
    panel = staggered()
    with pytest.raises(ParameterError, match="units, clusters, within_regions"):
        randomisation_test(panel, twfe, across="provinces")
    with pytest.raises(ParameterError, match="value, t"):
        randomisation_test(panel, twfe, statistic="z")
    with pytest.raises(ParameterError, match="at least 1"):
        randomisation_test(panel, twfe, draws=0)
    with pytest.raises(DataError, match="starts differ within cluster a"):
        randomisation_test(staggered(clusters=list("aabbccddeeff")), twfe, across="clusters")
    with pytest.raises(DataError, match="in no region"):
        randomisation_test(panel, twfe, across="within_regions")
    single = staggered(starts=(2004,) + (np.inf,) * 8)
    with pytest.raises(DataError, match="no standard error"):
        randomisation_test(single, lambda dealt: estimate(dealt, "synthetic_did"), statistic="t")
