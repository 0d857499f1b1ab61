"""Sentences about the contrast figure in English and Chinese: alt text, caption, and the note on silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from greentwin.ngo.names import dimension_name, reporter_name, separator, side_name, the_reporter
from greentwin.ngo.sentences import counted, say, verb
from greentwin.plotting import Language

if TYPE_CHECKING:
    from greentwin.ngo.contrasts import Selection
    from greentwin.ngo.profiles import ContrastProfile, ReporterSummary

MOST_ALT = 600


def contrast_alt(profile: ContrastProfile, language: Language) -> str:
    """Return the alt text of the contrast figure: per reporter, how many statements point where.

    Dimensions, then wording are left out if there are too many reporters and dimensions for an alt text.
    """
    return fitting(
        language,
        lambda: (_alt_sentence(profile, summary, language) for summary in profile.summaries),
        lambda: (
            _alt_sentence(profile, summary, language, dimensions=False) for summary in profile.summaries
        ),
        lambda: (_short_sentence(summary, language) for summary in profile.summaries),
    )


def fitting(language: Language, *wordings: Callable[[], Iterable[str]]) -> str:
    """Return the first of several wordings, each some sentences, that is short enough for an alt text."""
    gap = " " if language == "en" else ""
    texts = [gap.join(wording()) for wording in wordings]
    return next((text for text in texts if len(text) <= MOST_ALT), texts[-1])


def _alt_sentence(
    profile: ContrastProfile, summary: ReporterSummary, language: Language, *, dimensions: bool = True
) -> str:
    voice, n = summary.voice, summary.statements
    who = the_reporter(voice, language)
    if not n:
        return say("alt_silent", language, who=who)
    china, europe = (
        _dimensions_of(profile, summary, side, language) if dimensions else "" for side in ("china", "europe")
    )
    return say(
        "alt_contrasts",
        language,
        who=who,
        n=n,
        statements=counted(n, "directed statement"),
        china=summary.china.higher,
        china_gives=verb(summary.china.higher, "gives", "give"),
        china_dimensions=china,
        europe=summary.europe.higher,
        europe_gives=verb(summary.europe.higher, "gives", "give"),
        europe_dimensions=europe,
        side=side_name("europe", voice, language),
        hedged=summary.strength.hedged,
        both=summary.both_stated,
    )


def _short_sentence(summary: ReporterSummary, language: Language) -> str:
    return say(
        "alt_contrasts_short",
        language,
        who=reporter_name(summary.voice, language),
        n=summary.statements,
        china=summary.china.higher,
        side=side_name("europe", summary.voice, language),
        europe=summary.europe.higher,
    )


def _dimensions_of(profile: ContrastProfile, summary: ReporterSummary, side: str, language: Language) -> str:
    names = [
        dimension_name(cell.dimension, language)
        for cell in profile.cells
        if cell.voice == summary.voice and (cell.china if side == "china" else cell.europe).higher
    ]
    if not names:
        return ""
    if language == "zh":
        return f"（{separator('zh').join(names)}）"
    return f" ({', '.join(name.lower() for name in names)})"


def contrast_caption(selection: Selection, profile: ContrastProfile, language: Language) -> str:
    """Return the caption of the contrast figure: source, coder and n of each reporter."""
    frames = len(profile.frames)
    return say(
        "caption_contrasts",
        language,
        source=source_text(selection, language),
        n=numbers_by_reporter(profile, language),
        frames=frames,
        passages=counted(frames, "passage"),
    )


def source_text(selection: Selection, language: Language) -> str:
    """Return where the statements come from and who coded them."""
    if not selection.own_file:
        return say("source_study", language, coder=selection.coder)
    documents = list(dict.fromkeys(selection.rows["source_id"]))
    return say("source_own", language, coder=selection.coder, documents=separator(language).join(documents))


def numbers_by_reporter(profile: ContrastProfile, language: Language) -> str:
    """Return the number of statements of each reporter, never added up."""
    return separator(language).join(
        f"{summary.statements} ({reporter_name(summary.voice, language)})" for summary in profile.summaries
    )


def empty_note(profile: ContrastProfile, language: Language) -> str | None:
    """Return a sentence that names the reporters without a directed statement, or None if there is none."""
    silent = [summary.voice for summary in profile.summaries if not summary.statements]
    if not silent:
        return None
    joint = " and " if language == "en" else separator(language)
    return say("note_silent", language, who=joint.join(the_reporter(voice, language) for voice in silent))
