"""Sums of squares and products by province, from which every coefficient of this package follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.measurement.options import Kind
from greentwin.city.evaluation.results import Floats
from greentwin.errors import ParameterError


@dataclass(frozen=True, eq=False)
class Scatter:
    """Cross products of the variables and of what is taken out of them, by province.

    A weighted sum over provinces gives the moments of the sample in which each province stands as often as its
    weight says: all ones for the sample itself, counts of draws for a bootstrap of provinces, a single one for a
    province alone.

    Attributes
    ----------
    provinces : tuple of str
        Provinces, sorted.
    counts : ndarray, shape (n_provinces,)
        Observations.
    absorbed : int
        Parameters that were taken out of the observations before (unit means).
    design : ndarray, shape (n_provinces, k, k)
        X'X of the remaining regressors (a constant or years).
    cross : ndarray, shape (n_provinces, k, m)
        X'Z with the m variables.
    products : ndarray, shape (n_provinces, m, m)
        Z'Z.
    centre : ndarray, shape (m,)
        What was subtracted from the variables for numerical accuracy.
    has_means : bool
        Whether the only regressor is a constant, so that the variables have means.
    """

    provinces: tuple[str, ...]
    counts: Floats
    absorbed: int
    design: Floats
    cross: Floats
    products: Floats
    centre: Floats
    has_means: bool

    @property
    def n(self) -> int:
        """Number of observations."""
        return int(self.counts.sum())

    def residual(self, weights: Floats) -> Floats:
        """Return the residual sums of squares and products.

        Parameters
        ----------
        weights : ndarray, shape (..., n_provinces)
            Weight of each province.

        Returns
        -------
        ndarray, shape (..., m, m)
            Z'Z - Z'X (X'X)^+ X'Z.
        """
        design = np.tensordot(weights, self.design, axes=1)
        cross = np.tensordot(weights, self.cross, axes=1)
        products = np.tensordot(weights, self.products, axes=1)
        fitted = np.swapaxes(cross, -1, -2) @ np.linalg.pinv(design, hermitian=True) @ cross
        residual: Floats = products - fitted
        return residual

    def means(self, weights: Floats) -> Floats:
        """Return the means of the variables, shape (..., m); zero where they were taken out."""
        if not self.has_means:
            return np.zeros((*np.shape(weights)[:-1], len(self.centre)))
        totals = np.tensordot(weights, self.cross[:, 0, :], axes=1)
        means: Floats = self.centre + totals / np.tensordot(weights, self.counts, axes=1)[..., None]
        return means

    def rank(self, weights: Floats) -> int:
        """Return the rank of the remaining regressors at one set of weights, shape (n_provinces,)."""
        return int(np.linalg.matrix_rank(np.tensordot(weights, self.design, axes=1), hermitian=True))


def scatter(logs: Floats, provinces: NDArray[np.str_], kind: Kind) -> Scatter:
    """Compute the cross products of one kind of variation.

    Parameters
    ----------
    logs : ndarray, shape (m, n_units, n_years)
        Natural logarithms of m variables over consecutive years; NaN, for all at once, where there is a gap.
    provinces : ndarray of str, shape (n_units,)
        Province of each unit.
    kind : {"level", "log", "within", "change", "change_in_year"}
        Levels; logarithms; logarithms net of unit and year; changes of logarithms from one year to the next; such
        changes net of the year. A change across a gap is not used.

    Raises
    ------
    ParameterError
        If the kind is unknown.
    """
    if kind not in get_args(Kind):
        raise ParameterError(f"kind is {kind!r}; it must be one of {', '.join(get_args(Kind))}")
    return scatter_of(
        _values(logs, kind),
        provinces,
        net_of_unit=kind == "within",
        by_year=kind in ("within", "change_in_year"),
    )


def scatter_of(values: Floats, provinces: NDArray[np.str_], *, net_of_unit: bool, by_year: bool) -> Scatter:
    """Compute the cross products of variables about their means.

    Parameters
    ----------
    values : ndarray, shape (m, n_units, n_periods)
        m variables; NaN, for all at once, where there is a gap.
    provinces : ndarray of str, shape (n_units,)
        Province of each unit.
    net_of_unit : bool
        Whether unit means are taken out, province by province, which is exact because a unit has one province.
    by_year : bool
        Whether the regressors are one mark per period; a constant otherwise.
    """
    held = np.isfinite(values[0])
    centre = np.array([variable[held].mean() if held.any() else 0.0 for variable in values])
    variables = np.where(held, values - centre[:, None, None], 0.0)
    regressors = _year_marks(held) if by_year else held[None].astype(float)
    if net_of_unit:
        variables, regressors = _without_unit_means(variables, held), _without_unit_means(regressors, held)
    names, index = np.unique(provinces, return_inverse=True)
    marks = (index[None, :] == np.arange(len(names))[:, None]).astype(float)
    return Scatter(
        provinces=tuple(names.tolist()),
        counts=marks @ held.sum(axis=1),
        absorbed=int(held.any(axis=1).sum()) if net_of_unit else 0,
        design=_products(marks, regressors, regressors),
        cross=_products(marks, regressors, variables),
        products=_products(marks, variables, variables),
        centre=centre,
        has_means=not (by_year or net_of_unit),
    )


def _values(logs: Floats, kind: Kind) -> Floats:
    if kind == "level":
        return np.exp(logs)
    return np.diff(logs, axis=2) if kind.startswith("change") else logs


def _year_marks(held: NDArray[np.bool_]) -> Floats:
    """Return one regressor per year, shape (n_years, n_units, n_years)."""
    n_years = held.shape[1]
    return np.where(held[None], np.eye(n_years)[:, None, :], 0.0)


def _without_unit_means(variables: Floats, held: NDArray[np.bool_]) -> Floats:
    counts = np.maximum(held.sum(axis=1), 1)
    means = variables.sum(axis=2) / counts
    return np.where(held, variables - means[:, :, None], 0.0)


def _products(marks: Floats, left: Floats, right: Floats) -> Floats:
    by_unit = np.einsum("aut,but->uab", left, right, optimize=True)
    products: Floats = np.tensordot(marks, by_unit, axes=1)
    return products
