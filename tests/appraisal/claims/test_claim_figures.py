"""The figures of the ledger in both languages, and the ratios they show."""

from __future__ import annotations

import math

import pytest
from claim_rows import claim, entry, reading, wordy

from greentwin.appraisal.claims.intervals import Interval
from greentwin.appraisal.claims.ledger import Ledger
from greentwin.appraisal.claims.ratio_figure import LEFT, RIGHT, ratio_figure
from greentwin.appraisal.claims.ratios import compared, reference
from greentwin.appraisal.claims.summary import by_kind
from greentwin.appraisal.claims.verdict_figure import verdict_figure
from greentwin.errors import DataError
from greentwin.plotting import LANGUAGES, Chart, Language, legibility_faults, png, use_theme


def texts(chart: Chart) -> list[str]:
    return [
        text.get_text()
        for axes in chart.figure.axes
        for text in (*axes.texts, *axes.get_yticklabels(), *axes.get_xticklabels())
    ]


class TestRatios:
    def test_figures_are_divided_by_the_claimed_value(self) -> None:
        (row,) = compared([entry(claim(), reading(20.0), reading(60, 80, source="b"))], 0.05)
        assert row.claimed == Interval(39.5 / 40, 40.5 / 40)
        assert [point.ratio for point in row.points] == [Interval(0.5, 0.5), Interval(1.5, 2.0)]
        assert [point.outcome for point in row.points] == ["disagrees", "disagrees"]

    def test_the_claimed_value_is_the_middle_or_the_one_bound(self) -> None:
        assert reference(claim(low=20.0, high=25.0)) == 22.5
        assert reference(claim(high=None)) == 40
        assert reference(claim(low=None)) == 40
        assert reference(wordy()) == 0

    @pytest.mark.parametrize(
        "changes", [{"unit": "calendar_year"}, {"qualifier": "first"}, {"low": 0, "high": 0}]
    )
    def test_dates_firsts_and_nothing_have_no_ratio(self, changes: dict[str, object]) -> None:
        assert compared([entry(claim(reason="not_found", **changes), reading(50.0))], 0.05) == ()

    def test_parts_and_own_words_are_left_out(self) -> None:
        row = entry(
            claim(reason="not_found"), reading(1.0, whole=False), reading(40.0, source="b", counts=False)
        )
        assert compared([row, entry(wordy())], 0.05) == ()

    def test_rows_are_grouped_by_verdict(self, ledger: Ledger) -> None:
        order = [row.entry.verdict.conclusion for row in compared(ledger, 0.05)]
        assert order == sorted(order, key=list(dict.fromkeys(order)).index)
        assert order[0] == "contradicted"


class TestRatioFigure:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_can_be_read_and_names_every_claim(self, ledger: Ledger, language: Language) -> None:
        use_theme(language)
        rows = compared(ledger, 0.05)
        chart = ratio_figure(rows, language)
        assert png(chart)
        assert legibility_faults(chart.figure) == ()
        shown = " ".join(texts(chart)).replace("\n", "")
        assert all(row.entry.claim.claim_id in shown for row in rows)
        assert f"{len(rows)}" in chart.alt

    def test_what_lies_off_the_axis_is_written_at_its_end(self) -> None:
        use_theme("en")
        far, low = reading(400.0), reading(-200.0, source="b")
        chart = ratio_figure(compared([entry(claim(), far, low)], 0.05), "en")
        shown = texts(chart)
        assert "400 %" in shown
        assert "−200 %" in shown
        (axes,) = chart.figure.axes
        places = [line.get_xdata()[0] for line in axes.lines if line.get_marker() in ("<", ">")]
        assert sorted(LEFT < place < RIGHT for place in places) == [True, True]
        assert "−5.0 and 10.0 times" in chart.alt

    def test_an_open_figure_is_drawn_from_its_bound(self) -> None:
        use_theme("en")
        row = entry(claim(qualifier="more_than", high=None, reason="not_found"), reading(30, math.inf))
        chart = ratio_figure(compared([row], 0.05), "en")
        (axes,) = chart.figure.axes
        marks = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "D"]
        assert marks == [0.75]
        assert legibility_faults(chart.figure) == ()

    def test_nothing_to_draw_is_refused(self) -> None:
        with pytest.raises(DataError, match="nothing to draw"):
            ratio_figure((), "en")


class TestVerdictFigure:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_can_be_read_and_its_parts_add_up(self, ledger: Ledger, language: Language) -> None:
        use_theme(language)
        chart = verdict_figure(ledger, language)
        assert png(chart)
        assert legibility_faults(chart.figure) == ()
        for axes in chart.figure.axes:
            assert sum(bar.get_width() for bar in axes.patches) == len(ledger)
        assert str(len(ledger)) in chart.alt

    def test_bars_end_with_how_much_can_be_checked(self, ledger: Ledger) -> None:
        use_theme("en")
        shown = texts(verdict_figure(ledger, "en"))
        for found in by_kind(ledger):
            assert f"{found.checkable} of {found.n} checkable" in shown

    def test_a_single_claim_can_be_drawn(self) -> None:
        use_theme("en")
        chart = verdict_figure((entry(wordy()),), "en")
        assert legibility_faults(chart.figure) == ()

    def test_nothing_to_draw_is_refused(self) -> None:
        with pytest.raises(DataError, match="nothing to draw"):
            verdict_figure((), "en")
