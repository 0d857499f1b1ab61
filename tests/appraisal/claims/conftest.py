from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import pytest

from greentwin.appraisal.claims.coding import read_claims
from greentwin.appraisal.claims.ledger import Ledger, draw_up


@pytest.fixture(autouse=True)
def _settings_of_matplotlib_restored() -> Iterator[None]:
    with mpl.rc_context():
        yield


@pytest.fixture(scope="package")
def ledger() -> Ledger:
    return draw_up(read_claims(), tolerance=0.05)
