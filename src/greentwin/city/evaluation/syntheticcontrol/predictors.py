"""Synthetic control from predictors, with their importance chosen by nested optimisation from several starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.syntheticcontrol.design import Design
from greentwin.city.evaluation.syntheticcontrol.fit import SyntheticFit
from greentwin.city.evaluation.syntheticcontrol.weights import simplex_weights
from greentwin.errors import DataError, ParameterError

RANGE = 14.0
"""Largest absolute value of a logarithm of an importance, before the importances are made to sum to 1."""


@dataclass(frozen=True, eq=False)
class Predictors:
    """Traits of all units before the start.

    Attributes
    ----------
    names : tuple of str
        Names.
    treated : ndarray, shape (n_predictors,)
        Values of the treated unit.
    donors : ndarray, shape (n_predictors, n_donors)
        Values of the donors, in the order of the design.
    """

    names: tuple[str, ...]
    treated: Floats
    donors: Floats

    def __post_init__(self) -> None:
        values = np.column_stack([self.treated, self.donors])
        if len(self.names) != len(values) or not len(values):
            raise DataError(f"there are {len(self.names)} names for {len(values)} predictors")
        for name, row in zip(self.names, values, strict=True):
            if not np.isfinite(row).all():
                raise DataError(f"predictor {name} has a gap; each unit needs a value")
            if np.ptp(row) == 0:
                raise DataError(f"predictor {name} is the same for all units, so it cannot tell them apart")

    def standardised(self) -> Predictors:
        """Divide each predictor by its standard deviation over all units, as the method's first authors do."""
        values = np.column_stack([self.treated, self.donors])
        size = values.std(axis=1, ddof=1)
        return Predictors(self.names, self.treated / size, self.donors / size[:, None])


@dataclass(frozen=True, eq=False)
class SearchEnd:
    """Where one search for the importance of predictors ended.

    Attributes
    ----------
    start : str
        Where it began: ``equal``, ``regression`` or ``random`` with its number.
    importance : ndarray, shape (n_predictors,)
        Importances, with sum 1.
    fit : SyntheticFit
        The synthetic control that they give.
    """

    start: str
    importance: Floats
    fit: SyntheticFit


@dataclass(frozen=True)
class NestedFit:
    """Synthetic controls from predictors, one per start of the search.

    Attributes
    ----------
    names : tuple of str
        Predictors.
    ends : tuple of SearchEnd
        Where the searches ended, in the order in which they were begun.
    """

    names: tuple[str, ...]
    ends: tuple[SearchEnd, ...]

    @property
    def best(self) -> SearchEnd:
        """The end with the smallest error before the start."""
        return min(self.ends, key=lambda end: end.fit.pre_rmspe)

    @property
    def mean_gap_spread(self) -> tuple[float, float]:
        """Smallest and largest mean gap over the starts, in per cent."""
        gaps = [end.fit.mean_gap_percent for end in self.ends]
        return min(gaps), max(gaps)

    @property
    def pre_rmspe_spread(self) -> tuple[float, float]:
        """Smallest and largest error before the start over the starts, in the unit of the outcome."""
        errors = [end.fit.pre_rmspe for end in self.ends]
        return min(errors), max(errors)


def lagged_outcomes(design: Design) -> dict[str, Floats]:
    """Take the outcome of the first, middle and last year before the start as predictors.

    Returns
    -------
    dict of str to ndarray, shape (1 + n_donors,)
        Values by year, the treated unit first.
    """
    places = np.flatnonzero(design.before)
    chosen = dict.fromkeys((int(places[0]), int(places[len(places) // 2]), int(places[-1])))
    paths = np.vstack([design.path, design.donor_paths])
    return {str(design.years[place]): paths[:, place] for place in chosen}


def predictors_of(values: Mapping[str, Floats]) -> Predictors:
    """Make predictors from one array per name, the value of the treated unit first.

    Raises
    ------
    DataError
        If there is none, a value is missing, or a predictor is the same for all units.
    """
    if not values:
        raise DataError("there is no predictor; give at least one")
    table = np.vstack(list(values.values()))
    return Predictors(tuple(values), table[:, 0], table[:, 1:])


def fit_with_importance(design: Design, predictors: Predictors, importance: Floats) -> SyntheticFit:
    r"""Fit donors' weights to predictors of given importance.

    .. math:: W^*(V) = \arg\min_W \sum_m v_m (X_{1m} - X_{0m} W)^2

    (Abadie, Diamond and Hainmueller 2010, 10.1198/jasa.2009.ap08746, section 2.3), over the simplex and with
    standardised predictors.

    Raises
    ------
    ParameterError
        If an importance is negative or all are zero.
    """
    if (importance < 0).any() or not importance.sum() > 0:
        raise ParameterError("importances must not be negative, and at least one must be above zero")
    scaled = predictors.standardised()
    return SyntheticFit(design, _weights(scaled, importance / importance.sum()))


def nested_fit(design: Design, predictors: Predictors, n_starts: int = 5, seed: int = 0) -> NestedFit:
    r"""Choose the importance of predictors so that the outcomes before the start are fitted best.

    .. math:: V^* = \arg\min_V \sum_{t < T_0} \Bigl(Y_{1t} - \sum_j w_j^*(V) Y_{jt}\Bigr)^2

    (Abadie, Diamond and Hainmueller 2010, 10.1198/jasa.2009.ap08746, section 2.3). The outer problem is not convex:
    a search may end in a local minimum, and results depend on the optimiser and on where it begins (Becker and
    Klößner 2018, 10.1016/j.ecosta.2017.08.002). So it is begun from equal importances, from importances of a
    regression of the outcomes on the predictors, and from random ones, and every end is reported. Nelder and Mead's
    simplex is used, on logarithms of the importances.

    Parameters
    ----------
    design : Design
        The design.
    predictors : Predictors
        Predictors of the treated unit and of the donors.
    n_starts : int
        Number of starts, at least 2.
    seed : int
        Seed of the random starts.

    Raises
    ------
    ParameterError
        If there are fewer than 2 starts.
    DataError
        If the predictors are not those of the design's donors.
    """
    if n_starts < 2:
        raise ParameterError(f"there are {n_starts} starts; at least 2 are needed to see whether they agree")
    if predictors.donors.shape[1] != len(design.donors):
        raise DataError(
            f"there are predictors of {predictors.donors.shape[1]} donors; the design has {len(design.donors)}"
        )
    scaled = predictors.standardised()
    begun = _starts(design, scaled, n_starts, seed)
    ends = []
    for name, start in begun.items():
        importance = _search(design, scaled, start)
        ends.append(SearchEnd(name, importance, SyntheticFit(design, _weights(scaled, importance))))
    return NestedFit(predictors.names, tuple(ends))


def _weights(scaled: Predictors, importance: Floats) -> Floats:
    root = np.sqrt(importance)
    return simplex_weights(scaled.donors * root[:, None], scaled.treated * root)


def _importance(logarithms: Floats) -> Floats:
    clipped = np.clip(logarithms - logarithms.max(), -RANGE, 0)
    values: Floats = np.exp(clipped)
    values /= values.sum()
    return values


def _search(design: Design, scaled: Predictors, start: Floats) -> Floats:
    before = design.before
    own, donors = design.path[before], design.donor_paths[:, before]

    def error(logarithms: Floats) -> float:
        return float(np.mean((own - _weights(scaled, _importance(logarithms)) @ donors) ** 2))

    begun = np.log(np.maximum(start / start.max(), np.exp(-RANGE)))
    options = {"maxiter": 100 * len(start), "xatol": 1e-3, "fatol": 1e-6 * error(begun)}
    found = minimize(error, begun, method="Nelder-Mead", options=options)
    return _importance(found.x)


def _starts(design: Design, scaled: Predictors, n_starts: int, seed: int) -> dict[str, Floats]:
    k = len(scaled.names)
    starts = {"equal": np.full(k, 1 / k), "regression": _by_regression(design, scaled)}
    draws = np.random.default_rng(seed).dirichlet(np.ones(k), n_starts - len(starts))
    return starts | {f"random {number}": draw for number, draw in enumerate(draws, start=1)}


def _by_regression(design: Design, scaled: Predictors) -> Floats:
    """Weigh each predictor by its squared coefficients in a regression of the outcomes before the start."""
    traits = np.column_stack([scaled.treated, scaled.donors]).T
    outcomes = np.vstack([design.path, design.donor_paths])[:, design.before]
    columns = np.column_stack([np.ones(len(traits)), traits])
    coefficients = np.linalg.lstsq(columns, outcomes, rcond=None)[0][1:]
    sizes: Floats = (coefficients**2).sum(axis=1)
    sizes /= sizes.sum()
    return sizes
