"""How far several sources of the same quantity disagree about one place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from greentwin.errors import DataError

MIN_PAIRS = 6


@dataclass(frozen=True)
class Disagreement:
    """What several sources say of one place in one year.

    Attributes
    ----------
    year : int
        The year.
    amounts : tuple of (str, float)
        Source and value, in the order of the sources.
    lowest, highest : str
        Sources of the smallest and the largest value.
    ratio : float
        Largest value divided by smallest value, at least 1.
    """

    year: int
    amounts: tuple[tuple[str, float], ...]
    lowest: str
    highest: str
    ratio: float

    @property
    def n(self) -> int:
        """Number of sources."""
        return len(self.amounts)


def common_years(series: pd.DataFrame) -> pd.DataFrame:
    """Keep the years in which every source has a value.

    Parameters
    ----------
    series : DataFrame, shape (n_years, n_sources)
        One column per source, index ``year``, gaps as NaN.
    """
    return series.dropna() if series.shape[1] else series.iloc[:0]


def ratios(series: pd.DataFrame) -> pd.DataFrame:
    """Compute the ratio of the largest to the smallest value for each year with two or more sources.

    Parameters
    ----------
    series : DataFrame, shape (n_years, n_sources)
        One column per source, index ``year``, positive values, gaps as NaN.

    Returns
    -------
    DataFrame
        Index ``year``; columns ``n_sources``, ``lowest``, ``highest`` (values), ``ratio`` (at least 1). Years
        with fewer than two sources are left out.

    Raises
    ------
    DataError
        If a value is not positive.

    Examples
    --------
    >>> ratios(pd.DataFrame({"a": [2.0], "b": [3.0]}, index=[2017]))["ratio"].tolist()
    [1.5]
    """
    check_positive(series)
    counts = series.notna().sum(axis=1)
    several = series.loc[counts >= 2]
    lowest, highest = several.min(axis=1), several.max(axis=1)
    n_sources, ratio = counts.loc[several.index], highest / lowest
    return pd.DataFrame({"n_sources": n_sources, "lowest": lowest, "highest": highest, "ratio": ratio})


def in_year(series: pd.DataFrame, year: int | None = None) -> Disagreement | None:
    """Compare the sources in one year.

    Parameters
    ----------
    series : DataFrame, shape (n_years, n_sources)
        One column per source, index ``year``, positive values, gaps as NaN.
    year : int, optional
        The year; the last year that all sources share if not given.

    Returns
    -------
    Disagreement or None
        None if there are fewer than two sources, or no year (not this year) that all of them share.

    Raises
    ------
    DataError
        If a value is not positive.
    """
    shared = common_years(series)
    check_positive(shared)
    if shared.shape[1] < 2 or shared.empty or (year is not None and year not in shared.index):
        return None
    chosen = int(shared.index.max()) if year is None else year
    values = dict(zip(map(str, shared.columns), shared.loc[[chosen]].to_numpy(dtype=float)[0], strict=True))
    lowest, highest = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    return Disagreement(
        year=chosen,
        amounts=tuple((source, float(value)) for source, value in values.items()),
        lowest=lowest,
        highest=highest,
        ratio=float(values[highest] / values[lowest]),
    )


def correlations(series: pd.DataFrame, minimum: int = MIN_PAIRS) -> pd.DataFrame:
    """Correlate each pair of sources: logarithms of levels, and their changes from one year to the next.

    Two series that both grow correlate in levels whatever moves them; the changes say whether they see the
    same ups and downs.

    Parameters
    ----------
    series : DataFrame, shape (n_years, n_sources)
        One column per source, index ``year``, positive values, gaps as NaN.
    minimum : int
        Smallest number of pairs for which a coefficient is computed.

    Returns
    -------
    DataFrame
        One row per pair: ``source_a``, ``source_b``, ``n_levels``, ``r_levels``, ``n_changes``, ``r_changes``
        (Pearson's coefficient). NaN where there are fewer than ``minimum`` pairs or a series does not vary. A
        change across a gap is not used.

    Raises
    ------
    DataError
        If a value is not positive.
    """
    check_positive(series)
    every_year = series.reindex(_every_year(series.index))
    levels = every_year.apply(np.log)
    changes = levels.diff()
    rows = []
    for a, b in combinations(series.columns, 2):
        n_levels, r_levels = _pearson(levels[[a, b]], minimum)
        n_changes, r_changes = _pearson(changes[[a, b]], minimum)
        rows.append((a, b, n_levels, r_levels, n_changes, r_changes))
    names = ["source_a", "source_b", "n_levels", "r_levels", "n_changes", "r_changes"]
    return pd.DataFrame(rows, columns=names)


def growth(series: pd.DataFrame) -> pd.DataFrame:
    """Compute each source's average growth between the first and the last year that all sources share.

    Parameters
    ----------
    series : DataFrame, shape (n_years, n_sources)
        One column per source, index ``year``, positive values, gaps as NaN.

    Returns
    -------
    DataFrame
        Index ``source``; columns ``first_year``, ``last_year``, ``rate`` (compound rate, fraction a year).
        Empty if the sources share fewer than two years.

    Raises
    ------
    DataError
        If a value is not positive.
    """
    shared = common_years(series).sort_index()
    check_positive(shared)
    if len(shared) < 2:
        return pd.DataFrame(columns=["first_year", "last_year", "rate"], index=pd.Index([], name="source"))
    first, last = int(shared.index[0]), int(shared.index[-1])
    rate = (shared.iloc[-1] / shared.iloc[0]) ** (1 / (last - first)) - 1
    return pd.DataFrame({"first_year": first, "last_year": last, "rate": rate}).rename_axis("source")


def _pearson(pair: pd.DataFrame, minimum: int) -> tuple[int, float]:
    both = pair.dropna().to_numpy()
    if len(both) < minimum or np.ptp(both, axis=0).min() == 0:
        return len(both), float("nan")
    return len(both), float(np.corrcoef(both, rowvar=False)[0, 1])


def _every_year(index: pd.Index) -> pd.Index:
    return pd.Index(range(int(index.min()), int(index.max()) + 1), name="year") if len(index) else index


def check_positive(series: pd.DataFrame) -> None:
    """Raise `DataError` if a value is zero or negative."""
    if (series <= 0).to_numpy().any():
        raise DataError("a ratio or a growth rate needs positive values; a value here is zero or negative")
