"""Which choice moves the estimate: shares of the variance, and switches of one choice alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import factorial

import numpy as np
import pandas as pd

from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError

INTERPLAY = "interplay"


def variance_shares(estimates: pd.DataFrame, factors: Sequence[str], value: str = "value") -> pd.Series:
    """Share out the variance of the estimates over the choices that they differ in.

    The main effects of the choices are fitted by least squares on indicator variables. The share of a choice is the
    increase of R2 when it is added, averaged over all orders in which the choices can be added (Lindeman, Merenda
    and Gold 1980, Introduction to Bivariate and Multivariate Analysis, p. 119; the Shapley value of R2). What main
    effects leave is the interplay of choices.

    Parameters
    ----------
    estimates : DataFrame
        One row per specification; rows without an estimate are left out.
    factors : sequence of str
        Columns that name the level of each choice.
    value : str
        Column of the estimates.

    Returns
    -------
    Series
        Shares, index: the factors in their order, then ``interplay``; they sum to 1.

    Raises
    ------
    DataError
        If there are fewer than two different estimates.

    Examples
    --------
    >>> table = pd.DataFrame({"a": list("xxyy"), "b": list("uvuv"), "value": [0.0, 1.0, 2.0, 3.0]})
    >>> variance_shares(table, ["a", "b"]).round(3).to_dict()
    {'a': 0.8, 'b': 0.2, 'interplay': 0.0}
    """
    rows = estimates.dropna(subset=value)
    outcome = rows[value].to_numpy(dtype=float)
    if len(outcome) < 2 or np.ptp(outcome) == 0:
        raise DataError("the variance of the estimates can be shared out only where they differ")
    blocks = [_indicators(rows[factor]) for factor in factors]
    explained = {
        subset: _r_squared(outcome, [blocks[number] for number in subset])
        for size in range(len(factors) + 1)
        for subset in combinations(range(len(factors)), size)
    }
    shares = [_shapley(number, len(factors), explained) for number in range(len(factors))]
    return pd.Series([*shares, 1 - sum(shares)], index=[*factors, INTERPLAY])


def switches(estimates: pd.DataFrame, factors: Sequence[str], value: str = "value") -> pd.DataFrame:
    """Measure how far the estimate moves when one choice alone is switched.

    Parameters
    ----------
    estimates : DataFrame
        One row per specification; rows without an estimate are left out.
    factors : sequence of str
        Columns that name the level of each choice.
    value : str
        Column of the estimates.

    Returns
    -------
    DataFrame
        Index ``factor``; columns ``pairs`` (pairs of specifications that agree in all other choices), ``mean``,
        ``median`` and ``largest`` (absolute difference of the two estimates, on the scale of the outcome) and
        ``sign_changes`` (share of the pairs whose estimates have different signs). Missing where there is no pair.

    Examples
    --------
    >>> table = pd.DataFrame({"a": list("xxyy"), "b": list("uvuv"), "value": [0.0, 1.0, 2.0, 3.0]})
    >>> switches(table, ["a", "b"])["mean"].to_dict()
    {'a': 2.0, 'b': 1.0}
    """
    rows = estimates.dropna(subset=value)
    records = {factor: _pair_summary(rows, factor, factors, value) for factor in factors}
    return pd.DataFrame.from_dict(records, orient="index").rename_axis("factor")


def _pair_summary(rows: pd.DataFrame, factor: str, factors: Sequence[str], value: str) -> dict[str, float]:
    others = [name for name in factors if name != factor]
    groups = rows.groupby(others)[value] if others else [(None, rows[value])]
    pairs = [pair for _, group in groups for pair in combinations(group.to_numpy(dtype=float), 2)]
    if not pairs:
        nothing = float("nan")
        return {"pairs": 0, "mean": nothing, "median": nothing, "largest": nothing, "sign_changes": nothing}
    first, second = np.array(pairs).T
    moves = np.abs(first - second)
    return {
        "pairs": len(pairs),
        "mean": float(moves.mean()),
        "median": float(np.median(moves)),
        "largest": float(moves.max()),
        "sign_changes": float((np.sign(first) != np.sign(second)).mean()),
    }


def _indicators(levels: pd.Series) -> Floats:
    return pd.get_dummies(levels, drop_first=True).to_numpy(dtype=float)


def _r_squared(outcome: Floats, blocks: Sequence[Floats]) -> float:
    design = np.column_stack([np.ones(len(outcome)), *blocks])
    fitted = design @ np.linalg.lstsq(design, outcome, rcond=None)[0]
    return float(1 - ((outcome - fitted) ** 2).sum() / ((outcome - outcome.mean()) ** 2).sum())


def _shapley(player: int, n_players: int, worth: dict[tuple[int, ...], float]) -> float:
    total = 0.0
    for coalition, value in worth.items():
        if player in coalition:
            continue
        joined = tuple(sorted((*coalition, player)))
        weight = factorial(len(coalition)) * factorial(n_players - len(coalition) - 1) / factorial(n_players)
        total += weight * (worth[joined] - value)
    return total
