"""The wild cluster bootstrap against brute force with statsmodels, closed forms and its size."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import statsmodels.formula.api as smf
from evaluation_panels import long_table, staggered, with_gaps

from greentwin.city.evaluation.estimators.twfe import twfe
from greentwin.city.evaluation.inference.wildbootstrap import wild_cluster_bootstrap, wild_interval
from greentwin.errors import ParameterError

CLUSTERS = list("abcdabcdabcd")


def t_of(fit, null):
    return (fit.params["treated"] - null) / fit.bse["treated"]


def by_brute_force(panel, null, formula="treated"):
    """Fit every sample by statsmodels with dummies; its error has another factor, which t ratios share."""
    table = long_table(panel)
    others = formula.replace("treated", "").strip(" +")
    table["rest"] = table["outcome"] - null * table["treated"]
    restricted = smf.ols(f"rest ~ C(unit) + C(year) {'+ ' + others if others else ''}", table).fit()
    groups = {"groups": table["cluster_code"]}
    full = f"{formula} + C(unit) + C(year)"
    draws = []
    for signs in product((1.0, -1.0), repeat=panel.n_clusters):
        v = np.array(signs)[table["cluster_code"]]
        sample = table.assign(new=restricted.fittedvalues + null * table["treated"] + restricted.resid * v)
        draws.append(t_of(smf.ols(f"new ~ {full}", sample).fit(cov_type="cluster", cov_kwds=groups), null))
    observed = t_of(smf.ols(f"outcome ~ {full}", table).fit(cov_type="cluster", cov_kwds=groups), null)
    return observed, np.array(draws)


@pytest.mark.parametrize("null", [0.0, 0.7])
@pytest.mark.parametrize("gaps", [False, True])
def test_all_signs_equal_brute_force(gaps, null):
    panel = staggered(clusters=CLUSTERS, effect=lambda start, year: 0.5)
    panel = with_gaps(panel) if gaps else panel
    observed, draws = by_brute_force(panel, null)
    result = wild_cluster_bootstrap(panel, null=null)
    assert result.enumerated
    assert len(result.draws) == 16
    scale = result.t / observed
    assert result.draws == pytest.approx(draws * scale, abs=1e-8)
    assert result.p_value == pytest.approx((np.abs(draws) >= abs(observed) - 1e-9).mean())
    assert (result.value, result.standard_error) == (twfe(panel).value, twfe(panel).standard_error)
    assert result.draws[0] == pytest.approx(result.t)


def test_covariates_are_fitted_anew_in_every_sample():
    panel = staggered(clusters=CLUSTERS)
    noise = np.random.default_rng(3).normal(size=panel.outcome.shape) + panel.treatment
    panel = replace(panel, covariates={"noise": noise})
    observed, draws = by_brute_force(panel, 0.0, "treated + noise")
    result = wild_cluster_bootstrap(panel, covariates=("noise",))
    assert result.draws == pytest.approx(draws * result.t / observed, abs=1e-8)


def test_two_clusters_can_never_reject():
    """All four sign patterns give the same absolute t up to ties, or half of them do."""
    panel = staggered(clusters=["a", "b"] * 6, effect=lambda start, year: 50.0)
    result = wild_cluster_bootstrap(panel)
    assert len(result.draws) == 4
    assert result.p_value >= 0.5
    assert wild_interval(panel) == (-np.inf, np.inf)


@pytest.mark.parametrize("weights", ["rademacher", "webb"])
def test_size_under_the_null_with_few_clusters(weights):
    """12 clusters, half of the units treated, errors correlated within clusters: 5 % of tests reject."""
    generator = np.random.default_rng(11)
    clusters = [f"c{number // 2:02d}" for number in range(24)]
    starts = [2004, 2006, np.inf, np.inf] * 6
    base = staggered(starts=starts, clusters=clusters)
    rejected = 0
    for _ in range(200):
        shared = np.repeat(generator.normal(size=(12, 10)), 2, axis=0)
        panel = base.with_outcome(generator.normal(size=(24, 10)) + shared)
        rejected += wild_cluster_bootstrap(panel, draws=199, weights=weights).p_value <= 0.05
    assert 0.015 <= rejected / 200 <= 0.10


def test_the_interval_is_what_is_not_rejected():
    clusters = [f"c{number // 2:02d}" for number in range(24)]
    panel = staggered(starts=[2004, 2006, np.inf, np.inf] * 6, clusters=clusters, effect=lambda start, _: 1.0)
    lower, upper = wild_interval(panel, draws=499)
    assert lower < twfe(panel).value < upper
    for inside, outside in ((lower + 1e-4, lower - 1e-4), (upper - 1e-4, upper + 1e-4)):
        assert wild_cluster_bootstrap(panel, null=inside, draws=499).p_value > 0.05
        assert wild_cluster_bootstrap(panel, null=outside, draws=499).p_value <= 0.05
    analytic = twfe(panel).interval()
    assert 0.6 < (upper - lower) / (analytic[1] - analytic[0]) < 1.7


def test_draws_are_seeded():
    panel = staggered()
    first = wild_cluster_bootstrap(panel)
    assert not first.enumerated
    assert first.p_value == wild_cluster_bootstrap(panel).p_value
    assert first.draws.tolist() != wild_cluster_bootstrap(panel, seed=1).draws.tolist()


def test_unknown_options_are_refused():
    with pytest.raises(ParameterError, match="at least 1"):
        wild_cluster_bootstrap(staggered(), draws=0)
    with pytest.raises(ParameterError, match="at least 1"):
        wild_interval(staggered(), draws=0)
    with pytest.raises(ParameterError, match="rademacher, webb"):
        wild_cluster_bootstrap(staggered(), weights="normal")
    with pytest.raises(ParameterError, match="between 0 and 1"):
        wild_interval(staggered(), level=95)
