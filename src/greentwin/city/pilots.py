"""Whether, how and since when a place is one of China's low-carbon pilots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from greentwin import data
from greentwin.data import Place

Kind = Literal["city", "province", "inside", "none"]

TABLES = ("prefecture_pilot_status", "low_carbon_pilots")


@dataclass(frozen=True)
class PilotStatus:
    """What the lists of low-carbon pilots say of one place.

    Attributes
    ----------
    batch : int, optional
        Batch in which the place itself was named (1, 2 or 3).
    notice_date : date, optional
        Date of that batch's notice.
    notice : str, optional
        Number of that notice.
    verified : bool
        Whether date and number were checked against the notice itself.
    start_year : int, optional
        Year from which the place itself counts as a pilot.
    level : str, optional
        Level at which the place was named (municipality, prefecture, county, district).
    province_start_year : int, optional
        Year from which its province counts as a pilot.
    first_start_year : int, optional
        The earlier of the two.
    subprefecture : str, optional
        Identifier of a county or district of the place that was named as a pilot by itself.
    subprefecture_start_year : int, optional
        Year from which that county or district counts as a pilot.
    """

    batch: int | None = None
    notice_date: date | None = None
    notice: str | None = None
    verified: bool = False
    start_year: int | None = None
    level: str | None = None
    province_start_year: int | None = None
    first_start_year: int | None = None
    subprefecture: str | None = None
    subprefecture_start_year: int | None = None

    @property
    def is_city_pilot(self) -> bool:
        """Whether the place itself was named."""
        return self.batch is not None

    @property
    def is_any_pilot(self) -> bool:
        """Whether the place, its province or a part of it was named."""
        return (self.batch, self.province_start_year, self.subprefecture) != (None, None, None)


def status_of(place: Place, statuses: pd.DataFrame, pilots: pd.DataFrame) -> PilotStatus:
    """Read the pilot status of one place.

    Parameters
    ----------
    place : Place
        The place.
    statuses : DataFrame
        The table ``prefecture_pilot_status``.
    pilots : DataFrame
        The table ``low_carbon_pilots``; it decides for counties and districts, which the other does not hold.

    Returns
    -------
    PilotStatus
        All None for a place that no list names.
    """
    status = _first(statuses.loc[statuses["place_id"] == place.place_id])
    own = _first(pilots.loc[pilots["place_id"] == place.place_id])
    years = [_whole(own.get("start_year")), _province_start(place, status, pilots)]
    return PilotStatus(
        batch=_whole(own.get("batch")),
        notice_date=_day(own.get("notice_date")),
        notice=_text(own.get("notice")),
        verified=own.get("verification") == "verified",
        start_year=years[0],
        level=_text(own.get("level")),
        province_start_year=years[1],
        first_start_year=min((year for year in years if year is not None), default=None),
        subprefecture=_text(status.get("subprefecture_pilot")),
        subprefecture_start_year=_whole(status.get("subprefecture_start_year")),
    )


def load_status(place: Place) -> PilotStatus:
    """Load the pilot status of one place from the data package (see `status_of`)."""
    statuses, pilots = (data.load(table) for table in TABLES)
    return status_of(place, statuses, pilots)


def _province_start(place: Place, status: dict[str, Any], pilots: pd.DataFrame) -> int | None:
    if status or place.country != "China" or place.kind == "municipality":
        return _whole(status.get("province_start_year"))
    province = pilots.loc[(pilots["level"] == "province") & (pilots["name_en"] == place.province_en)]
    return _whole(_first(province).get("start_year"))


def _first(rows: pd.DataFrame) -> dict[str, Any]:
    return {str(name): value for name, value in rows.iloc[0].items()} if len(rows) else {}


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def _text(value: Any) -> str | None:
    return None if value is None or pd.isna(value) or not str(value) else str(value)


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def kind_of(status: PilotStatus) -> Kind:
    """Name the kind of status: the place itself, its province, a part of it, or none; the first that applies."""
    if status.is_city_pilot:
        return "city"
    if status.province_start_year is not None:
        return "province"
    return "inside" if status.subprefecture else "none"
