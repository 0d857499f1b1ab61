"""CO2 emissions of Chinese prefectures by data source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from greentwin import data
from greentwin.city.options import SOURCES
from greentwin.errors import ParameterError

OWN = "own_file"
TABLES: Mapping[str, str] = MappingProxyType({source: f"prefecture_co2_{source}" for source in SOURCES})


def load_panel(source: str) -> pd.DataFrame:
    """Load one source's emissions of all prefectures.

    Parameters
    ----------
    source : {"chen", "edgar", "ceads"}
        Data source: Chen et al. 2020 (10.1038/s41597-020-00736-3), EDGAR v8 summed to prefectures, or CEADs
        (10.1016/j.scib.2022.08.024).

    Returns
    -------
    DataFrame
        Columns ``place_id``, ``year`` and ``co2_mt`` (Mt CO2 a year); a gap has no row.

    Raises
    ------
    ParameterError
        If the source is unknown.
    """
    if source not in TABLES:
        raise ParameterError(f"there is no emission source {source!r}; the sources are {', '.join(SOURCES)}")
    return data.load(TABLES[source])[["place_id", "year", "co2_mt"]]


def load_panels(sources: Sequence[str] = SOURCES) -> dict[str, pd.DataFrame]:
    """Load several sources' emissions of all prefectures, by source (see `load_panel`)."""
    return {source: load_panel(source) for source in sources}


def series_of(
    panels: Mapping[str, pd.DataFrame],
    place_id: str,
    year_from: int | None = None,
    year_to: int | None = None,
) -> pd.DataFrame:
    """Put the series of one place side by side.

    Parameters
    ----------
    panels : mapping of str to DataFrame
        Emissions of all places by source, with columns ``place_id``, ``year`` and ``co2_mt``.
    place_id : str
        The place.
    year_from, year_to : int, optional
        First and last year to keep; as far as the data go if not given.

    Returns
    -------
    DataFrame, shape (n_years, n_sources)
        Mt CO2 a year. One row for every year from the first to the last with a value, gaps as NaN; one column
        for every source that has a value of the place, in the order of ``panels``. Empty if there is none.

    Raises
    ------
    ParameterError
        If ``year_from`` is later than ``year_to``.

    Examples
    --------
    >>> panel = pd.DataFrame({"place_id": ["a", "a"], "year": [2000, 2002], "co2_mt": [1.0, 2.0]})
    >>> series_of({"chen": panel}, "a")["chen"].isna().tolist()
    [False, True, False]
    """
    columns = {}
    for source, panel in panels.items():
        rows = panel.loc[panel["place_id"] == place_id].set_index("year")["co2_mt"].dropna()
        columns[source] = within(rows, year_from, year_to).astype(float)
    return side_by_side(columns)


def within(series: pd.Series, year_from: int | None, year_to: int | None) -> pd.Series:
    """Keep the years of a series (index: year) from ``year_from`` to ``year_to``, both included."""
    if year_from is not None and year_to is not None and year_from > year_to:
        raise ParameterError(f"year_from ({year_from}) must not be later than year_to ({year_to})")
    years = series.index
    keep = (years >= (year_from if year_from is not None else years.min())) & (
        years <= (year_to if year_to is not None else years.max())
    )
    return series.loc[keep]


def side_by_side(columns: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Join series (index: year) to a frame with a row for every year between the first and the last value.

    Series without a value are left out.
    """
    filled = {name: series.sort_index() for name, series in columns.items() if not series.empty}
    if not filled:
        return pd.DataFrame(index=pd.RangeIndex(0, name="year"), dtype=float)
    frame = pd.DataFrame(filled)
    years = range(int(frame.index.min()), int(frame.index.max()) + 1)
    return frame.reindex(pd.Index(years, name="year"))
