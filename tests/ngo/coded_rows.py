"""Contrasts drawn at random, and a maker of single rows, for the tests of the NGO strand."""

from __future__ import annotations

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

from greentwin.ngo.contrasts import COLUMNS, Selection, coding
from greentwin.ngo.options import DOMAINS, REPORTERS

few_examples = settings(max_examples=40, deadline=None)


def row(contrast_id: str = "c01", **changes: object) -> dict[str, object]:
    """Return one coded row, a plain one-sided statement unless changed."""
    values: dict[str, object] = dict.fromkeys(COLUMNS, "no") | {
        "contrast_id": contrast_id,
        "source_id": "s0",
        "char_start": 10,
        "char_end": 20,
        "dimension": "speed",
        "domain": "ngo",
        "attribute": "speed of action",
        "higher_side": "china",
        "explicit_china": "yes",
        "strength": "plain",
        "hedge_marker": None,
        "reporter": "chinese_side",
        "europe_scope": "europe",
        "role": "core",
        "note": "The sentence speaks of China only.",
        "coder": "coder_1",
    }
    values |= changes
    if values["reporter"] == "french_side" and "europe_scope" not in changes:
        values["europe_scope"] = "france"
    return values


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    """Return rows as a frame with the columns of the table."""
    return pd.DataFrame(list(rows), columns=list(COLUMNS))


def selected(*rows: dict[str, object], **choices: str) -> Selection:
    """Return the selection of some rows."""
    return coding(frame(*rows)).select(**choices)


@st.composite
def _rows(draw: st.DrawFn) -> dict[str, object]:
    role = draw(st.sampled_from(("core", "core", "frame")))
    hedged = draw(st.booleans())
    start = draw(st.integers(0, 50))
    sides = ("china", "europe") if role == "core" else ("none",)
    flags = draw(st.sampled_from((("yes", "yes"), ("yes", "no"), ("no", "yes"))))
    return row(
        char_start=start,
        char_end=start + draw(st.integers(1, 9)),
        dimension=draw(st.sampled_from(("speed", "execution", "caution"))),
        domain=draw(st.sampled_from(DOMAINS)),
        higher_side=draw(st.sampled_from(sides)),
        explicit_china=flags[0] if role == "core" else "no",
        explicit_europe=flags[1] if role == "core" else "no",
        strength="hedged" if hedged else draw(st.sampled_from(("plain", "strong"))),
        hedge_marker="相对" if hedged else None,
        reporter=draw(st.sampled_from(REPORTERS)),
        role=role,
        note=draw(st.sampled_from(("Unlike attributes: a, b.", "Said of one side."))),
    )


def coded() -> st.SearchStrategy[pd.DataFrame]:
    """Return a strategy for tables of one to twelve contrasts with distinct identifiers."""
    return st.lists(_rows(), min_size=1, max_size=12).map(
        lambda rows: frame(*(values | {"contrast_id": f"c{k:02d}"} for k, values in enumerate(rows, 1)))
    )
