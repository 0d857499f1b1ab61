"""National emissions and real product with what is known of their uncertainty, and random histories of both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin.circular.contribution.options import FIRST_BASELINE, ProductSource
from greentwin.circular.contribution.uncertainty import Quantity
from greentwin.errors import DataError

COUNTRY = "China"
EMISSIONS, NEWER, OLDER = "co2_territorial", "gcb2022", "owid2021"
PRODUCT, PRODUCT_SOURCE = "gdp_real", "wdi2024"
PROJECTION, UNCERTAINTY = "emissions_projection_2022", "emissions_uncertainty"


@dataclass(frozen=True)
class NationalHistory:
    """Emissions and real product by year.

    Attributes
    ----------
    emissions : Series
        Territorial CO2, Mt, index ``year``; the newer vintage, with a projection behind it where one is given.
    product : Series
        Real product, index ``year``, from the source that was chosen.
    other_product : Series
        Real product from the other source.
    level : Quantity
        Relative error of emissions that is the same in all years, around 0.
    revision : Quantity
        Relative error of emissions of a single year, around 0.
    projected : tuple of int
        Years whose emissions are a projection.
    """

    emissions: pd.Series
    product: pd.Series
    other_product: pd.Series
    level: Quantity
    revision: Quantity
    projected: tuple[int, ...]


@dataclass(frozen=True)
class DrawnHistory:
    """Random histories, one row per draw and one column per year.

    Attributes
    ----------
    years : tuple of int
        Years of the columns.
    emissions : numpy.ndarray, shape (m, n)
        Mt CO2.
    product : numpy.ndarray, shape (m, n)
        Real product.
    """

    years: tuple[int, ...]
    emissions: NDArray[np.float64]
    product: NDArray[np.float64]

    def column(self, year: int) -> int:
        """Return the column of a year."""
        return self.years.index(year)


def national_history(
    series: pd.DataFrame,
    provinces: pd.DataFrame,
    inputs: pd.DataFrame,
    product: ProductSource = "national",
    two_sigma: float | None = None,
) -> NationalHistory:
    """Collect emissions, product and their uncertainties from the tables.

    Parameters
    ----------
    series : DataFrame
        Table ``national_series``.
    provinces : DataFrame
        Table ``province_economy``.
    inputs : DataFrame
        Table ``circular_contribution_inputs``.
    product : {"national", "provinces"}
        Real product to use: the national accounts, or the sum of the provinces, which grew faster.
    two_sigma : float, optional
        Two standard deviations of the level of emissions in per cent; the published one by default.

    Returns
    -------
    NationalHistory
        Series and uncertainties. The level is taken as normal with the stated standard deviation, the same in all
        years, because it comes from emission factors and energy statistics that years share. The revision is
        rectangular, as wide as the largest departure of one vintage's ratio to the other from its mean since
        2005.

    Raises
    ------
    DataError
        If a series is missing.
    """
    newer = _series(series, EMISSIONS, NEWER)
    projection, year = stated_input(inputs, PROJECTION)
    beyond = pd.Series([projection], index=[year])
    beyond = beyond[~beyond.index.isin(newer.index)]
    sources = {
        "national": _series(series, PRODUCT, PRODUCT_SOURCE),
        "provinces": provinces.groupby("year")["gdp_real_2010_100m_yuan"].sum(min_count=31),
    }
    other: ProductSource = "provinces" if product == "national" else "national"
    sigma = (stated_input(inputs, UNCERTAINTY)[0] if two_sigma is None else two_sigma) / 200
    return NationalHistory(
        pd.concat([newer, beyond]).rename_axis("year"),
        sources[product],
        sources[other],
        Quantity(0.0, sigma, "normal"),
        Quantity(0.0, vintage_departure(newer, _series(series, EMISSIONS, OLDER))),
        tuple(int(y) for y in beyond.index),
    )


def stated_input(inputs: pd.DataFrame, input_id: str) -> tuple[float, int]:
    """Return value and year of one row of the table ``circular_contribution_inputs``.

    Raises
    ------
    DataError
        If there is no such row.
    """
    rows = inputs[inputs["input_id"] == input_id]
    if rows.empty:
        raise DataError(f"the table of inputs has no {input_id}")
    return float(rows["value"].iloc[0]), int(rows["year"].iloc[0])


def vintage_departure(newer: pd.Series, older: pd.Series, since: int = FIRST_BASELINE) -> float:
    """Measure how far the ratio of two vintages strays from its mean in a single year.

    Parameters
    ----------
    newer, older : Series
        One quantity in two vintages, index ``year``.
    since : int
        First year looked at.

    Returns
    -------
    float
        Largest absolute departure of the logarithm of the ratio from its mean, about a relative difference.

    Raises
    ------
    DataError
        If the vintages have fewer than two years in common.
    """
    both = pd.concat([newer, older], axis=1, join="inner").dropna()
    both = both[both.index >= since]
    if len(both) < 2:
        raise DataError("two vintages need at least two years in common")
    ratio = np.log(both.iloc[:, 1].to_numpy(dtype=float) / both.iloc[:, 0].to_numpy(dtype=float))
    return float(np.abs(ratio - ratio.mean()).max())


def draw_history(history: NationalHistory, years: tuple[int, ...], *, draws: int, seed: int) -> DrawnHistory:
    """Draw histories of emissions and product that the uncertainties allow.

    Emissions are E (1 + level) (1 + revision of the year). The product of year t relative to the first year is
    multiplied by exp(lambda d), where d is the logarithm of the other source's growth over this one's and lambda
    is uniform between -1 and 1 and the same in all years.

    Parameters
    ----------
    history : NationalHistory
        From `national_history`.
    years : tuple of int
        Years to draw, in ascending order; all must be in the history.
    draws : int
        Number of histories.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    DrawnHistory
        Emissions and product.

    Raises
    ------
    DataError
        If a year has no emissions or no product.
    """
    missing = [y for y in years if y not in history.emissions.index or y not in history.product.index]
    if missing:
        raise DataError(f"there are no emissions or no product for {', '.join(map(str, missing))}")
    rng = np.random.default_rng(seed)
    level = history.level.draw(rng, draws)[:, None]
    revision = np.stack([history.revision.draw(rng, draws) for _ in years], axis=1)
    emissions = history.emissions.loc[list(years)].to_numpy(dtype=float) * (1 + level) * (1 + revision)
    growth, other = (
        np.log(s.loc[list(years)] / s.loc[years[0]]).to_numpy(dtype=float)
        for s in (history.product, history.other_product)
    )
    tilt = rng.uniform(-1, 1, draws)[:, None]
    product = history.product.loc[years[0]] * np.exp(growth + tilt * (other - growth))
    return DrawnHistory(years, emissions, product)


def _series(series: pd.DataFrame, variable: str, source: str) -> pd.Series:
    rows = series[
        (series["country"] == COUNTRY) & (series["variable"] == variable) & (series["source_id"] == source)
    ]
    if rows.empty:
        raise DataError(f"there is no {variable} of {COUNTRY} from {source}")
    return rows.set_index("year")["value"].sort_index().astype(float)
