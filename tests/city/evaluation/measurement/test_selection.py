"""Whether complete units are a selected sample: contrasts of groups, with errors by province."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from measured_sources import sources
from scipy import stats

from greentwin import data
from greentwin.city import coverage
from greentwin.city.emissions import load_panels
from greentwin.city.evaluation.measurement.sample import load_sample
from greentwin.city.evaluation.measurement.selection import completeness, contrasts, selected_trait, trends
from greentwin.errors import DataError


def units(n: int = 60, n_provinces: int = 6) -> tuple[pd.Index, pd.Series]:
    index = pd.Index([f"u{number}" for number in range(n)])
    return index, pd.Series([f"p{number % n_provinces}" for number in range(n)], index=index)


def test_a_contrast_is_a_difference_of_means_with_the_cluster_robust_error():
    index, provinces = units()
    rng = np.random.default_rng(4)
    marks = pd.DataFrame({"mark": (rng.random(60) < 0.4).astype(float)}, index=index)
    outcome = pd.Series(rng.normal(size=60) + 0.5 * marks["mark"], index=index)
    found = contrasts(outcome, marks, provinces)["mark"]
    chosen = marks["mark"] == 1
    assert found.value == pytest.approx(outcome[chosen].mean() - outcome[~chosen].mean())
    design = np.column_stack([np.ones(60), marks["mark"]])
    residual = outcome.to_numpy() - design @ np.linalg.lstsq(design, outcome.to_numpy(), rcond=None)[0]
    scores = pd.DataFrame(design * residual[:, None]).groupby(provinces.to_numpy()).sum().to_numpy()
    bread = np.linalg.inv(design.T @ design)
    covariance = 6 / 5 * 59 / 58 * bread @ scores.T @ scores @ bread
    assert found.standard_error == pytest.approx(np.sqrt(covariance[1, 1]))
    half = stats.t.ppf(0.975, 5) * found.standard_error
    assert found.interval == pytest.approx((found.value - half, found.value + half))
    assert found.p_value == pytest.approx(2 * stats.t.sf(abs(found.value) / found.standard_error, 5))
    assert (found.n, found.n_marked, found.n_provinces) == (60, int(chosen.sum()), 6)


def test_contrasts_that_cannot_be_told_are_refused():
    index, provinces = units()
    outcome = pd.Series(np.arange(60.0), index=index)
    mark = pd.Series(np.arange(60) % 2.0, index=index)
    with pytest.raises(DataError, match="mark, same do not vary apart"):
        contrasts(outcome, pd.DataFrame({"mark": mark, "same": mark}), provinces)
    with pytest.raises(DataError, match="without gaps"):
        contrasts(outcome.where(outcome > 0), pd.DataFrame({"mark": mark}), provinces)
    with pytest.raises(DataError, match="without gaps"):
        contrasts(outcome, pd.DataFrame({"mark": mark}), provinces.iloc[:50])
    with pytest.raises(DataError, match="three provinces, not 2"):
        contrasts(outcome, pd.DataFrame({"mark": mark}), units(n_provinces=2)[1])


def test_pilots_that_are_complete_more_often_are_found():
    index, provinces = units(120)
    groups = pd.Series(np.where(np.arange(120) % 3 == 0, "city_pilot", "no_pilot"), index=index)
    complete = pd.Series((np.arange(120) % 3 == 0) & (np.arange(120) < 90), index=index)
    (found,) = completeness(complete, groups, provinces, source="ceads")
    assert (found.source, found.group, found.at_equal_size) == ("ceads", "city_pilot", None)
    assert found.difference.value == pytest.approx(0.75)
    assert found.difference.n_marked == 40


def test_a_difference_of_size_is_no_difference_of_pilots_at_equal_size():
    index, provinces = units(240)
    rng = np.random.default_rng(2)
    size = pd.Series(np.repeat([0.0, 1.0], 120) + rng.normal(0, 0.01, 240), index=index)
    pilot = rng.random(240) < np.where(size > 0.5, 0.6, 0.1)
    groups = pd.Series(np.where(pilot, "city_pilot", "no_pilot"), index=index)
    complete = size > 0.5
    (found,) = completeness(complete, groups, provinces, size, source="ceads", size_source="chen")
    assert found.difference.interval[0] > 0.2
    assert found.at_equal_size is not None
    assert abs(found.at_equal_size.value) < 0.02


@pytest.mark.parametrize("n_complete", [0, 9, 51, 60])
def test_too_few_complete_or_incomplete_units_give_no_comparison(n_complete):
    index, provinces = units()
    groups = pd.Series("no_pilot", index=index).where(np.arange(60) % 2 == 0, "city_pilot")
    complete = pd.Series(np.arange(60) < n_complete, index=index)
    assert completeness(complete, groups, provinces, source="ceads") == ()


def test_level_and_trend_of_complete_units():
    sample = sources(units_each=8, gaps=0, noise=(0.01,))
    marks = pd.Series(np.arange(48) % 2 == 0, index=list(sample.units))
    years = sample.years - sample.years.mean()
    sample.logs[0] += marks.to_numpy()[:, None] * (1.0 + 0.03 * years) - sample.logs[0].mean(
        axis=1, keepdims=True
    )
    found = selected_trait(marks, sample, selected_by="b", source="a")
    assert found is not None
    assert found.level.value == pytest.approx(1, abs=1e-6)
    slopes = trends(sample.of("a"), sample.years)
    assert found.trend.value == pytest.approx(slopes[::2].mean() - slopes[1::2].mean())
    assert found.trend.value == pytest.approx(0.03, abs=0.03)
    assert selected_trait(marks & False, sample, selected_by="b", source="a") is None


def test_trends_are_slopes_of_straight_lines():
    years = np.array([2000, 2001, 2002])
    assert trends(np.array([[1.0, 1.1, 1.2], [2.0, 2.0, 2.0]]), years).tolist() == pytest.approx([0.1, 0])
    assert np.isnan(trends(np.ones((2, 1)), years[:1])).all()


def test_pilots_are_complete_in_ceads_more_often_and_complete_units_are_larger():
    matrix = coverage.matrix(load_panels(), 2003, 2017)
    complete = coverage.years_by_place(matrix)["ceads"] == 15
    groups = coverage.pilot_groups(data.load("prefecture_pilot_status"))
    provinces = data.load("places").set_index("place_id")["province_en"]
    shares = coverage.by_group(matrix, groups).set_index(["source", "group"])["complete"]
    pilots, inside = completeness(complete, groups, provinces, source="ceads")
    assert (pilots.group, inside.group) == ("city_pilot", "province_pilot")
    for found in (pilots, inside):
        expected = shares["ceads", found.group] - shares["ceads", "no_pilot"]
        assert found.difference.value == pytest.approx(expected)
    assert pilots.difference.interval[0] > 0 > inside.difference.interval[1]
    trait = selected_trait(complete, load_sample(["chen"], 2003, 2017), selected_by="ceads", source="chen")
    assert trait is not None
    assert trait.level.interval[0] > 0 > trait.trend.interval[1]
