"""The chapter on five dimensions runs for the documents, the idealised example and a user's own table."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from greentwin.appraisal.helix.presence import TABLES
from greentwin.appraisal.options import AGGREGATIONS, NORMALISATIONS
from greentwin.errors import ParameterError
from greentwin.study import parameters
from greentwin.study.cli import app

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "helix_appraisal.ipynb"
FICTION = str(ROOT / "tests" / "appraisal" / "fictitious_indicators.csv")
PRESENCE = {
    "all_dimensions",
    "dimensions_silent",
    "dimensions_denied",
    "least_mentioned",
    "named_itself",
    "outcomes_reported",
    "all_actors_acting",
    "civil_society_acting",
    "nature_addressed",
}
OWN = {"first_share", "ranks_fixed", "reversals", "overtaking_weight", "largest_factor_share"}
STUDY = re.compile(r"Kunming|Essen|Changsha|metabolon|Project A|昆明|埃森|长沙|项目A")


def text_of(shown):
    return "".join(str(getattr(found, "data", "") or "") for found in shown)


def figures_of(shown):
    return [found for found in shown if isinstance(found, dict)]


def without_sources(shown):
    return "".join(text for found in shown if 'class="gt-sources"' not in (text := text_of([found])))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_default_run_records_presence_and_nothing_of_the_example(execute, language):
    names, shown = execute(language=language, draws=200)
    found = names["run"]._findings
    assert set(found) == PRESENCE
    assert all(item.tables == TABLES for item in found.values())
    assert not any(re.search("Project [A-E]|项目[A-E]", item.sentence[language]) for item in found.values())
    assert len(figures_of(shown)) == 7
    assert text_of(shown).count("<table") == 8
    marked = {"en": "This is an idealised example", "zh": "这是一个理想化示例"}[language]
    assert marked in text_of(shown)
    captions = [text for item in shown if "gt-caption" in (text := text_of([item]))]
    idealised = {"en": "Idealised example", "zh": "理想化示例"}[language]
    assert sum(idealised in text for text in captions) == 5
    assert {"en": "Rank reversal.", "zh": "名次逆转。"}[language] in text_of(shown)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_own_file_gives_a_ranking_with_its_robustness_and_nothing_of_the_study(execute, language):
    names, shown = execute(own_file=FICTION, language=language, draws=200)
    found = names["run"]._findings
    assert set(found) == OWN
    assert all(item.tables == () for item in found.values())
    assert len(figures_of(shown)) == 5
    assert "Heron Yard" in text_of(shown)
    assert not STUDY.search(without_sources(shown))


@pytest.mark.parametrize("aggregation", AGGREGATIONS)
def test_every_aggregation_has_a_page(execute, aggregation):
    names, shown = execute(own_file=FICTION, aggregation=aggregation, draws=100)
    linear = aggregation in ("arithmetic", "geometric", "promethee")
    assert ("overtaking_weight" in names["run"]._findings) == linear
    assert ("is not linear in the weights" in text_of(shown)) != linear
    assert len(figures_of(shown)) == 5


@pytest.mark.parametrize("normalisation", NORMALISATIONS)
def test_every_normalisation_has_a_page(execute, normalisation):
    names, _ = execute(own_file=FICTION, normalisation=normalisation, weights="equal_axes", draws=100)
    assert names["recipe"].normalisation == normalisation
    assert names["prepared"].weight_set == "equal_axes"


def test_the_seed_and_the_draws_decide(execute):
    one, _ = execute(draws=300, seed=4)
    same, _ = execute(draws=300, seed=4)
    other, _ = execute(draws=300, seed=5)
    assert (one["spread"].acceptability == same["spread"].acceptability).all()
    assert (one["spread"].acceptability != other["spread"].acceptability).any()
    assert one["spread"].draws == 300


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"aggregation": "geometric", "normalisation": "z_score"},
            "a geometric mean needs values above zero",
        ),
        ({"aggregation": "sum"}, "'sum' is not one of the choices; allowed: arithmetic, geometric"),
        ({"normalisation": "minmax"}, "'minmax' is not one of the choices"),
        ({"weights": "mine"}, "allowed: given, equal_axes, equal_indicators, entropy"),
        ({"gaps": "fill"}, "'fill' is not one of the choices"),
        ({"draws": 50}, "50 is too small; allowed: 100 to 20000"),
        ({"draws": 200_000}, "too large"),
        ({"seed": -1}, "-1 is too small"),
        ({"own_file": "nowhere.csv"}, "there is no file 'nowhere.csv'"),
        ({"year": 2020}, "helix_appraisal has no parameter 'year'"),
    ],
)
def test_bad_parameters_are_refused(values, message):
    with pytest.raises(ParameterError, match=message):
        parameters.validate("helix_appraisal", values)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("higher_better,40", "higher_bettre,40", "row 1, column direction: 'higher_bettre' is not one of"),
        (",0.4,", ",0.5,", "the weights of the axes sum to 1.1; they must sum to 1"),
        (
            ",40,60,",
            ",,,",
            "the table has 1 gaps, the first for Otter Creek Depot in Members; say what shall become",
        ),
        (",40,60,", ",60,40,", "row 1, column value_low: 60 is above value_high 40"),
    ],
)
def test_a_faulty_table_is_refused_before_anything_runs(tmp_path, before, after, message):
    own = tmp_path / "own.csv"
    text = Path(FICTION).read_text(encoding="utf-8")
    changed = text.replace(before, after)
    assert changed != text
    own.write_text(changed, encoding="utf-8")
    command = ["run", "helix_appraisal", "-p", f"own_file={own}", "--out", str(tmp_path), "--root", str(ROOT)]
    done = CliRunner().invoke(app, command)
    assert isinstance(done.exception, ParameterError)
    assert message in str(done.exception)
    assert not list(tmp_path.glob("*.html"))


def test_gaps_with_a_treatment_are_taken(execute, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text(Path(FICTION).read_text(encoding="utf-8").replace(",40,60,", ",,,"), encoding="utf-8")
    _, shown = execute(own_file=str(own), gaps="range", draws=100)
    assert "Gaps treated: 1; a gap takes the range of the other units" in text_of(shown)


@pytest.mark.slow
def test_the_command_makes_the_page_of_an_own_file(tmp_path):
    command = [
        "run",
        "helix_appraisal",
        "-p",
        f"own_file={FICTION}",
        "--out",
        str(tmp_path),
        "--root",
        str(ROOT),
    ]
    done = CliRunner().invoke(app, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    page = (tmp_path / "helix_appraisal.html").read_text(encoding="utf-8")
    assert "Moon Lake Mill" in page
    made = json.loads((tmp_path / "helix_appraisal" / "findings.json").read_text(encoding="utf-8"))
    assert {row["name"] for row in made["findings"]} == OWN
    assert all(row["tables"] == [] for row in made["findings"])
    files = {path.name for path in (tmp_path / "helix_appraisal").iterdir()}
    assert {"axes.svg", "scores.svg", "ranks.svg", "shares.svg", "sensitivity.svg", "ranking.csv"} <= files


def test_prose_names_no_pilot_but_the_project_of_the_dimensions():
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    prose = "".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert not re.search("Kunming|Essen|Bonn|Yeji|Changsha", prose)
    assert "metabolon" in prose
