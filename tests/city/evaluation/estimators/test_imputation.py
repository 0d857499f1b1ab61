"""The imputation estimator against another implementation, brute force and exact effects."""

import numpy as np
import pytest
import statsmodels.formula.api as smf
from diff_diff import ImputationDiD
from evaluation_panels import long_table, staggered, with_gaps

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.estimators.imputation import imputation, imputation_event_study, impute
from greentwin.errors import DataError, ParameterError

CLUSTERS = list("abcdefabcdef")


@pytest.mark.filterwarnings("ignore:ImputationDiD.fit:FutureWarning")
@pytest.mark.parametrize("clusters", [None, CLUSTERS])
@pytest.mark.parametrize("gaps", [False, True])
def test_averages_and_errors_equal_another_implementation(gaps, clusters):
    """diff-diff has no factor G / (G - 1) for G clusters."""
    panel = staggered(clusters=clusters)
    panel = with_gaps(panel) if gaps else panel
    other = ImputationDiD(cluster="cluster" if clusters else None).fit(
        panel.long(),
        outcome="outcome",
        unit="unit",
        time="year",
        first_treat="start",
        aggregate="event_study",
    )
    factor = np.sqrt((panel.n_clusters - 1) / panel.n_clusters)
    ours = imputation(panel)
    assert ours.value == pytest.approx(other.overall_att, abs=1e-8)
    assert ours.standard_error * factor == pytest.approx(other.overall_se, rel=1e-8)
    study = imputation_event_study(panel, draws=99)
    assert study.times.tolist() == [*range(6)]
    for time, value, error in zip(study.times.tolist(), study.values, study.standard_errors, strict=True):
        assert value == pytest.approx(other.event_study_effects[time]["effect"], abs=1e-8)
        assert error * factor == pytest.approx(other.event_study_effects[time]["se"], rel=1e-8)
    assert estimate(panel, "imputation") == ours


@pytest.mark.parametrize("gaps", [False, True])
def test_effects_equal_predictions_of_a_regression_on_untreated_observations(gaps):
    panel = staggered(effect=lambda start, year: 0.3 * (year - start))
    panel = with_gaps(panel, 0.2) if gaps else panel
    table = long_table(panel)
    fit = smf.ols("outcome ~ C(unit) + C(year)", table[table["treated"] == 0]).fit()
    treated = table[table["treated"] == 1]
    effects = treated["outcome"] - fit.predict(treated)
    assert imputation(panel).value == pytest.approx(effects.mean(), abs=1e-8)
    assert impute(panel).effects[impute(panel).treated] == pytest.approx(effects.to_numpy(), abs=1e-8)


def test_a_known_effect_is_found_exactly_without_noise():
    panel = with_gaps(staggered(effect=lambda start, year: start - year - 1, noise=0.0), 0.2)
    study = imputation_event_study(panel, draws=9)
    assert study.values == pytest.approx(-np.arange(1, 7), abs=1e-9)


def test_errors_are_those_of_repeated_samples_or_larger():
    """The error is conservative: on average it is at least the spread of the estimates."""
    results = [
        imputation(staggered(seed=seed, starts=[2004] * 15 + [2006] * 15 + [np.inf] * 30))
        for seed in range(150)
    ]
    spread = np.std([result.value for result in results])
    mean_error = np.mean([result.standard_error for result in results])
    assert 0.9 < mean_error / spread < 1.3


def test_leads_come_from_untreated_observations_alone():
    panel = staggered()
    study = imputation_event_study(panel, leads=2, draws=99)
    assert study.times.tolist() == [*range(-2, 6)]
    table = long_table(panel)
    table = table[table["treated"] == 0]
    since = (table["year"] - table["start"]).where(table["start"] > 0)
    table = table.assign(one=(since == -1).astype(int), two=(since == -2).astype(int))
    fit = smf.ols("outcome ~ two + one + C(unit) + C(year)", table).fit(
        cov_type="cluster", cov_kwds={"groups": table["cluster_code"]}
    )
    assert study.values[:2] == pytest.approx(fit.params[["two", "one"]].to_numpy(), abs=1e-8)
    n, k = fit.nobs, len(fit.params)
    plain = fit.bse[["two", "one"]].to_numpy() / np.sqrt((n - 1) / (n - k))
    assert study.standard_errors[:2] == pytest.approx(plain, rel=1e-8)
    assert study.reference is None
    assert study.simultaneous


def test_observations_without_a_prediction_are_counted_and_left_out():
    panel = staggered(starts=(2004, 2006, 2004, 2006, 2006), control_group="not_yet_treated")
    imputed = impute(panel)
    assert imputed.n_left_out == 5 * 4
    assert imputed.treated.sum() == 2 * 2
    assert imputation(panel).n_treated == 2
    assert imputation_event_study(panel, draws=9).details["n_left_out"] == 20


def test_faults_are_named():
    with pytest.raises(ParameterError, match="0 or more"):
        imputation_event_study(staggered(), leads=-1)
    panel = staggered(starts=(2004, 2004, np.inf, np.inf))
    outcome = panel.outcome.copy()
    outcome[2:, 4:] = np.nan
    with pytest.raises(DataError, match="no treated observation"):
        imputation(panel.with_outcome(outcome))
