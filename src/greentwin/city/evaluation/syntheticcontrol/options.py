"""Choices of a synthetic control of a province; light to import, so that parameters can be checked without the data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

Scale = Literal["log", "level"]
ProvinceSource = Literal["sectoral", "apparent"]
ProvinceOutcome = Literal["ln_co2", "co2", "ln_co2_per_head", "ln_co2_per_gdp"]
DonorRule = Literal["no_province_pilot", "few_pilots", "no_pilot_before_end"]
TreatedProvince = Literal[
    "Guangdong",
    "Hubei",
    "Liaoning",
    "Shaanxi",
    "Yunnan",
    "Chongqing",
    "Tianjin",
    "Beijing",
    "Hainan",
    "Shanghai",
]

PROVINCE_SOURCES: tuple[ProvinceSource, ...] = get_args(ProvinceSource)
PROVINCE_OUTCOMES: tuple[ProvinceOutcome, ...] = get_args(ProvinceOutcome)
DONOR_RULES: tuple[DonorRule, ...] = get_args(DonorRule)
"""From the rule that keeps most donors to the one that keeps fewest."""
TREATED_PROVINCES: tuple[TreatedProvince, ...] = get_args(TreatedProvince)
NOTICE_YEARS: Mapping[TreatedProvince, int] = MappingProxyType(
    {name: 2012 if name in ("Beijing", "Hainan", "Shanghai") else 2010 for name in TREATED_PROVINCES}
)
"""Year of the notice that made each province a pilot; the same as in the table ``low_carbon_pilots``."""

SCALES: Mapping[ProvinceOutcome, Scale] = MappingProxyType(
    {"ln_co2": "log", "co2": "level", "ln_co2_per_head": "log", "ln_co2_per_gdp": "log"}
)
FIRST_YEARS: Mapping[ProvinceOutcome, int] = MappingProxyType(
    {"ln_co2": 1997, "co2": 1997, "ln_co2_per_head": 2000, "ln_co2_per_gdp": 2000}
)
"""First year of each outcome; population and product begin in 2000."""
LAST_YEARS: Mapping[ProvinceSource, int] = MappingProxyType({"sectoral": 2019, "apparent": 2022})
"""Last year of each source."""

PUBLISHED: Mapping[str, str] = MappingProxyType({"Guangdong": "yu_2019"})
"""Row of the table ``pilot_effect_estimates`` with a published synthetic control, by province."""

MIN_DONORS = 2
MIN_YEARS_BEFORE = 3
