"""The stated amount as a share of each denominator, beside the range that was stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import FixedLocator, NullLocator

from greentwin.circular.contribution.assessment import Assessment
from greentwin.circular.contribution.rates import Group
from greentwin.circular.contribution.verdicts import Judgement, claimed_range, verdict_counts
from greentwin.circular.contribution.wording import claimed, denominator_name, percent, reason
from greentwin.circular.sentences import say
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, colour, format_number, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LOOK = {"true": ("s", "target"), "false": ("X", "highlight")}
_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
_ROW_INCHES, _MARGIN_INCHES = 0.33, 1.2


def shares_chart(assessment: Assessment, language: Language = "en") -> Chart:
    """Draw the share under each denominator with its interval, and the stated range as a band.

    Parameters
    ----------
    assessment : Assessment
        From `greentwin.circular.contribution.assessment.assess`.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        One row per denominator, on a logarithmic axis; a denominator without a share has the reason in its row.

    Raises
    ------
    DataError
        If there is no denominator.
    """
    if not assessment.judgements:
        raise DataError("there is no denominator to draw")
    rows = _rows(assessment)
    figure, axes = new_figure(_MARGIN_INCHES + _ROW_INCHES * len(rows))
    _limits(axes, assessment)
    low, high = (100 * end for end in claimed_range(assessment.statements.claim, assessment.tolerance))
    axes.axvspan(low, high, color=colour("claim"), alpha=0.25, linewidth=0, zorder=0)
    axes.axvline(100, color=colour("muted"), linestyle=":", linewidth=1.2, zorder=1)
    names = []
    for place, row in enumerate(rows):
        if isinstance(row, Judgement):
            names.append(denominator_name(row.share, assessment.question, language))
            _mark(axes, place, row, assessment, language)
        else:
            names.append(label(f"contribution_group_{row}", language))
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(visible=False)
    axes.set_xlabel(label("contribution_share_percent", language))
    _legend(axes, assessment, language)
    return Chart(figure, _alt(assessment, language), _caption(assessment, language))


def _rows(assessment: Assessment) -> list[Judgement | Group]:
    """Put the wording before the denominators that belong to it."""
    rows: list[Judgement | Group] = []
    for judgement in assessment.judgements:
        group = judgement.share.group
        if group not in rows:
            rows.append(group)
        rows.append(judgement)
    return rows


def _limits(axes: Axes, assessment: Assessment) -> None:
    low, high = claimed_range(assessment.statements.claim, assessment.tolerance)
    drawn = [j.share for j in assessment.judgements if j.share.undefined is None]
    least = 100 * min([low, *(s.low for s in drawn)]) / 1.3
    most = 100 * max([high, 1.0, *(s.high for s in drawn)]) * 1.2
    axes.set_xscale("log")
    axes.set_xlim(least, most)
    axes.xaxis.set_major_locator(FixedLocator([t for t in _TICKS if least <= t <= most]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(lambda value, _: format_number(value, 0))


def _mark(axes: Axes, place: int, judgement: Judgement, assessment: Assessment, language: Language) -> None:
    share = judgement.share
    if share.undefined is not None:
        text = reason(share, assessment.question, language)
        paper = {"facecolor": colour("background"), "edgecolor": "none", "pad": 1.5}
        where = axes.get_yaxis_transform()
        axes.text(0.02, place, text, transform=where, va="center", color=colour("muted"), bbox=paper)
        return
    shape, ink = _LOOK[judgement.verdict]
    ends = [100 * share.low, 100 * share.high]
    axes.plot(ends, [place, place], color=colour(ink), linewidth=2, marker="|", markersize=10, zorder=2)
    axes.plot(100 * share.value, place, shape, color=colour(ink), markersize=6, zorder=3)
    text = f"{percent(share.value)} ({percent(share.low)}–{percent(share.high)})"
    axes.text(1.02, place, text, transform=axes.get_yaxis_transform(), va="center", fontsize=9.5)


def _legend(axes: Axes, assessment: Assessment, language: Language) -> None:
    for verdict, (shape, ink) in _LOOK.items():
        text = label(f"contribution_{verdict}", language)
        axes.plot([], [], shape, color=colour(ink), markersize=7, label=text)
    stated = say("contribution_band", language, rate=claimed(assessment.statements.claim))
    axes.fill_between([], [], color=colour("claim"), alpha=0.25, label=stated)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.35, 1), ncols=3, borderaxespad=0.2)


def _alt(assessment: Assessment, language: Language) -> str:
    found = verdict_counts(assessment.judgements)
    drawn = [j for j in assessment.judgements if j.share.undefined is None]
    parts = say("contribution_alt_none", language)
    if drawn:
        order = sorted(drawn, key=lambda j: j.share.value)
        ends = {"low": order[0].share, "high": order[-1].share}
        values = {key: percent(share.value) for key, share in ends.items()}
        names = {
            f"{key}_name": denominator_name(share, assessment.question, language)
            for key, share in ends.items()
        }
        parts = say("contribution_alt_range", language, **values, **names)
    return say(
        "contribution_alt",
        language,
        amount=format_number(assessment.statements.amount.value, 0),
        year=assessment.question.year,
        rate=claimed(assessment.statements.claim),
        n=len(assessment.judgements),
        true=found["true"],
        false=found["false"],
        undefined=found["undefined"],
        parts=parts,
    )


def _caption(assessment: Assessment, language: Language) -> str:
    tolerance = format_number(assessment.tolerance, 1)
    n = len(assessment.judgements)
    return say("contribution_caption", language, tolerance=tolerance, n=n)
