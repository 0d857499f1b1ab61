"""The page on the contribution claim runs for every choice and says what it cannot do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from greentwin import data
from greentwin.errors import ParameterError
from greentwin.study import parameters

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "circular_contribution.ipynb"
Execute = Callable[..., tuple[dict[str, Any], list[Any]]]
VERDICTS = {"denominators_true", "denominators_false", "denominators_undefined"}
BELOW = {"rebuilt_share", "unexplained_of_emissions", "times_world_recycling"}


def _found(names: dict[str, Any]) -> dict[str, Any]:
    return names["run"]._findings


def _texts(shown: list[Any]) -> list[str]:
    return [str(getattr(thing, "data", thing)) for thing in shown]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_default_run_answers_the_question(execute: Execute, language: str) -> None:
    names, shown = execute(language=language, draws=1000)
    found = _found(names)
    assert VERDICTS | BELOW | {"base_years_true", "other_rate_true"} <= set(found)
    assert sum(found[name].value for name in VERDICTS) == found["denominators_true"].n == 9
    assert found["denominators_true"].value == 1
    texts = _texts(shown)
    assert sum("<table" in text for text in texts) == 7
    assert any({"en": "Waste paper: left out", "zh": "废纸：未计入"}[language] in text for text in texts)
    other = {"en": "年所称", "zh": " Mt stated"}[language]
    assert not any(other in text for text in texts if "gt-sources" not in text)


def test_nothing_idealised_becomes_a_finding(execute: Execute) -> None:
    names, _ = execute(draws=1000)
    assert not any("chain" in name or "loop" in name or "counted" in name for name in _found(names))


def test_the_second_period_has_nothing_to_rebuild(execute: Execute) -> None:
    names, shown = execute(period="2021-2025", baseline=2020, draws=1000)
    found = _found(names)
    assert not BELOW & set(found)
    assert "other_rate_true" not in found
    assert found["denominators_true"].value == 0
    assert any("Nothing can be rebuilt for 2022" in text for text in _texts(shown))


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"reading": "emissions"}, "true_as_reductions"),
        ({"reading": "reductions", "baseline": 2019}, "true_as_emissions"),
        ({"product": "provinces", "baseline": 2005}, ""),
        ({"factors": "plan", "tolerance": 2.5}, ""),
    ],
)
def test_other_choices(execute: Execute, values: dict[str, object], missing: str) -> None:
    names, _ = execute(draws=1000, **values)
    assert set(_found(names)) >= VERDICTS | BELOW
    assert missing not in _found(names)


def test_the_plans_factor_rebuilds_the_plans_amount(execute: Execute) -> None:
    names, _ = execute(factors="plan", draws=1000)
    assert names["rebuilt"].avoided.total == pytest.approx(416)


def test_own_factors_serve_the_second_period(execute: Execute, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    head = "item,amount_mt,amount_spread_mt,factor_low,factor_high,source,note"
    file.write_text(f"{head}\nMy scrap,280,5,1.2,1.7,own survey,\n", encoding="utf-8")
    names, shown = execute(period="2021-2025", baseline=2020, factors_file=str(file), draws=1000)
    assert _found(names)["rebuilt_share"].value == pytest.approx(100 * 280 * 1.45 / 3300)
    assert any("My scrap" in text for text in _texts(shown))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"period": "2011-2015"}, "period: '2011-2015' is not one of the choices"),
        ({"baseline": 2021}, "baseline is 2021; the amount is stated for 2020, so it must be 2019 or less"),
        ({"baseline": 2000}, "baseline: 2000 is too small; allowed: 2005 to 2021"),
        ({"reading": "share"}, "reading: 'share' is not one of the choices"),
        ({"tolerance": 9.0}, "tolerance: 9.0 is too large; allowed: 0 to 5"),
        ({"draws": 10}, "draws: 10 is too small"),
        ({"factors_file": "nowhere.csv"}, "there is no file 'nowhere.csv'"),
        ({"denominator": "emissions"}, "circular_contribution has no parameter 'denominator'"),
    ],
)
def test_bad_parameters_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        parameters.validate("circular_contribution", values)


def test_bad_own_factors_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(
        "item,amount_mt,amount_spread_mt,factor_low,factor_high,source,note\nGlass,1,,0.5,0.2,own,\n",
        encoding="utf-8",
    )
    with pytest.raises(ParameterError, match="lies below the lower limit"):
        parameters.validate("circular_contribution", {"factors_file": str(file)})


def test_the_default_uncertainty_is_the_published_one() -> None:
    inputs = data.load("circular_contribution_inputs").set_index("input_id")["value"]
    assert (
        parameters.validate("circular_contribution", {}).emissions_uncertainty
        == inputs["emissions_uncertainty"]
    )
