"""How much of a source's variation the province and the year explain, beside what chance would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.measurement.options import ShareKind, ShareSample
from greentwin.city.evaluation.measurement.scatter import scatter_of
from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError, ParameterError


@dataclass(frozen=True)
class ProvinceYearShare:
    """Decomposition of one source's variation over time into country, province and unit.

    Attributes
    ----------
    kind : {"change", "within"}
        Changes of ln CO2 from one year to the next, or ln CO2 net of the unit's mean.
    n, n_units, n_provinces, n_cells : int
        Observations, units, provinces, and province-years with at least two units.
    n_alone : int
        Observations left out because their province has no other unit in that year.
    df_total, df_cells : int
        Degrees of freedom of the variation, and those that the province-years use up.
    r_squared : float
        Share that province-years explain.
    year_r_squared : float
        Share that years alone explain; it is part of the former.
    """

    kind: ShareKind
    n: int
    n_units: int
    n_provinces: int
    n_cells: int
    n_alone: int
    df_total: int
    df_cells: int
    r_squared: float
    year_r_squared: float

    @property
    def df_residual(self) -> int:
        """Degrees of freedom that the province-years leave."""
        return self.df_total - self.df_cells

    @property
    def expected(self) -> float:
        """Share that as many cells would explain on average if provinces meant nothing: df_cells / df_total."""
        return self.df_cells / self.df_total

    @property
    def adjusted(self) -> float:
        """Share adjusted for degrees of freedom: 1 - (1 - R2) df_total / df_residual."""
        return 1 - (1 - self.r_squared) * self.df_total / self.df_residual

    @property
    def province_part(self) -> float:
        """Share that province-years explain beyond years."""
        return self.r_squared - self.year_r_squared

    @property
    def net_of_year(self) -> float:
        """Share of what years leave that provinces explain: what a comparison within years still sees of them."""
        return self.province_part / (1 - self.year_r_squared)

    @property
    def unit_part(self) -> float:
        """Share that is left to the single unit."""
        return 1 - self.r_squared


@dataclass(frozen=True)
class SourceShare:
    """The decomposition of one source on one sample.

    Attributes
    ----------
    source : str
        The source.
    sample : {"common", "own"}
        Unit-years that all sources have, or all that the source itself has.
    share : ProvinceYearShare
        The decomposition.
    """

    source: str
    sample: ShareSample
    share: ProvinceYearShare


def province_year_share(logs: Floats, provinces: NDArray[np.str_], kind: ShareKind) -> ProvinceYearShare:
    """Compute the share of a source's variation over time that its province-years explain.

    Parameters
    ----------
    logs : ndarray, shape (n_units, n_years)
        Natural logarithm of CO2 over consecutive years; NaN for gaps.
    provinces : ndarray of str, shape (n_units,)
        Province of each unit.
    kind : {"change", "within"}
        Variation: yearly changes about their mean, or logarithms about each unit's mean.

    Returns
    -------
    ProvinceYearShare
        Province-years with one unit, which a mean of the cell would fit perfectly, are left out.

    Raises
    ------
    ParameterError
        If the kind is unknown.
    DataError
        If no province-year with two units varies, or the cells leave no degree of freedom.

    Notes
    -----
    R2 = 1 - RSS(province-years) / TSS, where for ``within`` both sums are net of unit means. Units and cells are
    nested in provinces, so the fit is exact province by province; for ``within`` the cells use up the rank that they
    add to that of the units.
    """
    if kind not in get_args(ShareKind):
        raise ParameterError(f"kind is {kind!r}; it must be one of {', '.join(get_args(ShareKind))}")
    values = logs if kind == "within" else np.diff(logs, axis=1)
    held, n_cells = _in_company(np.isfinite(values), provinces)
    kept = np.where(held, values, np.nan)[None]
    found = scatter_of(kept, provinces, net_of_unit=kind == "within", by_year=True)
    total = float(found.products[:, 0, 0].sum())
    if not total > 0:
        raise DataError("no province has two units with values in the same year that vary over time")
    ones, each = np.ones(len(found.provinces)), np.eye(len(found.provinces))
    constant = 0 if found.absorbed else 1
    df_total = found.n - found.absorbed - constant
    df_cells = sum(found.rank(province) for province in each) - constant
    if df_cells >= df_total:
        raise DataError(f"{n_cells} province-years leave no degree of freedom of {df_total}")
    return ProvinceYearShare(
        kind=kind,
        n=found.n,
        n_units=int(held.any(axis=1).sum()),
        n_provinces=len(np.unique(provinces[held.any(axis=1)])),
        n_cells=n_cells,
        n_alone=int(np.isfinite(values).sum() - held.sum()),
        df_total=df_total,
        df_cells=df_cells,
        r_squared=1 - float(found.residual(each)[:, 0, 0].sum()) / total,
        year_r_squared=1 - float(found.residual(ones)[0, 0]) / total,
    )


def _in_company(held: NDArray[np.bool_], provinces: NDArray[np.str_]) -> tuple[NDArray[np.bool_], int]:
    """Keep observations with another unit of the province in the same year; count the province-years left."""
    names, index = np.unique(provinces, return_inverse=True)
    counts = np.zeros((len(names), held.shape[1]), dtype=int)
    np.add.at(counts, index, held)
    return held & (counts[index] > 1), int((counts > 1).sum())
