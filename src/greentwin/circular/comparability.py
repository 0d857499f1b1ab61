"""Which indicators of two systems are comparable, and which are only named alike.

The judgements stand in the table ``circular_comparability``, one row per item and system, each against the European
monitoring framework or, where that has no such measure, against China's indicator system of 2017. The functions
arrange and count them; they judge nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

import pandas as pd

from greentwin.plotting import label

System = Literal["eu", "china_2017", "china_parks_2007", "china_other", "nrw"]
Verdict = Literal["reference", "same", "similar", "only_named_alike", "no_counterpart"]
SYSTEMS: tuple[System, ...] = get_args(System)
FRAMEWORKS: tuple[System, ...] = ("eu", "china_2017", "china_parks_2007")
CHINA: tuple[System, ...] = ("china_2017", "china_other")
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


def matrix(comparability: pd.DataFrame, systems: Collection[str] = SYSTEMS) -> pd.DataFrame:
    """Spread the judgements: items as rows, systems as columns.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``, or rows of it.
    systems : collection of str
        Columns.

    Returns
    -------
    DataFrame
        Judgements, index ``item`` in the order of ``position``; missing where a system has no such indicator. Items
        that none of the systems has are left out.
    """
    rows = comparability[comparability["system"].isin(systems)]
    order = rows.sort_values("position")["item"].drop_duplicates()
    wide = rows.pivot(index="item", columns="system", values="verdict")  # noqa: PD010  (refuses duplicates)
    wide.columns.name = None
    return wide.reindex(index=pd.Index(order, name="item"), columns=list(systems))


def framework_rows(comparability: pd.DataFrame) -> pd.DataFrame:
    """Keep the measures that belong to one of the three indicator systems, without plans, accounts and studies.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.

    Returns
    -------
    DataFrame
        Rows of the table. A measure of European accounts outside the framework of 2023 stays if a Chinese system is
        judged against it.
    """
    rows = comparability[comparability["system"].isin(FRAMEWORKS)]
    items = set(rows.loc[rows["framework_item"].notna(), "item"])
    return rows[rows["item"].isin(items)].reset_index(drop=True)


def counts(
    comparability: pd.DataFrame, systems: Collection[str], reference: System = "eu"
) -> dict[Verdict, int]:
    """Count the judgements on the measures of some systems.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.
    systems : collection of str
        Systems judged, such as `CHINA`.
    reference : str
        System that the judgements are made against.

    Returns
    -------
    dict of str to int
        Number of measures per judgement, zero included; the reference is left out.
    """
    rows = comparability[comparability["system"].isin(systems) & (comparability["reference"] == reference)]
    return {v: int((rows["verdict"] == v).sum()) for v in VERDICTS if v != "reference"}


def unverified(comparability: pd.DataFrame, systems: Collection[str]) -> int:
    """Count the measures of some systems whose definition was not read from the original document.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.
    systems : collection of str
        Systems, such as `CHINA`.
    """
    rows = comparability[comparability["system"].isin(systems)]
    return int((~rows["verified"]).sum())


def in_all(comparability: pd.DataFrame) -> dict[str, tuple[Verdict, ...]]:
    """Name the items that all three indicator systems measure in some way, with the judgements on them.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.

    Returns
    -------
    dict of str to tuple of str
        For each item the judgements of the systems other than the European one.
    """
    wide = matrix(framework_rows(comparability), FRAMEWORKS).dropna()
    return {str(item): tuple(row[list(FRAMEWORKS[1:])]) for item, row in wide.iterrows()}


def readable(comparability: pd.DataFrame, system: System, language: str) -> pd.DataFrame:
    """Set a system's measures beside those they are judged against, in words.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.
    system : str
        System to show.
    language : {"en", "zh"}
        Language of heads and texts.

    Returns
    -------
    DataFrame
        One row per item of the system: item, its measure, the measure of the reference (missing where there is none),
        the judgement and the reason. An asterisk after the judgement marks a definition not read from the original.
    """
    ordered = comparability.sort_values("position")
    measures = ordered.set_index(["item", "system"])[f"measure_{language}"]
    rows = ordered[ordered["system"] == system]
    star = rows["verified"].map({True: "", False: " *"})
    return pd.DataFrame(
        {
            label("what_is_measured", language): rows[f"item_{language}"],
            label(f"system_{system}", language): rows[f"measure_{language}"],
            label("set_beside", language): [
                _reference_measure(measures, item, reference, language)
                for item, reference in zip(rows["item"], rows["reference"], strict=True)
            ],
            label("judgement", language): rows["verdict"].map(lambda v: label(f"verdict_{v}", language))
            + star,
            label("reason", language): rows[f"reason_{language}"],
        }
    ).reset_index(drop=True)


def _reference_measure(measures: pd.Series, item: str, reference: str, language: str) -> str | None:
    if (item, reference) not in measures.index:
        return None
    text = str(measures[item, reference])
    return text if reference == "eu" else f"{label(f'system_{reference}', language)}: {text}"
