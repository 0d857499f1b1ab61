"""Cases from the tables: which provinces may be donors, windows that avoid markets and later pilots, variants."""

from dataclasses import replace

import numpy as np
import pytest

from greentwin import data
from greentwin.city.evaluation.outcomes import outcome_table
from greentwin.city.evaluation.syntheticcontrol.case import Case
from greentwin.city.evaluation.syntheticcontrol.casestudy import CaseStudy
from greentwin.city.evaluation.syntheticcontrol.donors import (
    count_donors,
    design_of_case,
    donor_pool,
    pilot_shares,
)
from greentwin.city.evaluation.syntheticcontrol.economy import ECONOMY, economic_predictors
from greentwin.city.evaluation.syntheticcontrol.fit import fit
from greentwin.city.evaluation.syntheticcontrol.markets import (
    last_year_before_market,
    last_year_before_next_batch,
    last_years,
    markets_of,
)
from greentwin.city.evaluation.syntheticcontrol.options import (
    FIRST_YEARS,
    LAST_YEARS,
    NOTICE_YEARS,
    PUBLISHED,
)
from greentwin.city.evaluation.syntheticcontrol.outcomes import outcomes_of
from greentwin.city.evaluation.syntheticcontrol.placebos import in_space
from greentwin.city.evaluation.syntheticcontrol.variants import variant_frame, variant_of, variants
from greentwin.city.evaluation.traits import start_years, unit_traits
from greentwin.errors import DataError, ParameterError

PUBLISHED_CASE = Case()
PILOT_PROVINCES = {
    "Beijing", "Chongqing", "Guangdong", "Hainan", "Hubei", "Liaoning", "Shaanxi", "Shanghai", "Tianjin", "Yunnan",
}  # fmt: skip


def test_the_treated_provinces_are_those_of_the_table():
    batches = unit_traits("province")["own_batch"].dropna()
    assert set(NOTICE_YEARS) == set(batches.index) == PILOT_PROVINCES
    for name, year in NOTICE_YEARS.items():
        assert year == start_years()["notice"][batches[name]]


def test_first_and_last_years_are_those_of_the_tables():
    for outcome, first in FIRST_YEARS.items():
        for source, last in LAST_YEARS.items():
            outcomes = outcomes_of(source, outcome)
            held = np.flatnonzero(np.isfinite(outcomes.values).any(axis=0)) + outcomes.first_year
            assert (held[0], held[-1]) == (first, last)


def test_the_level_is_that_of_the_table():
    table = data.load("province_co2_sectoral").set_index(["province_en", "year"])["co2_total_mt"]
    outcomes = outcomes_of("sectoral", "co2")
    row = outcomes.window(2010, 2010)[outcomes.names.index("Guangdong")]
    assert row.tolist() == [pytest.approx(table["Guangdong", 2010])]


def test_no_province_pilot_is_a_donor_by_the_first_rule():
    pool = donor_pool(PUBLISHED_CASE)
    assert not PILOT_PROVINCES & set(pool.names)
    assert len(pool.names) == 19
    assert pool.left_out == {
        "own_pilot": tuple(sorted(PILOT_PROVINCES - {"Guangdong"})),
        "gap": ("Ningxia",),
    }


def test_by_2015_three_provinces_hold_no_pilot_and_one_of_them_has_a_gap():
    pool = donor_pool(replace(PUBLISHED_CASE, donors="no_pilot_before_end"))
    assert pool.names == ("Hunan", "Qinghai")
    assert pool.left_out["gap"] == ("Ningxia",)
    assert "Hebei" in pool.left_out["pilot_inside"]
    later = donor_pool(
        replace(PUBLISHED_CASE, donors="no_pilot_before_end", source="apparent", year_from=2003)
    )
    assert later.names == ("Hunan", "Ningxia", "Qinghai")


def test_before_batch_2_counts_most_provinces_hold_no_pilot():
    case = replace(PUBLISHED_CASE, donors="no_pilot_before_end", year_to=2012)
    names = donor_pool(case).names
    assert len(names) == 16
    assert {"Beijing", "Shanghai", "Jiangsu", "Shandong"} <= set(names)
    first_batch = {"Fujian", "Guizhou", "Hebei", "Jiangxi", "Zhejiang"}
    assert not first_batch & set(names)
    by_notice = replace(case, donor_pilots_from="notice")
    assert donor_pool(by_notice).names == ("Hunan", "Qinghai")
    assert donor_pool(replace(by_notice, year_to=2011)).names == names


def test_few_pilots_are_counted_by_share_of_emissions():
    pool = donor_pool(replace(PUBLISHED_CASE, donors="few_pilots"))
    shares = {candidate.name: candidate.pilot_share for candidate in pool.candidates}
    assert all(shares[name] <= 10 for name in pool.names)
    assert all(shares[name] > 10 for name in pool.left_out["many_pilots"])
    assert set(pool.names) < set(donor_pool(PUBLISHED_CASE).names)
    none = donor_pool(replace(PUBLISHED_CASE, donors="few_pilots", most_share=0))
    assert none.names == ("Hunan", "Qinghai")
    everyone = donor_pool(replace(PUBLISHED_CASE, donors="few_pilots", most_share=100))
    assert everyone.names == donor_pool(PUBLISHED_CASE).names


def test_a_share_is_the_emissions_of_pilot_cities_over_those_of_the_province():
    table = data.load("prefecture_co2_chen")
    places = data.load("places").set_index("place_id")["province_en"]
    rows = table.loc[table["year"].between(2007, 2009) & (table["place_id"].map(places) == "Hebei")]
    pilots = rows["place_id"].isin(["baoding", "qinhuangdao", "shijiazhuang"])
    expected = 100 * rows.loc[pilots, "co2_mt"].sum() / rows["co2_mt"].sum()
    assert pilot_shares(2010, 2015, "full_year")["Hebei"] == pytest.approx(expected)
    assert pilot_shares(2010, 2012, "full_year")["Hebei"] < expected
    assert pilot_shares(2010, 2015, "full_year")["Hunan"] == 0


def test_a_donor_with_a_carbon_market_is_left_out_once_it_began():
    case = replace(PUBLISHED_CASE, year_to=2016)
    assert donor_pool(case).left_out["carbon_market"] == ("Fujian",)
    assert "Fujian" in donor_pool(PUBLISHED_CASE).names


def test_a_donor_with_doubtful_data_is_left_out_unless_it_is_kept():
    case = replace(PUBLISHED_CASE, source="apparent")
    assert donor_pool(case).left_out["flagged"] == ("Shanxi",)
    assert "Shanxi" in donor_pool(replace(case, flagged="kept")).names
    assert "Shanxi" in donor_pool(replace(case, year_to=2012)).names


def test_the_design_of_a_case_holds_the_paths_of_the_tables():
    design = design_of_case(PUBLISHED_CASE)
    table = outcome_table("sectoral", "ln_co2")
    assert (design.treated, design.start, design.scale) == ("Guangdong", 2010, "log")
    assert design.years.tolist() == list(range(1997, 2016))
    assert design.path.tolist() == table.loc["Guangdong", 1997:2015].tolist()
    place = design.donors.index("Hebei")
    assert design.donor_paths[place].tolist() == table.loc["Hebei", 1997:2015].tolist()


def test_too_few_donors_are_refused_with_what_each_rule_leaves():
    case = replace(PUBLISHED_CASE, donors="no_pilot_before_end", year_to=2018)
    with pytest.raises(DataError, match="0 donors are left for Guangdong") as caught:
        design_of_case(case)
    assert "no_province_pilot: 18" in str(caught.value)
    assert count_donors(case)["no_pilot_before_end"] == 0


def test_a_gap_of_the_treated_province_is_refused():
    with pytest.raises(DataError, match="Yunnan has no value in 2004"):
        design_of_case(Case(province="Yunnan"))
    assert design_of_case(Case(province="Yunnan", year_from=2005, year_to=2013)).treated == "Yunnan"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"province": "Hebei"}, "it must be one of Guangdong, Hubei"),
        ({"source": "chen"}, "it must be one of sectoral, apparent"),
        ({"outcome": "co2_per_head"}, "it must be one of ln_co2, co2"),
        ({"donors": "all"}, "it must be one of no_province_pilot"),
        ({"flagged": "yes"}, "it must be one of kept, dropped"),
        ({"donor_pilots_from": "later"}, "it must be one of notice, full_year"),
        ({"most_share": -1}, "from 0 to 100"),
        ({"year_from": 1990}, "begins in 1997"),
        ({"outcome": "ln_co2_per_gdp"}, "begins in 2000"),
        ({"year_to": 2020}, "source sectoral ends in 2019"),
        ({"start": 2009}, "Guangdong became a pilot in 2010"),
        ({"start": 2015}, "be before year_to"),
        ({"year_from": 2008}, "leave 3 years from 2008"),
    ],
)
def test_a_choice_that_is_not_allowed_is_refused(values, message):
    with pytest.raises(ParameterError, match=message):
        Case(**values)


def test_the_market_of_guangdong_began_at_the_end_of_2013_and_that_of_shenzhen_before():
    first, second = markets_of("Guangdong")
    assert (first.name, first.year, first.month, first.whole) == ("Guangdong", 2013, 12, True)
    assert (second.name, second.year, second.whole) == ("Shenzhen", 2013, False)
    assert last_year_before_market(PUBLISHED_CASE) == 2013
    assert last_year_before_market(Case(province="Hubei")) == 2013
    assert last_year_before_market(Case(province="Liaoning")) is None
    assert markets_of("Liaoning") == ()


def test_last_years_avoid_the_market_and_the_next_batch():
    assert last_years(PUBLISHED_CASE) == (2015, 2013, 2012)
    assert last_years(replace(PUBLISHED_CASE, donor_pilots_from="notice")) == (2015, 2013, 2011)
    assert last_years(replace(PUBLISHED_CASE, year_to=2013)) == (2013, 2012)
    assert last_years(Case(province="Liaoning")) == (2015, 2012)
    beijing = Case(province="Beijing", start=2012, year_to=2019)
    assert last_year_before_next_batch(beijing) == 2016
    assert last_years(beijing) == (2019, 2016, 2013)


def test_predictors_come_from_the_years_before_the_start():
    design = design_of_case(PUBLISHED_CASE)
    predictors = economic_predictors(design)
    assert predictors.names == (*ECONOMY, "1997", "2003", "2009")
    table = data.load("province_economy").set_index(["province_en", "year"])
    rows = table.loc["Hebei"].loc[2000:2009]
    expected = np.log(rows["gdp_real_2010_100m_yuan"] / rows["population_10k"]).mean()
    assert predictors.donors[0, design.donors.index("Hebei")] == pytest.approx(expected)
    early = replace(design, years=design.years - 10, start=2000)
    with pytest.raises(DataError, match="has no year from 1987 to 1999"):
        economic_predictors(early)


@pytest.fixture(scope="module")
def tried():
    return variants(PUBLISHED_CASE)


def test_variants_are_all_combinations(tried):
    frame = variant_frame(tried)
    keys = ["donors", "year_from", "year_to", "outcome", "source"]
    assert not frame.duplicated(keys).any()
    assert len(frame) == 3 * 3 * 2 * 4 * 2
    assert set(frame["year_to"]) == {2015, 2013, 2012}
    assert set(frame.loc[frame["outcome"] == "ln_co2", "year_from"]) == {1997, 2003}
    assert set(frame.loc[frame["outcome"] == "ln_co2_per_head", "year_from"]) == {2000, 2003}
    held = frame.dropna(subset="p_value")
    assert (held["p_value"] >= held["smallest_p"] - 1e-12).all()
    assert held["p_value"].between(0, 1).all()


def test_the_variant_of_the_case_is_the_case_itself(tried):
    (own,) = (variant for variant in tried if variant.case == PUBLISHED_CASE)
    design = design_of_case(PUBLISHED_CASE)
    assert own.n_donors == 19
    assert own.estimated.mean_gap_percent == fit(design).mean_gap_percent
    assert own.estimated.p_value == in_space(design).p_value()


def test_a_variant_without_donors_has_no_estimate():
    found = variant_of(replace(PUBLISHED_CASE, donors="no_pilot_before_end", year_to=2018))
    assert (found.n_donors, found.estimated, found.smallest_p) == (0, None, 1.0)
    frame = variant_frame([found])
    assert frame["mean_gap_percent"].isna().all()


def test_a_later_case_has_one_first_year_and_fewer_sources():
    found = variant_frame(variants(Case(year_from=2004, year_to=2022, source="apparent")))
    assert set(found["year_from"]) == {2004}
    assert set(found.loc[found["source"] == "sectoral", "year_to"]) == {2013, 2012}


def test_the_study_of_a_case():
    study = CaseStudy(PUBLISHED_CASE)
    assert study.false_start == 2005
    assert study.published.percent == pytest.approx(-10)
    assert study.published.doi == "10.3390/su11143979"
    assert study.comparable
    assert dict(PUBLISHED) == {"Guangdong": "yu_2019"}
    assert study.weight_with_pilots == pytest.approx(100)
    assert set(study.tables) >= {"province_co2_sectoral", "carbon_market_pilots"}
    assert not CaseStudy(replace(PUBLISHED_CASE, year_to=2013)).comparable
    assert not CaseStudy(replace(PUBLISHED_CASE, outcome="ln_co2_per_head", year_from=2000)).comparable
    assert CaseStudy(Case(province="Hubei")).published is None


def test_the_weight_on_donors_with_pilots_is_nothing_where_none_has_one():
    study = CaseStudy(replace(PUBLISHED_CASE, donors="no_pilot_before_end", year_to=2012))
    assert study.weight_with_pilots == 0


def test_a_false_start_outside_its_bounds_is_refused():
    with pytest.raises(ParameterError, match="it must be from 2000 to 2008"):
        CaseStudy(PUBLISHED_CASE, false_start=1999)
    with pytest.raises(ParameterError, match="no room for a false start"):
        CaseStudy(replace(PUBLISHED_CASE, year_from=2006, source="sectoral"))
    assert CaseStudy(replace(PUBLISHED_CASE, year_from=2003)).false_start == 2006


def test_the_study_finds_its_variants():
    study = CaseStudy(PUBLISHED_CASE)
    assert study.variant_with(year_to=2013).case == PUBLISHED_CASE.ending(2013)
    assert study.variant_with(year_to=2014) is None
