"""Reading the coded claims, and the account of what is a claim."""

from __future__ import annotations

import copy
import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from greentwin.appraisal.claims.coding import account, read_claims, select
from greentwin.data import DataPackage, load
from greentwin.data.package import default_package
from greentwin.errors import DataError, ParameterError

Edit = Callable[[list[dict[str, str]]], list[dict[str, str]]]


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Edit], DataPackage]:
    """Copy the evidence with changed claims."""

    def make(change: Edit) -> DataPackage:
        root = default_package().root
        shutil.copytree(root / "evidence", tmp_path / "evidence")
        path = tmp_path / "evidence/claims.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        changed = change(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(changed)
        descriptor = copy.deepcopy(default_package().descriptor)
        (item,) = (resource for resource in descriptor["resources"] if resource["name"] == "claims")
        item |= {"rows": len(changed), "hash": f"sha256:{sha256(path.read_bytes()).hexdigest()}"}
        (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        return DataPackage(tmp_path)

    return make


class TestReading:
    def test_candidates_that_are_no_claims_are_left_out(self) -> None:
        rows = load("claims")
        assert len(read_claims()) == (rows["kind"] != "no_claim").sum()

    def test_a_figure_becomes_a_claim(self) -> None:
        (found,) = (claim for claim in read_claims() if claim.figure_id == "f074")
        assert (found.low, found.high, found.unit, found.qualifier) == (42.0, 42.0, "%", "exact")
        assert found.period == (2016, 2020)
        assert (found.passage.source_id, found.passage.start, found.passage.end) == ("s4", 1350, 1353)
        assert found.goal_id is None
        assert set(found.words) == {"en", "zh"}

    def test_an_open_claim_has_one_bound(self) -> None:
        (found,) = (claim for claim in read_claims() if claim.figure_id == "f039")
        assert (found.low, found.high, found.qualifier) == (None, 20.0, "less_than")

    def test_a_result_in_words_has_no_quantity(self) -> None:
        (found,) = (claim for claim in read_claims() if claim.goal_id == "r06")
        assert not found.quantified
        assert (found.unit, found.rounding, found.check, found.denominator) == ("", 0.0, "none", "none")

    def test_an_unknown_coder_is_refused(self) -> None:
        with pytest.raises(ParameterError, match="coder_9"):
            read_claims(coder="coder_9")

    def test_a_claim_without_a_year_says_so_when_a_check_asks(self) -> None:
        with pytest.raises(DataError, match="k53 speaks of no year, which its check records needs"):
            _ = next(claim for claim in read_claims() if claim.claim_id == "k53").period


class TestSelecting:
    def test_strands_and_kinds_cross(self) -> None:
        claims = read_claims()
        parts = [
            select(claims, [strand], [kind])
            for strand in ("ngo", "circular", "city")
            for kind in ("setting", "activity", "output", "outcome")
        ]
        assert sum(map(len, parts)) == len(claims)
        assert select(claims, [], ["output"]) == ()

    @pytest.mark.parametrize(
        ("strands", "kinds", "message"),
        [
            (["moon"], ["output"], "unknown strand moon; allowed: ngo, circular, city"),
            (["ngo"], ["aim", "hope"], "unknown kind aim, hope; allowed: setting, activity"),
        ],
    )
    def test_unknown_words_are_refused(self, strands: list[str], kinds: list[str], message: str) -> None:
        with pytest.raises(ParameterError, match=message):
            select(read_claims(), strands, kinds)


class TestAccount:
    def test_every_figure_and_every_row_of_the_exchange_is_accounted_for_once(self) -> None:
        found = account()
        figures, goals = (set(load(name).iloc[:, 0]) for name in ("figures", "goals"))
        assert set(found.loc[found["table"] == "figures", "item"]) == figures
        assert set(found.loc[found["table"] == "goals", "item"]) == goals
        assert found["item"].is_unique

    def test_claims_of_the_account_are_the_claims(self) -> None:
        found = account()
        items = set(found.loc[found["fate"] == "claim", "item"])
        claims = read_claims()
        named = {i for c in claims for i in (c.figure_id, c.goal_id) if i}
        worded = {c.claim_id for c in claims if c.basis == "wording"}
        assert items == named | worded

    def test_only_results_of_the_exchange_are_claims_and_all_are(self) -> None:
        goals = load("goals").set_index("goal_id")["kind"]
        found = account().query("table == 'goals'").set_index("item")["fate"]
        assert (found[goals[goals == "result"].index] == "claim").all()
        others = goals[goals != "result"]
        assert (found[others.index] == others).all()

    def test_no_core_figure_of_the_half_that_is_read_is_passed_over_as_document_matter(self) -> None:
        figures = load("figures").set_index("figure_id")
        fates = account().query("table == 'figures'").set_index("item")["fate"]
        core = figures.index[(figures["status"] == "core") & (figures["language_half"] != "en")]
        assert not set(fates[core]) & {"metadata", "other_half"}

    @pytest.mark.parametrize("item", ["f074", "r06", "f014"])
    def test_a_candidate_without_a_row_is_reported(
        self, edited: Callable[[Edit], DataPackage], item: str
    ) -> None:
        package = edited(lambda rows: [row for row in rows if item not in (row["figure_id"], row["goal_id"])])
        with pytest.raises(DataError, match=f"no row accounts for {item}"):
            account(package=package)

    def test_a_claim_turned_down_is_accounted_for_with_its_reason(
        self, edited: Callable[[Edit], DataPackage]
    ) -> None:
        def turn_down(rows: list[dict[str, str]]) -> list[dict[str, str]]:
            return [
                row | {"kind": "no_claim", "check": "none", "reason": "aim"}
                if row["figure_id"] == "f074"
                else row
                for row in rows
            ]

        package = edited(turn_down)
        before, after = Counter(account()["fate"]), Counter(account(package=package)["fate"])
        assert before["claim"] - after["claim"] == 1
        assert after["aim"] - before["aim"] == 1
        assert len(read_claims(package=package)) == len(read_claims()) - 1


def test_claims_are_values() -> None:
    one, *_ = read_claims()
    assert replace(one) == one
