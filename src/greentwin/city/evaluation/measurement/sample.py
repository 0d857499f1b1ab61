"""The unit-years that several emission sources have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError, ParameterError


@dataclass(frozen=True, eq=False)
class SourceSample:
    """What each source says of the unit-years that all of them have.

    Attributes
    ----------
    sources : tuple of str
        The sources.
    units : tuple of str
        Units with at least one common year.
    years : ndarray of int, shape (n_years,)
        Consecutive years.
    logs : ndarray, shape (n_sources, n_units, n_years)
        Natural logarithm of Mt CO2; NaN, for all sources at once, where a source has none.
    provinces : ndarray of str, shape (n_units,)
        Province of each unit.
    """

    sources: tuple[str, ...]
    units: tuple[str, ...]
    years: NDArray[np.int64]
    logs: Floats
    provinces: NDArray[np.str_]

    @property
    def held(self) -> NDArray[np.bool_]:
        """Mark the unit-years of the sample, shape (n_units, n_years)."""
        marks: NDArray[np.bool_] = np.isfinite(self.logs[0])
        return marks

    @property
    def n(self) -> int:
        """Number of unit-years."""
        return int(self.held.sum())

    @property
    def n_complete(self) -> int:
        """Number of units that have every year."""
        return int(self.held.all(axis=1).sum())

    @property
    def n_provinces(self) -> int:
        """Number of provinces."""
        return len(np.unique(self.provinces))

    def of(self, source: str) -> Floats:
        """Return the logarithms of one source, shape (n_units, n_years)."""
        logs: Floats = self.logs[self.sources.index(source)]
        return logs


def sample_of(
    tables: Mapping[str, pd.DataFrame],
    provinces: Mapping[str, str],
    year_from: int,
    year_to: int,
) -> SourceSample:
    """Take the unit-years that all sources have.

    Parameters
    ----------
    tables : mapping of str to DataFrame, shape (n_units, n_years)
        Logarithms of each source; index: unit, columns: years, NaN for gaps.
    provinces : mapping of str to str
        Province of each unit.
    year_from, year_to : int
        First and last year.

    Raises
    ------
    ParameterError
        If no source is given or ``year_from`` is later than ``year_to``.
    DataError
        If the sources share no unit-year, or a unit has no province.
    """
    if not tables:
        raise ParameterError("name at least one source")
    if year_from > year_to:
        raise ParameterError(f"year_from is {year_from}, after year_to {year_to}; it must not be later")
    years = np.arange(year_from, year_to + 1, dtype=np.int64)
    shared = sorted(set.intersection(*(set(table.index) for table in tables.values())))
    logs = np.stack(
        [table.reindex(index=shared, columns=years).to_numpy(dtype=float) for table in tables.values()]
    )
    held = np.isfinite(logs).all(axis=0)
    kept = held.any(axis=1)
    if not kept.any():
        spans = ", ".join(f"{source} {_span(table)}" for source, table in tables.items())
        raise DataError(f"the sources share no unit and year in {year_from} to {year_to}; they have {spans}")
    units = [str(unit) for unit, keep in zip(shared, kept, strict=True) if keep]
    lost = [unit for unit in units if unit not in provinces]
    if lost:
        raise DataError(f"these units have no province: {', '.join(lost[:5])}")
    return SourceSample(
        sources=tuple(tables),
        units=tuple(units),
        years=years,
        logs=np.where(held, logs, np.nan)[:, kept],
        provinces=np.array([provinces[unit] for unit in units]),
    )


def load_sample(sources: Sequence[str], year_from: int, year_to: int) -> SourceSample:
    """Take the unit-years that all named prefecture sources have (see `sample_of`).

    Parameters
    ----------
    sources : sequence of {"chen", "edgar", "ceads"}
        The sources.
    year_from, year_to : int
        First and last year.

    Raises
    ------
    ParameterError
        If a source is unknown.
    """
    from greentwin.city.evaluation.outcomes import outcome_table
    from greentwin.city.evaluation.traits import unit_traits
    from greentwin.city.options import SOURCES

    unknown = [source for source in sources if source not in SOURCES]
    if unknown:
        raise ParameterError(
            f"there is no prefecture source {unknown[0]!r}; the sources are {', '.join(SOURCES)}"
        )
    known = [source for source in SOURCES if source in sources]
    of_units = unit_traits("prefecture")["province_en"]
    provinces = {str(unit): str(province) for unit, province in of_units.items()}
    return sample_of({source: outcome_table(source) for source in known}, provinces, year_from, year_to)


def _span(table: pd.DataFrame) -> str:
    filled = table.columns[table.notna().any().to_numpy()]
    return f"{filled.min()} to {filled.max()}" if len(filled) else "no value"
