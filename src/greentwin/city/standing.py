"""Where one city's disagreement stands among that of all units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from greentwin.city.disagreement import check_positive


@dataclass(frozen=True)
class Standing:
    """Where one place's ratio stands among those of all places that the same sources cover in the same year.

    Attributes
    ----------
    year : int
        The year.
    ratio : float
        Ratio of the place.
    ratios : tuple of float
        Ratios of all n places, the place itself included, in ascending order.
    share_below : float
        Share of the places with a smaller ratio, from 0 to 1.
    """

    year: int
    ratio: float
    ratios: tuple[float, ...]
    share_below: float

    @property
    def n(self) -> int:
        """Number of places."""
        return len(self.ratios)

    @property
    def median(self) -> float:
        """Median of the ratios."""
        return float(np.median(self.ratios))


def standing_of(panels: Mapping[str, pd.DataFrame], place_id: str, year: int) -> Standing | None:
    """Place the ratio of one place among those of all places that all the sources cover in that year.

    Parameters
    ----------
    panels : mapping of str to DataFrame
        Two or more sources, each with columns ``place_id``, ``year`` and ``co2_mt``.
    place_id : str
        The place.
    year : int
        The year.

    Returns
    -------
    Standing or None
        None if there are fewer than two sources or one of them lacks the place in that year.
    """
    shared = ratios_of_places(panels, year)
    if len(panels) < 2 or place_id not in shared.index:
        return None
    own = float(shared.loc[place_id])
    return Standing(
        year=year,
        ratio=own,
        ratios=tuple(float(ratio) for ratio in np.sort(shared.to_numpy())),
        share_below=float((shared < own).mean()),
    )


def ratios_of_places(panels: Mapping[str, pd.DataFrame], year: int) -> pd.Series:
    """Compute the ratio of largest to smallest value for every place that all sources cover in a year.

    Parameters
    ----------
    panels : mapping of str to DataFrame
        Sources, each with columns ``place_id``, ``year`` and ``co2_mt``.
    year : int
        The year.

    Returns
    -------
    Series
        Ratios, index ``place_id``.

    Raises
    ------
    DataError
        If a value is not positive.
    """
    columns = {
        source: panel.loc[panel["year"] == year].set_index("place_id")["co2_mt"]
        for source, panel in panels.items()
    }
    shared = pd.DataFrame(columns).dropna()
    check_positive(shared)
    return shared.max(axis=1) / shared.min(axis=1)
