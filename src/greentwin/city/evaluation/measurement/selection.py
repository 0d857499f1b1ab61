"""Whether a source's complete units are a selected sample: by pilot status, and in what other sources say of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin.city.evaluation.measurement.sample import SourceSample
from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError

MIN_UNITS = 10
"""Complete units, and units that are not, that a comparison of the two needs."""


@dataclass(frozen=True)
class Contrast:
    """A coefficient of a regression over units, with errors that may be correlated within provinces.

    Attributes
    ----------
    value : float
        The coefficient.
    standard_error : float
        Cluster-robust standard error.
    interval : tuple of float
        95 % interval from the t distribution with one degree of freedom less than there are provinces.
    p_value : float
        Two-sided p-value of no difference.
    n, n_marked, n_provinces : int
        Units, units of the group that the coefficient belongs to, and provinces.
    """

    value: float
    standard_error: float
    interval: tuple[float, float]
    p_value: float
    n: int
    n_marked: int
    n_provinces: int


def contrasts(outcome: pd.Series, regressors: pd.DataFrame, provinces: pd.Series) -> dict[str, Contrast]:
    """Regress an outcome of units on regressors by least squares, with errors clustered by province.

    On marks of groups and a constant alone, the coefficients are differences of group means; a binary outcome makes
    it the linear probability model.

    Parameters
    ----------
    outcome : Series, shape (n_units,)
        Outcome, without gaps.
    regressors : DataFrame, shape (n_units, k)
        Regressors without a constant, same index.
    provinces : Series, shape (n_units,)
        Province of each unit, same index.

    Returns
    -------
    dict of str to Contrast
        One per regressor.

    Raises
    ------
    DataError
        If a value is missing, the regressors are collinear with each other or the constant, or there are fewer than
        three provinces.

    Notes
    -----
    The covariance is the sandwich of Liang and Zeger (1986, https://doi.org/10.1093/biomet/73.1.13) times
    G / (G - 1) (n - 1) / (n - k) for G provinces, as in statsmodels.
    """
    from statsmodels.regression.linear_model import OLS

    design = np.column_stack([np.ones(len(outcome)), regressors.to_numpy(dtype=float)])
    values = outcome.to_numpy(dtype=float)
    codes, names = pd.factorize(provinces.reindex(outcome.index))
    if not (np.isfinite(design).all() and np.isfinite(values).all() and (codes >= 0).all()):
        raise DataError("a contrast needs values and provinces without gaps")
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise DataError(
            f"the regressors {', '.join(map(str, regressors.columns))} do not vary apart from each other; "
            "leave one out"
        )
    if len(names) < 3:
        raise DataError(f"errors clustered by province need three provinces, not {len(names)}")
    fitted = OLS(values, design).fit(cov_type="cluster", cov_kwds={"groups": codes}, use_t=True)
    low, high = fitted.conf_int().T
    return {
        str(name): Contrast(
            value=float(fitted.params[place]),
            standard_error=float(fitted.bse[place]),
            interval=(float(low[place]), float(high[place])),
            p_value=float(fitted.pvalues[place]),
            n=len(values),
            n_marked=int((design[:, place] != 0).sum()),
            n_provinces=len(names),
        )
        for place, name in enumerate(regressors.columns, start=1)
    }


@dataclass(frozen=True)
class Completeness:
    """Whether units of one group are complete in a source more often than units that are no pilots.

    Attributes
    ----------
    source : str
        Source whose completeness it is.
    group : str
        Group of `greentwin.city.coverage.GROUPS`, other than ``no_pilot``.
    difference : Contrast
        Difference of the shares of complete units (0 to 1).
    at_equal_size : Contrast or None
        The same at equal mean ln CO2 in ``size_source``, over the units that this source has; None if the
        source itself is the only one.
    size_source : str or None
        Source of the size.
    """

    source: str
    group: str
    difference: Contrast
    at_equal_size: Contrast | None
    size_source: str | None


def completeness(
    complete: pd.Series,
    groups: pd.Series,
    provinces: pd.Series,
    size: pd.Series | None = None,
    *,
    source: str,
    size_source: str | None = None,
) -> tuple[Completeness, ...]:
    """Compare how often pilots and others are complete in a source, by a linear probability model.

    Parameters
    ----------
    complete : Series of bool, shape (n_units,)
        Whether a unit has every year of the window; index: unit.
    groups, provinces : Series
        Group and province of each unit, same index.
    size : Series, optional
        Mean ln CO2 of each unit in another source; missing where it has none.
    source, size_source : str
        Names of the two sources.

    Returns
    -------
    tuple of Completeness
        One per group other than ``no_pilot``; empty if fewer than ten units are complete, or fewer than ten are not.
    """
    if not _enough(complete):
        return ()
    marks = _group_marks(groups.reindex(complete.index))
    plain = contrasts(complete.astype(float), marks, provinces)
    sized: dict[str, Contrast] = {}
    if size is not None:
        known = size.reindex(complete.index).dropna()
        if _enough(complete.loc[known.index]):
            regressors = marks.loc[known.index].assign(size=known)
            sized = contrasts(complete.loc[known.index].astype(float), regressors, provinces)
    return tuple(
        Completeness(source, str(group), plain[str(group)], sized.get(str(group)), size_source)
        for group in marks.columns
    )


@dataclass(frozen=True)
class SelectedTrait:
    """How complete units of one source differ from the others in what another source says of them.

    Attributes
    ----------
    selected_by : str
        Source whose complete units are set against the others.
    source : str
        Source that tells level and trend, over units that it has in every year.
    level : Contrast
        Difference of mean ln CO2 over the years.
    trend : Contrast
        Difference of the trend of ln CO2, a year.
    """

    selected_by: str
    source: str
    level: Contrast
    trend: Contrast


def selected_trait(
    complete: pd.Series, sample: SourceSample, *, selected_by: str, source: str
) -> SelectedTrait | None:
    """Compare complete and other units of a source in level and trend by another source.

    Parameters
    ----------
    complete : Series of bool
        Whether a unit is complete in ``selected_by``; index: unit. Units not in it are not complete.
    sample : SourceSample
        Sample of ``source``; only units with every year count.
    selected_by, source : str
        Names of the two sources.

    Returns
    -------
    SelectedTrait or None
        None if fewer than ten units are complete in ``selected_by``, or fewer than ten are not.
    """
    full = sample.held.all(axis=1)
    units = pd.Index(np.array(sample.units)[full])
    marks = complete.reindex(units, fill_value=False)
    if not _enough(marks):
        return None
    logs = sample.of(source)[full]
    provinces = pd.Series(sample.provinces[full], index=units)
    regressors = marks.astype(float).to_frame("complete")
    found = {
        name: contrasts(pd.Series(values, index=units), regressors, provinces)["complete"]
        for name, values in {"level": logs.mean(axis=1), "trend": trends(logs, sample.years)}.items()
    }
    return SelectedTrait(selected_by, source, found["level"], found["trend"])


def trends(logs: Floats, years: NDArray[np.int64]) -> Floats:
    """Fit a straight line to each unit's logarithms.

    Parameters
    ----------
    logs : ndarray, shape (n_units, n_years)
        Natural logarithms without gaps.
    years : ndarray of int, shape (n_years,)
        Years.

    Returns
    -------
    ndarray, shape (n_units,)
        Slopes by least squares, a year; NaN with a single year.
    """
    centred = years - years.mean()
    if len(centred) < 2:
        return np.full(len(logs), np.nan)
    slopes: Floats = logs @ centred / (centred @ centred)
    return slopes


def _enough(complete: pd.Series) -> bool:
    n_complete = int(complete.sum())
    return min(n_complete, len(complete) - n_complete) >= MIN_UNITS


def _group_marks(groups: pd.Series) -> pd.DataFrame:
    from greentwin.city.coverage import GROUPS

    present = [group for group in GROUPS if group != "no_pilot" and (groups == group).any()]
    return pd.DataFrame({group: (groups == group).astype(float) for group in present}, index=groups.index)
