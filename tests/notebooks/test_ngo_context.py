"""The page on context runs for its parameters in both languages and says so where nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from greentwin.errors import ParameterError
from greentwin.ngo.context import COUNTRIES
from greentwin.study import parameters

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "ngo_context.ipynb"
CHOICES = [
    {},
    {"countries": list(COUNTRIES), "year_from": 1980},
    *({"countries": [country]} for country in COUNTRIES),
    {"year_from": 1980, "year_to": 1985},
    {"year_from": 2017, "year_to": 2017},
    {"countries": ["Mongolia", "France"], "year_from": 2021, "year_to": 2023},
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("values", CHOICES)
def test_every_choice_runs(execute, values, language):
    names, shown = execute(**values, language=language)
    context = names["context"]
    text = "".join(str(getattr(found, "data", "") or "") for found in shown)
    assert text.count("<table") == 2 + bool(len(context.registrations)) + bool(len(context.civic_space))
    figures = [found for found in shown if isinstance(found, dict)]
    assert len(figures) == bool(len(context.indices)) + bool(len(context.scores))
    assert ('id="finding-overseas_offices_2017"' in text) == bool(len(context.registrations))


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({"countries": []}, "countries is empty; name some of China"),
        ({"countries": ["Italy"]}, "China, France, Germany, Kazakhstan, Mongolia"),
        ({"countries": ["China", "China"]}, "names China more than once"),
        ({"year_from": 1979}, "1980 to 2025"),
        ({"year_to": 2026}, "1980 to 2025"),
        ({"year_from": 2020, "year_to": 2019}, "after year_to 2019"),
    ],
)
def test_a_wrong_choice_says_what_is_allowed(values, allowed):
    with pytest.raises(ParameterError, match=allowed):
        parameters.validate("ngo_context", values)


def test_the_page_keeps_context_and_evidence_apart(execute):
    names, _ = execute()
    tables = {table for _, used in names["context_findings"](names["context"]) for table in used}
    assert tables == {"culture_vdem", "culture_other"}
