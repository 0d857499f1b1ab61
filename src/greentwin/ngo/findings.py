"""Findings on contrasts: counts with the sentences that say them, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greentwin.ngo.wording import OTHER_SIDE, adjective, counted, give
from greentwin.plotting import Language, label

if TYPE_CHECKING:
    from greentwin.ngo.comparison import ComparedDirection, ReporterComparison
    from greentwin.ngo.counts import PoleCount
    from greentwin.ngo.profiles import ContrastProfile, ReporterSummary


@dataclass(frozen=True, slots=True)
class ContrastFinding:
    """A count with the sentence that says it.

    Attributes
    ----------
    name : str
        Name in snake_case.
    value : int
        The count.
    unit : str
        What is counted, in English.
    sentence : dict of str to str
        One plain sentence in English (``en``) and Chinese (``zh``).
    n : int
        Number of statements that were looked at.
    """

    name: str
    value: int
    unit: str
    sentence: dict[str, str]
    n: int


def contrast_findings(
    profile: ContrastProfile, comparison: ReporterComparison
) -> tuple[ContrastFinding, ...]:
    """Return the findings of a selection: counts by reporter, and what both name where that can be said.

    Parameters
    ----------
    profile : ContrastProfile
        Profile of the selection.
    comparison : ReporterComparison
        Comparison of the same selection.

    Returns
    -------
    tuple of ContrastFinding
        For each reporter the number of directed statements and, unless it is zero, how many describe both
        sides, how many are hedged and how many sides count. Three findings on the comparison if both reporters
        have statements. The number of passages that assert convergence.
    """
    found = []
    for summary in profile.summaries:
        found.append(_statements(summary))
        if summary.statements:
            found += [_both_described(summary), _hedged(summary), _poles(summary, profile)]
    if comparison.possible:
        found += [_named_by_both(comparison), _named_by_one(comparison), _opposed(comparison)]
    return (*found, _convergence(profile))


def _statements(summary: ReporterSummary) -> ContrastFinding:
    n, who, who_zh = summary.statements, adjective(summary.reporter), _participant_zh(summary)
    side, side_zh = OTHER_SIDE["en"][summary.reporter], OTHER_SIDE["zh"][summary.reporter]
    china, europe = summary.china.higher, summary.europe.higher
    english = f"The {who} participant makes {counted(n, 'directed statement')} on China and {side}"
    chinese = f"{who_zh}就中国与{side_zh}作出{n}条带方向的陈述"
    if n:
        english += f": {give(china)} China more of the attribute, {give(europe)} {side} more"
        chinese += f"：{china}条称中国较高，{europe}条称{side_zh}较高"
    return _finding(summary, "statements", n, english + ".", chinese + "。")


def _both_described(summary: ReporterSummary) -> ContrastFinding:
    n, both = summary.statements, summary.both_stated
    english = (
        f"Of {counted(n, 'directed statement')} of the {adjective(summary.reporter)} participant, {both} "
        f"describe both sides ({summary.unlike} by unlike attributes); the rest describe one side and only "
        "imply the other."
    )
    chinese = (
        f"{_participant_zh(summary)}的{n}条陈述中，{both}条对双方均有描述（其中{summary.unlike}条以不同类的属性描述），"
        "其余只描述一方而隐含另一方。"
    )
    return _finding(summary, "both_described", both, english, chinese)


def _hedged(summary: ReporterSummary) -> ContrastFinding:
    n, hedged = summary.statements, summary.strength.hedged
    english = (
        f"Of {counted(n, 'directed statement')} of the {adjective(summary.reporter)} participant, "
        f"{hedged} stand in a passage with a hedge word."
    )
    chinese = f"{_participant_zh(summary)}的{n}条陈述中，{hedged}条所在文字带有限定词。"
    return _finding(summary, "hedged", hedged, english, chinese)


_RULES: dict[Language, dict[str, str]] = {
    "en": {
        "count": "implied sides counted like described ones",
        "separate": "implied sides counted apart",
        "drop": "implied sides left out",
    },
    "zh": {
        "count": "隐含的一方与有描述的一方同等计入",
        "separate": "隐含的一方单独计数",
        "drop": "隐含的一方不计",
    },
}


def _poles(summary: ReporterSummary, profile: ContrastProfile) -> ContrastFinding:
    reporter = summary.reporter
    english = (
        f"With {_RULES['en'][profile.implied]}, the statements of the {adjective(reporter)} participant count "
        f"{_times(summary.china)} for China and {_times(summary.europe)} for {OTHER_SIDE['en'][reporter]}."
    )
    chinese = (
        f"按“{_RULES['zh'][profile.implied]}”的规则，{_participant_zh(summary)}的陈述计入"
        f"中国{_times_zh(summary.china)}，{OTHER_SIDE['zh'][reporter]}{_times_zh(summary.europe)}。"
    )
    value = summary.china.counted + summary.europe.counted
    return _finding(summary, "sides_counted", value, english, chinese, "sides")


def _named_by_both(comparison: ReporterComparison) -> ContrastFinding:
    both, n = comparison.of("both"), len(comparison.directions)
    verb = "is" if len(both) == 1 else "are"
    sentence = {
        "en": f"Of {counted(n, 'direction')}, {len(both)} {verb} asserted by both participants"
        f"{_named(both, 'en')}.",
        "zh": f"在{n}个方向中，{len(both)}个由双方参与者共同提出{_named(both, 'zh')}。",
    }
    return ContrastFinding("named_by_both", len(both), "directions", sentence, n)


def _named_by_one(comparison: ReporterComparison) -> ContrastFinding:
    elsewhere, n = len(comparison.of("field_of_one")), len(comparison.directions)
    alone = elsewhere + len(comparison.of("one")) + len(comparison.of("opposed"))
    sentence = {
        "en": f"Of {counted(n, 'direction')}, {alone} come from one participant only, {elsewhere} of them in "
        "fields of which the other does not speak.",
        "zh": f"在{n}个方向中，{alone}个只由一方提出，其中{elsewhere}个属于另一方未谈及的领域。",
    }
    return ContrastFinding("named_by_one", alone, "directions", sentence, n)


def _opposed(comparison: ReporterComparison) -> ContrastFinding:
    number = len({(found.domain, found.dimension) for found in comparison.of("opposed")})
    n = len({(found.domain, found.dimension) for found in comparison.directions})
    sentence = {
        "en": f"On {number} of {counted(n, 'dimension')} the two participants assert opposite directions.",
        "zh": f"在{n}个维度中，双方参与者方向相反的有{number}个。",
    }
    return ContrastFinding("opposed", number, "dimensions", sentence, n)


def _convergence(profile: ContrastProfile) -> ContrastFinding:
    n = len(profile.frames)
    value = sum(frame.convergence_asserted for frame in profile.frames)
    sentence = {
        "en": f"Passages that assert a difference without a direction: {n}; of these, {value} also "
        "expect the two sides to grow alike.",
        "zh": f"只称有差异而不指明方向的文字有{n}段，其中{value}段同时预期双方将趋同。",
    }
    return ContrastFinding("convergence_asserted", value, "passages", sentence, n)


def _finding(
    summary: ReporterSummary, name: str, value: int, english: str, chinese: str, unit: str = "statements"
) -> ContrastFinding:
    sentence = {"en": english, "zh": chinese}
    return ContrastFinding(f"{name}_{summary.reporter}", value, unit, sentence, summary.statements)


def _participant_zh(summary: ReporterSummary) -> str:
    return label(f"participant_{summary.reporter}", "zh")


def _times(pole: PoleCount) -> str:
    return f"{pole.counted} (and {pole.apart} implied)" if pole.apart else str(pole.counted)


def _times_zh(pole: PoleCount) -> str:
    return f"{pole.counted}次" + (f"（另有{pole.apart}次隐含）" if pole.apart else "")


def _named(directions: Iterable[ComparedDirection], language: Language) -> str:
    sides = {"china": label("china", language), "europe": label("contrast_europe_or_france", language)}
    items = [
        (label(f"dimension_{found.dimension}", language), sides[found.higher_side]) for found in directions
    ]
    if not items:
        return ""
    if language == "zh":
        return "（" + "；".join(f"{name}：{side}较高" for name, side in items) + "）"
    return " (" + "; ".join(f"{name.lower()}: more in {side}" for name, side in items) + ")"
