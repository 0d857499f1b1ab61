"""The chapter on contrasts runs for every combination of its parameters and says so where nothing is left."""

from __future__ import annotations

import itertools
from pathlib import Path

import matplotlib as mpl
import nbformat
import pytest

from greentwin.errors import ParameterError
from greentwin.ngo.options import DOMAIN_CHOICES, IMPLIED_POLES, REPORTER_CHOICES
from greentwin.plotting import chart as charts
from greentwin.study import parameters, session

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "ngo_contrasts.ipynb"
COMBINATIONS = list(itertools.product(DOMAIN_CHOICES, REPORTER_CHOICES, IMPLIED_POLES))


@pytest.fixture
def execute(monkeypatch):
    """Run the notebook's code in this process and return its names and what it displayed."""
    shown: list[object] = []
    monkeypatch.setattr(session, "_begun", {})
    monkeypatch.setattr(session, "display", lambda *objects, **_: shown.extend(objects))
    monkeypatch.setattr("IPython.display.display", lambda *objects, **_: shown.extend(objects))

    def run(**values: str) -> tuple[dict[str, object], list[object]]:
        shown.clear()
        session._begun.clear()
        names: dict[str, object] = {}
        first, *rest = [
            c.source for c in nbformat.read(NOTEBOOK, as_version=4).cells if c.cell_type == "code"
        ]
        for source in (first, "\n".join(f"{name} = {value!r}" for name, value in values.items()), *rest):
            exec(compile(source, str(NOTEBOOK), "exec"), names)
        return names, list(shown)

    with mpl.rc_context():
        yield run


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_combination_runs(execute, monkeypatch, language):
    monkeypatch.setattr(charts, "png", lambda chart: chart.alt.encode())
    for domain, reporter, implied in COMBINATIONS:
        names, shown = execute(domain=domain, reporter=reporter, implied=implied, language=language)
        counts = names["counts"]
        statements = {summary.reporter: summary.statements for summary in counts.summaries}
        assert list(statements) == [r for r in REPORTER_CHOICES[1:] if reporter in ("both", r)]
        texts = [getattr(found, "data", "") or "" for found in shown]
        silent = [r for r, n in statements.items() if not n]
        assert bool(names["silence"]) == bool(silent)
        tables = sum("<table" in text for text in texts)
        speaking = len(statements) - len(silent)
        expected = 1 + 2 * speaking + names["comparison"].possible + bool(counts.frames)
        assert tables == expected, (domain, reporter, implied)


def test_the_default_run_shows_figure_tables_and_findings(execute):
    names, shown = execute()
    assert names["p"] == parameters.validate("ngo_contrasts", {})
    images = [found for found in shown if isinstance(found, dict)]
    assert [image["image/png"][:4] for image in images] == [b"\x89PNG"]
    text = "".join(str(getattr(found, "data", "") or "") for found in shown)
    for finding in ("statements_chinese_side", "hedged_french_side", "named_by_both", "convergence_asserted"):
        assert f'id="finding-{finding}"' in text


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("domain", "sport", "all, ngo, research, industry"),
        ("reporter", "everyone", "both, chinese_side, french_side"),
        ("implied", "half", "count, separate, drop"),
    ],
)
def test_a_wrong_choice_says_what_is_allowed(name, value, allowed):
    with pytest.raises(ParameterError, match=allowed):
        parameters.validate("ngo_contrasts", {name: value})


def test_prose_has_no_sentence_of_the_source_and_no_personal_name():
    prose = "".join(
        c.source for c in nbformat.read(NOTEBOOK, as_version=4).cells if c.cell_type == "markdown"
    )
    chinese = [part for part in prose.split() if any("\u4e00" <= letter <= "\u9fff" for letter in part)]
    assert chinese == ["或多或少", "相对", "通常", "稍有"]
