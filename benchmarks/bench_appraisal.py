"""Ranks under many weights: all draws at once, against the loop that a peer needs for the same ranks.

The ratio tells what the vectorised draws save on 50 units and 50 indicators; both sides rank every draw.
"""

from harness import Case, Code

_VALUES = """
import numpy as np
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.robustness.simplex import draw_weights
from greentwin.appraisal.robustness.uncertainty import ranks_of_draws
values = np.random.default_rng(1).random((50, 50))
directions = ["higher_better"] * 50
weights = draw_weights(50, {draws}, seed=1)
"""
_MANY, _FEW = _VALUES.format(draws=1_000), _VALUES.format(draws=200)
_OURS = 'ranks_of_draws(values, values, weights, directions, Recipe("min_max", "{aggregation}"))'
_PYMCDM = """
import pymcdm.methods
from pymcdm.normalizations import minmax_normalization
from scipy.stats import rankdata
types = np.ones(50)
"""
_SKCRITERIA = """
import skcriteria
from skcriteria.agg.topsis import TOPSIS
from skcriteria.preprocessing.scalers import MinMaxScaler
scaler, method = MinMaxScaler(target="matrix"), TOPSIS()
"""

CASES = (
    Case(
        "1,000 weights, TOPSIS",
        Code("ranks_of_draws", _OURS.format(aggregation="topsis"), _MANY),
        Code(
            "pymcdm.TOPSIS in a loop",
            "for row in weights: rankdata(-method(values, row, types), method='min')",
            _MANY + _PYMCDM + "method = pymcdm.methods.TOPSIS(minmax_normalization)",
        ),
    ),
    Case(
        "200 weights, PROMETHEE II",
        Code("ranks_of_draws", _OURS.format(aggregation="promethee"), _FEW),
        Code(
            "pymcdm.PROMETHEE_II in a loop",
            "for row in weights: rankdata(-method(values, row, types), method='min')",
            _FEW + _PYMCDM + "method = pymcdm.methods.PROMETHEE_II('usual')",
        ),
    ),
    Case(
        "200 weights, TOPSIS",
        Code("ranks_of_draws", _OURS.format(aggregation="topsis"), _FEW),
        Code(
            "scikit-criteria's TOPSIS in a loop",
            "for row in weights: method.evaluate(scaler.transform("
            "skcriteria.mkdm(values, objectives=[max] * 50, weights=row))).rank_",
            _FEW + _SKCRITERIA,
        ),
    ),
)
