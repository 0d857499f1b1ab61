"""The page on a synthetic control: figures, tables and results in both languages, and its sentences."""

import ast
import re
import string
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pytest

from greentwin.city.evaluation import syntheticcontrol
from greentwin.city.evaluation.syntheticcontrol import fit_tables, path_figures, variant_figure, weight_figure
from greentwin.city.evaluation.syntheticcontrol.case import Case
from greentwin.city.evaluation.syntheticcontrol.casestudy import CaseStudy
from greentwin.city.evaluation.syntheticcontrol.inference import EffectSet
from greentwin.city.evaluation.syntheticcontrol.options import (
    DONOR_RULES,
    PROVINCE_OUTCOMES,
    PROVINCE_SOURCES,
)
from greentwin.city.evaluation.syntheticcontrol.page import SyntheticPage
from greentwin.city.evaluation.syntheticcontrol.wording import percent, probability, say
from greentwin.city.sections import Absent
from greentwin.plotting import MISSING, Sentences, check_glyphs, label, legibility_faults, png, use_theme

SENTENCES = Sentences("greentwin.city.evaluation.syntheticcontrol").table
CASES = {
    "published": Case(),
    "clean": Case(donors="no_pilot_before_end", year_to=2012),
    "two_donors": Case(donors="no_pilot_before_end", outcome="co2"),
    "per_head": Case(outcome="ln_co2_per_head", year_from=2003, source="apparent", year_to=2013),
    "without_market": Case(
        province="Liaoning",
        start=2011,
        outcome="ln_co2_per_gdp",
        year_from=2000,
        donors="few_pilots",
        donor_pilots_from="notice",
        flagged="kept",
    ),
    "batch_2": Case(province="Hainan", start=2013, year_from=2003, year_to=2019),
}


@pytest.fixture(scope="module")
def studies():
    return {name: CaseStudy(case, n_starts=2) for name, case in CASES.items()}


@pytest.fixture(params=list(CASES))
def study(request, studies):
    return studies[request.param]


@pytest.fixture(params=["en", "zh"])
def language(request):
    with mpl.rc_context():
        use_theme(request.param)
        yield request.param


def sound(chart):
    """Check what every figure must fulfil."""
    check_glyphs(chart.figure)
    assert legibility_faults(chart.figure) == ()
    assert MISSING not in chart.alt
    assert not re.search(r"\bnan\b|\{|\}", chart.alt.lower() + chart.caption.lower())
    return chart


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("published", "en"),
        ("published", "zh"),
        ("clean", "zh"),
        ("two_donors", "en"),
        ("per_head", "zh"),
        ("without_market", "en"),
        ("batch_2", "zh"),
    ],
    indirect=["language"],
)
def test_every_figure_and_table_of_a_case(studies, name, language):
    study = studies[name]
    page = SyntheticPage(study, language)
    for part in (page.paths(), page.gaps(), page.weights(), page.false_start(), page.variants()):
        sound(part.chart)
    tables = [page.donors(), page.rules(), page.fit(), page.inference(), page.false_starts(), page.nested()]
    tables += [page.variant_table(source) for source in PROVINCE_SOURCES]
    for table in tables:
        assert len(table.frame)
        assert not re.search(r"[{}]", table.caption + (table.note or ""))
        assert table.frame.columns.is_unique
    left_out = page.left_out()
    assert isinstance(left_out, Absent) == (len(study.design.donors) == 2)


def test_every_result_is_sound(study):
    results = SyntheticPage(study, "en").results()
    names = [result.name for result in results]
    assert len(set(names)) == len(names)
    assert {"mean_gap", "p_space", "pre_error", "donors", "inside_hull", "variants_median"} <= set(names)
    for result in results:
        assert not re.search(r"\{|\}|\bnan\b|None", result.sentence["en"] + result.sentence["zh"])
        assert set(result.tables) <= set(study.tables)
        if isinstance(result.value, float):
            assert abs(result.value) < float("inf")
        if result.interval:
            assert result.interval[0] <= result.interval[1]


@pytest.mark.parametrize(
    "draw", [path_figures.paths_chart, path_figures.gaps_chart, weight_figure.weights_chart]
)
def test_figures_become_pictures(studies, language, draw):
    assert png(draw(studies["published"], language))[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_paths_show_the_province_the_start_and_the_market(studies, language):
    study = studies["published"]
    chart = path_figures.paths_chart(study, language)
    start, market, own, synthetic = chart.figure.axes[0].get_lines()
    assert start.get_xdata()[0] == 2009.5
    assert market.get_xdata()[0] == 2013.5
    assert own.get_ydata()[-1] == pytest.approx(515, abs=1)
    gaps = own.get_ydata() / synthetic.get_ydata() - 1
    assert 100 * gaps == pytest.approx(study.fit.gap_percent)
    assert percent(study.fit.mean_gap_percent) in chart.alt


def test_a_market_that_begins_after_the_window_is_not_drawn(studies, language):
    for name in ("clean", "without_market"):
        lines = path_figures.paths_chart(studies[name], language).figure.axes[0].get_lines()
        assert len(lines) == 3


@pytest.mark.parametrize(("name", "unit"), [("per_head", 100), ("without_market", 100), ("two_donors", 1)])
def test_paths_are_drawn_in_a_unit_that_readers_know(studies, name, unit):
    study = studies[name]
    shown = path_figures.shown_path(study.case.outcome, study.design.path)
    assert 0.5 < shown[-1] < 1000
    level = study.design.path if study.case.outcome == "co2" else 2.718281828459045**study.design.path
    assert shown == pytest.approx(unit * level)


def test_the_gaps_of_all_placebos_and_of_similar_ones_are_drawn(studies, language):
    study = studies["published"]
    left, right = path_figures.gaps_chart(study, language).figure.axes
    curves = [[line for line in axes.get_lines() if len(line.get_xdata()) == 19] for axes in (left, right)]
    assert len(curves[0]) == 20
    assert len(curves[1]) == int(study.in_space.kept(5).sum())
    for lines in curves:
        assert lines[-1].get_ydata() == pytest.approx(study.fit.gap_percent)


def test_weights_are_told_with_the_pilots_inside(studies, language):
    chart = weight_figure.weights_chart(studies["published"], language)
    assert [bar.get_width() for bar in chart.figure.axes[0].patches] == pytest.approx(
        list(studies["published"].fit.used().values())
    )
    assert "2011" in " ".join(text.get_text() for text in chart.figure.axes[0].texts)
    clean = weight_figure.weights_chart(studies["clean"], language)
    assert {text.get_text().split("  ")[1] for text in clean.figure.axes[0].texts} == {
        say("weight_clean", language)
    }


def test_every_variant_is_drawn_once_and_the_published_effect_where_it_belongs(studies, language):
    study = studies["published"]
    chart = variant_figure.variants_chart(study, language)
    drawn = [line for axes in chart.figure.axes for line in axes.get_lines() if len(line.get_xdata()) == 1]
    stars = [line for line in drawn if line.get_marker() == "*"]
    assert [line.get_xdata()[0] for line in stars] == pytest.approx([-10] * 6)
    assert len(drawn) - len(stars) == sum(variant.estimated is not None for variant in study.variants)
    assert all(line in chart.figure.axes[0].get_lines() + chart.figure.axes[1].get_lines() for line in stars)
    other = variant_figure.variants_chart(studies["clean"], language)
    assert not [line for axes in other.figure.axes for line in axes.get_lines() if line.get_marker() == "*"]


def test_the_published_effect_is_beside_the_estimate_only_for_the_same_quantity_and_years(studies):
    for name, study in studies.items():
        names = [result.name for result in SyntheticPage(study, "en").results()]
        assert ("published" in names) == (name in ("published", "two_donors"))


def test_the_results_answer_the_question_of_the_page(studies):
    found = {result.name: result for result in SyntheticPage(studies["published"], "en").results()}
    assert found["donors"].value == 19
    assert found["clean_donors"].value == 2
    assert found["weight_with_pilots"].value == pytest.approx(100)
    assert found["inside_hull"].value == "no"
    assert found["gap_no_pilot_to_2012"].n == 17
    assert found["gap_no_pilot_to_2015"].n == 3
    assert found["clean_variants_small_p"].n <= 16
    study = studies["published"]
    before = study.variant_with(year_to=2013).estimated
    assert found["gap_before_market"].value == before.mean_gap_percent
    other = study.variant_with(source="apparent").estimated
    assert found["gap_other_source"].value == other.mean_gap_percent


def test_the_table_of_variants_holds_gap_and_p(studies):
    study = studies["published"]
    frame = SyntheticPage(study, "en").variant_table("sectoral").frame
    assert frame.shape == (9, 6)
    own = study.variant_with().estimated
    cell = frame.iloc[0][label("synthetic_outcome_ln_co2")]
    assert cell == f"{percent(own.mean_gap_percent)} ({probability(own.p_value)})"
    poor = frame.loc[frame.iloc[:, 0] == label("synthetic_rule_no_pilot_before_end")].iloc[0]
    assert "*" in poor[label("synthetic_outcome_ln_co2")]


def test_a_source_that_ends_earlier_leaves_dashes():
    page = SyntheticPage(CaseStudy(Case(source="apparent", year_to=2022, year_from=2003), n_starts=2), "en")
    assert set(page.variant_table("sectoral").frame.iloc[0, 2:]) == {MISSING}
    assert len(page.export()) == len(page.study.variants)
    assert page.export_caption()


def test_a_set_of_effects_in_words(studies, language):
    study = studies["published"]
    infinite = float("inf")
    assert fit_tables.set_text(study, EffectSet(0.1, ()), language) == say("set_none", language)
    whole = EffectSet(0.1, ((-infinite, infinite),))
    assert fit_tables.set_text(study, whole, language) == say("set_all", language)
    parts = EffectSet(0.1, ((-infinite, -0.1), (0.1, 0.2)))
    text = fit_tables.set_text(study, parts, language)
    assert "−100.0" in text
    assert "−9.5" in text
    assert "22.1" in text


def test_a_level_without_end_is_infinite_per_cent(studies):
    study = studies["two_donors"]
    text = fit_tables.set_text(study, EffectSet(0.1, ((-float("inf"), 0.0),)), "en")
    assert text == "−∞ to 0.0 %"


def test_no_reduction_can_be_found_with_two_donors(studies):
    study = studies["two_donors"]
    frame = fit_tables.inference_table(study, "en").frame
    assert say("detectable_none", "en") in set(frame.iloc[:, 1])
    assert study.power_at(-10) == 0
    names = [result.name for result in SyntheticPage(study, "en").results()]
    assert "detectable" not in names
    assert "left_out_highest" not in names


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_both_languages_have_the_same_fields(key):
    texts = SENTENCES[key]
    assert texts["en"].strip()
    assert texts["zh"].strip()
    assert fields(texts["zh"]) == fields(texts["en"])
    assert re.search(r"[一-鿿]", texts["zh"]) or not re.search(
        r"[a-z]{3}", re.sub(r"\{\w+\}", "", texts["zh"])
    )
    assert "（" not in texts["zh"]


def test_the_table_of_sentences_is_sorted_and_every_sentence_is_used():
    keys = list(SENTENCES)
    assert keys == sorted(keys)
    code = "\n".join(
        path.read_text(encoding="utf-8").replace("from __future__ import annotations", "")
        for path in Path(syntheticcontrol.__file__).parent.glob("*.py")
    )
    strings = {
        node.value
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    stems = ("coding_", "search_")
    derived = {f"finding_{name}" for name in ("gap_before_market", "gap_no_pilot", "gap_other_source")}
    unused = [key for key in keys if key not in strings | derived and not key.startswith(stems)]
    assert unused == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_choice_has_its_words(language):
    for outcome in PROVINCE_OUTCOMES:
        assert label(f"synthetic_outcome_{outcome}", language)
    for source in PROVINCE_SOURCES:
        assert label(f"synthetic_source_{source}", language)
    for rule in DONOR_RULES:
        assert label(f"synthetic_rule_{rule}", language)
    for coding in ("notice", "full_year"):
        assert say(f"coding_{coding}", language)


def test_the_study_of_a_case_is_not_changed_by_its_page(studies):
    study = studies["published"]
    assert study.case == Case()
    assert replace(study.case) == CASES["published"]
