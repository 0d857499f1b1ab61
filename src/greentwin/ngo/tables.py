"""Tables of contrasts for display, with column heads and codes in English or Chinese.

The coder's notes are data in the coder's language and stay so; sentences of the source document are not in the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from greentwin.ngo.contrasts import unlike
from greentwin.ngo.names import (
    attribute_name,
    dimension_name,
    locator_text,
    other_side,
    reporter_head,
    reporter_name,
    separator,
    side_name,
    sides_named,
)
from greentwin.ngo.options import SIDES, Side
from greentwin.plotting import MISSING, Language, label

if TYPE_CHECKING:
    from greentwin.ngo.comparison import ReporterComparison
    from greentwin.ngo.contrasts import Selection, Voice
    from greentwin.ngo.counts import StrengthCount
    from greentwin.ngo.profiles import ContrastProfile, ProfileCell, ReporterSummary


def statement_table(selection: Selection, voice: Voice, language: Language) -> pd.DataFrame:
    """Return the directed statements of one reporter, one row each, with their locators.

    Parameters
    ----------
    selection : Selection
        Selected contrasts.
    voice : Voice
        Whose statements.
    language : {"en", "zh"}
        Language of heads and codes.

    Returns
    -------
    DataFrame
        Text columns with heads for display; empty if the reporter has no directed statement.
    """
    rows = selection.of(voice)
    rows = rows.assign(unlike=unlike(rows))
    sides = {side: side_name(side, voice, language) for side in SIDES}
    columns: dict[str, list[Any]] = {
        "statement": rows["contrast_id"].to_list(),
        "locator": [
            locator_text(*row)
            for row in rows[["source_id", "char_start", "char_end"]].itertuples(index=False)
        ],
        "contrast_field_dimension": [
            label(
                "contrast_in_field",
                language,
                field=label(f"domain_{domain}", language),
                dimension=dimension_name(dimension, language).lower(),
            )
            for domain, dimension in rows[["domain", "dimension"]].itertuples(index=False)
        ],
        "contrast_attribute": [attribute_name(value, language) for value in rows["attribute"]],
        "contrast_more_on": [sides[value] for value in rows["higher_side"]],
        "contrast_described": [_described(row, sides, language) for row in rows.to_dict("records")],
        "contrast_wording": [
            f"{label(strength, language)} ({marker})" if strength == "hedged" else label(strength, language)
            for strength, marker in rows[["strength", "hedge_marker"]].itertuples(index=False)
        ],
    }
    return pd.DataFrame({label(key, language): values for key, values in columns.items()}, dtype=object)


def note_table(selection: Selection, voice: Voice, language: Language) -> pd.DataFrame:
    """Return the coder's notes on the directed statements of one reporter, one row each."""
    rows = selection.of(voice)
    return pd.DataFrame(
        {
            label("statement", language): rows["contrast_id"].to_list(),
            label("contrast_coder_note", language): rows["note"].to_list(),
        },
        dtype=object,
    )


def _described(row: dict[Any, Any], sides: dict[Side, str], language: Language) -> str:
    names = separator(language).join(name for side, name in sides.items() if row[f"explicit_{side}"] == "yes")
    return f"{names} ({label('contrast_unlike', language)})" if row["unlike"] else names


def summary_table(profile: ContrastProfile, language: Language) -> pd.DataFrame:
    """Return what is counted, one row per count and one column per reporter, without a total."""
    sides = (label("china", language), label("contrast_other_side", language))
    shown: dict[str, list[int | str]] = {label("count", language): []}
    for summary in profile.summaries:
        counts: dict[str, int | str] = {
            label("contrast_statements", language): summary.statements,
            label("contrast_both_described", language): summary.both_stated,
            label("contrast_of_these_unlike", language): summary.unlike,
        }
        counts |= _counts(summary, profile, sides, language)
        shown[label("count", language)] = list(counts)
        shown[reporter_head(summary.voice, language)] = list(counts.values())
    return pd.DataFrame(shown)


def profile_table(profile: ContrastProfile, voice: Voice, language: Language) -> pd.DataFrame:
    """Return the counts of one reporter by dimension, one row per dimension and field."""
    rows: list[dict[str, int | str]] = []
    for cell in profile.cells:
        if cell.voice == voice:
            row: dict[str, int | str] = {
                label("domain", language): label(f"domain_{cell.domain}", language),
                label("dimension", language): dimension_name(cell.dimension, language),
                label("contrast_ids", language): separator(language).join(cell.ids),
            }
            rows.append(row | _counts(cell, profile, sides_named(voice, language), language))
    return pd.DataFrame(rows)


def frame_table(profile: ContrastProfile, language: Language) -> pd.DataFrame:
    """Return the frames, one row per passage: differences asserted without a direction."""
    heads = ("contrast_ids", "locator", "reporter", "dimension", "contrast_fields", "contrast_wording")
    rows = [
        (
            separator(language).join(frame.ids),
            locator_text(*frame.locator),
            reporter_name(frame.voice, language),
            dimension_name(frame.dimension, language),
            separator(language).join(label(f"domain_{domain}", language) for domain in frame.domains),
            label(frame.strength, language),
            label("yes" if frame.convergence_asserted else "no", language),
        )
        for frame in profile.frames
    ]
    return pd.DataFrame(rows, columns=[label(head, language) for head in (*heads, "contrast_convergence")])


def comparison_table(
    comparison: ReporterComparison, voices: tuple[Voice, ...], language: Language
) -> pd.DataFrame:
    """Return who asserts which direction, one row per domain, dimension and direction.

    Parameters
    ----------
    comparison : ReporterComparison
        Comparison of a selection.
    voices : tuple of Voice
        The selection's reporters, one column each.
    language : {"en", "zh"}
        Language of heads and codes.
    """
    sides = {"china": label("china", language), "europe": other_side(voices, language)}
    said_by = {"all": "both", "some": "one"} if len(voices) == 2 else {}
    rows = [
        (
            label(f"domain_{found.domain}", language),
            dimension_name(found.dimension, language),
            sides[found.higher_side],
            *(separator(language).join(found.said_by[voice.reporter]) or MISSING for voice in voices),
            label(f"agreement_{said_by.get(found.agreement, found.agreement)}", language),
        )
        for found in comparison.directions
    ]
    heads = [label(head, language) for head in ("domain", "dimension", "contrast_more_on")]
    names = [reporter_name(voice, language) for voice in voices]
    return pd.DataFrame(rows, columns=[*heads, *names, label("contrast_said_by", language)])


def _counts(
    counted: ProfileCell | ReporterSummary,
    profile: ContrastProfile,
    sides: tuple[str, str],
    language: Language,
) -> dict[str, int | str]:
    poles = tuple(zip(sides, (counted.china, counted.europe), strict=True))
    counts: dict[str, int | str] = {
        label("contrast_more_in", language, side=side): pole.higher for side, pole in poles
    }
    counts |= {label("contrast_poles_of", language, side=side): pole.counted for side, pole in poles}
    if profile.implied == "separate":
        counts |= {label("contrast_apart_of", language, side=side): pole.apart for side, pole in poles}
    return counts | _strengths(counted.strength, language)


def _strengths(strength: StrengthCount, language: Language) -> dict[str, int | str]:
    return {label(level, language): getattr(strength, level) for level in ("hedged", "plain", "strong")}
