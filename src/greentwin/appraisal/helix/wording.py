"""Sentences on presence in English and Chinese: alt texts and captions."""

from __future__ import annotations

from greentwin.appraisal.helix.counts import actor_counts, complete_pilots, dimension_counts
from greentwin.appraisal.helix.presence import NATURE, Presence
from greentwin.appraisal.wording import listed
from greentwin.plotting import Language, Sentences, label

SENTENCES = Sentences("greentwin.appraisal.helix")
say, both = SENTENCES.say, SENTENCES.both


def pilot_name(found: Presence, pilot: str, language: Language) -> str:
    """Name a pilot, with its document."""
    row = found.pilots.loc[pilot]
    return f"{row['name_en' if language == 'en' else 'name_zh']} ({row['source_id']})"


def dimension_name(dimension: str, language: Language) -> str:
    """Name a dimension."""
    return label(f"helix_dimension_{dimension}", language)


def actor_name(actor: str, language: Language) -> str:
    """Name a helix."""
    return label(f"helix_actor_{actor}", language)


def dimensions_alt(found: Presence, language: Language) -> str:
    """Say how often each dimension is mentioned and how many outcomes are reported."""
    counts = dimension_counts(found)
    parts = [
        counted_name(dimension_name(str(name), language), int(n), language)
        for name, n in counts["mentioned"].items()
    ]
    return say(
        "dimensions_alt",
        language,
        n=len(found.pilots),
        parts=listed(parts, language),
        complete=len(complete_pilots(found)),
        outcomes=int(counts["outcome"].sum()),
        absent=int(counts["absent"].sum()),
    )


def actors_alt(found: Presence, language: Language) -> str:
    """Say how often each helix acts, and that the natural environment is addressed only."""
    counts = actor_counts(found)
    acting = counts["acting"].drop(NATURE)
    parts = [counted_name(actor_name(str(name), language), int(n), language) for name, n in acting.items()]
    return say(
        "actors_alt",
        language,
        n=len(found.pilots),
        parts=listed(parts, language),
        nature=int(counts["addressed"][NATURE]),
    )


def source(found: Presence, tables: tuple[str, ...], language: Language) -> str:
    """Name the tables, the coder and the number of pilots."""
    coder = found.dimensions["coder"].iloc[0]
    return say("source", language, tables=listed(tables, language), coder=str(coder), n=len(found.pilots))


def counted_name(name: str, n: int, language: Language) -> str:
    """Write a name with its number inside a sentence."""
    return f"{inside(name, language)} ({n})" if language == "en" else f"{name}（{n}个）"


def inside(name: str, language: Language) -> str:
    """Write a name inside a sentence."""
    return name.lower() if language == "en" else name
