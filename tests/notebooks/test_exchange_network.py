"""The chapter on the exchange network runs for every kind of selection and says so where nothing is left."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from typer.testing import CliRunner

from greentwin.errors import ParameterError
from greentwin.study import parameters
from greentwin.study.cli import app

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "exchange_network.ipynb"
FICTION = {
    f"{name}_file": str(ROOT / "tests" / "ngo" / f"fictitious_{name}.csv")
    for name in ("organisations", "events", "participation", "goals")
}
NO_GOALS = {name: path for name, path in FICTION.items() if name != "goals_file"}
STUDY = re.compile(r"Chengdu|Paris|AFCDUD|ESSSP|2017|s0|ambiguities|成都|巴黎")
Execute = Callable[..., tuple[dict[str, Any], list[str]]]
NETWORK = {
    "organisations_at_events",
    "organisations_at_one_event",
    "pairs_across",
    "ties_stated",
    "events_without_date",
    "largest_part",
    "largest_part_with_affiliations",
    "most_bridging",
    "ranks_moved",
}
GOALS = {"goals_without_result", "goals_with_events_only", "goals_with_follow_up", "results_at_events"}


@pytest.fixture
def execute(execute: Execute) -> Execute:
    """Run the notebook's code in this process; return its names and the texts it displayed."""

    def run(**values: object) -> tuple[dict[str, Any], list[str]]:
        names, shown = execute(**values)
        return names, [str(getattr(thing, "data", thing)) for thing in shown]

    return run


def _findings(names: dict[str, Any]) -> set[str]:
    return set(names["run"]._findings)


def _figures(shown: list[str]) -> int:
    return sum(text.startswith("{'image/png'") for text in shown)


def _of_the_study(shown: list[str]) -> list[str]:
    """Return what speaks of the study, without the tables that other tests loaded in this process."""
    return [text for text in shown if STUDY.search(text) and 'class="gt-sources"' not in text]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_default_run_records_everything(execute: Execute, language: str) -> None:
    names, shown = execute(language=language)
    assert _findings(names) == NETWORK | GOALS
    assert sum("<table" in text for text in shown) == 10
    assert _figures(shown) == 3
    other = {"en": "组织", "zh": "Organisations"}[language]
    assert not any(other in text for text in shown if "<table" in text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_documents_have_a_drawing_for_each_strand(execute: Execute, language: str) -> None:
    names, shown = execute(strands=["ngo", "circular", "city"], language=language)
    assert _findings(names) == NETWORK | GOALS | {"in_several_documents"}
    assert _figures(shown) == 5
    assert set(names["by_strand"]) == {"ngo", "circular", "city"}


@pytest.mark.parametrize(
    ("values", "figures"),
    [
        ({"strands": ["circular"]}, 2),
        ({"strands": ["city"], "minimum_certainty": "stated"}, 2),
        ({"strands": ["city", "circular"], "ties": ["participation"]}, 3),
        ({"strands": ["circular", "ngo"], "documents": ["s2"]}, 2),
        ({"documents": ["s0"], "minimum_certainty": "stated", "ties": ["participation"]}, 3),
    ],
)
def test_other_selections(execute: Execute, values: dict[str, object], figures: int) -> None:
    names, shown = execute(**values)
    assert _figures(shown) == figures
    assert NETWORK - {"most_bridging", "ranks_moved"} <= _findings(names)
    assert (_findings(names) >= GOALS) == ("s0" in names["read_documents"])


def test_missing_goals_and_pairs_are_said(execute: Execute) -> None:
    _, shown = execute(strands=["circular"], documents=["s1"])
    assert any("states goals of an exchange" in text for text in shown)
    assert any("no pair to propose" in text for text in shown)
    _, shown = execute(strands=["circular"], documents=["s1"], language="zh")
    assert any("没有可建议的组合" in text for text in shown)


def test_as_many_pairs_as_asked_for(execute: Execute) -> None:
    names, _ = execute(pairs=2)
    assert len(names["found"]) > 2
    for name in ("nodes", "edges", "graphml"):
        assert getattr(names["export"], name)(names["chosen"]) is not None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"strands": []}, "the list is empty"),
        ({"strands": ["ngo", "ngo"]}, "ngo is named more than once"),
        ({"strands": ["culture"]}, "'culture' is not one of the choices"),
        ({"documents": ["s9"]}, "'s9' is not one of the choices"),
        ({"strands": ["ngo"], "documents": ["s1"]}, "documents s1 belongs to the strands ngo, which have s0"),
        ({"ties": ["affiliation"]}, "ties need participation"),
        ({"minimum_certainty": "guessed"}, "'guessed' is not one of the choices"),
        ({"pairs": 0}, "0 is too small"),
        ({"pairs": 200}, "200 is too large"),
        ({"year": 2017}, "exchange_network has no parameter 'year'"),
    ],
)
def test_bad_parameters_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        parameters.validate("exchange_network", values)


def test_lists_can_be_given_as_text() -> None:
    given = parameters.from_text("exchange_network", {"strands": "ngo, city"})
    assert given == {"strands": ["ngo", "city"]}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_own_files_give_the_same_chapter_and_nothing_of_the_study(execute: Execute, language: str) -> None:
    names, shown = execute(**FICTION, language=language)
    assert _findings(names) == NETWORK | GOALS | {"in_several_documents"}
    assert _figures(shown) == 3
    assert sum("<table" in text for text in shown) == 10
    assert not _of_the_study(shown)
    assert all(found.tables == () for found in names["run"]._findings.values())
    assert names["found"][["org_china", "org_other", "score"]].to_numpy().tolist() == [
        ["o_cinder", "o_moon", 2]
    ]


@pytest.mark.parametrize(("language", "said"), [("en", "No goals file was given"), ("zh", "未提供目标文件")])
def test_without_a_goals_file_the_page_says_so(execute: Execute, language: str, said: str) -> None:
    names, shown = execute(**NO_GOALS, language=language)
    assert any(said in text for text in shown)
    assert not _findings(names) & GOALS
    assert _figures(shown) == 2
    assert not _of_the_study(shown)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["talk", "decision"])
def test_the_smallest_exchange_has_a_page(execute: Execute, tmp_path: Path, language: str, kind: str) -> None:
    texts = {
        "organisations": "org_id,name_en,name_zh,type,country,parent,parent_certainty,note\n"
        "o_a,Alpha Club,,ngo,Utopia,,,\n",
        "events": "event_id,source_id,name,name_zh,kind,start,end,date_precision,place,note\n"
        f"e_a,a,Talk of one,,{kind},,,none,,\n",
        "participation": "event_id,org_id,role,certainty,note\ne_a,o_a,speaker,inferred,\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    paths = {f"{name}_file": str(tmp_path / f"{name}.csv") for name in texts}
    names, shown = execute(**paths, language=language)
    assert names["run"]._findings["organisations_at_events"].value == 1
    assert _figures(shown) == 1
    with pytest.raises(ParameterError, match="no tie of participation_file is stated"):
        parameters.validate("exchange_network", {**paths, "minimum_certainty": "stated"})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"events_file": FICTION["events_file"]}, "missing: organisations_file, participation_file"),
        ({"goals_file": FICTION["goals_file"]}, "all three or none"),
        ({**FICTION, "strands": ["city"]}, "leave both out with own files"),
        ({**FICTION, "documents": ["s0"]}, "leave both out with own files"),
        ({**FICTION, "goals_file": "nowhere.csv"}, "there is no file 'nowhere.csv'"),
        ({**FICTION, "goals_file": FICTION["events_file"]}, "does not fit the template goals"),
    ],
)
def test_own_files_that_do_not_go_together_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        parameters.validate("exchange_network", values)


@pytest.mark.slow
def test_the_command_makes_the_page_of_own_files(tmp_path: Path) -> None:
    given = [word for name, path in FICTION.items() for word in ("-p", f"{name}={path}")]
    command = ["run", "exchange_network", *given, "--out", str(tmp_path), "--root", str(ROOT)]
    done = CliRunner().invoke(app, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    page = (tmp_path / "exchange_network.html").read_text(encoding="utf-8")
    assert "Moon Lake Climate Guild" in page
    assert "AFCDUD" not in page
    assert '<ul class="gt-sources"></ul>' in page
    made = json.loads((tmp_path / "exchange_network" / "findings.json").read_text(encoding="utf-8"))
    found = {row["name"]: row for row in made["findings"]}
    assert found["organisations_at_events"]["value"] == 5
    assert found["goals_without_result"]["value"] == 1
    assert all(row["tables"] == [] for row in found.values())
    figures = {path.name for path in (tmp_path / "exchange_network").glob("*.svg")}
    assert figures == {"goals.svg", "network.svg", "timeline.svg"}


def test_a_wrong_row_is_refused_before_anything_runs(tmp_path: Path) -> None:
    own = tmp_path / "participation.csv"
    text = Path(FICTION["participation_file"]).read_text(encoding="utf-8")
    own.write_text(text.replace("e_stay,o_moon", "e_stay,o_sun"), encoding="utf-8")
    given = {**FICTION, "participation_file": str(own)}
    words = [word for name, path in given.items() for word in ("-p", f"{name}={path}")]
    command = ["run", "exchange_network", *words, "--out", str(tmp_path), "--root", str(ROOT)]
    done = CliRunner().invoke(app, command)
    assert isinstance(done.exception, ParameterError)
    assert "row 2, column org_id: 'o_sun' is no org_id of the file of organisations" in str(done.exception)
    assert not list(tmp_path.glob("*.html"))


def test_prose_says_nothing_of_one_report() -> None:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    prose = "".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert not re.search("Chengdu|Paris|2017", prose)
