"""Figure of an event study: effects by year relative to the start."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from greentwin.city.evaluation.results import EventStudy
from greentwin.city.evaluation.wording import say
from greentwin.city.wording import listed_parts, number
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, Wording, colour, label, new_figure

Band = tuple[float, float]


def event_study_chart(
    study: EventStudy,
    language: Language,
    published: Band | None = None,
    *,
    source_label: str,
    outcome_label: str | None = None,
) -> Chart:
    """Draw effects by year relative to the start with their band.

    Parameters
    ----------
    study : EventStudy
        The estimates.
    language : {"en", "zh"}
        Language of the texts.
    published : tuple of float, optional
        Lowest and highest published effect on the same scale, drawn as a band after the start.
    source_label : str
        Name of the data, for the caption.
    outcome_label : str, optional
        Name of the outcome; ln CO2 if not given.

    Returns
    -------
    Chart
        Hollow points before the start, filled ones after it; the reference is marked.

    Raises
    ------
    DataError
        If the study has no time other than the reference.
    """
    if not (study.before() | study.after()).any():
        raise DataError("the event study has no time other than its reference")
    figure, axes = new_figure(3.7)
    axes.axhline(0, color=colour("text"), linewidth=0.8)
    axes.axvline(-0.5, color=colour("pilot_marker"), linestyle="--", linewidth=1)
    if published is not None:
        last = max(float(study.times.max()), 0.0) + 0.5
        axes.fill_between(
            [-0.5, last],
            min(published),
            max(published),
            color=colour("claim"),
            alpha=0.25,
            linewidth=0,
            label=label("evaluation_published", language),
        )
    _draw_times(axes, study, study.before(), label("evaluation_before", language), filled=False)
    _draw_times(axes, study, study.after(), label("evaluation_after", language), filled=True)
    if study.reference is not None and study.reference in study.times:
        text = label("evaluation_reference", language)
        axes.plot([study.reference], [0], "D", color=colour("muted"), linestyle="none", label=text)
    axes.set_xlabel(label("evaluation_relative_year", language))
    name = outcome_label or label("ln_co2", language)
    axes.set_ylabel(say("axis_effect", language, outcome=name))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    figure.legend(loc="outside upper left", ncols=2 if published else 3)
    return Chart(figure, **_texts(study, source_label, language))


def _draw_times(axes: Axes, study: EventStudy, marks: NDArray[np.bool_], text: str, *, filled: bool) -> None:
    if not marks.any():
        return
    shade = colour("china")
    half = study.critical_value * study.standard_errors[marks]
    axes.errorbar(
        study.times[marks],
        study.values[marks],
        yerr=np.where(np.isfinite(half), half, 0.0),
        fmt="o",
        color=shade,
        markerfacecolor=shade if filled else colour("background"),
        capsize=2.5,
        linewidth=1.2,
        label=text,
    )


def _texts(study: EventStudy, source_label: str, language: Language) -> dict[str, str]:
    parts = []
    for name, marks in (("before", study.before()), ("after", study.after())):
        if marks.any():
            apart = marks & ((study.lower > 0) | (study.upper < 0))
            parts.append(
                say(
                    f"part_{name}",
                    language,
                    low=number(float(study.values[marks].min()), 3),
                    high=number(float(study.values[marks].max()), 3),
                    apart=int(apart.sum()),
                    n=int(marks.sum()),
                )
            )
    known = study.before() | study.after()
    values: dict[str, Wording] = {
        "estimator": label(f"estimator_{study.estimator}", language),
        "band": label("evaluation_band_" + ("joint" if study.simultaneous else "single"), language),
        "most": int(study.n_treated[known].max()),
        "least": int(study.n_treated[known].min()),
    }
    caption = "caption_event_study_same" if values["most"] == values["least"] else "caption_event_study"
    return {
        "alt": say("alt_event_study", language, parts=listed_parts(parts), **values),
        "caption": say(caption, language, source=source_label, **values),
    }
