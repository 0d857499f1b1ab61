"""The chapter on circular indicators runs for every kind of selection and says so where nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from greentwin.circular.options import AREAS
from greentwin.errors import ParameterError
from greentwin.study import parameters

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "circular_indicators.ipynb"
Execute = Callable[..., tuple[dict[str, Any], list[str]]]


@pytest.fixture
def execute(execute: Execute) -> Execute:
    """Run the notebook's code in this process; return its names and the texts it displayed."""

    def run(**values: object) -> tuple[dict[str, Any], list[str]]:
        names, shown = execute(**values)
        return names, [str(getattr(thing, "data", thing)) for thing in shown]

    return run


def _findings(names: dict[str, Any]) -> set[str]:
    return set(names["run"]._findings)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_default_run_records_everything(execute: Execute, language: str) -> None:
    names, shown = execute(language=language)
    assert _findings(names) == {
        "reference_rate",
        "largest_revision",
        "reference_revision",
        "revisions_above_step",
        "doubled_rate",
        "nrw_productivity_consumption",
        "nrw_productivity_input",
        "china_reported",
        "china_same",
        "china_named_alike",
        "china_unverified",
        "china_2017_unverified",
        "china_two_denominators",
        "parks_like_national",
        "in_all_systems",
    }
    assert sum("<table" in text for text in shown) == 10
    other = {"en": "表中", "zh": "in the tables"}[language]
    assert not any(other in text for text in shown if "gt-sources" not in text and "<table" not in text)


@pytest.mark.parametrize("reference", AREAS)
def test_any_area_alone_and_any_reference(execute: Execute, reference: str) -> None:
    area = AREAS[(AREAS.index(reference) + 1) % len(AREAS)]
    names, shown = execute(areas=[area], reference_area=reference)
    assert set(names["chosen"].rates["area"]) == {area, reference}
    assert not any(text.startswith("No circular material use rate") for text in shown)


@pytest.mark.parametrize(
    ("values", "said", "unsaid"),
    [
        ({"areas": ["DE", "RO"], "year_from": 2004, "year_to": 2009}, "Germany, Romania", "EU27"),
        (
            {"areas": ["SE"], "year_from": 2024, "year_to": 2024},
            "for 2024 is in the tables for: Sweden",
            "EU27",
        ),
        ({"year_from": 1994, "year_to": 2003}, "for 1994 to 2003 is in the tables for: EU27", "of North"),
        (
            {"year_from": 2022, "year_to": 2024},
            "No material account of North Rhine-Westphalia for 2022 to 2024",
            "rate f",
        ),
        ({"year_from": 1994, "year_to": 1994}, "for 1994 is in the tables", "account of"),
        (
            {"year_from": 2011, "year_to": 2011},
            "No material account of North Rhine-Westphalia for 2011",
            "rate f",
        ),
    ],
)
def test_what_is_missing_is_said(execute: Execute, values: dict[str, object], said: str, unsaid: str) -> None:
    names, shown = execute(**values)
    notes = " ".join(text for text in shown if text.startswith(("No circular", "No material")))
    assert said in notes
    assert unsaid not in notes
    assert {"china_reported", "china_same"} <= _findings(names)


def test_no_findings_on_accounts_without_two_years(execute: Execute) -> None:
    names, _ = execute(year_from=2021, year_to=2021)
    assert not any(name.startswith("nrw_") for name in _findings(names))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"areas": []}, "name at least one area"),
        ({"areas": ["DE", "DE"]}, "areas names DE more than once"),
        ({"areas": ["UK"]}, "areas: 'UK' is not one of the choices"),
        ({"areas": "DE"}, "areas: 'DE' is not a list"),
        ({"reference_area": "China"}, "reference_area: 'China' is not one of the choices"),
        ({"year_from": 2020, "year_to": 2010}, "year_from is 2020, after year_to 2010"),
        ({"year_from": 1990}, "year_from: 1990 is too small; allowed: 1994 to 2024"),
        ({"year_to": "late"}, "year_to: 'late' is not a whole number"),
        ({"year": 2020}, "circular_indicators has no parameter 'year'"),
    ],
)
def test_bad_parameters_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        parameters.validate("circular_indicators", values)


def test_areas_can_be_given_as_text() -> None:
    assert parameters.from_text("circular_indicators", {"areas": "DE, FR"}) == {"areas": ["DE", "FR"]}
