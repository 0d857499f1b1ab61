"""The same numbers as scikit-criteria and pymcdm, where they compute the same."""

from __future__ import annotations

import numpy as np
import pymcdm.methods as peer
import pytest
import skcriteria as skc
from pymcdm import normalizations
from pymcdm import weights as peer_weights
from skcriteria.agg.simple import WeightedProductModel, WeightedSumModel
from skcriteria.agg.topsis import TOPSIS
from skcriteria.preprocessing import scalers, weighters

from greentwin.appraisal.aggregation.arithmetic import arithmetic
from greentwin.appraisal.aggregation.geometric import geometric
from greentwin.appraisal.aggregation.preferences import Preference
from greentwin.appraisal.aggregation.promethee import promethee
from greentwin.appraisal.aggregation.topsis import topsis
from greentwin.appraisal.normalisation.min_max import min_max
from greentwin.appraisal.normalisation.vector import vector
from greentwin.appraisal.normalisation.z_score import z_score
from greentwin.appraisal.weighting.entropy import entropy_weights

TABLES = [np.random.default_rng(seed).uniform(1, 20, (6 + seed, 4)).round(2) for seed in range(4)]
DIRECTIONS = ["higher_better", "lower_better", "higher_better", "lower_better"]
TYPES = np.array([1, -1, 1, -1])
WEIGHTS = np.array([0.4, 0.3, 0.2, 0.1])
UP = ["higher_better"] * 4


def decision(values, objectives=TYPES):
    return skc.mkdm(values, objectives=[max if sign > 0 else min for sign in objectives], weights=WEIGHTS)


@pytest.mark.parametrize("values", TABLES)
def test_topsis(values):
    ours = topsis(values, WEIGHTS, DIRECTIONS, "min_max").closeness
    assert ours == pytest.approx(peer.TOPSIS(normalizations.minmax_normalization)(values, WEIGHTS, TYPES))
    scaled = scalers.VectorScaler(target="matrix").transform(decision(values, np.ones(4)))
    theirs = TOPSIS().evaluate(scaled).e_.similarity
    assert topsis(values, WEIGHTS, UP).closeness == pytest.approx(theirs)


@pytest.mark.parametrize("values", TABLES)
def test_vector_topsis_with_indicators_of_which_less_is_better(values):
    # scikit-criteria takes the ideal of a minimised column as its minimum, after the same vector scaling
    scaled = values / np.sqrt((values**2).sum(axis=0)) * WEIGHTS
    best = np.where(TYPES > 0, scaled.max(axis=0), scaled.min(axis=0))
    worst = np.where(TYPES > 0, scaled.min(axis=0), scaled.max(axis=0))
    to_best, to_worst = (np.sqrt(((scaled - end) ** 2).sum(axis=1)) for end in (best, worst))
    assert topsis(values, WEIGHTS, DIRECTIONS).closeness == pytest.approx(to_worst / (to_best + to_worst))


@pytest.mark.parametrize("values", TABLES)
def test_means(values):
    normalised = min_max(values, DIRECTIONS, to=(0.1, 1.0))
    theirs = WeightedSumModel().evaluate(decision(normalised, np.ones(4))).e_.score
    assert arithmetic(normalised, WEIGHTS) == pytest.approx(theirs)
    theirs = WeightedProductModel().evaluate(decision(normalised, np.ones(4))).e_.score
    assert np.log10(geometric(normalised, WEIGHTS)) == pytest.approx(theirs)
    model = peer.WPM(lambda column, cost=False: column)
    assert geometric(normalised, WEIGHTS) == pytest.approx(model(normalised, WEIGHTS, np.ones(4)))


@pytest.mark.parametrize("values", TABLES)
def test_normalisations(values):
    theirs = np.column_stack(
        [
            normalizations.minmax_normalization(column, cost=sign < 0)
            for column, sign in zip(values.T, TYPES, strict=True)
        ]
    )
    assert min_max(values, DIRECTIONS) == pytest.approx(theirs)
    standard = scalers.StandarScaler(target="matrix").transform(decision(values, np.ones(4)))
    assert z_score(values, UP) == pytest.approx(standard.matrix.to_numpy())
    lengths = scalers.VectorScaler(target="matrix").transform(decision(values, np.ones(4)))
    assert vector(values, UP) == pytest.approx(lengths.matrix.to_numpy())


@pytest.mark.parametrize("values", TABLES)
def test_entropy_weights(values):
    assert entropy_weights(values) == pytest.approx(peer_weights.entropy_weights(values))
    scaled = scalers.SumScaler(target="matrix").transform(decision(values, np.ones(4)))
    theirs = weighters.EntropyWeighter().transform(scaled).weights.to_numpy()
    assert entropy_weights(values) == pytest.approx(theirs)


@pytest.mark.parametrize("values", TABLES)
@pytest.mark.parametrize(
    ("name", "shape", "thresholds"),
    [
        ("usual", "usual", {}),
        ("ushape", "u_shape", {"indifference": 2.0}),
        ("vshape", "v_shape", {"preference": 6.0}),
        ("level", "level", {"indifference": 2.0, "preference": 6.0}),
        ("vshape_2", "linear", {"indifference": 2.0, "preference": 6.0}),
    ],
)
def test_net_flows(values, name, shape, thresholds):
    method = peer.PROMETHEE_II(name, p=np.full(4, 6.0), q=np.full(4, 2.0))
    ours = promethee(values, WEIGHTS, DIRECTIONS, Preference(shape, **thresholds)).net
    assert ours == pytest.approx(method(values, WEIGHTS, TYPES))
