"""Published material accounts of a region: input, consumption and both productivities."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from greentwin.errors import DataError

MEASURES = ("dmi", "dmc")


@dataclass(frozen=True)
class ProductivityChange:
    """How a productivity index changed between two years, and what that is made of.

    Attributes
    ----------
    measure : str
        Material in the denominator, ``"dmi"`` or ``"dmc"``.
    first, last : int
        The years compared.
    productivity, material, output : float
        Relative changes, 0.1 for +10 %. ``output`` is implied: (1 + productivity) x (1 + material) - 1.
    """

    measure: str
    first: int
    last: int
    productivity: float
    material: float
    output: float


def regional_accounts(series: pd.DataFrame, area: str, year_from: int, year_to: int) -> pd.DataFrame:
    """Spread a region's published accounts: years as rows, one column per account.

    Parameters
    ----------
    series : DataFrame
        Table ``circular_economy``.
    area : str
        The region's code.
    year_from, year_to : int
        First and last year, both included.

    Returns
    -------
    DataFrame
        Index ``year``; columns ``dmi_mt``, ``dmc_mt`` (million tonnes), ``productivity_dmi``,
        ``productivity_dmc`` (index of real output per material, 2010 = 100). Empty if the period has no
        account.
    """
    names = [*MEASURES, *(f"productivity_{measure}" for measure in MEASURES)]
    rows = series[
        (series["area"] == area)
        & series["indicator"].isin(names)
        & series["year"].between(year_from, year_to)
    ]
    wide = rows.pivot(index="year", columns="indicator", values="value")  # noqa: PD010  (refuses duplicates)
    wide = wide.reindex(columns=names).sort_index()
    wide[list(MEASURES)] = wide[list(MEASURES)] / 1000
    wide.columns.name = None
    return wide.rename(columns={measure: f"{measure}_mt" for measure in MEASURES})


def productivity_change(accounts: pd.DataFrame, measure: str, first: int, last: int) -> ProductivityChange:
    """Split the change of a productivity index into the change of material and the implied change of output.

    A productivity is output over material, so its index times the material gives output up to a constant: the
    change of real output that the publisher used can be read back from what is published.

    Parameters
    ----------
    accounts : DataFrame
        From `regional_accounts`.
    measure : {"dmi", "dmc"}
        Material in the denominator.
    first, last : int
        Years to compare.

    Returns
    -------
    ProductivityChange
        Relative changes.

    Raises
    ------
    DataError
        If a year has no account.
    """
    columns = [f"productivity_{measure}", f"{measure}_mt"]
    known = accounts.dropna(subset=columns).index
    missing = [year for year in (first, last) if year not in known]
    if missing:
        raise DataError(f"there is no account of {measure} for {' and '.join(map(str, missing))}")
    productivity, material = (
        float(accounts[column].loc[last] / accounts[column].loc[first]) for column in columns
    )
    output = productivity * material - 1
    return ProductivityChange(measure, first, last, productivity - 1, material - 1, output)
