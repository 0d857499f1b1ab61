"""Single published figures of an area: what each measures, its denominator, and what kind of figure it is.

A figure that stands alone (a target, a claim, one study) is listed, never drawn as a series or ranked.
"""

from __future__ import annotations

import pandas as pd

from greentwin.plotting import format_number, label

SERIES_YEARS = 3
_STATEMENT = ["indicator", "year", "source_id", "status"]
_NO_UNIT = ("1",)


def single_figures(series: pd.DataFrame, area: str) -> pd.DataFrame:
    """Select an area's figures that belong to no series.

    Parameters
    ----------
    series : DataFrame
        Table ``circular_economy``.
    area : str
        Area code.

    Returns
    -------
    DataFrame
        Rows of the table whose indicator has fewer than `SERIES_YEARS` years from the same source and of the
        same status.
    """
    rows = series[series["area"] == area]
    years = rows.groupby(["indicator", "source_id", "status"])["year"].transform("nunique")
    return rows[years < SERIES_YEARS].reset_index(drop=True)


def status_counts(figures: pd.DataFrame) -> dict[str, int]:
    """Count statements by status; the two ends of a stated range are one statement.

    Parameters
    ----------
    figures : DataFrame
        From `single_figures`.

    Returns
    -------
    dict of str to int
        Number of statements per status, most frequent first.
    """
    statements = figures.drop_duplicates(_STATEMENT)
    return {str(status): int(n) for status, n in statements["status"].value_counts().items()}


def readable(
    figures: pd.DataFrame, meanings: pd.DataFrame, comparability: pd.DataFrame, language: str
) -> pd.DataFrame:
    """Write single figures in words: name, figure, year, kind and denominator.

    Parameters
    ----------
    figures : DataFrame
        From `single_figures`.
    meanings : DataFrame
        Table ``circular_indicator_meanings``.
    comparability : DataFrame
        Table ``circular_comparability``, whose order of items the rows follow.
    language : {"en", "zh"}
        Language of heads and texts.

    Returns
    -------
    DataFrame
        One row per statement, by item, indicator and year.
    """
    texts = [(*key, _text(rows, language)) for key, rows in figures.groupby(_STATEMENT, sort=False)]
    rows = pd.DataFrame(texts, columns=[*_STATEMENT, "text"]).merge(
        meanings, on="indicator", how="left", validate="many_to_one"
    )
    order = comparability.drop_duplicates("item").set_index("item")["position"]
    rows = rows.assign(position=rows["item"].map(order)).sort_values(
        ["position", "indicator", "year", "status"]
    )
    return pd.DataFrame(
        {
            label("indicator", language): rows[f"name_{language}"],
            label("year", language): rows["year"],
            label("figure", language): rows["text"],
            label("kind", language): rows["status"].map(lambda status: label(f"status_{status}", language)),
            label("denominator", language): rows[f"denominator_{language}"],
        }
    ).reset_index(drop=True)


def progress(figures: pd.DataFrame, indicator: str, year: int) -> tuple[float, float] | None:
    """Set what was reported beside what a plan had aimed at, for one indicator and year.

    Parameters
    ----------
    figures : DataFrame
        From `single_figures`.
    indicator : str
        Indicator.
    year : int
        Year of target and report.

    Returns
    -------
    tuple of float or None
        Target and reported value; None if one of them is missing.
    """
    rows = figures[(figures["indicator"] == indicator) & (figures["year"] == year)].set_index("status")[
        "value"
    ]
    if not {"target", "observed"} <= set(rows.index):
        return None
    return float(rows["target"]), float(rows["observed"])


def rates_by_denominator(series: pd.DataFrame, area: str) -> pd.DataFrame:
    """Spread the rates that one study gives for one recycled mass over two denominators.

    Parameters
    ----------
    series : DataFrame
        Table ``circular_economy``.
    area : str
        Area code.

    Returns
    -------
    DataFrame
        Per cent, index ``year``, columns ``over_input`` and ``over_waste``; years with both only.
    """
    names = {"circular_use_of_input": "over_input", "circular_use_of_waste": "over_waste"}
    rows = series[(series["area"] == area) & series["indicator"].isin(names)]
    wide = rows.pivot(index="year", columns="indicator", values="value")  # noqa: PD010  (refuses duplicates)
    wide.columns.name = None
    return wide.reindex(columns=list(names)).rename(columns=names).dropna()


def _text(rows: pd.DataFrame, language: str) -> str:
    ends = rows.set_index("qualifier")["value"]
    unit = str(rows["unit"].iloc[0])
    if {"range_low", "range_high"} <= set(ends.index):
        number = "–".join(_number(ends[end]) for end in ("range_low", "range_high"))
    else:
        number = _number(float(ends.iloc[0]))
    text = number if unit in _NO_UNIT else f"{number} {unit}"
    return label(f"qualifier_{ends.index[0]}", language, figure=text) if ends.index[0] in _QUALIFIED else text


_QUALIFIED = ("approx", "nearly", "more_than")


def _number(value: float) -> str:
    digits = next(d for d in range(4) if d == 3 or abs(value - round(value, d)) < 1e-9)
    return format_number(value, digits)
