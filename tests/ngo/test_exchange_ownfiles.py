"""A researcher's own exchange from files: a made-up one, its faults, and its smallest form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from greentwin import data
from greentwin.errors import DataError
from greentwin.ngo.exchange.export import edges, graphml, nodes
from greentwin.ngo.exchange.goal_tables import passage
from greentwin.ngo.exchange.goals import matrix, results_of
from greentwin.ngo.exchange.ownfiles import OwnFiles, read
from greentwin.ngo.exchange.ownrules import MOST_ROWS
from greentwin.ngo.exchange.timeline_figure import timeline_chart
from greentwin.plotting import LANGUAGES

HERE = Path(__file__).parent
NAMES = ("organisations", "events", "participation", "goals")
FICTION = OwnFiles(*(str(HERE / f"fictitious_{name}.csv") for name in NAMES))


def changed(folder: Path, **changes: tuple[str, str]) -> OwnFiles:
    """Copy the made-up files, with one text changed in some of them."""
    for name in NAMES:
        text = (HERE / f"fictitious_{name}.csv").read_text(encoding="utf-8")
        before, after = changes.get(name, ("", ""))
        assert before in text
        (folder / f"{name}.csv").write_text(
            text.replace(before, after, 1) if before else text, encoding="utf-8"
        )
    return OwnFiles(*(str(folder / f"{name}.csv") for name in NAMES))


def test_own_files_give_an_exchange_of_their_own() -> None:
    exchange = read(FICTION, ["s0"])
    assert exchange.own_files
    assert exchange.documents == ("report_a", "report_b")
    assert list(exchange.events.index) == ["e_stay", "e_fair", "e_walk", "e_seal"]
    assert len(exchange.organisations) == 6
    assert "o_silent" in exchange.organisations.index
    assert exchange.ties["roles"].tolist()[2] == ("speaker", "participant")
    assert exchange.affiliations.to_numpy().tolist() == [["o_lotus_energy", "o_lotus", "stated"]]
    assert len(read(FICTION, (), "stated").ties) == 6


def test_an_empty_chinese_name_is_the_english_one() -> None:
    exchange = read(FICTION, ())
    assert exchange.organisations.loc["o_cloud", "name_zh"] == "Cloud Harbour Energy Institute"
    assert exchange.events.loc["e_seal", "name_zh"] == "煤城签约"
    assert exchange.goals.set_index("goal_id").loc["g02", "text_zh"] == "Count the herons"


def test_the_coder_says_which_results_are_events() -> None:
    exchange = read(FICTION, ())
    found = results_of(exchange)
    assert found == {"r01": ("e_fair",)}
    table = matrix(exchange.goals, found)
    assert table["standing"].to_dict() == {"g01": "other_result", "g02": "no_result", "g03": "events_only"}
    places = [passage(row) for row in exchange.goals.head(2).to_dict("records")]
    assert places == ["report_a p. 1", "report_a"]


def test_without_goals_there_are_none_and_not_the_study_s() -> None:
    exchange = read(replace(FICTION, goals=""), ())
    assert exchange.goals.empty
    assert matrix(exchange.goals).empty
    assert results_of(exchange) == {}


def test_without_own_files_the_study_s_documents_are_read() -> None:
    exchange = read(OwnFiles(), ["s0"])
    assert not exchange.own_files
    assert exchange.documents == ("s0",)
    assert results_of(exchange)


def test_own_networks_can_be_exported_without_locators() -> None:
    exchange = read(FICTION, ())
    assert len(nodes(exchange)) == 10
    assert nodes(exchange)["char_start"].isna().all()
    assert len(edges(exchange)) == 9
    assert 'id="o_moon"' in graphml(exchange)


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_name_own_files_as_the_source(language) -> None:
    chart = timeline_chart(read(FICTION, ()), language)
    assert {"en": "Source: own file of events", "zh": "来源：自有events文件"}[language] in chart.caption
    assert "report_b" in chart.alt


def test_a_document_called_like_the_study_s_keeps_its_short_name(tmp_path) -> None:
    files = changed(tmp_path, events=("e_seal,report_b", "e_seal,s0"))
    assert "2017" not in timeline_chart(read(files, ())).alt


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        (OwnFiles(organisations="a.csv"), "missing: events_file, participation_file"),
        (OwnFiles(events="a.csv", participation="b.csv"), "missing: organisations_file"),
        (OwnFiles(goals="a.csv"), "missing: organisations_file, events_file, participation_file"),
    ],
)
def test_files_go_together(files: OwnFiles, missing: str) -> None:
    with pytest.raises(DataError, match=missing):
        read(files, ())


@pytest.mark.parametrize(
    ("name", "before", "after", "message"),
    [
        (
            "participation",
            "e_stay,o_moon",
            "e_stay,o_sun",
            r"participation.csv', row 2, column org_id: 'o_sun' is no",
        ),
        (
            "participation",
            "e_seal,o_lotus",
            "e_x,o_lotus",
            r"participation.csv', row 8, column event_id: 'e_x' is no",
        ),
        ("participation", "e_fair,o_lotus,participant", "e_fair,o_lotus,speaker", "row 4"),
        ("organisations", "o_moon,", "o_lotus,", "organisations.csv(.|\n)*row 3"),
        ("organisations", "o_lotus,stated", "o_sun,stated", "row 2, column parent: 'o_sun' is no org_id"),
        (
            "organisations",
            "o_lotus,stated",
            "o_lotus_energy,stated",
            "row 2, column parent: .* form a circle",
        ),
        ("organisations", "o_lotus,stated", "o_lotus,", "row 2, column parent_certainty: is filled exactly"),
        ("organisations", "ngo,China", "ngo,PRC", "row 1, column country: 'PRC' is written China"),
        ("events", "2031-04-15", "2031-02-01", "row 1, column end: 2031-02-01 is before"),
        ("events", "2031-04-30", "2031-04-29", "row 2, column date_precision: month spans"),
        ("events", "2032-12-31", "", "row 4, column end: is empty"),
        ("events", ",,,none", ",2031-01-01,,none", "row 3, column date_precision: none has neither"),
        (
            "goals",
            "g01,report_a,both,goal",
            "g01,report_a,both,result",
            "row 1, column kind: result does not fit g01",
        ),
        ("goals", "g03,e_fair", "g07,e_fair", "row 6, column links: 'g07' is no goal"),
        ("goals", "g03,e_fair", "g03,e_ball", "row 6, column events: 'e_ball' is no event_id"),
        ("goals", "绘制湖图,g01,", "绘制湖图,g01,e_fair", "row 4, column events: is filled for results only"),
        ("goals", "共同种植芦苇,", "共同种植芦苇,g02", "row 1, column links: is empty for a goal"),
    ],
)
def test_faults_are_named_with_file_row_and_column(tmp_path, name, before, after, message) -> None:
    with pytest.raises(DataError, match=message):
        read(changed(tmp_path, **{name: (before, after)}), ())


def test_faults_of_all_files_come_in_one_error(tmp_path) -> None:
    files = changed(
        tmp_path,
        organisations=(",research,", ",school,"),
        events=("2031-04-15", "2031-02-01"),
        participation=("e_seal,o_lotus", "e_x,o_lotus"),
        goals=("g03,e_fair", "g07,e_fair"),
    )
    with pytest.raises(DataError) as caught:
        read(files, ())
    message = str(caught.value)
    for place in (
        "row 4, column type",
        "events.csv', row 1, column end",
        "participation.csv', row 8, column event_id",
        "goals.csv', row 6, column links",
    ):
        assert place in message


def test_more_faults_than_can_be_read_are_counted(tmp_path) -> None:
    files = changed(tmp_path)
    rows = "".join(f"e_{n},o_lotus,host,stated,\n" for n in range(80))
    Path(files.participation).write_text("event_id,org_id,role,certainty,note\n" + rows, encoding="utf-8")
    with pytest.raises(DataError, match=r"80 faults(.|\n)*and 30 more"):
        read(files, ())


def test_too_long_files_are_refused(tmp_path) -> None:
    files = changed(tmp_path)
    rows = "".join(f"e_{n},a,E {n},,talk,,,none,,\n" for n in range(MOST_ROWS["events"] + 1))
    with Path(files.events).open("a", encoding="utf-8") as file:
        file.write(rows)
    with pytest.raises(DataError, match="has 155 rows, at most 150"):
        read(files, ())


def test_the_templates_are_offered() -> None:
    assert set(NAMES) <= set(data.templates())
