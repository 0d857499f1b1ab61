from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from greentwin import data
from greentwin.circular.contribution.assessment import Assessment, assess, statements_on
from greentwin.circular.contribution.national import NationalHistory, national_history
from greentwin.circular.contribution.options import Period, ProductSource
from greentwin.circular.contribution.uncertainty import Quantity
from greentwin.data import evidence

Assess = Callable[..., Assessment]


@pytest.fixture(scope="session")
def coded() -> pd.DataFrame:
    return evidence.figures(source="s2")


@pytest.fixture(scope="session")
def histories() -> dict[ProductSource, NationalHistory]:
    frames = [data.load(n) for n in ("national_series", "province_economy", "circular_contribution_inputs")]
    sources: tuple[ProductSource, ...] = ("national", "provinces")
    return {source: national_history(*frames, source) for source in sources}


@pytest.fixture(scope="session")
def real(coded: pd.DataFrame, histories: dict[ProductSource, NationalHistory]) -> Assess:
    """Judge the real statements with few draws."""

    def run(
        period: Period = "2016-2020", product: ProductSource = "national", **options: object
    ) -> Assessment:
        stated = statements_on(coded, data.load("circular_economy"), period)
        about = {"baseline": 2015, "draws": 4000, "seed": 1} | options
        return assess(stated, histories[product], **about)  # type: ignore[arg-type]

    return run


@pytest.fixture
def simple() -> NationalHistory:
    """An idealised history of four years, known exactly: falling emissions and growing product."""
    years = pd.Index(range(2015, 2019), name="year")
    product = pd.Series([100.0, 110.0, 120.0, 130.0], index=years)
    emissions = pd.Series([100.0, 90.0, 80.0, 70.0], index=years)
    return NationalHistory(emissions, product, product, Quantity(0.0), Quantity(0.0), ())
