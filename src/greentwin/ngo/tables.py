"""Tables of contrasts for display, with column heads and codes in English or Chinese.

The coder's notes are data in English and stay so; sentences of the source document are not in the tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from greentwin.ngo.contrasts import directed, unlike
from greentwin.ngo.options import SIDES, Reporter, Side
from greentwin.plotting import MISSING, Language, label

if TYPE_CHECKING:
    from greentwin.ngo.comparison import ReporterComparison
    from greentwin.ngo.profiles import ContrastProfile, ProfileCell, ReporterSummary


SCOPED_HEADS: dict[Reporter, str] = {
    "chinese_side": "participant_on_europe",
    "french_side": "participant_on_france",
}


def attribute_label(attribute: str, language: Language) -> str:
    """Return an attribute in the language of the reader.

    Parameters
    ----------
    attribute : str
        Attribute as coded, in English.
    language : {"en", "zh"}
        Language of the reader.

    Raises
    ------
    LabelError
        If the attribute has no label yet; labels are added to ``plotting/labels.csv``.
    """
    return label(
        "attribute_" + re.sub(r"[^a-z0-9]+", "_", attribute.replace("'", "").lower()).strip("_"), language
    )


def side_label(side: str, reporter: str, language: Language) -> str:
    """Return the name of a side: China, and Europe or France by what the reporter speaks of."""
    return label("france" if side == "europe" and reporter == "french_side" else side, language)


def separator(language: Language) -> str:
    """Return what stands between the items of a list."""
    return "、" if language == "zh" else ", "


def locator_text(source_id: str, char_start: int, char_end: int) -> str:
    """Return a locator as ``source: start–end`` (characters of the raw document, half-open)."""
    return f"{source_id}: {char_start}–{char_end}"


def statement_table(contrasts: pd.DataFrame, reporter: Reporter, language: Language) -> pd.DataFrame:
    """Return the directed statements of one reporter, one row each, with their locators.

    Parameters
    ----------
    contrasts : DataFrame
        Selected contrasts; not changed.
    reporter : {"chinese_side", "french_side"}
        Whose statements.
    language : {"en", "zh"}
        Language of heads and codes.

    Returns
    -------
    DataFrame
        Text columns with heads for display; empty if the reporter has no directed statement.
    """
    rows = directed(contrasts)
    rows = rows[rows["reporter"] == reporter]
    rows = rows.assign(unlike=unlike(rows))
    sides = {side: side_label(side, reporter, language) for side in SIDES}
    columns: dict[str, list[Any]] = {
        "locator": [
            locator_text(*row)
            for row in rows[["source_id", "char_start", "char_end"]].itertuples(index=False)
        ],
        "domain": [label(f"domain_{value}", language) for value in rows["domain"]],
        "dimension": [label(f"dimension_{value}", language) for value in rows["dimension"]],
        "contrast_attribute": [attribute_label(value, language) for value in rows["attribute"]],
        "contrast_more_on": [sides[value] for value in rows["higher_side"]],
        "contrast_described": [_described(row, sides, language) for row in rows.to_dict("records")],
        "contrast_wording": [
            f"{label(strength, language)} ({marker})" if strength == "hedged" else label(strength, language)
            for strength, marker in rows[["strength", "hedge_marker"]].itertuples(index=False)
        ],
    }
    shown = pd.DataFrame({label(key, language): values for key, values in columns.items()}, dtype=object)
    shown.insert(0, label("statement", language), rows["contrast_id"].to_list())
    return shown


def note_table(contrasts: pd.DataFrame, reporter: Reporter, language: Language) -> pd.DataFrame:
    """Return the coder's notes on the directed statements of one reporter, one row each."""
    rows = directed(contrasts)
    rows = rows[rows["reporter"] == reporter]
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
        shown[label(SCOPED_HEADS[summary.reporter], language)] = list(counts.values())
    return pd.DataFrame(shown)


def profile_table(profile: ContrastProfile, reporter: Reporter, language: Language) -> pd.DataFrame:
    """Return the counts of one reporter by dimension, one row per dimension and field."""
    sides = (side_label("china", reporter, language), side_label("europe", reporter, language))
    rows: list[dict[str, int | str]] = []
    for cell in profile.cells:
        if cell.reporter == reporter:
            row: dict[str, int | str] = {
                label("domain", language): label(f"domain_{cell.domain}", language),
                label("dimension", language): label(f"dimension_{cell.dimension}", language),
                label("contrast_ids", language): separator(language).join(cell.ids),
            }
            rows.append(row | _counts(cell, profile, sides, language))
    return pd.DataFrame(rows)


def frame_table(profile: ContrastProfile, language: Language) -> pd.DataFrame:
    """Return the frames, one row per passage: differences asserted without a direction."""
    heads = ("contrast_ids", "locator", "reporter", "dimension", "contrast_fields", "contrast_wording")
    rows = [
        (
            separator(language).join(frame.ids),
            locator_text(*frame.locator),
            label(f"participant_{frame.reporter}", language),
            label(f"dimension_{frame.dimension}", language),
            separator(language).join(label(f"domain_{domain}", language) for domain in frame.domains),
            label(frame.strength, language),
            label("yes" if frame.convergence_asserted else "no", language),
        )
        for frame in profile.frames
    ]
    return pd.DataFrame(rows, columns=[label(head, language) for head in (*heads, "contrast_convergence")])


def comparison_table(comparison: ReporterComparison, language: Language) -> pd.DataFrame:
    """Return who asserts which direction, one row per domain, dimension and direction."""
    heads = ("domain", "dimension", "contrast_more_on", "participant_chinese_side", "participant_french_side")
    sides = {"china": label("china", language), "europe": label("contrast_europe_or_france", language)}
    rows = [
        (
            label(f"domain_{found.domain}", language),
            label(f"dimension_{found.dimension}", language),
            sides[found.higher_side],
            separator(language).join(found.chinese_side) or MISSING,
            separator(language).join(found.french_side) or MISSING,
            label(f"agreement_{found.agreement}", language),
        )
        for found in comparison.directions
    ]
    return pd.DataFrame(rows, columns=[label(head, language) for head in (*heads, "contrast_said_by")])


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
    strength = counted.strength
    for level in ("hedged", "plain", "strong"):
        counts[label(level, language)] = getattr(strength, level)
    return counts
