"""Evidence joined across its tables."""

from __future__ import annotations

import doctest
import importlib
from dataclasses import FrozenInstanceError
from pathlib import Path

import pandas as pd
import pytest
from small_evidence import EvidenceWorkshop

from greentwin.data import evidence, load
from greentwin.errors import ParameterError


class TestFigures:
    def test_by_default_no_claim_stands_twice(self) -> None:
        frame = evidence.figures()
        assert "en" not in set(frame["language_half"].dropna())
        assert not frame.duplicated(["source_id", "char_start"]).any()

    def test_halves_and_both_add_up(self) -> None:
        sizes = {
            half: len(evidence.figures(source="s3", language_half=half)) for half in ("zh", "en", "both")
        }
        assert sizes["zh"] + sizes["en"] == sizes["both"]
        assert min(sizes.values()) > 10
        assert len(evidence.figures(language_half="both")) == len(load("figures"))

    def test_documents_in_one_language_stay_whichever_half_is_read(self) -> None:
        chinese, english = (evidence.figures(language_half=half) for half in ("zh", "en"))
        others = [set(frame.loc[frame["source_id"] != "s3", "figure_id"]) for frame in (chinese, english)]
        assert others[0] == others[1] != set()

    def test_each_row_has_the_title_of_its_document(self) -> None:
        frame = evidence.figures()
        titles = load("documents").set_index("source_id")["title"]
        assert (frame["document"] == frame["source_id"].map(titles)).all()
        assert list(frame.columns) == [*load("figures").columns, "document"]

    def test_filters_take_one_value_or_several(self) -> None:
        one = evidence.figures(strand="ngo", status="core")
        assert set(one["strand"]) == {"ngo"}
        assert set(one["status"]) == {"core"}
        several = evidence.figures(source=["s0", "s4"], strand=("city", "context"))
        assert set(several["source_id"]) == {"s0", "s4"}
        assert set(several["strand"]) == {"city", "context"}
        assert several.index.tolist() == list(range(len(several)))

    def test_figures_of_a_pilot_are_its_outcomes(self) -> None:
        pilots = load("document_pilots").set_index("pilot_id")["outcomes"]
        frame = evidence.figures(pilot="p_czt")
        assert frame["figure_id"].tolist() == pilots["p_czt"].split("; ")
        assert evidence.figures(pilot="p_chenzhou").empty

    @pytest.mark.parametrize(
        ("choice", "message"),
        [
            ({"source": "s9"}, "source: there is no 's9'"),
            ({"strand": "cities"}, r"strand: there is no 'cities'; did you mean city\?"),
            ({"status": ["core", "x"]}, "status: there is no 'x'; there are: core, metadata, minor"),
            ({"pilot": "p_paris"}, "pilot: there is no 'p_paris'"),
            ({"coder": "coder_2"}, r"coder: there is no 'coder_2'; did you mean coder_1\?"),
            ({"language_half": "fr"}, "language_half must be one of: zh, en, both"),
        ],
    )
    def test_an_unknown_choice_says_what_there_is(self, choice: dict[str, object], message: str) -> None:
        with pytest.raises(ParameterError, match=message):
            evidence.figures(**choice)  # type: ignore[arg-type]

    def test_a_caller_may_change_what_it_gets(self) -> None:
        frame = evidence.figures()
        frame["token"] = "changed"
        assert "changed" not in set(evidence.figures()["token"])


class TestPilots:
    def test_every_pilot_is_there_with_its_five_actors(self) -> None:
        pilots = evidence.pilots()
        assert [item.pilot_id for item in pilots] == load("document_pilots")["pilot_id"].tolist()
        assert all(tuple(item.actors) == evidence.ACTORS for item in pilots)

    def test_gaps_are_empty_and_not_nan(self) -> None:
        kunming = evidence.pilot("p_kunming")
        assert (kunming.programme, kunming.batch_year) == ("", None)
        assert evidence.pilot("p_chenzhou").instruments == ()
        assert evidence.pilot("p_changsha").batch_year == 2017

    def test_a_pilot_cannot_be_changed(self) -> None:
        pilot = evidence.pilot("p_yeji")
        with pytest.raises(FrozenInstanceError):
            pilot.level = "city"  # type: ignore[misc]
        with pytest.raises(TypeError):
            pilot.actors["industry"] = "acting"  # type: ignore[index]

    def test_an_unknown_pilot_is_answered_with_close_names(self) -> None:
        with pytest.raises(ParameterError, match=r"did you mean .*p_kunming"):
            evidence.pilot("p_kuming")

    def test_outcomes_pair_pilots_with_figures(self) -> None:
        pairs = evidence.pilot_outcomes()
        expected = {(pilot.pilot_id, figure) for pilot in evidence.pilots() for figure in pilot.outcomes}
        assert set(zip(pairs["pilot_id"], pairs["figure_id"], strict=True)) == expected
        assert len(pairs) == len(expected)
        assert not evidence.pilot_outcomes(language_half="en")["source_id"].eq("s3").any()


class TestParticipation:
    def test_every_participation_finds_its_event_and_organisation(self) -> None:
        frame = evidence.participation()
        table = load("participation")
        assert frame[["event_id", "org_id", "role"]].equals(table[["event_id", "org_id", "role"]])
        assert frame[["event", "kind", "organisation", "type", "country"]].notna().all(axis=None)
        first = frame.iloc[0]
        assert (
            first["organisation"] == load("organisations").set_index("org_id").loc[first["org_id"], "name_en"]
        )
        assert first["start"] == load("events").set_index("event_id").loc[first["event_id"], "start"]

    def test_inferred_ties_can_be_left_out(self) -> None:
        stated = evidence.participation(certainty="stated")
        assert 0 < len(stated) < len(evidence.participation())
        assert set(stated["certainty"]) == {"stated"}

    def test_strand_and_kind_are_those_of_the_event(self) -> None:
        frame = evidence.participation(strand="city", kind=["forum", "signing"])
        kinds = load("events").set_index("event_id")
        assert set(frame["event_id"]) <= set(kinds.query("strand == 'city'").index)
        assert set(frame["kind"]) == {"forum", "signing"}


class TestGoals:
    def test_links_go_to_goals(self) -> None:
        links = evidence.goal_links()
        goals = {goal.goal_id for goal in evidence.goals(kind="goal")}
        assert set(links["goal_id"]) <= goals
        assert not set(links["item_id"]) & goals
        assert len(links) == sum(len(goal.links) for goal in evidence.goals())

    def test_kinds_and_parties_can_be_chosen(self) -> None:
        results = evidence.goals(kind="result", party=("chinese_side", "french_side"))
        assert {goal.kind for goal in results} == {"result"}
        assert {goal.party for goal in results} == {"chinese_side", "french_side"}
        assert all(goal.passage.source_id == "s0" for goal in results)


class TestSystems:
    def test_the_register_is_complete(self) -> None:
        systems = evidence.systems()
        assert [system.system_id for system in systems] == load("systems")["system_id"].tolist()
        assert sum(system.matters for system in systems) == (load("systems")["matters"] == "yes").sum()
        assert all(system.page for system in systems if system.standing == "built")
        assert not any(value != value for system in systems for value in (system.page, system.reason))

    def test_it_can_be_narrowed(self) -> None:
        narrowed = evidence.systems(strand="city", kind="indicator_framework", standing="no_data")
        assert {(item.strand, item.kind, item.standing) for item in narrowed} == {
            ("city", "indicator_framework", "no_data")
        }


class TestDoubts:
    def test_doubts_of_a_row_name_it(self) -> None:
        found = evidence.doubts(row="f029")
        assert found
        assert all("f029" in doubt.related for doubt in found)
        assert evidence.doubts(row="f001") == ()

    def test_two_passages_where_two_disagree(self) -> None:
        languages = evidence.doubts(source="s3", subject="language_versions")
        assert languages
        paired = [doubt for doubt in languages if doubt.other_passage is not None]
        assert all(doubt.other_passage.start > doubt.passage.end for doubt in paired)
        assert len(evidence.doubts()) == len(load("ambiguities"))


def test_one_coder_is_read_at_a_time(tmp_path: Path) -> None:
    workshop = EvidenceWorkshop(tmp_path)
    second = {**workshop.rows["figures"][1], "coder": "second", "value_low": "41", "value_high": "41"}
    workshop.rows["figures"].append(second)
    workshop.save()
    read = {
        coder: evidence.figures(coder=coder, package=workshop.package)["value_low"].tolist()
        for coder in ("tester", "second")
    }
    assert read["second"] == [41]
    assert 41 not in read["tester"]


def test_the_front_offers_what_it_lists() -> None:
    for name in evidence.__all__:
        assert getattr(evidence, name) is not None
    assert set(evidence.__all__) <= set(dir(evidence))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = evidence.nonsense  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name", ["ambiguities", "attendance", "claims", "exchangegoals", "pilotcases", "register", "rows"]
)
def test_the_examples_hold(name: str) -> None:
    module = importlib.import_module(f"greentwin.data.evidence.{name}")
    done = doctest.testmod(module)
    assert (done.failed, done.attempted > 0) == (0, True)


def test_named_rows_prefer_the_coder_and_fall_back_on_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from greentwin.data.evidence import rows

    frame = pd.DataFrame(
        {"id": ["a", "a", "b", "c"], "coder": ["coder_1", "second", "coder_1", "third"], "name": list("wxyz")}
    )
    monkeypatch.setattr(rows, "load", lambda name, package: frame)
    assert rows.named("t", "id", "second", None)["name"].to_dict() == {"a": "x", "b": "y", "c": "z"}
    assert rows.named("t", "id", "coder_1", None)["name"].to_dict() == {"a": "w", "b": "y", "c": "z"}
