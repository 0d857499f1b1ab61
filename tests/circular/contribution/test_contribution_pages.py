"""Figures, tables and findings on the contribution claim, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pandas as pd
import pytest

from greentwin import data
from greentwin.circular.contribution import findings, rebuilt_tables, tables
from greentwin.circular.contribution.assessment import Assessment, other_source
from greentwin.circular.contribution.avoided import avoided_emissions
from greentwin.circular.contribution.baseline_figure import baseline_chart
from greentwin.circular.contribution.baselines import shares_by_baseline
from greentwin.circular.contribution.items import Rebuildable, published_items
from greentwin.circular.contribution.national import NationalHistory
from greentwin.circular.contribution.options import Period, ProductSource
from greentwin.circular.contribution.rebuilt import Rebuilt, rebuilt_part
from greentwin.circular.contribution.rebuilt_figure import rebuilt_chart
from greentwin.circular.contribution.share_figure import shares_chart
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, legibility_faults, png, use_theme

LANGUAGES = get_args(Language)
Assess = Callable[..., Assessment]
QUESTIONS: list[tuple[Period, int, str]] = [
    ("2016-2020", 2015, "both"),
    ("2021-2025", 2020, "both"),
    ("2021-2025", 2015, "reductions"),
    ("2016-2020", 2019, "emissions"),
]


def _check(chart: Chart, *numbers: str) -> None:
    assert png(chart).startswith(b"\x89PNG")
    assert legibility_faults(chart.figure) == ()
    for number in numbers:
        assert number in chart.alt


@pytest.fixture(scope="module")
def parts() -> Rebuildable:
    return published_items(
        data.load("circular_substitution_factors"), data.load("circular_economy"), 2020, "published"
    )


@pytest.fixture(scope="module")
def rebuilt(parts: Rebuildable, real: Assess) -> Rebuilt:
    sums = avoided_emissions(parts.substitutions, draws=2000, seed=1)
    return rebuilt_part(real().statements.amount, sums, seed=2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("period", "baseline", "reading"), QUESTIONS)
def test_shares_for_every_question(
    real: Assess, language: Language, period: Period, baseline: int, reading: str
) -> None:
    use_theme(language)
    assessment = real(period, baseline=baseline, reading=reading)
    chart = shares_chart(assessment, language)
    _check(chart, "20–25" if period == "2016-2020" else "30", str(len(assessment.judgements)))
    undefined = [j for j in assessment.judgements if j.share.undefined]
    shown = [text.get_text() for text in chart.figure.axes[0].texts]
    start = {"en": "undefined", "zh": "无定义"}[language]
    assert sum(text.startswith(start) for text in shown) == len(undefined)


def test_no_share_at_all_is_said(real: Assess) -> None:
    use_theme("en")
    assessment = real(reading="reductions")
    nothing = replace(assessment, judgements=assessment.judgements[1:3])
    _check(shares_chart(nothing, "en"), "No share can be computed")
    with pytest.raises(DataError, match="no denominator"):
        shares_chart(replace(assessment, judgements=()), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_rebuilt_in_both_languages(parts: Rebuildable, rebuilt: Rebuilt, language: Language) -> None:
    use_theme(language)
    _check(rebuilt_chart(rebuilt, parts.names, 2020, (551.0, 2006), language), "2,600", "464", "551", "2006")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("period", "year"), [("2016-2020", 2020), ("2021-2025", 2022)])
def test_base_years_in_both_languages(
    real: Assess,
    histories: dict[ProductSource, NationalHistory],
    language: Language,
    period: Period,
    year: int,
) -> None:
    use_theme(language)
    stated = real(period).statements
    shares = shares_by_baseline(stated.amount.value, year, histories)
    _check(baseline_chart(shares, stated.claim, year, 0.5, language), "2005", "2015")
    with pytest.raises(DataError, match="no base year"):
        baseline_chart(shares * float("nan"), stated.claim, year, 0.5, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_heads_and_cells(
    real: Assess,
    histories: dict[ProductSource, NationalHistory],
    parts: Rebuildable,
    rebuilt: Rebuilt,
    language: Language,
) -> None:
    assessment = real()
    shares = tables.share_table(assessment, language)
    assert shares.shape == (9, 7)
    assert shares.iloc[0, 2] == "23.7"
    stated = tables.statement_table(assessment.statements, language)
    assert stated.iloc[:, 1].tolist()[:2] == ["2,600 Mt", "3,300 Mt"]
    about = (assessment.statements, histories["national"], assessment.question, 0.5, language)
    assert tables.uncertainty_table(*about).iloc[:, 1].tolist() == [
        "±7.3 %",
        "±1.2 %",
        "±1.9 %",
        "±50 Mt",
        "±0.5",
    ]
    assert rebuilt_tables.rebuilt_table(parts, rebuilt, language).shape == (4, 4)
    factors = rebuilt_tables.factor_table(
        data.load("circular_substitution_factors"), data.load("sources"), language
    )
    assert factors.notna().all(axis=None)
    assert factors.iloc[:, 1].str.contains("CO2e").sum() == 1
    chain = tables.chain_table(1.6, language)
    assert chain.iloc[-2:, 1].tolist()[0] == "6.4"
    assert tables.loop_table(1.6, language).iloc[:, 1].tolist() == ["0.8", "0.8", "0.8", "1.6"]
    for frame in (shares, stated, factors, chain):
        assert frame.columns.is_unique


def test_numbers_for_download_keep_what_is_undefined(real: Assess) -> None:
    frame = tables.share_frame(real())
    assert frame.loc[frame["verdict"] == "undefined", "share_percent"].isna().all()
    assert frame.loc[frame["verdict"] != "undefined", "undefined"].isna().all()


def test_what_is_left_out_is_said(parts: Rebuildable) -> None:
    assert "Waste paper" in rebuilt_tables.coverage_note(parts, 2020, "en")
    assert "废纸" in rebuilt_tables.coverage_note(parts, 2020, "zh")
    none = Rebuildable((), {}, {})
    assert "Nothing can be rebuilt for 2022" in rebuilt_tables.coverage_note(none, 2022, "en")
    assert other_source("national") == "provinces"
    assert other_source("provinces") == "national"


def test_findings_say_what_came_out(
    real: Assess, histories: dict[ProductSource, NationalHistory], rebuilt: Rebuilt
) -> None:
    assessment = real()
    found = {f.name: f for f in findings.verdict_findings(assessment)}
    assert {name: (f.value, f.n) for name, f in found.items()} == {
        "denominators_true": (1, 9),
        "denominators_false": (5, 9),
        "denominators_undefined": (3, 9),
        "true_as_emissions": (1, 4),
        "true_as_reductions": (0, 5),
        "other_rate_true": (1, 9),
    }
    assert "as the document words it" in found["true_as_emissions"].sentence["en"]
    assert "按文件的表述" in found["true_as_emissions"].sentence["zh"]
    assert "which is not" in found["true_as_reductions"].sentence["en"]
    shares = {f.name: f for f in findings.share_findings(assessment)}
    assert len(shares) == 6
    assert shares["share_emissions_annual"].value == pytest.approx(23.73, abs=0.01)
    assert shares["share_intensity_saving_annual"].interval[0] > 100  # type: ignore[index]
    base = findings.baseline_finding(shares_by_baseline(2600.0, 2020, histories), assessment)
    assert (base.value, base.n) == (0, 15)
    assert "2 with the sum of the provinces" in base.sentence["en"]
    below = {f.name: f for f in findings.rebuilt_findings(rebuilt, 2020, 10956.213, (551.0, 2006))}
    assert below["rebuilt_share"].value == pytest.approx(100 * 463.845 / 2600, abs=1e-3)
    assert below["unexplained_of_emissions"].value == pytest.approx(100 * 2136.155 / 10956.213, abs=1e-3)
    assert below["times_world_recycling"].value == pytest.approx(2600 / 551)


def test_each_wording_tried_has_its_finding(real: Assess) -> None:
    names = {
        f.name for f in findings.verdict_findings(real("2021-2025", baseline=2020, reading="reductions"))
    }
    assert "true_as_reductions" in names
    assert not {"true_as_emissions", "other_rate_true"} & names
    assert isinstance(tables.share_table(real(reading="emissions"), "zh"), pd.DataFrame)
