"""Table of targets: where each series stands on the path to each target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from greentwin.appraisal.targets import wording
from greentwin.appraisal.targets.assessment import Assessment
from greentwin.appraisal.targets.distance import Distance, peak
from greentwin.appraisal.targets.tables import heads
from greentwin.plotting import Language, format_number, label

LAST_YEAR = 2200
"""Latest year in which Sen's line is said to meet a target; later ones are called never."""


def target_table(found: Assessment, language: Language) -> pd.DataFrame:
    """List every target against every series that it applies to, in the order of the numbers of the figure.

    Parameters
    ----------
    found : Assessment
        Assessment.
    language : {"en", "zh"}
        Language.
    """
    number = wording.numbered(found.system)
    targets = wording.targets_by_id(found.system)
    ordered = sorted(found.distances, key=lambda item: number[item.target])
    rows = [_row(found, item, targets[item.target], number[item.target], language) for item in ordered]
    columns = ("number", "target_text", "series", "standing", "gone", "needed", "observed", "reached")
    return pd.DataFrame(rows, columns=heads(columns, language))


def _row(
    found: Assessment, item: Distance, target: Mapping[str, Any], number: int, language: Language
) -> tuple[object, ...]:
    return (
        str(number),
        _by(target, language),
        wording.series_name(found.system, item.series, language) if item.series else None,
        standing(item, language),
        _gone(item),
        None if item.needed is None else wording.signed(item.needed),
        _observed(item),
        _reached(item, language),
    )


def standing(item: Distance, language: Language) -> str:
    """Say where a series stands with respect to a target."""
    if item.standing == "measured" and item.behind is not None:
        return label(f"indsys_standing_{'behind' if item.behind > 0 else 'ahead'}", language)
    if item.standing == "due" and item.done is not None:
        return label(f"indsys_standing_{'met' if item.done >= 1 else 'missed'}", language)
    return label(f"indsys_standing_{item.standing}", language)


def peak_table(found: Assessment, language: Language) -> pd.DataFrame:
    """List the targets that name a peak with the year in which each series was highest so far.

    Parameters
    ----------
    found : Assessment
        Assessment.
    language : {"en", "zh"}
        Language.

    Returns
    -------
    DataFrame
        Empty if no target names a peak.
    """
    number, rows = wording.numbered(found.system), []
    targets = wording.targets_by_id(found.system)
    for item in found.distances:
        if item.standing == "no_level":
            year, last = peak(found.system.values_of(item.series))
            rows.append(
                (
                    str(number[item.target]),
                    _by(targets[item.target], language),
                    wording.series_name(found.system, item.series, language),
                    label("indsys_peak_year" if last else "indsys_peak_before", language, year=year),
                )
            )
    return pd.DataFrame(rows, columns=heads(("number", "target_text", "series", "peak"), language))


def _by(target: Mapping[str, Any], language: Language) -> str:
    text = wording.target_text(target, language)
    return label("indsys_target_by", language, text=text, year=target["year"])


def _gone(item: Distance) -> str | None:
    if item.done is None or item.elapsed is None:
        return None
    return f"{wording.percent(item.done)} / {wording.percent(item.elapsed)}"


def _observed(item: Distance) -> str | None:
    if item.observed is None or item.observed_low is None or item.observed_high is None or item.path is None:
        return None
    low, high = wording.signed(item.observed_low), wording.signed(item.observed_high)
    return f"{wording.signed(item.observed)} ({low} … {high})"


def _reached(item: Distance, language: Language) -> str | None:
    if item.observed is None or item.path is None:
        return None
    if item.reached is None or item.reached > LAST_YEAR:
        return label("indsys_never", language)
    return format_number(item.reached, 0).replace(",", "")
