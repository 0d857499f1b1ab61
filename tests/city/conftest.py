"""What tests of the city strand share."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import pytest

from greentwin.plotting import use_theme


@pytest.fixture(params=["en", "zh"])
def language(request):
    """Each language, with the theme set for it."""
    with mpl.rc_context():
        use_theme(request.param)
        yield request.param


@pytest.fixture
def own_file(tmp_path) -> Path:
    """Return a filled-in template of a city's own figures."""
    path = tmp_path / "own.csv"
    path.write_text(
        "year,sector,co2_mt,method,note\n"
        '2012,total,30.1,"city inventory, scope 1",\n'
        '2013,total,30.8,"city inventory, scope 1",preliminary\n'
        '2013,transport,5.0,"city inventory, scope 1",\n'
        '2015,total,29.5,"city inventory, scope 1",\n',
        encoding="utf-8",
    )
    return path
