"""Tables of the multiverse page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from greentwin.city.evaluation.multiverse.grid import Factor, factors
from greentwin.city.evaluation.multiverse.permutation import SIGNIFICANCE
from greentwin.city.evaluation.multiverse.wording import named
from greentwin.city.evaluation.options import Estimand
from greentwin.plotting import Language, label


def choices_table(estimates: pd.DataFrame, estimands: Sequence[Estimand], language: Language) -> pd.DataFrame:
    """List for each question its choices, their levels, and the number of specifications."""
    counts = estimates["estimand"].value_counts()
    rows = [
        (
            f"{named(estimand)(language)} ({counts[estimand]})" if number == 0 else "",
            named(factor)(language),
            "; ".join(named(name)(language) for name in levels),
        )
        for estimand in estimands
        for number, (factor, levels) in enumerate(factors(estimand).items())
    ]
    heads = ("mv_question", "mv_choice", "mv_levels")
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def refusals_table(estimates: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Count the specifications that were refused, by question, data and reason."""
    refused = estimates.dropna(subset="refusal")
    keys = ["estimand", "data", "refusal"]
    counts = refused.groupby(keys, sort=False).size().rename("n").reset_index()
    rows = [
        (named(row["estimand"])(language), named(row["data"])(language), row["refusal"], int(row["n"]))
        for row in counts.to_dict("records")
    ]
    heads = ("mv_question", "mv_data", "mv_reason", "mv_specifications")
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def by_choice_table(
    estimates: pd.DataFrame, estimands: Sequence[Estimand], factor: Factor, language: Language
) -> pd.DataFrame:
    """Summarise the estimates of each question by the levels of one choice."""
    rows = []
    for estimand in estimands:
        held = estimates.loc[estimates["estimand"] == estimand].dropna(subset="value")
        for number, level in enumerate(factors(estimand).get(factor, ())):
            group = held.loc[held[factor] == level]
            significant = group["p_value"] < SIGNIFICANCE
            rows.append(
                (
                    named(estimand)(language) if number == 0 else "",
                    named(level)(language),
                    len(group),
                    group["value"].median(),
                    group["value"].min(),
                    group["value"].max(),
                    group["standard_error"].median(),
                    int((significant & (group["value"] < 0)).sum()),
                    int((significant & (group["value"] > 0)).sum()),
                )
            )
    heads = (
        "mv_question",
        f"mv_{factor}",
        "mv_specifications",
        "mv_median_short",
        "mv_smallest",
        "mv_largest",
        "mv_median_error",
        "mv_negative",
        "mv_positive",
    )
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def moves_table(moves: Mapping[Estimand, pd.DataFrame], language: Language) -> pd.DataFrame:
    """List how far the estimate moves when one choice alone is switched."""
    rows = [
        (
            named(estimand)(language) if number == 0 else "",
            named(str(factor))(language),
            int(row["pairs"]),
            row["mean"],
            row["largest"],
            f"{100 * row['sign_changes']:.0f} %",
        )
        for estimand, table in moves.items()
        for number, (factor, row) in enumerate(table.sort_values("mean", ascending=False).iterrows())
    ]
    heads = ("mv_question", "mv_choice", "mv_pairs", "mv_mean_move", "mv_largest_move", "mv_sign_changes")
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])
