"""The page on coverage: its numbers and its listings."""

import pytest

from greentwin.city.coverage_page import CoveragePage, find_province
from greentwin.errors import ParameterError
from greentwin.plotting import check_glyphs, legibility_faults


@pytest.fixture(scope="module")
def page():
    return CoveragePage(2003, 2017, "en")


def test_results(page):
    found = {result.name: result for result in page.results()}
    assert found["units"].value == 359
    assert found["complete_ceads"].value == 63
    assert found["complete_all_sources"].value <= found["complete_ceads"].value
    shares = [found[f"complete_ceads_{group}"] for group in ("city_pilot", "province_pilot", "no_pilot")]
    assert sum(share.n for share in shares) == 359
    assert sum(share.value * share.n / 100 for share in shares) == pytest.approx(63)


def test_the_export_is_the_whole_matrix(page):
    frame = page.export()
    assert len(frame) == 359 * 27
    assert not frame.duplicated(["place_id", "year"]).any()
    assert frame[["chen", "edgar", "ceads"]].sum().tolist() == [353 * 21, 295 * 24, 3928]


def test_listing_by_province_adds_up(page):
    frame = page.listing().frame
    assert frame["Number of units"].sum() == 359
    assert frame["CEADs"].sum() == 63


@pytest.mark.parametrize("name", ["Hunan", "hunan", "湖南"])
def test_listing_of_one_province(page, name):
    frame = page.listing(name).frame.set_index("City")
    assert len(frame) == 14
    assert frame.loc["Changsha", "CEADs"] == "2001–2003, 2005–2019"
    assert find_province(name) == "Hunan"


def test_an_unknown_province_is_refused():
    with pytest.raises(ParameterError, match="Anhui, Beijing"):
        find_province("Atlantis")


def test_every_part_in_both_languages(language):
    page = CoveragePage(2010, 2012, language)
    for part in (page.by_province(), page.by_group(), page.whole_matrix()):
        check_glyphs(part.chart.figure)
        assert legibility_faults(part.chart.figure) == ()
    for part in (page.by_source(), page.group_table(), page.listing()):
        assert "2010" in part.caption
        assert len(part.frame)
    assert "14" in page.listing("Hunan").caption


def test_a_window_outside_a_source_is_shown_as_empty():
    frame = CoveragePage(2020, 2023, "en").by_source().frame.set_index("Source")
    assert frame.loc["CEADs", "Values"] == 0
    assert frame["Years"].isna().tolist() == [True, False, True]
