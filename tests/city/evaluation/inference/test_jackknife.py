"""The cluster jackknife against closed forms and statsmodels."""

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from evaluation_panels import long_table, staggered, with_gaps

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.estimators.twfe import twfe
from greentwin.city.evaluation.inference.jackknife import cluster_jackknife
from greentwin.errors import DataError

CLUSTERS = list("abcdefabcdef")


def cr3_in_closed_form(panel):
    """Residuals of each cluster are divided by (I - H_cc), as in Bell & McCaffrey (2002)."""
    table = long_table(panel)
    dummies = [
        np.asarray(table[name].to_numpy()[:, None] == np.unique(table[name])[None, :], dtype=float)
        for name in ("unit", "year")
    ]
    design = np.column_stack([table["treated"], dummies[0], dummies[1][:, 1:]])
    bread = np.linalg.pinv(design.T @ design, rcond=1e-12)
    residuals = table["outcome"] - design @ (bread @ design.T @ table["outcome"])
    meat = 0.0
    for code in np.unique(table["cluster_code"]):
        own = (table["cluster_code"] == code).to_numpy()
        x = design[own]
        adjusted = np.linalg.pinv(np.eye(own.sum()) - x @ bread @ x.T, rcond=1e-9) @ residuals[own]
        meat += (bread[0] @ x.T @ adjusted) ** 2
    n = panel.n_clusters
    return np.sqrt((n - 1) / n * meat)


@pytest.mark.parametrize("gaps", [False, True])
def test_two_way_fixed_effects_have_cr3(gaps):
    panel = staggered(clusters=CLUSTERS, noise=2.0)
    panel = with_gaps(panel) if gaps else panel
    result = cluster_jackknife(panel, twfe)
    assert result.estimate.standard_error == pytest.approx(cr3_in_closed_form(panel), rel=1e-6)
    assert result.estimate.value == twfe(panel).value
    assert result.estimate.degrees_of_freedom == 5
    assert result.clusters == tuple("abcdef")


def test_leaving_out_by_hand_with_statsmodels():
    panel = staggered(clusters=CLUSTERS)
    table = long_table(panel)
    result = cluster_jackknife(panel, twfe)
    rows = table[table["cluster"] != "c"]
    columns = [rows["unit"], rows["year"]]
    dummies = [np.asarray(c.to_numpy()[:, None] == np.unique(c)[None, 1:], dtype=float) for c in columns]
    fit = sm.OLS(rows["outcome"], sm.add_constant(np.column_stack([rows["treated"], *dummies]))).fit()
    assert result.values[2] == pytest.approx(fit.params["x1"], abs=1e-10)


def test_two_clusters_differ_by_half_their_difference():
    """With b_1 and b_2 of two clusters of one size each and b their mean, the error is |b_1 - b_2| / 2."""
    panel = staggered(starts=(2004, np.inf, 2004, np.inf), clusters=["a", "a", "b", "b"])
    result = cluster_jackknife(panel, twfe)
    assert result.estimate.standard_error == pytest.approx(np.abs(np.diff(result.values))[0] / 2)


@pytest.mark.parametrize("name", ["group_time", "sun_abraham", "imputation"])
def test_any_estimator_can_be_taken(name):
    panel = staggered(clusters=CLUSTERS)
    result = cluster_jackknife(panel, lambda smaller: estimate(smaller, name))
    analytic = estimate(panel, name).standard_error
    assert 0.7 < result.estimate.standard_error / analytic < 3
    assert result.estimate.estimator == name


def test_the_most_influential_cluster_is_named():
    panel = staggered(clusters=CLUSTERS)
    outcome = panel.outcome + 30 * panel.treatment * (panel.clusters == "d")[:, None]
    assert cluster_jackknife(replace(panel, outcome=outcome), twfe).most_influential == "d"


def test_a_cluster_with_all_treated_units_is_named():
    panel = staggered(starts=(2004, 2004, np.inf, np.inf), clusters=["a", "a", "b", "c"])
    with pytest.raises(DataError, match="without a: no treated unit is left"):
        cluster_jackknife(panel, twfe)
    with pytest.raises(DataError, match="one cluster"):
        cluster_jackknife(staggered(clusters=["a"] * 12), twfe)
