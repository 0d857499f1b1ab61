"""Which indicators of two systems are comparable, and which are only named alike.

The judgements stand in the table ``circular_comparability``, one row per item and system, each against the
European monitoring framework. The functions arrange and count them; they judge nothing.
"""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from greentwin.plotting import label

Verdict = Literal["reference", "same", "similar", "only_named_alike", "no_counterpart"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
SYSTEMS = ("eu", "china", "nrw")


def matrix(comparability: pd.DataFrame) -> pd.DataFrame:
    """Spread the judgements: items as rows, systems as columns.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.

    Returns
    -------
    DataFrame
        Judgements, index ``item`` in the order of ``position``; missing where a system has no such indicator.
    """
    order = comparability.sort_values("position")["item"].drop_duplicates()
    wide = comparability.pivot(index="item", columns="system", values="verdict")  # noqa: PD010  (refuses duplicates)
    wide.columns.name = None
    return wide.reindex(index=pd.Index(order, name="item"), columns=list(SYSTEMS))


def counts(comparability: pd.DataFrame, system: str) -> dict[Verdict, int]:
    """Count the judgements on a system's indicators.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.
    system : str
        System, such as ``"china"``.

    Returns
    -------
    dict of str to int
        Number of items per judgement, zero included; the reference is left out.
    """
    found = comparability.loc[comparability["system"] == system, "verdict"]
    return {verdict: int((found == verdict).sum()) for verdict in VERDICTS if verdict != "reference"}


def unverified(comparability: pd.DataFrame, system: str) -> int:
    """Count a system's indicators whose definition was not read from the original document.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.
    system : str
        System, such as ``"china"``.
    """
    rows = comparability[comparability["system"] == system]
    return int((~rows["verified"]).sum())


def readable(comparability: pd.DataFrame, system: str, language: str) -> pd.DataFrame:
    """Set a system's indicators beside the European ones, in words.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.
    system : str
        System to set beside the European framework.
    language : {"en", "zh"}
        Language of heads and texts.

    Returns
    -------
    DataFrame
        One row per item of the system: item, its measure, the European measure (missing where there is none),
        the judgement and the reason. An asterisk after the judgement marks a definition not read from the
        original.
    """
    ordered = comparability.sort_values("position")
    europe = ordered[ordered["system"] == "eu"].set_index("item")[f"measure_{language}"]
    rows = ordered[ordered["system"] == system]
    star = rows["verified"].map({True: "", False: " *"})
    return pd.DataFrame(
        {
            label("what_is_measured", language): rows[f"item_{language}"],
            label(f"system_{system}", language): rows[f"measure_{language}"],
            label("system_eu", language): rows["item"].map(europe),
            label("judgement", language): rows["verdict"].map(lambda v: label(f"verdict_{v}", language))
            + star,
            label("reason", language): rows[f"reason_{language}"],
        }
    ).reset_index(drop=True)
