"""Two-way fixed effects against statsmodels with dummies."""

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.formula.api as smf
from evaluation_panels import long_table, staggered, with_gaps

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.estimators.twfe import twfe, twfe_event_study
from greentwin.errors import DataError, ParameterError


def by_statsmodels(panel, formula):
    table = long_table(panel)
    return smf.ols(f"outcome ~ {formula} + C(unit) + C(year)", table).fit(
        cov_type="cluster", cov_kwds={"groups": table["cluster_code"]}
    )


def unit_effects_not_counted(panel, fit, n_regressors):
    """statsmodels counts effects of units among the coefficients; effects nested in clusters should not count."""
    n, n_units, n_years = fit.nobs, len(panel.units), len(panel.years)
    return np.sqrt((n - n_units - n_years + 1 - n_regressors) / (n - n_years - n_regressors))


@pytest.mark.parametrize("clusters", [None, list("abcdefabcdef")])
@pytest.mark.parametrize("gaps", [False, True])
def test_coefficient_and_error_equal_statsmodels(gaps, clusters):
    panel = staggered(effect=lambda start, year: 1.0, clusters=clusters)
    panel = with_gaps(panel, 0.2) if gaps else panel
    fit = by_statsmodels(panel, "treated")
    ours = twfe(panel)
    assert ours.value == pytest.approx(fit.params["treated"], abs=1e-8)
    factor = unit_effects_not_counted(panel, fit, 1)
    assert ours.standard_error == pytest.approx(fit.bse["treated"] * factor, abs=1e-8)
    assert ours.degrees_of_freedom == panel.n_clusters - 1
    assert estimate(panel, "twfe") == ours


def test_covariates_enter_the_regression(counties):
    noise = np.random.default_rng(2).normal(size=counties.outcome.shape)
    panel = replace(counties, covariates={"noise": noise + counties.treatment})
    small = panel.take(np.arange(500) % 5 == 0, "smaller")
    fit = by_statsmodels(small, "treated + noise")
    ours = twfe(small, ("noise",))
    assert ours.value == pytest.approx(fit.params["treated"], abs=1e-8)
    assert ours.standard_error == pytest.approx(
        fit.bse["treated"] * unit_effects_not_counted(small, fit, 2), abs=1e-8
    )


def test_county_employment(counties):
    """Callaway & Sant'Anna 2021 report -0.037 (0.013) for teen employment in two-way fixed effects."""
    ours = twfe(counties)
    assert ours.value == pytest.approx(-0.037, abs=5e-4)
    assert ours.standard_error == pytest.approx(0.013, abs=5e-4)


@pytest.mark.parametrize("gaps", [False, True])
def test_event_study_equals_statsmodels(gaps):
    panel = with_gaps(staggered()) if gaps else staggered()
    ours = twfe_event_study(panel, times=(-3, 3))
    table = long_table(panel)
    since = (table["year"] - table["start"]).where(table["start"] > 0)
    columns = []
    for step in (-3, -2, 0, 1, 2, 3):
        name = f"at_{step}".replace("-", "m")
        table[name] = (since.clip(-3, 3) == step).astype(int)
        columns.append(name)
    fit = smf.ols(f"outcome ~ {' + '.join(columns)} + C(unit) + C(year)", table).fit(
        cov_type="cluster", cov_kwds={"groups": table["cluster_code"]}
    )
    factor = unit_effects_not_counted(panel, fit, 6)
    estimated = ours.times != -1
    assert ours.values[estimated] == pytest.approx(fit.params[columns].to_numpy(), abs=1e-8)
    assert ours.standard_errors[estimated] == pytest.approx(fit.bse[columns].to_numpy() * factor, abs=1e-8)
    assert ours.values[~estimated].tolist() == [0.0]
    assert not ours.simultaneous
    assert ours.n_treated[ours.times == 0].tolist() == ([4] if gaps else [6])


def test_faults_are_named():
    panel = staggered()
    with pytest.raises(ParameterError, match="no covariate income"):
        twfe(panel, ("income",))
    fixed = replace(panel, covariates={"area": np.arange(12.0)[:, None] * np.ones(10)})
    with pytest.raises(DataError, match="area does not vary"):
        twfe(fixed, ("area",))
    with pytest.raises(ParameterError, match="one of -6 to 5"):
        twfe_event_study(panel, reference=9)
    with pytest.raises(ParameterError, match="twfe, group_time, sun_abraham, imputation, synthetic_did"):
        estimate(panel, "ols")
    alone = staggered(starts=(2004, 2006, 2004, 2006), control_group="not_yet_treated")
    with pytest.raises(DataError, match="collinear"):
        twfe_event_study(alone)
