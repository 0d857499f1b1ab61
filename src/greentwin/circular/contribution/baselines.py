"""How the share of the saving moves with the base year and with the source of real product."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from greentwin.circular.contribution.claims import Claim
from greentwin.circular.contribution.national import NationalHistory
from greentwin.circular.contribution.options import FIRST_BASELINE, ProductSource
from greentwin.circular.contribution.rates import contribution_rate, intensity_saving
from greentwin.circular.contribution.verdicts import claimed_range


def shares_by_baseline(
    amount: float, year: int, histories: Mapping[ProductSource, NationalHistory]
) -> pd.DataFrame:
    """Take an amount as a share of the year's saving since each possible base year.

    Parameters
    ----------
    amount : float
        Avoided emissions of the year, Mt CO2.
    year : int
        Year of the amount.
    histories : mapping of str to NationalHistory
        History for each source of real product.

    Returns
    -------
    DataFrame
        Best estimates of the share, 0.25 for 25 %; index ``baseline`` from 2005 to the year before, one column per
        source of product; missing where the intensity did not fall.
    """
    baselines = range(FIRST_BASELINE, year)
    columns = {}
    for source, history in histories.items():
        e, p = history.emissions, history.product
        savings = [intensity_saving(e[year], p[year], e[base], p[base]) for base in baselines]
        columns[source] = [float(contribution_rate(amount, saving)) for saving in savings]
    return pd.DataFrame(columns, index=pd.Index(baselines, name="baseline"))


def baselines_that_fit(shares: pd.DataFrame, claim: Claim, tolerance: float) -> dict[str, tuple[int, ...]]:
    """Name the base years under which a stated rate is true.

    Parameters
    ----------
    shares : DataFrame
        From `shares_by_baseline`.
    claim : Claim
        The rate as stated.
    tolerance : float
        Percentage points that the rounding of the statement allows on each side.

    Returns
    -------
    dict of str to tuple of int
        Base years for each source of product.
    """
    low, high = claimed_range(claim, tolerance)
    return {
        str(source): tuple(int(b) for b in shares.index[shares[source].between(low, high)])
        for source in shares
    }
