"""The choices of the page on the contribution claim."""

from __future__ import annotations

from typing import Literal, get_args

Period = Literal["2016-2020", "2021-2025"]
Reading = Literal["both", "emissions", "reductions"]
ProductSource = Literal["national", "provinces"]
FactorChoice = Literal["plan", "published"]

PERIODS: tuple[Period, ...] = get_args(Period)
STATED_YEAR: dict[Period, int] = {"2016-2020": 2020, "2021-2025": 2022}
"""Year inside each period for which an avoided amount was stated."""
FIRST_BASELINE = 2005


def years_of(period: Period) -> tuple[int, int]:
    """Return the first and last year of a period."""
    first, last = period.split("-")
    return int(first), int(last)
