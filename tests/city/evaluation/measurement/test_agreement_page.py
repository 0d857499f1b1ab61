"""The page on the agreement of sources: every part of it in both languages, on both samples."""

from __future__ import annotations

import pytest

from greentwin.city.evaluation.measurement.page import AgreementPage
from greentwin.city.evaluation.measurement.wording import with_interval
from greentwin.city.sections import Absent, Drawn, Listed
from greentwin.errors import DataError
from greentwin.plotting import legibility_faults, png

ALL = ["chen", "edgar", "ceads"]
NAN = float("nan")


def page(language="en", sources=ALL, first=2003, last=2017, sample="common") -> AgreementPage:
    return AgreementPage(sources, first, last, sample, 99, 1, language)


def parts(found: AgreementPage) -> list:
    return [
        found.samples_table(),
        found.agreement(),
        found.agreement_table(),
        found.reliability(),
        found.province_years(),
        found.province_years_table("change"),
        found.province_years_table("within"),
        found.complete_by_status(),
        found.completeness_table(),
        found.trait_table(),
        found.selected_table(),
        found.effect_gap(),
        found.effect_gap_table(),
    ]


@pytest.mark.parametrize(("sources", "sample"), [(ALL, "pairwise"), (["edgar", "ceads"], "common")])
def test_every_part_is_drawn_and_listed(language, sources, sample):
    found = page(language, sources, sample=sample)
    for part in parts(found):
        assert isinstance(part, Drawn | Listed)
        if isinstance(part, Drawn):
            assert legibility_faults(part.chart.figure) == ()
            assert png(part.chart)
            assert len(part.chart.alt) <= 600
        else:
            assert len(part.frame)
            assert part.caption


def test_results_have_a_sentence_in_both_languages_and_hold_together():
    found = page()
    results = list(found.results())
    assert len({result.name for result in results}) == len(results)
    by_name = {result.name: result for result in results}
    for result in results:
        assert result.sentence["en"].endswith(".")
        assert result.sentence["zh"].endswith("。")
        if result.interval is not None:
            assert result.interval[0] <= result.value <= result.interval[1]
    assert by_name["correlation_log_chen_ceads"].value > by_name["correlation_within_chen_ceads"].value
    assert by_name["province_year_share_chen"].value > 90
    assert by_name["complete_difference_ceads_city_pilot"].interval[0] > 0
    assert "complete_difference_chen_city_pilot" not in by_name
    gap = by_name["effect_gap_chen_edgar"]
    assert "prefecture_pilot_status" in gap.tables
    assert "−" in gap.sentence["en"]


def test_the_sample_rule_decides_what_is_compared():
    common, pairwise = page(), page(sample="pairwise")
    assert {found.n for found in common.agreements if found.kind == "log"} == {3018}
    assert {found.n for found in pairwise.agreements if found.kind == "log"} == {3018, 3188, 4335}
    assert [found.kind for found in pairwise.agreements] == [found.kind for found in common.agreements]
    assert {found.sample for found in common.chosen_shares} == {"common"}
    assert {found.sample for found in pairwise.chosen_shares} == {"own"}


def test_a_window_without_starts_says_that_no_effect_is_estimated(language):
    found = page(language, first=2013, last=2017)
    for part in (found.selected_table(), found.effect_gap(), found.effect_gap_table()):
        assert isinstance(part, Absent)
        assert "2013" in part.sentence
    assert not [result for result in found.results() if result.name.startswith("effect_")]


def test_sources_without_gaps_have_nothing_to_select(language):
    found = page(language, ["chen", "edgar"], first=2003, last=2017)
    assert {item.source for item in found.completeness} == {"edgar"}


def test_years_that_no_two_sources_share_are_refused():
    with pytest.raises(DataError, match="they have chen 1997 to 2017, edgar 2000 to 2023"):
        page(sources=["chen", "edgar"], first=2018, last=2023)
    with pytest.raises(DataError, match="share 2000 to 2001 only; agreement over time needs three years"):
        page(sources=["edgar", "ceads"], first=1997, last=2001)


def test_values_are_written_with_their_interval(language):
    text = with_interval(0.123, (0.1, 0.2), 2, language)
    assert text.startswith("0.12")
    assert "0.20" in text
    assert with_interval(0.5, (NAN, NAN), 1, language) == "0.5"
    assert with_interval(NAN, (NAN, NAN), 1, language) == "–"
