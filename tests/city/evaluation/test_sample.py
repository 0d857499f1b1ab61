"""The panels of the study: who is treated when, and how many units each choice leaves out."""

from __future__ import annotations

import numpy as np
import pytest

from greentwin import data
from greentwin.city.evaluation.outcomes import outcome_table
from greentwin.city.evaluation.sample import panel_for
from greentwin.city.evaluation.specification import Specification
from greentwin.city.evaluation.traits import flagged_units, unit_traits
from greentwin.errors import DataError, ParameterError


def dropped(panel) -> dict[str, int]:
    return {item.reason: len(item.units) for item in panel.exclusions}


def start_of(panel, unit: str) -> float:
    return float(panel.start[panel.units.index(unit)])


def test_city_pilots_of_two_batches_in_the_table_of_chen():
    panel = panel_for(Specification())
    assert panel.outcome.shape == (225, 15)
    assert [int((panel.start == group).sum()) for group in (2010, 2012)] == [8, 24]
    assert dropped(panel) == {"other_batch": 35, "inside_pilot_province": 86, "holds_pilot_part": 7}
    assert start_of(panel, "hangzhou") == 2010
    assert start_of(panel, "beijing") == 2012
    assert np.isinf(start_of(panel, "loudi"))
    assert "changsha" not in panel.units


def test_every_unit_of_the_source_is_kept_or_counted():
    panel = panel_for(Specification())
    assert len(panel.units) + sum(dropped(panel).values()) == outcome_table("chen").shape[0]


def test_the_outcome_is_the_logarithm_of_the_table():
    panel = panel_for(Specification())
    table = data.load("prefecture_co2_chen").set_index(["place_id", "year"])["co2_mt"]
    assert panel.outcome[panel.units.index("hangzhou"), 5] == np.log(table["hangzhou", 2008])


@pytest.mark.parametrize(("coding", "years"), [("notice", [2010, 2012]), ("full_year", [2011, 2013])])
def test_the_start_is_the_notice_or_the_first_full_year(coding, years):
    assert panel_for(Specification(start_coding=coding)).groups.tolist() == years


def test_batch_3_starts_in_the_same_year_under_both_codings():
    for coding in ("notice", "full_year"):
        panel = panel_for(Specification(source="edgar", year_to=2020, batches=(3,), start_coding=coding))
        assert panel.groups.tolist() == [2017]


def test_batch_3_has_no_year_after_its_start_in_the_table_of_chen():
    with pytest.raises(DataError, match="starts in 2017 has no year after"):
        panel_for(Specification(batches=(1, 2, 3)))


def test_cities_in_pilot_provinces_count_as_treated_dropped_or_controls():
    treated = panel_for(Specification(inside_pilot_province="treated"))
    controls = panel_for(Specification(inside_pilot_province="control"))
    leftout = panel_for(Specification(inside_pilot_province="dropped"))
    assert start_of(treated, "foshan") == 2010
    assert np.isinf(start_of(controls, "foshan"))
    assert "foshan" not in leftout.units
    assert start_of(treated, "guangzhou") == 2010
    assert start_of(controls, "guangzhou") == 2012
    assert "guangzhou" not in leftout.units
    assert start_of(leftout, "shenzhen") == 2010


def test_units_that_hold_a_pilot_county():
    long = {"source": "edgar", "year_to": 2020, "batches": (1, 2, 3)}
    assert start_of(panel_for(Specification(**long, holds_pilot_part="treated")), "jiuquan") == 2017
    assert np.isinf(start_of(panel_for(Specification(**long, holds_pilot_part="control")), "jiuquan"))
    assert "jiuquan" not in panel_for(Specification(**long)).units


def test_pilots_of_other_batches_are_controls_only_before_they_start():
    early = {"year_to": 2016, "control_group": "not_yet_treated"}
    assert start_of(panel_for(Specification(**early)), "hefei") == 2017
    assert "hefei" not in panel_for(Specification(control_group="not_yet_treated")).units
    assert "hefei" not in panel_for(Specification(year_to=2016)).units


def test_provinces_that_are_pilots_and_the_municipalities():
    panel = panel_for(Specification(source="sectoral", year_from=2005))
    pilots = {unit for unit, start in zip(panel.units, panel.start, strict=True) if np.isfinite(start)}
    named = {"Guangdong", "Hubei", "Liaoning", "Shaanxi", "Yunnan", "Hainan"}
    assert pilots == named | {"Beijing", "Shanghai", "Tianjin", "Chongqing"}
    fewer = panel_for(Specification(source="sectoral", year_from=2005, municipalities="dropped"))
    assert dropped(fewer) == {"municipality": 4}
    assert int(fewer.treated.sum()) == len(named)


def test_yunnan_has_a_gap_in_2004():
    panel = panel_for(Specification(source="sectoral"))
    assert {item.reason: item.units for item in panel.exclusions} == {"gap": ("Yunnan",)}
    kept = panel_for(Specification(source="sectoral", gaps="available"))
    assert np.isnan(kept.outcome[kept.units.index("Yunnan"), 1])


def test_outcomes_per_head_and_per_product_exist_for_provinces():
    co2 = outcome_table("sectoral").loc["Hubei", 2010]
    economy = data.load("province_economy").set_index(["province_en", "year"]).loc[("Hubei", 2010)]
    per_head = outcome_table("sectoral", "ln_co2_per_head").loc["Hubei", 2010]
    per_gdp = outcome_table("sectoral", "ln_co2_per_gdp").loc["Hubei", 2010]
    assert per_head == pytest.approx(co2 - np.log(economy["population_10k"]))
    assert per_gdp == pytest.approx(co2 - np.log(economy["gdp_real_2010_100m_yuan"]))


def test_units_under_a_carbon_market():
    traits = unit_traits("prefecture")["market_year"]
    assert traits["shenzhen"] == traits["guangzhou"] == 2013
    assert traits["wuhan"] == traits["chongqing"] == 2014
    assert traits["xiamen"] == 2016
    assert np.isnan(traits["hangzhou"])
    assert unit_traits("province")["market_year"].dropna().to_dict() == {
        "Beijing": 2013,
        "Chongqing": 2014,
        "Fujian": 2016,
        "Guangdong": 2013,
        "Hubei": 2014,
        "Shanghai": 2013,
        "Tianjin": 2013,
    }
    panel = panel_for(Specification(carbon_markets="dropped"))
    assert not {"shenzhen", "beijing", "xiamen"} & set(panel.units)
    before = panel_for(Specification(carbon_markets="dropped", year_to=2015))
    assert "xiamen" in before.units


def test_flagged_units_and_jumps():
    named = flagged_units("ceads")
    assert {"binzhou", "yingtan", "beijing"} <= set(named["unit"])
    assert "Shanxi" in set(flagged_units("apparent")["unit"])
    window = Specification(source="ceads", year_to=2013, flagged="named_dropped", gaps="available")
    panel = panel_for(window)
    assert "binzhou" in panel.units
    assert "quanzhou" not in panel.units
    smooth = panel_for(Specification(flagged="jumps_dropped"))
    assert np.abs(np.diff(smooth.outcome, axis=1)).max() <= 0.4
    assert dropped(smooth)["flagged"] == 9


def test_a_window_beyond_the_source_is_refused():
    with pytest.raises(DataError, match="source chen has years 1997 to 2017, not 2003 to 2019"):
        panel_for(Specification(year_to=2019))


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"source": "gcb"}, "source is 'gcb'; it must be one of chen, edgar"),
        ({"outcome": "ln_co2_per_gdp"}, "for provinces only; take outcome ln_co2"),
        ({"inside_pilot_province": "treated", "cluster": "unit"}, "cluster must be province"),
        ({"holds_pilot_part": "treated"}, "only where batches hold 3"),
        ({"source": "sectoral", "batches": (3,)}, "batch 3 has no province"),
        ({"batches": ()}, "name one or more of 1, 2, 3"),
        ({"batches": (1, 1)}, "each once"),
        ({"batches": (4,)}, "there is no batch 4"),
        ({"year_from": 2017}, "must be before year_to"),
        ({"gaps": "filled"}, "gaps is 'filled'; it must be one of complete, available"),
    ],
)
def test_choices_that_contradict_each_other_are_refused(choices, message):
    with pytest.raises(ParameterError, match=message):
        Specification(**choices)
