"""Weights from predictors: the inner problem against diff-diff, the search from several starts, bad predictors."""

import numpy as np
import pytest
from diff_diff import SyntheticControl
from synthetic_designs import long_of, mixture_design, noisy_design

from greentwin.city.evaluation.syntheticcontrol.fit import fit
from greentwin.city.evaluation.syntheticcontrol.predictors import (
    Predictors,
    fit_with_importance,
    lagged_outcomes,
    nested_fit,
    predictors_of,
)
from greentwin.errors import DataError, ParameterError

pytestmark = pytest.mark.filterwarnings("ignore:Pre-treatment fit is poor")


@pytest.fixture(scope="module")
def design():
    return noisy_design(effect=-0.2, seed=3)


@pytest.fixture(scope="module")
def predictors(design):
    rng = np.random.default_rng(5)
    traits = {name: rng.normal(size, 1, 9) for name, size in (("income", 8), ("size", 100))}
    return predictors_of(traits | lagged_outcomes(design))


@pytest.fixture(scope="module")
def nested(design, predictors):
    return nested_fit(design, predictors, n_starts=4, seed=1)


@pytest.mark.parametrize("importance", [np.ones(3), np.array([5.0, 0.1, 1.0]), np.array([0, 0, 1.0])])
def test_weights_of_given_importance_equal_those_of_diff_diff(design, importance):
    lags = lagged_outcomes(design)
    found = fit_with_importance(design, predictors_of(lags), importance)
    model = SyntheticControl(v_method="custom", custom_v=importance)
    years = [int(year) for year in lags]
    other = model.fit(
        long_of(design), "outcome", "treated", "unit", "year", treated_unit="t", pre_period_outcomes=years
    )
    theirs = [other.donor_weights.get(donor, 0) for donor in design.donors]
    if importance.all():
        assert found.weights == pytest.approx(theirs, abs=1e-5)
    last = int(np.flatnonzero(design.before)[-1])
    assert found.synthetic[last] == pytest.approx(np.array(theirs) @ design.donor_paths[:, last], abs=1e-5)


def test_every_start_is_reported_with_its_end(nested):
    assert [end.start for end in nested.ends] == ["equal", "regression", "random 1", "random 2"]
    for end in nested.ends:
        assert end.importance.sum() == pytest.approx(1)
        assert (end.importance > 0).all()
        assert end.fit.weights.sum() == pytest.approx(1)
    assert nested.best.fit.pre_rmspe == nested.pre_rmspe_spread[0]
    low, high = nested.mean_gap_spread
    assert low <= nested.best.fit.mean_gap_percent <= high


def test_no_search_beats_the_fit_to_the_outcomes_themselves(design, nested):
    least = fit(design).pre_rmspe
    assert all(end.fit.pre_rmspe >= least - 1e-12 for end in nested.ends)


def test_a_search_does_not_end_worse_than_it_began(design, predictors, nested):
    equal = fit_with_importance(design, predictors, np.ones(len(predictors.names)))
    assert nested.ends[0].fit.pre_rmspe <= equal.pre_rmspe + 1e-12


def test_the_best_end_is_no_worse_than_that_of_diff_diff(design):
    lags = lagged_outcomes(design)
    found = nested_fit(design, predictors_of(lags), n_starts=6, seed=1)
    other = SyntheticControl(n_starts=6, seed=1).fit(
        long_of(design), "outcome", "treated", "unit", "year", treated_unit="t",
        pre_period_outcomes=[int(year) for year in lags],
    )  # fmt: skip
    assert found.best.fit.pre_rmspe <= other.pre_rmspe * 1.02


def test_the_same_seed_gives_the_same_ends(design, predictors, nested):
    again = nested_fit(design, predictors, n_starts=4, seed=1)
    for one, other in zip(nested.ends, again.ends, strict=True):
        assert one.fit.weights.tolist() == other.fit.weights.tolist()
    other = nested_fit(design, predictors, n_starts=4, seed=2)
    assert other.ends[0].fit.weights.tolist() == nested.ends[0].fit.weights.tolist()
    assert other.ends[2].importance.tolist() != nested.ends[2].importance.tolist()


def test_predictors_of_an_exact_mixture_give_its_weights_back():
    design = mixture_design([0.6, 0.4, 0, 0], n_years=12, start=2008)
    lags = {
        str(year): np.append(design.path[i], design.donor_paths[:, i])
        for i, year in enumerate(range(2000, 2008))
    }
    found = nested_fit(design, predictors_of(lags), n_starts=2)
    assert found.best.fit.weights == pytest.approx([0.6, 0.4, 0, 0], abs=1e-4)


def test_predictors_do_not_depend_on_their_unit(design, predictors):
    scaled = Predictors(predictors.names, predictors.treated * 1000, predictors.donors * 1000)
    importance = np.ones(len(predictors.names))
    one, other = (fit_with_importance(design, item, importance) for item in (predictors, scaled))
    assert one.weights == pytest.approx(other.weights, abs=1e-9)


def test_lags_are_those_of_the_first_middle_and_last_year(design):
    lags = lagged_outcomes(design)
    assert list(lags) == ["2000", "2004", "2008"]
    assert lags["2008"].tolist() == [design.path[8], *design.donor_paths[:, 8]]


def test_bad_predictors_are_refused(design, predictors):
    with pytest.raises(DataError, match="there is no predictor"):
        predictors_of({})
    with pytest.raises(DataError, match="predictor x has a gap"):
        predictors_of({"x": np.array([1.0, np.nan, 2.0])})
    with pytest.raises(DataError, match="predictor x is the same for all units"):
        predictors_of({"x": np.ones(3)})
    with pytest.raises(DataError, match="2 names for 1 predictors"):
        Predictors(("x", "y"), np.ones(1), np.zeros((1, 3)))
    with pytest.raises(DataError, match="predictors of 2 donors; the design has 8"):
        nested_fit(design, predictors_of({"x": np.array([1.0, 2.0, 3.0])}))
    with pytest.raises(ParameterError, match="at least 2 are needed"):
        nested_fit(design, predictors, n_starts=1)
    for importance in (np.zeros(5), np.array([-1.0, 1, 1, 1, 1])):
        with pytest.raises(ParameterError, match="must not be negative"):
            fit_with_importance(design, predictors, importance)
