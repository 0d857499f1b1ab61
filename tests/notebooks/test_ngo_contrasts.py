"""The chapter on contrasts runs for every combination of its parameters, and for a user's own file."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from greentwin.errors import ParameterError
from greentwin.ngo.options import ALL, DOMAIN_CHOICES, IMPLIED_POLES, REPORTERS
from greentwin.study import parameters
from greentwin.study.cli import app

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "ngo_contrasts.ipynb"
FICTION = str(ROOT / "tests" / "ngo" / "fictitious_contrasts.csv")
COMBINATIONS = list(itertools.product(DOMAIN_CHOICES, (ALL, *REPORTERS), IMPLIED_POLES))


def text_of(shown):
    return "".join(str(getattr(found, "data", "") or "") for found in shown)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_combination_runs(execute, language):
    for domain, reporter, implied in COMBINATIONS:
        names, shown = execute(domain=domain, reporter=reporter, implied=implied, language=language)
        counts = names["counts"]
        statements = {summary.voice.reporter: summary.statements for summary in counts.summaries}
        assert list(statements) == [name for name in REPORTERS if reporter in (ALL, name)]
        silent = [name for name, n in statements.items() if not n]
        assert bool(names["silence"]) == bool(silent)
        claims = any(frame.convergence_asserted for frame in counts.frames)
        breaking = any(tested.breaking for tested in names["tested"].tested)
        expected = 1 + 2 * (len(statements) - len(silent)) + names["comparison"].possible
        expected += bool(counts.frames) + claims + breaking + 2
        tables = text_of(shown).count("<table")
        assert tables == expected, (domain, reporter, implied)
        assert bool(names["placed"]) == (domain in ("all", "ngo"))


def test_the_default_run_shows_figures_tables_and_findings(execute):
    names, shown = execute()
    assert names["p"] == parameters.validate("ngo_contrasts", {})
    images = [found for found in shown if isinstance(found, dict)]
    assert [image["image/png"].decode() for image in images] == [image["text/plain"] for image in images]
    assert len(images) == 2
    text = text_of(shown)
    for finding in (
        "statements_chinese_side",
        "hedged_french_side",
        "named_by_both",
        "convergence_asserted",
        "conclusions_hold",
        "predictions_agree_chinese_side",
        "placed_french_side",
        "coders",
    ):
        assert f'id="finding-{finding}"' in text
    assert "Agreement between coders cannot be computed" in text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("coder", ["", "coder_b"])
def test_a_file_of_ones_own_gives_the_same_chapter(execute, language, coder):
    names, shown = execute(contrasts_file=FICTION, coder=coder, language=language)
    text = text_of(shown)
    assert names["selection"].coder == (coder or "coder_a")
    assert len(names["agreement"]) == 5
    assert 'id="finding-alpha_higher_side"' in text
    assert 'id="finding-statements_reporter_1"' in text
    assert "Guest from Moon Lake" in text
    assert "Utopia" in text
    assert names["compared"] == ()
    assert not re.search("Chengdu|Paris|2017 exchange|成都|巴黎", text)


@pytest.mark.parametrize("domain", DOMAIN_CHOICES)
@pytest.mark.parametrize("reporter", [ALL, "Guest from Cloud Harbour"])
def test_every_part_of_an_own_file_can_be_shown(execute, domain, reporter):
    names, _ = execute(contrasts_file=FICTION, domain=domain, reporter=reporter, implied="drop")
    assert len(names["selection"].voices) == (2 if reporter == ALL else 1)


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({"domain": "sport"}, "all, ngo, research, industry"),
        ({"reporter": "everyone"}, "all, chinese_side, french_side"),
        ({"implied": "half"}, "count, separate, drop"),
        ({"coder": "nobody"}, "one of: coder_1"),
        ({"contrasts_file": FICTION, "reporter": "chinese_side"}, "all, Guest from Moon Lake"),
        ({"contrasts_file": FICTION, "coder": "coder_1"}, "coder_a, coder_b"),
        ({"contrasts_file": "missing.csv"}, "there is no file 'missing.csv'"),
    ],
)
def test_a_wrong_choice_says_what_is_allowed(values, allowed):
    with pytest.raises(ParameterError, match=allowed):
        parameters.validate("ngo_contrasts", values)


def test_a_faulty_file_is_refused_before_anything_runs(tmp_path):
    own = tmp_path / "own.csv"
    text = Path(FICTION).read_text(encoding="utf-8")
    own.write_text(
        text.replace("hedged,rather", "hedged,").replace("tea_breaks", "Tea breaks"), encoding="utf-8"
    )
    done = CliRunner().invoke(
        app,
        ["run", "ngo_contrasts", "-p", f"contrasts_file={own}", "--out", str(tmp_path), "--root", str(ROOT)],
    )
    message = str(done.exception)
    assert isinstance(done.exception, ParameterError)
    assert "row 7, column dimension" in message
    assert "row 8, column dimension" in message
    own.write_text(text.replace("hedged,rather", "hedged,"), encoding="utf-8")
    with pytest.raises(ParameterError, match=r"row 3, column hedge_marker(.|\n)*row 4, column hedge_marker"):
        parameters.validate("ngo_contrasts", {"contrasts_file": str(own)})
    assert not list(tmp_path.glob("*.html"))


@pytest.mark.slow
def test_the_command_makes_the_page_of_an_own_file(tmp_path):
    done = CliRunner().invoke(
        app,
        [
            "run",
            "ngo_contrasts",
            "-p",
            f"contrasts_file={FICTION}",
            "--out",
            str(tmp_path),
            "--root",
            str(ROOT),
        ],
        catch_exceptions=False,
    )
    assert done.exit_code == 0, done.output
    page = (tmp_path / "ngo_contrasts.html").read_text(encoding="utf-8")
    assert "Guest from Cloud Harbour" in page
    assert "table contrasts" not in page
    findings = json.loads((tmp_path / "ngo_contrasts" / "findings.json").read_text(encoding="utf-8"))
    found = {row["name"]: row for row in findings["findings"]}
    assert found["coders"]["value"] == 2
    assert round(found["alpha_higher_side"]["value"], 2) == 0.84
    assert all(row["tables"] == [] for row in found.values())
    assert sorted(path.name for path in (tmp_path / "ngo_contrasts").glob("*.svg")) == [
        "constituencies.svg",
        "contrasts.svg",
    ]


def test_prose_names_no_person_and_nothing_of_one_report():
    prose = "".join(
        c.source for c in nbformat.read(NOTEBOOK, as_version=4).cells if c.cell_type == "markdown"
    )
    assert not re.search(r"[\u4e00-\u9fff]", prose)
    assert not re.search("Chengdu|Paris|Chinese participant|French participant", prose)
