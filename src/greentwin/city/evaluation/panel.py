"""The panel that every estimator takes: units by years, each unit's start, and what was left out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin.city.evaluation.options import MIN_YEARS_AFTER, ControlGroup
from greentwin.city.evaluation.panelrows import checked_rows
from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError, ParameterError

Gaps = Literal["refuse", "complete", "available"]


@dataclass(frozen=True)
class Exclusion:
    """Units that one choice leaves out.

    Attributes
    ----------
    reason : str
        Name of the choice.
    units : tuple of str
        The units.
    n_treated : int
        How many of them would have been treated.
    """

    reason: str
    units: tuple[str, ...]
    n_treated: int


@dataclass(frozen=True, eq=False)
class Panel:
    """Outcomes of units over years, with the year from which each unit is treated.

    Made by `panel_of`, which checks it. Arrays are shared, never changed.

    Attributes
    ----------
    units : tuple of str
        Units, sorted.
    years : ndarray of int, shape (n_years,)
        Consecutive years.
    outcome : ndarray, shape (n_units, n_years)
        Outcome; NaN is a gap that the caller allowed.
    start : ndarray, shape (n_units,)
        First treated year; infinite for a unit that is never treated.
    clusters : ndarray of str, shape (n_units,)
        Cluster of each unit, within which errors may be correlated.
    regions : ndarray of str, shape (n_units,)
        Region of each unit (its province), for checks that leave one out.
    covariates : mapping of str to ndarray, shape (n_units, n_years)
        Covariates by name.
    control_group : {"never_treated", "not_yet_treated"}
        Units that treated ones are compared with.
    outcome_name : str
        Name of the outcome.
    exclusions : tuple of Exclusion
        Units left out, by reason.
    """

    units: tuple[str, ...]
    years: NDArray[np.int64]
    outcome: Floats
    start: Floats
    clusters: NDArray[np.str_]
    regions: NDArray[np.str_]
    covariates: Mapping[str, Floats] = field(default_factory=lambda: MappingProxyType({}))
    control_group: ControlGroup = "never_treated"
    outcome_name: str = "outcome"
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def treated(self) -> NDArray[np.bool_]:
        """Mark the units whose treatment starts within the years, shape (n_units,)."""
        marks: NDArray[np.bool_] = self.start <= self.years[-1]
        return marks

    @property
    def treatment(self) -> NDArray[np.bool_]:
        """Mark treated units in treated years, shape (n_units, n_years)."""
        marks: NDArray[np.bool_] = self.years[None, :] >= self.start[:, None]
        return marks

    @property
    def groups(self) -> NDArray[np.int64]:
        """Years in which a treatment starts within the panel, ascending."""
        return np.unique(self.start[self.treated]).astype(np.int64)

    @property
    def n_clusters(self) -> int:
        """Number of clusters."""
        return len(np.unique(self.clusters))

    @property
    def balanced(self) -> bool:
        """Whether every unit has every year."""
        return bool(np.isfinite(self.outcome).all())

    def column(self, year: int) -> int:
        """Return the column of a year.

        Raises
        ------
        ParameterError
            If the panel does not hold the year.
        """
        found = np.flatnonzero(self.years == year)
        if not len(found):
            raise ParameterError(
                f"the panel has no year {year}; it goes from {self.years[0]} to {self.years[-1]}"
            )
        return int(found[0])

    def take(self, keep: NDArray[np.bool_], reason: str) -> Panel:
        """Keep the marked units; the others become an exclusion under ``reason``.

        Raises
        ------
        DataError
            If no treated or no control unit is left.
        """
        left_out = tuple(np.array(self.units)[~keep].tolist())
        exclusion = Exclusion(reason, left_out, int(self.treated[~keep].sum()))
        smaller = replace(
            self,
            units=tuple(np.array(self.units)[keep].tolist()),
            outcome=self.outcome[keep],
            start=self.start[keep],
            clusters=self.clusters[keep],
            regions=self.regions[keep],
            covariates={name: values[keep] for name, values in self.covariates.items()},
            exclusions=(*self.exclusions, exclusion) if left_out else self.exclusions,
        )
        _check_both_sides(smaller)
        return smaller

    def between(self, year_from: int, year_to: int) -> Panel:
        """Keep the years from ``year_from`` to ``year_to``, both included, and check the design again.

        Raises
        ------
        DataError
            If the shorter panel is no design (see `panel_of`).
        """
        columns = slice(self.column(year_from), self.column(year_to) + 1)
        shorter = replace(
            self,
            years=self.years[columns],
            outcome=self.outcome[:, columns],
            covariates={name: values[:, columns] for name, values in self.covariates.items()},
        )
        return _checked(shorter)

    def with_outcome(self, outcome: Floats) -> Panel:
        """Return the same design with other outcomes, shape (n_units, n_years)."""
        if outcome.shape != self.outcome.shape:
            raise ParameterError(f"the outcome has shape {outcome.shape}; it must be {self.outcome.shape}")
        return replace(self, outcome=outcome)

    def with_start(self, start: Floats) -> Panel:
        """Return the same outcomes with other starts, shape (n_units,), and check the design again."""
        return _checked(replace(self, start=np.asarray(start, dtype=float)))

    def long(self) -> pd.DataFrame:
        """Return one row per unit and year that has an outcome.

        Returns
        -------
        DataFrame
            Columns ``unit``, ``year``, ``outcome``, ``start`` (0 for never treated), ``treated`` (0 or 1),
            ``cluster``, ``region`` and one per covariate.
        """
        n_units, n_years = self.outcome.shape
        frame = pd.DataFrame(
            {
                "unit": np.repeat(np.array(self.units), n_years),
                "year": np.tile(self.years, n_units),
                "outcome": self.outcome.ravel(),
                "start": np.repeat(np.where(np.isfinite(self.start), self.start, 0), n_years).astype(int),
                "treated": self.treatment.ravel().astype(int),
                "cluster": np.repeat(self.clusters, n_years),
                "region": np.repeat(self.regions, n_years),
                **{name: values.ravel() for name, values in self.covariates.items()},
            }
        )
        return frame.dropna(subset="outcome").reset_index(drop=True)


def panel_of(
    frame: pd.DataFrame,
    *,
    unit: Hashable = "unit",
    year: Hashable = "year",
    outcome: Hashable = "outcome",
    start: Hashable = "start",
    cluster: Hashable | None = None,
    region: Hashable | None = None,
    covariates: Sequence[Hashable] = (),
    control_group: ControlGroup = "never_treated",
    gaps: Gaps = "refuse",
    exclusions: tuple[Exclusion, ...] = (),
) -> Panel:
    """Make a panel from a table with one row per unit and year.

    Parameters
    ----------
    frame : DataFrame
        The table; it is not changed.
    unit, year, outcome, start : hashable
        Columns: unit, calendar year, outcome (a number), and first treated year (missing, 0 or infinite for a
        unit that is never treated; the same in all rows of a unit).
    cluster : hashable, optional
        Column of the cluster; every unit is a cluster of its own if not given.
    region : hashable, optional
        Column of the region; the cluster if not given.
    covariates : sequence of hashable
        Columns of covariates (numbers).
    control_group : {"never_treated", "not_yet_treated"}
        Units that treated ones are compared with. With ``never_treated``, units whose treatment starts after
        the last year are left out; with ``not_yet_treated`` they are controls.
    gaps : {"refuse", "complete", "available"}
        What to do about unit-years without an outcome or covariate: refuse them, keep complete units only (the
        others become an exclusion), or keep what is available.
    exclusions : tuple of Exclusion
        Exclusions made before.

    Returns
    -------
    Panel
        The checked panel.

    Raises
    ------
    DataError
        If a column or value is missing, a unit and year stand twice, a number is infinite, a start changes within
        a unit, there is a gap that was not allowed, a unit is treated from the first year on, a group has no year
        after that of its start, or there are no treated or no control units.
    ParameterError
        If an option is unknown.

    Examples
    --------
    >>> rows = [(u, y, float(y), 2002 if u == "a" else None) for u in "abc" for y in range(2000, 2004)]
    >>> panel = panel_of(pd.DataFrame(rows, columns=["unit", "year", "outcome", "start"]))
    >>> panel.outcome.shape, panel.groups.tolist()
    ((3, 4), [2002])
    """
    _check_option("control_group", control_group, get_args(ControlGroup))
    _check_option("gaps", gaps, get_args(Gaps))
    columns = {"unit": unit, "year": year, "outcome": outcome, "start": start}
    columns |= {"cluster": unit if cluster is None else cluster}
    columns |= {"region": columns["cluster"] if region is None else region}
    rows = checked_rows(frame, columns, covariates)
    years = np.arange(rows["year"].min(), rows["year"].max() + 1, dtype=np.int64)
    units = np.array(sorted(rows["unit"].unique()))
    grid = rows.set_index(["unit", "year"]).reindex(pd.MultiIndex.from_product([units, years]))

    def by_unit(name: str) -> NDArray[np.str_]:
        return rows.groupby("unit")[name].first().reindex(units).to_numpy().astype(str)

    def by_year(name: str) -> Floats:
        return grid[name].to_numpy(dtype=float).reshape(len(units), len(years))

    panel = Panel(
        units=tuple(units.tolist()),
        years=years,
        outcome=by_year("outcome"),
        start=rows.groupby("unit")["start"].first().reindex(units).to_numpy(dtype=float),
        clusters=by_unit("cluster"),
        regions=by_unit("region"),
        covariates={str(name): by_year(f"covariate {name}") for name in covariates},
        control_group=control_group,
        outcome_name=str(outcome),
        exclusions=exclusions,
    )
    return design(panel, gaps)


def design(panel: Panel, gaps: Gaps = "refuse") -> Panel:
    """Handle gaps and later starts of a panel and check it, as `panel_of` does at its end.

    Parameters
    ----------
    panel : Panel
        Arrays whose shapes agree.
    gaps : {"refuse", "complete", "available"}
        What to do about missing values (see `panel_of`).

    Returns
    -------
    Panel
        A design that can be estimated.

    Raises
    ------
    DataError
        If it is none (see `panel_of`).
    """
    return _checked(_without_later_starts(_with_gaps_handled(panel, gaps)))


def _check_option(name: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise ParameterError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")


def _with_gaps_handled(panel: Panel, gaps: Gaps) -> Panel:
    held: NDArray[np.bool_] = np.isfinite(panel.outcome)
    for values in panel.covariates.values():
        held &= np.isfinite(values)
    full: NDArray[np.bool_] = np.asarray(held.all(axis=1))
    if full.all():
        return panel
    if gaps == "refuse":
        unit, column = np.argwhere(~held)[0]
        raise DataError(
            f"unit {panel.units[unit]} has no value in {panel.years[column]}, and {(~full).sum()} of "
            f"{len(full)} units have a gap; allow gaps by 'complete' (leave these units out) or 'available'"
        )
    if gaps == "available":
        return replace(panel, outcome=np.where(held, panel.outcome, np.nan))
    return panel.take(full, "gap")


def _without_later_starts(panel: Panel) -> Panel:
    later = np.isfinite(panel.start) & ~panel.treated
    if panel.control_group == "never_treated" and later.any():
        return panel.take(~later, "starts_later")
    return panel


def _checked(panel: Panel) -> Panel:
    """Return the panel if it is a design that can be estimated."""
    _check_both_sides(panel)
    always = panel.start <= panel.years[0]
    if always.any():
        names = ", ".join(np.array(panel.units)[always][:3])
        raise DataError(
            f"{always.sum()} units are treated from the first year on ({names}), so that nothing is known of them "
            f"without treatment; begin before {int(panel.start[always].min())}, or leave them out"
        )
    short = [group for group in panel.groups.tolist() if panel.years[-1] - group < MIN_YEARS_AFTER]
    if short:
        raise DataError(
            f"the treatment that starts in {short[0]} has no year after that of its start, for the data end in "
            f"{panel.years[-1]}; leave this group out, or take data that go on"
        )
    return panel


def _check_both_sides(panel: Panel) -> None:
    if not panel.treated.any():
        raise DataError("no treated unit is left" + _why(panel))
    if panel.control_group == "never_treated" and not np.isinf(panel.start).any():
        raise DataError(
            "no unit that is never treated is left; take control_group 'not_yet_treated'" + _why(panel)
        )
    if len(np.unique(panel.start)) < 2:
        raise DataError("all units start in the same year, so that none can be a control" + _why(panel))


def _why(panel: Panel) -> str:
    if not panel.exclusions:
        return ""
    parts = [f"{item.reason}: {len(item.units)}" for item in panel.exclusions]
    return f"; left out were {', '.join(parts)}"
