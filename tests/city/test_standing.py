"""Where one place stands among all units."""

import pandas as pd
import pytest

from greentwin.city import emissions
from greentwin.city.standing import ratios_of_places, standing_of


def test_standing_counts_places_that_all_sources_cover():
    def panel(values):
        return pd.DataFrame({"place_id": list(values), "year": 2017, "co2_mt": list(values.values())})

    panels = {
        "a": panel({"w": 1.0, "x": 1.0, "y": 1.0, "z": 1.0}),
        "b": panel({"w": 1.5, "x": 4.0, "y": 2.0}),
    }
    result = standing_of(panels, "y", 2017)
    assert result.ratios == (1.5, 2.0, 4.0)
    assert (result.ratio, result.n, result.median) == (2.0, 3, 2.0)
    assert result.share_below == pytest.approx(1 / 3)
    assert standing_of(panels, "z", 2017) is None
    assert standing_of(panels, "y", 2016) is None
    assert standing_of({"a": panels["a"]}, "y", 2017) is None


def test_the_median_unit_of_2017_differs_by_a_factor_of_1_8():
    """Of the 159 units that all three sources cover in 2017, 24 differ by more than a factor of three."""
    ratios = ratios_of_places(emissions.load_panels(), 2017)
    assert len(ratios) == 159
    assert ratios.median() == pytest.approx(1.84, abs=0.005)
    assert (ratios > 3).sum() == 24
    assert ratios.idxmax() == "yulin_shaanxi"
