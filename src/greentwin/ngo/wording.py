"""Sentences about the contrast figure in English and Chinese: alt text, caption, and the note on silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greentwin.ngo.tables import separator
from greentwin.plotting import Language, label

if TYPE_CHECKING:
    from greentwin.ngo.options import Reporter
    from greentwin.ngo.profiles import ContrastProfile, ReporterSummary

OTHER_SIDE: dict[Language, dict[str, str]] = {
    "en": {"chinese_side": "Europe", "french_side": "France"},
    "zh": {"chinese_side": "欧洲", "french_side": "法国"},
}


def adjective(reporter: Reporter) -> str:
    """Return the English adjective for a participant."""
    return "Chinese" if reporter == "chinese_side" else "French"


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun, in the plural unless it is one."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def give(number: int) -> str:
    """Return how many statements give a side more, in English."""
    return f"{number} gives" if number == 1 else f"{number} give"


def contrast_alt(profile: ContrastProfile, language: Language) -> str:
    """Return the alt text of the contrast figure: per reporter, how many statements point where."""
    parts = [_alt_sentence(profile, summary, language) for summary in profile.summaries]
    return (" " if language == "en" else "").join(parts)


def _alt_sentence(profile: ContrastProfile, summary: ReporterSummary, language: Language) -> str:
    reporter = summary.reporter
    china, europe = (_dimensions_of(profile, reporter, side, language) for side in ("china", "europe"))
    other = OTHER_SIDE[language][reporter]
    if language == "en":
        if not summary.statements:
            return f"The {adjective(reporter)} participant makes 0 directed statements in this selection."
        return (
            f"The {adjective(reporter)} participant makes {counted(summary.statements, 'directed statement')}: "
            f"{give(summary.china.higher)} China more{china}, {give(summary.europe.higher)} {other} more{europe}; "
            f"{summary.strength.hedged} hedged, {summary.both_stated} with both sides described."
        )
    who = label(f"participant_{reporter}", "zh")
    if not summary.statements:
        return f"在此选择中，{who}有0条带方向的陈述。"
    return (
        f"{who}有{summary.statements}条带方向的陈述：{summary.china.higher}条称中国较高{china}，"
        f"{summary.europe.higher}条称{other}较高{europe}；{summary.strength.hedged}条措辞有保留，"
        f"{summary.both_stated}条对双方均有描述。"
    )


def _dimensions_of(profile: ContrastProfile, reporter: Reporter, side: str, language: Language) -> str:
    names = [
        label(f"dimension_{cell.dimension}", language)
        for cell in profile.cells
        if cell.reporter == reporter and (cell.china if side == "china" else cell.europe).higher
    ]
    if not names:
        return ""
    if language == "zh":
        return f"（{separator('zh').join(names)}）"
    return f" ({', '.join(name.lower() for name in names)})"


def contrast_caption(profile: ContrastProfile, coder: str, language: Language) -> str:
    """Return the caption of the contrast figure: source, coder and n of each reporter."""
    n = separator(language).join(
        f"{summary.statements} ({label(f'participant_{summary.reporter}', language)})"
        for summary in profile.summaries
    )
    n_frames = len(profile.frames)
    if language == "en":
        return (
            f"Source: table contrasts, coded from the 2017 exchange report (s0) by {coder}; each line is one "
            f"directed statement, n = {n}; {counted(n_frames, 'passage')} without a direction not drawn."
        )
    return (
        f"来源：contrasts数据表，由{coder}根据2017年交流报告（s0）编码；每条线为一条带方向的陈述，n = {n}；"
        f"另有{n_frames}段无方向的文字未画出。"
    )


def empty_note(profile: ContrastProfile, language: Language) -> str | None:
    """Return a sentence that names the reporters without a directed statement, or None if there is none."""
    silent = [summary.reporter for summary in profile.summaries if not summary.statements]
    if not silent:
        return None
    names = [label(f"participant_{reporter}", language) for reporter in silent]
    if language == "en":
        who = " and the ".join(names)
        return f"The {who} made no directed statement in this selection; there is nothing to count."
    return f"在此选择中，{separator('zh').join(names)}没有带方向的陈述，无可计数。"
