"""Group-time average treatment effects of Callaway and Sant'Anna."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.clusters import cluster_covariance
from greentwin.city.evaluation.estimators.covariates import covariates_of
from greentwin.city.evaluation.estimators.doublyrobust import doubly_robust
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError, ParameterError

BasePeriod = Literal["varying", "universal"]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class GroupTimeEffects:
    """Average effect on each group of units that start together, in each year.

    Attributes
    ----------
    panel : Panel
        The panel behind the effects.
    groups, years, bases : ndarray of int, shape (n_cells,)
        Year of the start of the group, year of the effect, and year that it is compared with.
    att : ndarray, shape (n_cells,)
        Group-time average treatment effect on the treated.
    influence : ndarray, shape (n_units, n_cells)
        Contribution of each unit to the error of each effect; its sum over units is 0, and the variance is the sum
        of its squares by cluster.
    n_treated, n_control : ndarray of int, shape (n_cells,)
        Treated and control units with both years.
    base_period : {"varying", "universal"}
        What effects before the start are compared with.
    anticipation : int
        Years before the start from which effects are possible.
    left_out : tuple of (int, int)
        Group and year of cells without a treated or a control unit that has both years.
    """

    panel: Panel
    groups: NDArray[np.int64]
    years: NDArray[np.int64]
    bases: NDArray[np.int64]
    att: Floats
    influence: Floats
    n_treated: NDArray[np.int64]
    n_control: NDArray[np.int64]
    base_period: BasePeriod
    anticipation: int
    left_out: tuple[tuple[int, int], ...] = ()

    @property
    def times(self) -> NDArray[np.int64]:
        """Years since the start of the group, shape (n_cells,)."""
        return self.years - self.groups

    @property
    def group_sizes(self) -> NDArray[np.int64]:
        """Units of the group of each cell, with or without gaps, shape (n_cells,)."""
        sizes: NDArray[np.int64] = (self.panel.start[:, None] == self.groups[None, :]).sum(axis=0)
        return sizes

    @property
    def covariance(self) -> Floats:
        """Cluster-robust covariance of the effects, shape (n_cells, n_cells)."""
        return cluster_covariance(self.influence, self.panel.clusters)

    @property
    def standard_errors(self) -> Floats:
        """Cluster-robust standard errors, shape (n_cells,)."""
        errors: Floats = np.sqrt(np.diag(self.covariance))
        return errors


@dataclass(frozen=True, eq=False)
class _Cells:
    """Cells to estimate, with marks of shape (n_units, n_cells)."""

    groups: NDArray[np.int64]
    years: NDArray[np.int64]
    bases: NDArray[np.int64]
    change: Floats
    treated: Marks
    control: Marks

    def take(self, keep: Marks) -> _Cells:
        return _Cells(
            self.groups[keep],
            self.years[keep],
            self.bases[keep],
            self.change[:, keep],
            self.treated[:, keep],
            self.control[:, keep],
        )


def group_time_effects(
    panel: Panel,
    *,
    base_period: BasePeriod = "varying",
    anticipation: int = 0,
    covariates: Sequence[str] = (),
) -> GroupTimeEffects:
    """Estimate the average effect on each group in each year.

    Without covariates, the effect on group g in year t is the mean change of the outcome of the group from the base
    year to t, less that of the control units (equation 2.4 of the reference with the population means replaced by
    sample means); with covariates it is the doubly robust estimate, with covariates of the base year. Control units
    are those never treated, or those not yet treated in t or the base year, as ``panel.control_group`` says. A
    unit with a gap counts in the cells for which it has both years.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts.
    base_period : {"varying", "universal"}
        Effects before the start are compared with the year before (varying), or with the last year before the start
        and its anticipation (universal), as effects after the start always are. With ``universal`` the cell of the
        base year is there, with effect 0 and error 0.
    anticipation : int
        Years before the start from which effects are possible.
    covariates : sequence of str
        Names of covariates of the panel.

    Returns
    -------
    GroupTimeEffects

    Raises
    ------
    ParameterError
        If an option or a covariate is unknown.
    DataError
        If a group has no base year, no cell can be estimated, or covariates leave no overlap.

    References
    ----------
    Callaway & Sant'Anna (2021), 10.1016/j.jeconom.2020.12.001; Sant'Anna & Zhao (2020),
    10.1016/j.jeconom.2020.06.003.

    Notes
    -----
    A cell with a single treated (or control) unit has no variance of its own on that side, so that its standard
    error is too small.
    """
    _check_options(panel, base_period, anticipation)
    cells = _cells(panel, base_period, anticipation)
    reference = cells.years == cells.bases
    possible = (cells.treated.any(axis=0) & cells.control.any(axis=0)) | reference
    left_out = tuple(zip(cells.groups[~possible].tolist(), cells.years[~possible].tolist(), strict=True))
    cells = cells.take(possible)
    if (cells.years == cells.bases).all():
        raise DataError(
            "no group has a year in which it and control units have data in common with a base year"
        )
    if covariates:
        att, influence = _conditional(panel, cells, covariates)
    else:
        att, influence = _differences_of_means(cells)
    return GroupTimeEffects(
        panel=panel,
        groups=cells.groups,
        years=cells.years,
        bases=cells.bases,
        att=att,
        influence=influence,
        n_treated=cells.treated.sum(axis=0),
        n_control=cells.control.sum(axis=0),
        base_period=base_period,
        anticipation=anticipation,
        left_out=left_out,
    )


def _check_options(panel: Panel, base_period: str, anticipation: int) -> None:
    if base_period not in get_args(BasePeriod):
        raise ParameterError(
            f"base_period is {base_period!r}; it must be one of {', '.join(get_args(BasePeriod))}"
        )
    if anticipation < 0:
        raise ParameterError(f"anticipation is {anticipation}; it must be 0 or more years")
    first = int(panel.groups[0])
    if first - 1 - anticipation < panel.years[0]:
        raise DataError(
            f"the group of {first} has no year before its start and {anticipation} years of anticipation; "
            f"at most {first - 1 - int(panel.years[0])} years of anticipation are possible"
        )


def _cells(panel: Panel, base_period: BasePeriod, anticipation: int) -> _Cells:
    """Lay out all cells, whether or not there are units for them."""
    groups = np.repeat(panel.groups, len(panel.years))
    years = np.tile(panel.years, len(panel.groups))
    last_before = groups - 1 - anticipation
    varying = (base_period == "varying") & (years <= last_before)
    bases = np.where(varying, years - 1, last_before)
    inside = bases >= panel.years[0]
    groups, years, bases = groups[inside], years[inside], bases[inside]
    first = panel.years[0]
    change = panel.outcome[:, years - first] - panel.outcome[:, bases - first]
    held = np.isfinite(change)
    start = panel.start[:, None]
    if panel.control_group == "never_treated":
        control = np.broadcast_to(np.isinf(start), change.shape)
    else:
        control = (start > np.maximum(years, bases) + anticipation) & (start != groups)
    return _Cells(groups, years, bases, change, (start == groups) & held, control & held)


def _differences_of_means(cells: _Cells) -> tuple[Floats, Floats]:
    """Compare mean changes of treated and control units, all cells at once."""
    change = np.where(cells.treated | cells.control, cells.change, 0.0)
    att = np.zeros(change.shape[1])
    influence = np.zeros(change.shape)
    for marks, sign in ((cells.treated, 1.0), (cells.control, -1.0)):
        count = np.maximum(marks.sum(axis=0), 1)
        mean = (marks * change).sum(axis=0) / count
        att += sign * mean
        influence += sign * marks * (change - mean) / count
    return att, influence


def _conditional(panel: Panel, cells: _Cells, covariates: Sequence[str]) -> tuple[Floats, Floats]:
    """Estimate cell by cell with the covariates of the base year."""
    values = np.moveaxis(covariates_of(panel, covariates), 0, -1)
    att = np.zeros(len(cells.years))
    influence = np.zeros(cells.change.shape)
    for cell in np.flatnonzero(cells.years != cells.bases):
        used = cells.treated[:, cell] | cells.control[:, cell]
        where = f"group {cells.groups[cell]}, year {cells.years[cell]}"
        att[cell], influence[used, cell] = doubly_robust(
            cells.change[used, cell],
            cells.treated[used, cell],
            values[used, cells.bases[cell] - panel.years[0]],
            where,
        )
    return att, influence
