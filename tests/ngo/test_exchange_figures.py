from __future__ import annotations

from itertools import pairwise, product
from typing import get_args

import pytest
from exchange_rows import small, ties
from test_exchange_selection import CHOICES

from greentwin.errors import DataError
from greentwin.ngo.exchange.goal_figure import goal_chart
from greentwin.ngo.exchange.goals import matrix, results_at_events
from greentwin.ngo.exchange.layout import GAP, two_columns, wrap
from greentwin.ngo.exchange.names import date_text, organisation_names, short_name
from greentwin.ngo.exchange.network_figure import network_chart
from greentwin.ngo.exchange.options import CERTAINTIES, DOCUMENTS, STRAND_OF
from greentwin.ngo.exchange.selection import read
from greentwin.ngo.exchange.timeline_figure import timeline_chart
from greentwin.plotting import Chart, Language, legibility_faults, png, svg, use_theme

LANGUAGES = get_args(Language)
OF_ONE_STRAND = [choice for choice in CHOICES if len({STRAND_OF[name] for name in choice}) == 1]


def _check(chart: Chart, *words: str) -> None:
    assert png(chart).startswith(b"\x89PNG")
    assert legibility_faults(chart.figure) == ()
    for word in words:
        assert word in chart.alt + chart.caption


def _texts(chart: Chart) -> set[str]:
    return {text.get_text().replace("\n", " ") for text in chart.figure.axes[0].texts}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("documents", [("s0",), ("s1", "s2"), ("s3", "s4")])
def test_networks_by_strand(documents: tuple[str, ...], language: Language) -> None:
    use_theme(language)
    exchange = read(documents)
    chart = network_chart(exchange, True, language)
    _check(chart, str(len(exchange.ties)), documents[0])
    names = organisation_names(exchange.organisations, language)
    assert (
        len(chart.figure.axes[0].texts)
        >= exchange.ties["org_id"].nunique() + exchange.ties["event_id"].nunique()
    )
    if language == "en":
        assert {names[key] for key in exchange.ties["org_id"]} <= _texts(chart)
    assert svg(chart) == svg(network_chart(exchange, True, language))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("documents", "certainty", "affiliations", "language"),
    list(product(OF_ONE_STRAND, CERTAINTIES, (True, False), LANGUAGES)),
)
def test_every_network_can_be_read(documents, certainty, affiliations: bool, language: Language) -> None:
    use_theme(language)
    _check(network_chart(read(documents, certainty), affiliations, language))


def test_without_affiliations_only_participants_are_drawn() -> None:
    use_theme("en")
    exchange = small(("s0",))
    assert {"Delta commission", "Top council"} <= _texts(network_chart(exchange, True))
    assert not {"Delta commission", "Top council"} & _texts(network_chart(exchange, False))


def test_inferred_ties_are_dashed_and_in_the_key() -> None:
    use_theme("en")
    keys = [
        {text.get_text() for text in network_chart(exchange).figure.legends[0].get_texts()}
        for exchange in (small(), small(minimum_certainty="stated"))
    ]
    assert "Inferred" in keys[0]
    assert "Inferred" not in keys[1]
    lines = network_chart(small(), False).figure.axes[0].get_lines()
    dashed = [line for line in lines if len(line.get_xdata()) == 2 and line.get_linestyle() == "--"]
    assert len(dashed) == 2


def test_nothing_to_draw_is_an_error() -> None:
    exchange = small(("s1",), "stated")
    assert exchange.ties.empty
    with pytest.raises(DataError, match="no network to draw"):
        network_chart(exchange)
    with pytest.raises(DataError, match="no timeline to draw"):
        timeline_chart(_undated())
    with pytest.raises(DataError, match="nothing to draw"):
        goal_chart(matrix(exchange.goals), exchange.goals, ())


def _undated():
    exchange = small(("s0",))
    exchange.events["start"] = None
    return exchange


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("documents", [("s0",), ("s2",), DOCUMENTS])
def test_timelines(documents: tuple[str, ...], language: Language) -> None:
    use_theme(language)
    exchange = read(documents)
    chart = timeline_chart(exchange, language)
    _check(chart, str(int(exchange.events["start"].notna().sum())))
    assert len(chart.figure.axes) == len(documents)


@pytest.mark.slow
@pytest.mark.parametrize(("documents", "language"), list(product(CHOICES, LANGUAGES)))
def test_every_timeline_can_be_read(documents: tuple[str, ...], language: Language) -> None:
    use_theme(language)
    _check(timeline_chart(read(documents), language))


def test_dates_are_written_no_finer_than_stated() -> None:
    use_theme("en")
    written = _texts(timeline_chart(small(("s0",))))
    assert written == {"2017-05-01 – 06-30", "2017-06"}
    legend = timeline_chart(small()).figure.legends[0]
    assert [text.get_text() for text in legend.get_texts()] == [
        "Stated to the day",
        "Stated to the month",
        "Stated to the year",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_goals_in_both_languages(language: Language) -> None:
    use_theme(language)
    exchange = read(["s0"])
    at_events = results_at_events(exchange.goals, exchange.passages, exchange.events)
    table = matrix(exchange.goals, at_events)
    chart = goal_chart(table, exchange.goals, at_events, language)
    _check(chart, "13", "16")
    crosses = [line for line in chart.figure.axes[0].get_lines() if line.get_marker() == "x"]
    assert len(crosses) == sum(
        not found for kind in ("activity", "result", "follow_up") for found in table[kind]
    )
    halves = [line for line in chart.figure.axes[0].get_lines() if line.get_fillstyle() == "bottom"]
    assert len(halves) == (table["standing"] == "events_only").sum()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Environmental Science Society of Sichuan Province (ESSSP)", "ESSSP"),
        ("UN Framework Convention on Climate Change (UNFCCC), secretariat", "UNFCCC, secretariat"),
        ("Climate Action Network Europe (CAN Europe)", "CAN Europe"),
        ("UN Human Settlements Programme (UN-Habitat)", "UN-Habitat"),
        ("Partnering for Green Growth and the Global Goals 2030 (P4G)", "P4G"),
        (
            "Chengdu University of Science and Technology (as written)",
            "Chengdu University of Science and Technology (as written)",
        ),
        (
            "A low-carbon centre in Hunan (not named in the document)",
            "A low-carbon centre in Hunan (not named in the document)",
        ),
        ("World Bank", "World Bank"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize("documents", CHOICES)
def test_short_names_stay_apart(documents: tuple[str, ...]) -> None:
    for language in LANGUAGES:
        names = organisation_names(read(documents).organisations, language)
        assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("start", "end", "precision", "text"),
    [
        ("2017-06-27", "2017-06-27", "day", "2017-06-27"),
        ("2016-12-30", "2017-01-02", "day", "2016-12-30 – 2017-01-02"),
        ("2019-01-01", "2019-12-31", "month", "2019-01 – 2019-12"),
        ("2018-01-01", "2018-12-31", "year", "2018"),
        (None, None, "none", ""),
        (float("nan"), float("nan"), "none", ""),
    ],
)
def test_dates(start: object, end: object, precision: str, text: str) -> None:
    assert date_text(start, end, precision) == text


def test_names_in_a_column_never_overlap() -> None:
    exchange = read(["s1", "s2"])
    names = organisation_names(exchange.organisations, "en")
    events = dict(zip(exchange.events.index, exchange.events["name"], strict=True))
    layout = two_columns(exchange.ties, exchange.affiliations, names, events, 38)
    for column in (layout.organisations, layout.events):
        keys = list(column.heights)
        for upper, lower in pairwise(keys):
            room = column.heights[lower] - column.heights[upper]
            sizes = [column.names[key].count("\n") + 1 for key in (upper, lower)]
            assert room >= sum(sizes) / 2 + GAP - 1e-9
        assert min(column.heights.values()) >= 0
        assert max(column.heights.values()) <= layout.lines


def test_affiliates_stand_below_their_parent() -> None:
    exchange = read(["s0"])
    names = organisation_names(exchange.organisations, "en")
    events = dict(zip(exchange.events.index, exchange.events["name"], strict=True))
    order = list(two_columns(exchange.ties, exchange.affiliations, names, events, 38).organisations.heights)
    at = order.index("o_cas")
    assert order[at : at + 3] == ["o_cas", "o_iap", "o_lapc"]


def test_a_single_event_stands_in_the_middle() -> None:
    names = {"a": "A", "b": "B", "c": "C"}
    layout = two_columns(ties("e a", "e b", "e c"), small().affiliations.iloc[:0], names, {"e": "E"}, 10)
    assert layout.events.heights["e"] == pytest.approx(layout.organisations.heights["b"])


def test_no_line_ends_with_an_opening_bracket() -> None:
    assert wrap("2017年二十国集团民间社会会议（C20）", 17).split("\n")[1] == "（C20）"
