"""Figure of the donors' weights, with the pilots inside each donor."""

from __future__ import annotations

from collections.abc import Callable

from greentwin.city.evaluation.syntheticcontrol.casestudy import CaseStudy
from greentwin.city.evaluation.syntheticcontrol.wording import Words, percent, province_name, say
from greentwin.city.wording import listed
from greentwin.plotting import Chart, Language, colour, format_number, label, new_figure

_ROW = 0.42
_MOST_TOLD = 4


def weights_chart(study: CaseStudy, language: Language) -> Chart:
    """Draw the weight of each donor that has one, and since when a place inside it is a pilot."""
    weights = study.fit.used()
    inside = study.pool.with_pilot_inside()
    known = {candidate.name: candidate for candidate in study.pool.candidates}
    figure, axes = new_figure(1.0 + _ROW * len(weights))
    for row, (name, weight) in enumerate(weights.items()):
        candidate, mixed = known[name], name in inside
        axes.barh(row, weight, 0.62, color=colour("claim" if mixed else "muted"))
        note = (
            say(
                "weight_pilot",
                language,
                year=str(candidate.pilot_inside),
                share=percent(candidate.pilot_share, 0),
            )
            if mixed
            else say("weight_clean", language)
        )
        axes.text(weight + 0.01, row, f"{format_number(weight, 2)}  {note}", va="center", fontsize=9.5)
    axes.set_yticks(range(len(weights)), [province_name(name)(language) for name in weights])
    axes.set_ylim(len(weights) - 0.4, -0.6)
    axes.set_xlim(0, max(weights.values()) + 0.62)
    axes.set_xticks([tick for tick in (0, 0.2, 0.4, 0.6, 0.8, 1.0) if tick <= max(weights.values()) + 0.05])
    axes.set_xlabel(label("synthetic_weight", language))
    axes.grid(visible=False)
    told = [_told(name, weight) for name, weight in list(weights.items())[:_MOST_TOLD]]
    words: Words = {
        "province": province_name(study.case.province),
        "parts": listed(told),
        "share": percent(study.weight_with_pilots, 0),
        "n": len(study.design.donors),
        "used": len(weights),
        "last": study.case.year_to,
    }
    return Chart(
        figure,
        alt=say("alt_weights", language, **words),
        caption=say("caption_weights", language, **words),
    )


def _told(name: str, weight: float) -> Callable[[Language], str]:
    return lambda language: f"{province_name(name)(language)} {format_number(weight, 2)}"
