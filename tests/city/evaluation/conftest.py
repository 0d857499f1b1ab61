"""The county teen employment panel of Callaway and Sant'Anna (2021), as a long table and as a panel."""

import moderndid
import pytest
from evaluation_panels import panel_from


@pytest.fixture(scope="session")
def mpdta():
    table = moderndid.load_mpdta().to_pandas()
    return table.rename(
        columns={"countyreal": "unit", "lemp": "outcome", "first.treat": "start", "lpop": "population"}
    )


@pytest.fixture(scope="session")
def counties(mpdta):
    return panel_from(mpdta, covariates=("population",))
