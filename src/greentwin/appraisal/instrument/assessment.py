"""Scores and ranks of a prepared table: ranges first, then what weights, ranges and methods do to the order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greentwin.appraisal.checks import Array
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.instrument.options import FIRST
from greentwin.appraisal.instrument.preparation import Prepared
from greentwin.appraisal.options import LINEAR
from greentwin.appraisal.ranking import Ranks, ranks
from greentwin.appraisal.robustness.acceptability import rank_acceptability, rank_intervals
from greentwin.appraisal.robustness.closest import Overtaking, overtaking_weights
from greentwin.appraisal.robustness.rankshift import rank_shift_indices
from greentwin.appraisal.robustness.reversal import ReversalCheck, normalisation_reversals, removal_reversals
from greentwin.appraisal.robustness.simplex import draw_by_axis
from greentwin.appraisal.robustness.sobol import SobolIndices
from greentwin.appraisal.robustness.uncertainty import ranks_of_draws

SHARE = 0.9
"""Share of the draws within a rank interval."""
_SAMPLES = 512
_LEAST_SAMPLES = 64
_MOST_CELLS = 15_000_000


@dataclass(frozen=True, slots=True, eq=False)
class ScoreRanges:
    """
    Scores of the units.

    Attributes
    ----------
    low, middle, high : numpy.ndarray, shape (n_units,)
        Score with all values at their worst end for the unit, at the midpoints, and at the best end.
    ranks : numpy.ndarray of int, shape (n_units,)
        Ranks of the middle scores.
    """

    low: Array
    middle: Array
    high: Array
    ranks: Ranks

    @property
    def order(self) -> tuple[int, ...]:
        """Positions of the units from first to last; ties in the order of the table."""
        return tuple(map(int, np.argsort(self.ranks, kind="stable")))


@dataclass(frozen=True, slots=True, eq=False)
class RankSpread:
    """
    Ranks over the draws.

    Attributes
    ----------
    weights, ranges, both : numpy.ndarray of int, shape (n_units, 2)
        Best and worst rank in 90 % of the draws, if only the weights are drawn, only the values within
        their ranges, or both.
    acceptability : numpy.ndarray, shape (n_units, n_units)
        Share of the draws of both in which a unit (row) takes a rank (column).
    draws : int
        Number of draws.
    """

    weights: Ranks
    ranges: Ranks
    both: Ranks
    acceptability: Array
    draws: int

    @property
    def first(self) -> Array:
        """Share of the draws in which each unit is first, shape (n_units,)."""
        return np.asarray(self.acceptability[:, 0])


def score_ranges(prepared: Prepared, recipe: Recipe) -> ScoreRanges:
    """
    Return the score of each unit with its values at their worst and at their best, the others' at the other end.

    Parameters
    ----------
    prepared : Prepared
        Table.
    recipe : Recipe
        How scores are made.
    """
    scale = recipe.scale(prepared.low, prepared.high, prepared.directions)
    worst = np.where(scale.signs > 0, prepared.low, prepared.high)
    best = np.where(scale.signs > 0, prepared.high, prepared.low)
    ends = []
    for own, others in ((worst, best), (best, worst)):
        scores = []
        for unit in range(len(prepared.units)):
            matrix = others.copy()
            matrix[unit] = own[unit]
            scores.append(recipe.scores(matrix, prepared.weights, scale)[unit])
        ends.append(np.array(scores))
    middle = recipe.scores(prepared.middle, prepared.weights, scale)
    return ScoreRanges(ends[0], middle, ends[1], ranks(middle))


def axis_ranges(prepared: Prepared) -> tuple[Array, Array]:
    """
    Return for each unit and axis the range of its standing between the worst and the best value, from 0 to 1.

    Standings on the indicators of an axis are averaged with their weights in it; an axis without weight takes equal
    ones.

    Returns
    -------
    tuple of numpy.ndarray, shape (n_units, n_axes)
        Lowest and highest standing.
    """
    scale = Recipe().scale(prepared.low, prepared.high, prepared.directions)
    ends = np.sort([scale.apply(prepared.low), scale.apply(prepared.high)], axis=0)
    columns = []
    for axis in prepared.axis_names:
        members = [at for at, name in enumerate(prepared.axes) if name == axis]
        within = prepared.weights[members]
        shares = within / within.sum() if within.sum() > 0 else np.full(len(members), 1 / len(members))
        columns.append(ends[:, :, members] @ shares)
    low, high = np.stack(columns, axis=-1)
    return low, high


def rank_spread(prepared: Prepared, recipe: Recipe, draws: int, seed: int) -> RankSpread:
    """
    Rank the units over draws of weights, of values, and of both.

    Any weights of the axes, and within an axis of its indicators, are equally likely.

    Parameters
    ----------
    prepared : Prepared
        Table.
    recipe : Recipe
        How scores are made.
    draws : int
        Number of draws.
    seed : int
        Seed of the random numbers.
    """
    scale = recipe.scale(prepared.low, prepared.high, prepared.directions)
    drawn = draw_by_axis(prepared.axes, draws, seed=seed)
    fixed = np.broadcast_to(prepared.weights, drawn.shape)
    points, ranges = (prepared.middle, prepared.middle), (prepared.low, prepared.high)
    weights, values, both = (
        ranks_of_draws(*ends, used, prepared.directions, recipe, seed=seed, scale=scale)
        for ends, used in ((points, drawn), (ranges, fixed), (ranges, drawn))
    )
    return RankSpread(
        rank_intervals(weights, SHARE),
        rank_intervals(values, SHARE),
        rank_intervals(both, SHARE),
        rank_acceptability(both),
        draws,
    )


def overtakings(prepared: Prepared, recipe: Recipe, leader: int) -> dict[int, Overtaking] | None:
    """
    Find for each other unit the weights with which it draws level with a leader, the least weight changing hands.

    Parameters
    ----------
    prepared : Prepared
        Table, compared at its midpoints.
    recipe : Recipe
        How scores are made.
    leader : int
        Position of the leader.

    Returns
    -------
    dict of int to Overtaking, or None
        By position of the challenger; None if the aggregation is not linear in the weights.
    """
    if recipe.aggregation not in LINEAR:
        return None
    parts = recipe.parts(prepared.middle, recipe.scale(prepared.low, prepared.high, prepared.directions))
    if recipe.aggregation == "geometric":
        parts = np.log(parts)
    others = [unit for unit in range(len(prepared.units)) if unit != leader]
    return {
        unit: overtaking_weights(parts[unit], parts[leader], prepared.weights, "moved") for unit in others
    }


def reversals(prepared: Prepared, recipe: Recipe) -> tuple[ReversalCheck, ReversalCheck]:
    """Look for reversals among the first units, through another normalisation and through leaving one unit out."""
    values = prepared.frame(prepared.middle)
    ends = prepared.frame(prepared.low), prepared.frame(prepared.high)
    common = (values, prepared.weights, prepared.directions, recipe)
    return (
        normalisation_reversals(*common, ranges=ends, first=FIRST),
        removal_reversals(*common, ranges=ends, first=FIRST),
    )


def sensitivity(prepared: Prepared, recipe: Recipe, seed: int) -> SobolIndices | None:
    """
    Share out the shift of ranks among normalisation, aggregation, weights and values; None if no rank ever moves.

    The number of base samples falls with the size of the table, to 64 at least.
    """
    samples = _SAMPLES
    while samples > _LEAST_SAMPLES and samples * prepared.low.size * len(prepared.units) > _MOST_CELLS:
        samples //= 2
    return rank_shift_indices(
        prepared.low,
        prepared.high,
        prepared.weights,
        prepared.directions,
        prepared.axes,
        reference=recipe,
        samples=samples,
        seed=seed,
    )
