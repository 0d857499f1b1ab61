"""Sun and Abraham's regression against statsmodels, another implementation and group-time effects."""

import numpy as np
import pytest
import statsmodels.formula.api as smf
from diff_diff import SunAbraham
from evaluation_panels import long_table, staggered, with_gaps

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.estimators.grouptime import group_time_effects
from greentwin.city.evaluation.estimators.sunabraham import (
    interactions,
    sun_abraham,
    sun_abraham_event_study,
)
from greentwin.errors import DataError

CLUSTERS = list("abcdefabcdef")


@pytest.mark.parametrize("clusters", [None, CLUSTERS])
@pytest.mark.parametrize("gaps", [False, True])
def test_averages_equal_another_implementation(gaps, clusters):
    panel = staggered(clusters=clusters)
    panel = with_gaps(panel) if gaps else panel
    other = SunAbraham(cluster="cluster" if clusters else None).fit(
        panel.long(), outcome="outcome", unit="unit", time="year", first_treat="start"
    )
    ours = sun_abraham(panel)
    assert ours.value == pytest.approx(other.overall_att, abs=1e-8)
    assert ours.standard_error == pytest.approx(other.overall_se, rel=1e-8)
    assert (ours.n_clusters, ours.degrees_of_freedom) == (panel.n_clusters, panel.n_clusters - 1)
    study = sun_abraham_event_study(panel)
    assert study.times.tolist() == [*range(-6, 6)]
    for time, value, error in zip(study.times.tolist(), study.values, study.standard_errors, strict=True):
        if time == -1:
            assert value == error == 0
        else:
            assert value == pytest.approx(other.event_study_effects[time]["effect"], abs=1e-8)
            assert error == pytest.approx(other.event_study_effects[time]["se"], rel=1e-8)
    assert estimate(panel, "sun_abraham") == ours


def test_county_employment(counties):
    """On a balanced panel with never-treated controls the average is that of Callaway & Sant'Anna (2021)."""
    assert sun_abraham(counties).value == pytest.approx(-0.0400, abs=5e-5)


def test_coefficients_equal_statsmodels_with_dummies():
    panel = with_gaps(staggered(), 0.2)
    table = long_table(panel)
    cells = interactions(panel)
    names = []
    for number, (group, time) in enumerate(zip(cells.groups, cells.times, strict=True)):
        name = f"cell_{number}"
        table[name] = ((table["start"] == group) & (table["year"] - group == time)).astype(int)
        names.append(name)
    fit = smf.ols(f"outcome ~ {' + '.join(names)} + C(unit) + C(year)", table).fit()
    assert cells.fit.coefficients == pytest.approx(fit.params[names].to_numpy(), abs=1e-8)
    assert cells.n_observations.tolist() == table[names].sum().tolist()


def test_cells_equal_group_time_effects_on_a_balanced_panel():
    panel = staggered()
    cells = interactions(panel)
    effects = group_time_effects(panel, base_period="universal")
    estimated = effects.years != effects.bases
    assert cells.fit.coefficients == pytest.approx(effects.att[estimated], abs=1e-10)


def test_designs_without_untreated_units_or_reference_are_refused():
    alone = staggered(starts=(2004, 2006, 2004, 2006), control_group="not_yet_treated")
    with pytest.raises(DataError, match="group_time"):
        sun_abraham(alone)
    panel = staggered()
    outcome = panel.outcome.copy()
    outcome[panel.start == 2004, 3] = np.nan
    with pytest.raises(DataError, match="no unit of the group of 2004 has a value in 2003"):
        sun_abraham(panel.with_outcome(outcome))
