"""Profiles of all places of the tables: right sections, right numbers, plain words where there is nothing."""

import re

import numpy as np
import pytest
from matplotlib.figure import Figure

from greentwin import data
from greentwin.city.profile import profile
from greentwin.city.sections import Absent, Drawn, Listed
from greentwin.errors import DataError, ParameterError
from greentwin.plotting import check_glyphs, legibility_faults

SECTIONS = (
    "holdings",
    "pilot",
    "emissions",
    "disagreement",
    "standing",
    "comovement",
    "change",
    "parts",
    "others",
    "doubts",
)
RUNS = ("Changsha", "Zhuzhou", "Xiangtan", "Kunming", "Chengdu", "Bonn", "Essen", "Hamburg", "Paris")


def sections(page):
    return {name: getattr(page, name)() for name in SECTIONS}


def results(page):
    return {result.name: result for result in page.results()}


def words(part):
    if isinstance(part, Absent):
        return part.sentence
    return (
        f"{part.chart.alt} {part.chart.caption}" if isinstance(part, Drawn) else f"{part.caption} {part.note}"
    )


def test_changsha_2017_as_three_sources_see_it():
    """EDGAR 21.5, CEADs 31.5 and Chen et al. 69.2 Mt: a factor of 3.2."""
    found = results(profile("Changsha"))
    values = {source: found[f"co2_{source}"].value for source in ("chen", "edgar", "ceads")}
    assert values == pytest.approx({"chen": 69.2038, "edgar": 21.5256, "ceads": 31.5355})
    assert found["source_ratio"].value == pytest.approx(69.2038 / 21.5256)
    assert (found["source_ratio_year"].value, found["source_ratio"].n) == (2017, 3)
    assert (found["pilot_batch"].value, found["pilot_notice_date"].value) == (3, "2017-01-07")
    assert found["trend_chen"].interval[0] < found["trend_chen"].value < found["trend_chen"].interval[1]
    assert "69.2" in found["co2_chen"].sentence["en"]
    assert "长沙" in found["co2_chen"].sentence["zh"]


def test_the_same_city_by_its_chinese_name():
    assert results(profile("长沙市")) == results(profile("Changsha"))


def test_the_order_of_sources_changes_no_number():
    one = results(profile("Changsha", ["chen", "edgar", "ceads"]))
    other = results(profile("Changsha", ["ceads", "chen", "edgar"]))
    shared = [name for name in one if name.startswith(("co2", "source", "trend", "pilot"))]
    assert {name: one[name].value for name in shared} == {name: other[name].value for name in shared}


def test_trends_are_compared_over_the_same_years():
    page = profile("Kunming")
    assert {(t.first_year, t.last_year) for t in page.trends.values()} == {(2000, 2017)}


def test_essens_reports_disagree_for_1990():
    found = results(profile("Essen"))
    assert found["inventory_1990_disagreement"].value == pytest.approx(6.81 / 5.52)
    assert (found["inventory_first"].value, found["inventory_last"].value) == (5.52, 3.36)
    assert found["inventory_change"].value == pytest.approx(100 * (3.36 / 5.52 - 1))


def test_bonns_inventory_from_1990_to_2018():
    found = results(profile("Bonn"))
    assert (found["inventory_first"].value, found["inventory_last"].value) == (2.892, 2.115)
    assert found["inventory_last"].unit == "Mt CO2e"
    assert "inventory_2018_disagreement" not in found


def test_the_step_in_scope_3_of_paris_is_no_change():
    found = results(profile("Paris"))
    assert "scope3_change" not in found
    assert found["scope3_2019_boundary_step"].value == pytest.approx(11324.735 / 2033.1)
    assert found["scope2_change"].value == pytest.approx(100 * (1466.019 / 1836.421 - 1))
    assert "inventory_first" not in found


def test_reports_by_scope_are_listed_though_they_give_no_total():
    page = profile("Paris")
    assert results(page)["series_held"].value == 3
    assert {report.variable for report in page.totals} == {"co2_downscaled", "ghg_covenant"}
    assert "2014, 2018–2019" in page.holdings().frame["Years"].tolist()


def test_one_source_gives_no_disagreement():
    page = profile("Aba")
    assert "Only one source (Chen et al. (2020))" in page.disagreement().sentence
    assert isinstance(page.standing(), Absent)
    assert "source_ratio" not in results(page)
    assert isinstance(profile("Changsha", ["edgar"]).disagreement(), Absent)


def test_a_pilot_county_without_emissions():
    page = profile("Xunke")
    assert results(page)["series_held"].value == 0
    assert isinstance(page.pilot(), Listed)
    assert isinstance(page.emissions(), Absent)


def test_a_period_limits_everything():
    page = profile("Changsha", year_from=2005, year_to=2010)
    assert page.series.index.tolist() == list(range(2005, 2011))
    assert results(page)["source_ratio_year"].value == 2010
    assert isinstance(profile("Changsha", year_from=2030).emissions(), Absent)
    assert isinstance(profile("Essen", year_from=2015).disagreement(), Absent)


def test_too_few_years_give_no_trend():
    part = profile("Changsha", year_from=2013, year_to=2017).change()
    assert "6 or more years" in part.sentence


@pytest.mark.parametrize("city", ["Changsha", "Bonn", "Xunke"])
def test_an_own_file_stands_beside_the_sources(city, own_file):
    page, without = profile(city, own_file=str(own_file)), profile(city)
    assert "own_file" not in results(page)
    assert results(page) == results(without)
    assert page.own_totals.to_dict() == {2012: 30.1, 2013: 30.8, 2015: 29.5}
    assert "city inventory, scope 1" in page.holdings().frame.iloc[-1].tolist()
    assert "29.5" in page.emissions().chart.alt


def test_an_own_file_without_totals_is_not_drawn(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("year,sector,co2_mt,method,note\n2012,transport,3.1,survey,\n", encoding="utf-8")
    page = profile("Changsha", own_file=str(path))
    assert "no row for the whole city" in page.holdings().note
    assert list(page.drawn_series) == ["chen", "edgar", "ceads"]


def test_a_faulty_own_file_is_refused(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("year,sector,co2_mt,method,note\n2012,total,-3,survey,\n", encoding="utf-8")
    with pytest.raises(DataError, match="co2_mt"):
        profile("Changsha", own_file=str(path)).holdings()


def test_an_unknown_city_or_source_is_refused():
    with pytest.raises(ParameterError, match="Atlantis"):
        profile("Atlantis")
    with pytest.raises(ParameterError, match="the sources are chen, edgar, ceads"):
        profile("Changsha", ["odiac"]).holdings()


@pytest.mark.parametrize("city", RUNS)
def test_every_figure_of_the_book_can_be_read(city, language):
    for name, part in sections(profile(city, language=language)).items():
        if isinstance(part, Drawn):
            check_glyphs(part.chart.figure)
            assert legibility_faults(part.chart.figure) == (), name


def test_every_place_has_a_page(language):
    """Each place in one of the two languages, so that all are covered in half the time."""
    drawn = 0
    for place in data.cities()[language == "zh" :: 2]:
        page = profile(place.place_id, language=language)
        for name, part in sections(page).items():
            assert isinstance(part, Drawn | Listed | Absent), (place, name)
            assert not re.search(r"\bnan\b|\{|\}", words(part)), (place, name)
            assert not isinstance(part, Listed) or len(part.frame), (place, name)
            drawn += isinstance(part, Drawn)
        found = page.results()
        assert len({result.name for result in found}) == len(found)
        for result in found:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", result.name)
            assert isinstance(result.value, str) or np.isfinite(result.value)
            assert set(result.sentence) == {"en", "zh"}
            assert set(result.tables) <= set(data.used())
            assert result.interval is None or result.interval[0] <= result.value <= result.interval[1]
    assert drawn > 400


def test_every_name_can_be_drawn():
    with_names = Figure()
    names = [name for place in data.cities() for name in (place.name_en, place.name_zh)]
    from greentwin.plotting import use_theme

    use_theme("zh")
    for name in names:
        with_names.text(0, 0, name)
    check_glyphs(with_names)
