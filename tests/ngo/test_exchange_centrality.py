"""Two-mode centrality on Davis' Southern Women and on networks whose values follow by hand.

The network is that of Davis, Gardner and Gardner, Deep South (1941): 18 women, 14 events, 89 ties. The values to two
digits are those of the table in Borgatti and Halgin (2011, https://doi.org/10.4135/9781446294413.n28), normalised as
in Borgatti and Everett (1997, https://doi.org/10.1016/S0378-8733(96)00301-2), as the tests of networkx carry them.
"""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from exchange_rows import ties
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from greentwin.ngo.exchange.centrality import cut_off, largest_betweenness, measures

PUBLISHED = {
    "E8": (0.78, 0.85, 0.24),
    "E9": (0.67, 0.79, 0.23),
    "E7": (0.56, 0.73, 0.13),
    "Nora Fayette": (0.57, 0.80, 0.11),
    "Evelyn Jefferson": (0.57, 0.80, 0.10),
    "Theresa Anderson": (0.57, 0.80, 0.09),
    "E6": (0.44, 0.69, 0.07),
    "Sylvia Avondale": (0.50, 0.77, 0.07),
    "Laura Mandeville": (0.50, 0.73, 0.05),
    "Brenda Rogers": (0.50, 0.73, 0.05),
    "Katherina Rogers": (0.43, 0.73, 0.05),
    "E5": (0.44, 0.59, 0.04),
    "Helen Lloyd": (0.36, 0.73, 0.04),
    "E3": (0.33, 0.56, 0.02),
    "Ruth DeSand": (0.29, 0.71, 0.02),
    "Verne Sanderson": (0.29, 0.71, 0.02),
    "E12": (0.33, 0.56, 0.02),
    "Myra Liddel": (0.29, 0.69, 0.02),
    "E11": (0.22, 0.54, 0.02),
    "Eleanor Nye": (0.29, 0.67, 0.01),
    "Frances Anderson": (0.29, 0.67, 0.01),
    "Pearl Oglethorpe": (0.21, 0.67, 0.01),
    "E4": (0.22, 0.54, 0.01),
    "Charlotte McDowd": (0.29, 0.60, 0.01),
    "E10": (0.28, 0.55, 0.01),
    "Olivia Carleton": (0.14, 0.59, 0.01),
    "Flora Price": (0.14, 0.59, 0.01),
    "E2": (0.17, 0.52, 0.00),
    "E1": (0.17, 0.52, 0.00),
    "Dorothy Murchison": (0.14, 0.65, 0.00),
    "E13": (0.17, 0.52, 0.00),
    "E14": (0.17, 0.52, 0.00),
}


@pytest.fixture(scope="module")
def southern_women() -> pd.DataFrame:
    pairs = nx.davis_southern_women_graph().edges
    return pd.DataFrame([(event, woman, "stated") for woman, event in pairs], columns=ties().columns)


def test_davis_has_the_published_size(southern_women: pd.DataFrame) -> None:
    assert southern_women["org_id"].nunique() == 18
    assert southern_women["event_id"].nunique() == 14
    assert len(southern_women) == 89


def test_davis_has_the_published_values(southern_women: pd.DataFrame) -> None:
    found = measures(southern_women)
    assert set(found.index) == set(PUBLISHED)
    for node, values in PUBLISHED.items():
        # The published betweenness of three women (0.01 for 0.005) was rounded up from half a unit.
        assert found.loc[node, ["degree", "closeness"]].round(2).tolist() == pytest.approx(
            values[:2], abs=5e-3
        )
        assert found.loc[node, "betweenness"] == pytest.approx(values[2], abs=1e-2)


def test_davis_agrees_with_networkx(southern_women: pd.DataFrame) -> None:
    graph = nx.davis_southern_women_graph()
    women = [node for node, kind in graph.nodes(data="bipartite") if kind == 0]
    found = measures(southern_women)
    for name in ("degree", "closeness", "betweenness"):
        expected = getattr(bipartite, f"{name}_centrality")(graph, women)
        for node, value in expected.items():
            assert found.loc[node, name] == pytest.approx(value, abs=1e-12), (name, node)


def test_a_star_by_hand() -> None:
    found = measures(ties("e a", "e b", "e c"))
    assert found.loc["e", ["degree", "closeness", "betweenness"]].tolist() == [1, 1, 1]
    assert found.loc["a", ["degree", "closeness", "betweenness"]].tolist() == [1, 1, 0]


def test_a_path_by_hand() -> None:
    found = measures(ties("e1 a", "e1 b", "e2 b", "e2 c"))
    assert found.loc["b", "degree"] == 1
    assert found.loc["b", "betweenness"] == pytest.approx(4 / largest_betweenness(3, 2))
    assert found.loc["a", "closeness"] == pytest.approx((2 + 2 * 2) / (1 + 2 + 3 + 4))


def test_closeness_of_small_parts_is_small() -> None:
    found = measures(ties("e1 a", "e1 b", "e1 c", "e1 d", "e2 x", "e2 y"))
    assert found.loc["x", "closeness"] == pytest.approx(1 * 2 / 7)
    assert found.loc["a", "closeness"] == pytest.approx(1 * 4 / 7)


@pytest.mark.parametrize("pairs", [("e a",), ("e a", "e b"), ("e1 a", "e2 a")])
def test_networks_too_small_for_betweenness(pairs: tuple[str, ...]) -> None:
    found = measures(ties(*pairs))
    assert found[["degree", "closeness"]].to_numpy().min() > 0
    assert found["betweenness"].between(0, 1).all()


def test_no_ties_give_an_empty_frame() -> None:
    found = measures(ties())
    assert found.empty
    assert {"mode", "ties", "degree", "closeness", "betweenness"} == set(found.columns)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=20))
def test_all_measures_lie_between_0_and_1(pairs: set[tuple[int, int]]) -> None:
    found = measures(ties(*(f"e{event} o{name}" for event, name in sorted(pairs))))
    values = found[["degree", "closeness", "betweenness"]].to_numpy(dtype=float)
    assert values.min() >= 0
    assert values.max() <= 1 + 1e-12
    assert found["ties"].sum() == 2 * len(pairs)


def test_cut_off_counts_who_would_lose_touch() -> None:
    chain = ties("e1 a", "e1 b", "e2 b", "e2 c", "e3 c", "e3 d", "e4 x")
    assert cut_off(chain) == {"a": 0, "b": 1, "c": 1, "d": 0, "x": 0}
