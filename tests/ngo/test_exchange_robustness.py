from __future__ import annotations

import pandas as pd
import pytest
from exchange_rows import small, ties

from greentwin.ngo.exchange.options import DOCUMENTS
from greentwin.ngo.exchange.robustness import ALL, ONE_LESS, STATED, first_ranked, rank_intervals, variants
from greentwin.ngo.exchange.selection import read

CHAIN = ("e1 a", "e1 b", "e2 b", "e2 c", "e3 c?", "e3 d?")


def test_one_variant_for_each_inferred_tie() -> None:
    found = variants(ties(*CHAIN))
    assert [variant.name for variant in found] == [ALL, STATED, ONE_LESS, ONE_LESS]
    assert [variant.dropped for variant in found] == [(), ("e3|c", "e3|d"), ("e3|c",), ("e3|d",)]
    assert [len(variant.ties) for variant in found] == [6, 4, 5, 5]


def test_inferred_affiliations_are_dropped_as_well() -> None:
    exchange = small()
    found = variants(exchange.ties, exchange.affiliations)
    assert found[1].dropped[-1] == "o_delta|o_top"
    assert len(found) == 2 + 2 + 1
    assert "o_top" in set(found[0].ties["org_id"])
    assert "o_top" not in set(found[1].ties["org_id"])


def test_ranks_by_hand() -> None:
    table = rank_intervals(variants(ties(*CHAIN)))
    assert table.loc["b", ["rank_all", "rank_stated", "best", "worst"]].tolist() == [1, 1, 1, 1]
    assert table.loc["c", ["rank_all", "rank_stated", "best", "worst"]].tolist() == [1, 2, 1, 2]
    assert table.loc["d", "stated"] == 0
    assert first_ranked(table, "all") == ("b", "c")
    assert first_ranked(table, "stated") == ("b",)


def test_without_inferred_ties_nothing_moves() -> None:
    found = variants(ties("e1 a", "e1 b", "e2 b", "e2 c"))
    assert len(found) == 2
    table = rank_intervals(found)
    assert (table["best"] == table["worst"]).all()
    assert (table["all"] == table["stated"]).all()


def test_nobody_between_others_is_nobody_first() -> None:
    assert first_ranked(rank_intervals(variants(ties("e a", "e b"))), "all") == ()


@pytest.mark.parametrize("measure", ["degree", "closeness", "betweenness"])
@pytest.mark.parametrize("families", [False, True])
def test_the_span_holds_the_ranks_of_all_and_of_stated_ties(measure: str, families: bool) -> None:
    exchange = read(DOCUMENTS)
    table = rank_intervals(variants(exchange.ties, exchange.affiliations if families else None), measure)
    for column in ("rank_all", "rank_stated"):
        assert (table["best"] <= table[column]).all()
        assert (table[column] <= table["worst"]).all()
    assert table["rank_all"].is_monotonic_increasing
    assert table["rank_all"].iloc[0] == 1


def test_the_ties_given_are_not_changed() -> None:
    given = ties(*CHAIN)
    before = given.copy()
    variants(given)
    pd.testing.assert_frame_equal(given, before)
