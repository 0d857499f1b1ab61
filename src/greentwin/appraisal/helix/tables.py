"""Tables of presence as a reader sees them: heads and words in the chosen language."""

from __future__ import annotations

import pandas as pd

from greentwin.appraisal.helix.counts import actor_counts, dimension_counts, outcomes
from greentwin.appraisal.helix.presence import STAGES, STANCES, Presence
from greentwin.appraisal.helix.wording import actor_name, dimension_name, pilot_name
from greentwin.plotting import MISSING, Language, label


def dimension_table(found: Presence, language: Language) -> pd.DataFrame:
    """Count for each dimension how many pilots' documents speak of it, in what words and how far."""
    counts = dimension_counts(found)
    heads = {
        "stated": "helix_stated",
        "inferred": "helix_inferred",
        **{stage: f"helix_key_{stage}" for stage in STAGES},
        "absent": "helix_said_absent",
        "not_mentioned": "helix_not_mentioned",
    }
    names = [dimension_name(str(name), language) for name in counts.index]
    return pd.DataFrame(
        {label("helix_dimension", language): names}
        | {label(head, language): counts[column].tolist() for column, head in heads.items()}
    )


def actor_table(found: Presence, language: Language) -> pd.DataFrame:
    """Count for each helix what it does in the documents."""
    counts = actor_counts(found)
    names = [actor_name(str(name), language) for name in counts.index]
    return pd.DataFrame(
        {label("helix_helix", language): names}
        | {label(f"helix_{stance}", language): counts[stance].tolist() for stance in STANCES}
    )


def outcome_table(found: Presence, language: Language) -> pd.DataFrame:
    """List the outcomes that the documents report, with their locators and the coder's remark."""
    rows = outcomes(found)
    return pd.DataFrame(
        {
            label("pilot", language): [pilot_name(found, str(pilot), language) for pilot in rows["pilot_id"]],
            label("helix_dimension", language): [
                dimension_name(str(name), language) for name in rows["dimension"]
            ],
            label("locator", language): [
                f"{source} {start}–{end}"
                for source, start, end in rows[["source_id", "char_start", "char_end"]].itertuples(
                    index=False
                )
            ],
            label("helix_remark", language): rows["note"].fillna(MISSING).tolist(),
        }
    )


def code_table(found: Presence) -> pd.DataFrame:
    """Return the codes with English names, for download."""
    names = found.pilots["name_en"]
    columns = [
        "pilot_id",
        "dimension",
        "presence",
        "certainty",
        "stage",
        "source_id",
        "char_start",
        "char_end",
    ]
    rows = found.dimensions.assign(pilot=found.dimensions["pilot_id"].map(names))
    return rows[["pilot", *columns, "note", "coder"]]
