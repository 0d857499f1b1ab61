"""Findings on contrasts: counts with the sentences that say them, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from greentwin.ngo.names import dimension_name, other_side, side_name, the_reporter
from greentwin.ngo.sentences import Wording, both, counted, verb
from greentwin.plotting import Language, Result, label

if TYPE_CHECKING:
    from greentwin.ngo.comparison import ComparedDirection, ReporterComparison
    from greentwin.ngo.contrasts import Selection, Voice
    from greentwin.ngo.counts import PoleCount
    from greentwin.ngo.profiles import ContrastProfile, ReporterSummary


def contrast_findings(
    selection: Selection, profile: ContrastProfile, comparison: ReporterComparison
) -> tuple[Result, ...]:
    """Return the findings of a selection: counts by reporter, and what all name where that can be said.

    Parameters
    ----------
    selection : Selection
        Selected contrasts.
    profile : ContrastProfile
        Their profile.
    comparison : ReporterComparison
        Their comparison.

    Returns
    -------
    tuple of Result
        For each reporter the number of directed statements and, unless it is zero, how many describe both
        sides, how many are hedged and how many sides count. Three findings on the comparison if two reporters
        have statements. The number of passages that assert convergence.
    """
    found = []
    for summary in profile.summaries:
        found.append(_statements(summary))
        if summary.statements:
            found += [_both_described(summary), _hedged(summary), _poles(summary, profile)]
    if comparison.possible:
        voices = selection.voices
        found += [_named_by_all(comparison, voices), _named_by_one(comparison), _opposed(comparison)]
    return (*found, _convergence(profile))


def _statements(summary: ReporterSummary) -> Result:
    china, europe = summary.china.higher, summary.europe.higher
    key = "finding_statements" if summary.statements else "finding_no_statements"
    values: dict[str, Wording] = {
        "china": china,
        "china_gives": verb(china, "gives", "give"),
        "europe": europe,
        "europe_gives": verb(europe, "gives", "give"),
    }
    return _of_reporter(summary, "statements", key, summary.statements, values)


def _both_described(summary: ReporterSummary) -> Result:
    values: dict[str, Wording] = {"both": summary.both_stated, "unlike": summary.unlike}
    key = "finding_both_described"
    return _of_reporter(summary, "both_described", key, summary.both_stated, values)


def _hedged(summary: ReporterSummary) -> Result:
    hedged = summary.strength.hedged
    return _of_reporter(summary, "hedged", "finding_hedged", hedged, {"hedged": hedged})


def _poles(summary: ReporterSummary, profile: ContrastProfile) -> Result:
    values: dict[str, Wording] = {
        "rule": lambda language: label(f"contrast_rule_{profile.implied}", language),
        "china": lambda language: _times(summary.china, language),
        "europe": lambda language: _times(summary.europe, language),
    }
    value = summary.china.counted + summary.europe.counted
    return _of_reporter(summary, "sides_counted", "finding_sides", value, values, "sides")


def _named_by_all(comparison: ReporterComparison, voices: tuple[Voice, ...]) -> Result:
    found, n = comparison.of("all"), len(comparison.directions)
    sentence = both(
        "finding_named_by_all",
        n=n,
        directions=counted(n, "direction"),
        value=len(found),
        number=verb(len(found), "is", "are"),
        all=lambda language: label("agreement_both" if len(voices) == 2 else "agreement_all", language),
        named=lambda language: _named(found, voices, language),
    )
    return Result("named_by_both", len(found), "directions", sentence, n=n)


def _named_by_one(comparison: ReporterComparison) -> Result:
    n, everywhere = len(comparison.directions), len(comparison.of("all"))
    elsewhere = len(comparison.of("field_of_one"))
    sentence = both(
        "finding_named_by_one",
        n=n,
        directions=counted(n, "direction"),
        value=verb(n - everywhere, "is", "are"),
        number=n - everywhere,
        elsewhere=elsewhere,
    )
    return Result("named_by_one", n - everywhere, "directions", sentence, n=n)


def _opposed(comparison: ReporterComparison) -> Result:
    number = len({(found.domain, found.dimension) for found in comparison.of("opposed")})
    n = len({(found.domain, found.dimension) for found in comparison.directions})
    sentence = both("finding_opposed", n=n, dimensions=counted(n, "dimension"), value=number)
    return Result("opposed", number, "dimensions", sentence, n=n)


def _convergence(profile: ContrastProfile) -> Result:
    n = len(profile.frames)
    value = sum(frame.convergence_asserted for frame in profile.frames)
    return Result(
        "convergence_asserted", value, "passages", both("finding_convergence", n=n, value=value), n=n
    )


def _of_reporter(
    summary: ReporterSummary,
    name: str,
    key: str,
    value: int,
    values: dict[str, Wording],
    unit: str = "statements",
) -> Result:
    voice, n = summary.voice, summary.statements
    sentence = both(
        key,
        who=lambda language: the_reporter(voice, language),
        side=lambda language: side_name("europe", voice, language),
        n=n,
        statements=counted(n, "directed statement"),
        **values,
    )
    return Result(f"{name}_{voice.key}", value, unit, sentence, n=n)


def _times(pole: PoleCount, language: Language) -> str:
    if language == "zh":
        return f"{pole.counted}次" + (f"（另有{pole.apart}次隐含）" if pole.apart else "")
    return f"{pole.counted} (and {pole.apart} implied)" if pole.apart else str(pole.counted)


def _named(directions: Iterable[ComparedDirection], voices: tuple[Voice, ...], language: Language) -> str:
    sides = {"china": label("china", language), "europe": other_side(voices, language)}
    items = [(dimension_name(found.dimension, language), sides[found.higher_side]) for found in directions]
    if not items:
        return ""
    if language == "zh":
        return "（" + "；".join(f"{name}：{side}较高" for name, side in items) + "）"
    return " (" + "; ".join(f"{name.lower()}: more in {side}" for name, side in items) + ")"
