"""The ledger of claims runs for every selection, in both languages, and says so where nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from greentwin.errors import ParameterError
from greentwin.study import parameters

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "claims_ledger.ipynb"
Execute = Callable[..., tuple[dict[str, Any], list[Any]]]


def texts(shown: list[Any]) -> list[str]:
    return [str(getattr(thing, "data", thing)) for thing in shown]


def findings(names: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = names["run"]._findings
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_default_run_shows_and_records_everything(execute: Execute, language: str) -> None:
    names, shown = execute(language=language)
    kept = findings(names)
    expected = {"claims_found", "claims_checkable", "own_claims_checkable", "results_checkable", "targets"}
    expected |= {f"checkable_{kind}" for kind in ("setting", "activity", "output", "outcome")}
    expected |= {f"checkable_{strand}" for strand in ("ngo", "circular", "city")}
    expected |= {f"changed_{words}" for words in ("tolerance", "slack", "verified")}
    expected |= {"claim_k27", "claim_k31", "claim_k40", "claim_k41", "claim_k48", "claim_k50", "claim_k52"}
    assert expected <= set(kept)
    assert sum("<table" in text for text in texts(shown)) == 11
    heads = {"en": ("Verdict", "判定"), "zh": ("判定", "Verdict")}[language]
    tables = [text for text in texts(shown) if "<table" in text]
    assert any(heads[0] in text for text in tables)
    assert not any(heads[1] in text for text in tables)


def test_the_counts_of_the_findings_add_up(execute: Execute) -> None:
    names, _ = execute()
    kept = findings(names)
    verdicts = ("consistent", "contradicted", "depends", "denominator_missing", "not_checkable")
    values = {name: kept[f"claims_{name}"].value for name in verdicts}
    whole = kept["claims_checkable"].n
    assert sum(values.values()) == whole == len(names["ledger"]) == kept["claims_found"].value
    checkable = whole - values["denominator_missing"] - values["not_checkable"]
    assert kept["claims_checkable"].value == checkable
    for groups in (("setting", "activity", "output", "outcome"), ("ngo", "circular", "city")):
        assert sum(kept[f"checkable_{group}"].value for group in groups) == checkable
        assert sum(kept[f"checkable_{group}"].n for group in groups) == whole
    assert kept["own_claims_checkable"].value == checkable - kept["checkable_setting"].value


def test_a_choice_without_claims_is_said(execute: Execute) -> None:
    names, shown = execute(strands=["ngo"], kinds=["setting"])
    assert names["ledger"] == ()
    assert "The chosen strands and kinds have no claim in common." in texts(shown)
    assert set(findings(names)) == {"claims_found"}
    assert sum("<table" in text for text in texts(shown)) == 1


def test_claims_without_any_amount_are_said(execute: Execute) -> None:
    names, shown = execute(strands=["ngo"])
    assert names["amounts"] == ()
    assert "No claim of an amount among these has a published figure beside it." in texts(shown)
    assert "checkable_city" not in findings(names)


@pytest.mark.parametrize("strand", ["circular", "city"])
@pytest.mark.parametrize("kind", ["activity", "output", "outcome"])
def test_any_strand_and_kind_alone(execute: Execute, strand: str, kind: str) -> None:
    names, _ = execute(strands=[strand], kinds=[kind])
    assert {(entry.claim.strand, entry.claim.kind) for entry in names["ledger"]} == {(strand, kind)}


def test_dropping_unverified_figures_gives_the_verdicts_of_the_last_variant(execute: Execute) -> None:
    counted, _ = execute()
    (verified,) = (variant for variant in counted["varied"] if variant.words == "verified")
    dropped, _ = execute(unverified="drop")
    conclusions = [entry.verdict.conclusion for entry in dropped["ledger"]]
    assert {name: conclusions.count(name) for name in verified.by_conclusion} == verified.by_conclusion


def test_a_tolerance_is_that_of_the_variant_with_its_share(execute: Execute) -> None:
    names, _ = execute(tolerance=0.1)
    (same,) = (v for v in names["varied"] if (v.words, v.share) == ("tolerance", 0.1))
    assert same.changed == ()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"strands": []}, "strands: the list is empty; name at least one"),
        ({"kinds": ["output", "output"]}, "kinds: output is named more than once"),
        ({"strands": ["country"]}, "strands: 'country' is not one of the choices; allowed: ngo, circular"),
        ({"kinds": ["no_claim"]}, "kinds: 'no_claim' is not one of the choices"),
        ({"tolerance": -0.01}, "tolerance: -0.01 is too small; allowed: 0 to 0.5"),
        ({"tolerance": 0.6}, "tolerance: 0.6 is too large; allowed: 0 to 0.5"),
        ({"unverified": "hide"}, "unverified: 'hide' is not one of the choices; allowed: count, drop"),
        ({"language": "fr"}, "language: 'fr' is not one of the choices"),
        ({"coder": "coder_1"}, "claims_ledger has no parameter 'coder'"),
    ],
)
def test_bad_parameters_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        parameters.validate("claims_ledger", values)
