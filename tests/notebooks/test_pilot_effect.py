"""The page on one specification: its parameters, and runs for the study's and a researcher's own data."""

from __future__ import annotations

from pathlib import Path

import pytest

from greentwin.errors import ParameterError
from greentwin.study import parameters

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "pilot_effect.ipynb"


def text(shown) -> str:
    return "\n".join(str(getattr(found, "data", found)) for found in shown)


def test_a_run_shows_everything(execute):
    names, shown = execute(draws=50)
    page = text(shown)
    for name in ("effect", "detectable", "p_pretrend", "breakdown", "without_one_region", "other_choices"):
        assert f'id="finding-{name}"' in page
    assert page.count("<table") == 8
    assert page.count("'image/png'") == 9
    assert names["design"].specification.source == "chen"


@pytest.mark.parametrize(
    "values",
    [
        {"source": "ceads", "gaps": "available", "language": "zh"},
        {"source": "apparent", "outcome": "ln_co2_per_head", "year_from": 2005},
        {"source": "edgar", "batches": [1, 2, 3], "year_to": 2020, "holds_pilot_part": "treated"},
        {"inside_pilot_province": "treated", "control_group": "not_yet_treated", "anticipation": 1},
    ],
)
def test_other_choices_run(execute, values):
    _, shown = execute(draws=50, **values)
    assert 'id="finding-effect"' in text(shown)


def test_a_researcher_s_own_panel(execute, tmp_path):
    path = tmp_path / "own.csv"
    lines = ["unit,year,outcome,start_year,cluster,covariate_1,covariate_2,covariate_3"]
    lines += [
        f"u{unit},{year},{unit * 0.1 + year * 0.01 + (unit * 7 + year * 13) % 5 * 0.01},{start},,,,"
        for unit, start in enumerate([2005, 2005, 2006, 2006, *[""] * 8])
        for year in range(2000, 2011)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _, shown = execute(draws=50, own_file=str(path))
    assert 'id="finding-effect"' in text(shown)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"source": "gcb"}, "chen, edgar, ceads, sectoral, apparent"),
        ({"outcome": "ln_co2_per_gdp"}, "take outcome ln_co2, or source sectoral or apparent"),
        ({"batches": [1, 2, 3]}, "starts in 2017 has no year after"),
        ({"year_from": 2010}, "treated from the first year on"),
        ({"year_to": 2019}, "source chen has years 1997 to 2017"),
        ({"batches": []}, "name one or more of 1, 2, 3"),
        ({"anticipation": 5, "year_from": 2006}, "at most 3 years of anticipation"),
        ({"draws": 10}, "50"),
    ],
)
def test_a_wrong_choice_is_one_line_that_says_what_is_allowed(values, message):
    with pytest.raises(ParameterError, match=message) as caught:
        parameters.validate("pilot_effect", values)
    assert "\n" not in str(caught.value)


def test_choices_among_the_study_s_data_go_with_no_own_file(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("unit\n", encoding="utf-8")
    with pytest.raises(ParameterError, match="source choose among the study's data"):
        parameters.validate("pilot_effect", {"own_file": str(path), "source": "edgar"})
    with pytest.raises(ParameterError, match="does not fit the template pilot_panel"):
        parameters.validate("pilot_effect", {"own_file": str(path)})
