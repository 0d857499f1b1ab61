"""Tables of fit and inference: how close the synthetic control comes, and how unusual the province is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from greentwin.city.evaluation.syntheticcontrol.casestudy import CaseStudy
from greentwin.city.evaluation.syntheticcontrol.inference import EffectSet
from greentwin.city.evaluation.syntheticcontrol.placebos import CUT
from greentwin.city.evaluation.syntheticcontrol.wording import (
    Words,
    percent,
    probability,
    province_name,
    say,
    years_listed,
)
from greentwin.city.sections import Listed
from greentwin.plotting import Language, label

STRICT_LEVEL = 0.05
USUAL_EFFECT = -10.0
"""Effect whose power is told where no published one is known, per cent."""

Row = tuple[str, str]


def fit_table(study: CaseStudy, language: Language) -> Listed:
    """List the fit before the start, the gap after it, and the position in relation to the hull."""
    found, hull, years = study.fit, study.hull, study.design.years
    low, high = found.mean_gap_range()
    outside = (*hull.years_above, *hull.years_below)
    rows = [
        (say("row_donors", language), str(len(study.design.donors))),
        (say("row_clean", language), percent(study.weight_with_pilots, 0)),
        (say("row_pre_error", language), percent(found.pre_error_percent, 2)),
        (say("row_mean_gap", language), percent(found.mean_gap_percent)),
        (say("row_last_gap", language, year=str(years[-1])), percent(float(found.gap_percent[-1]))),
        (say("row_range", language), _span(percent(low), percent(high), language)),
        (say("row_inside", language), label("yes" if hull.inside else "no", language)),
        (say("row_miss", language), percent(miss_percent(study), 2)),
        (say("row_outside", language), years_listed(outside)),
    ]
    return _listed(rows, "caption_fit", "note_fit", study, language)


def miss_percent(study: CaseStudy) -> float:
    """Return the largest miss of the best mixture in any year before the start, in per cent."""
    if study.case.scale == "log":
        return 100 * float(np.expm1(study.hull.largest_miss))
    return 100 * study.hull.largest_miss / float(study.design.path[study.design.before].mean())


def inference_table(study: CaseStudy, language: Language) -> Listed:
    """List rank, p-values, the set of effects that are not rejected, and what could have been found."""
    placebos, n_units = study.in_space, len(study.in_space.units)
    n_kept = int(placebos.kept(CUT).sum())
    rows = [
        (say("row_ratio", language), percent(study.fit.ratio)),
        (say("row_rank", language, n=n_units), str(placebos.rank())),
        (say("row_p", language), probability(placebos.p_value())),
        (say("row_p_cut", language, n=n_kept), probability(placebos.p_value(CUT))),
        (say("row_smallest", language), probability(placebos.smallest_p)),
        (say("row_set", language, level=_level(study.level)), set_text(study, study.effect_set, language)),
    ]
    for level in dict.fromkeys((study.level, STRICT_LEVEL)):
        size = study.detectable_at(level)
        text = say("detectable_none", language) if size is None else percent(size)
        rows.append((say("row_detectable", language, level=_level(level)), text))
    effect = reference_effect(study)
    name = say("row_power", language, effect=percent(effect, 0), level=_level(study.level))
    rows.append((name, percent(100 * study.power_at(effect), 0)))
    return _listed(rows, "caption_inference", "note_inference", study, language)


def reference_effect(study: CaseStudy) -> float:
    """Return the published effect on the province, or one of the same size, per cent."""
    return study.published.percent if study.published else USUAL_EFFECT


def set_text(study: CaseStudy, found: EffectSet, language: Language) -> str:
    """Write a set of effects in per cent."""
    if not found.parts:
        return say("set_none", language)
    if len(found.parts) == 1 and not any(map(_finite, found.parts[0])):
        return say("set_all", language)
    ends = [[percent(study.fit.in_percent(end)) for end in part] for part in found.parts]
    return say("set_percent", language, parts="; ".join(_span(low, high, language) for low, high in ends))


def _finite(value: float) -> bool:
    return abs(value) != float("inf")


def _span(low: str, high: str, language: Language) -> str:
    return low if low == high else say("set_part", language, low=low, high=high)


def _level(level: float) -> str:
    return percent(100 * level, 0)


def _listed(rows: Sequence[Row], caption: str, note: str, study: CaseStudy, language: Language) -> Listed:
    heads = [label("city_quantity", language), label("value", language)]
    words: Words = {
        "province": province_name(study.case.province),
        "first": study.case.year_from,
        "last": study.case.year_to,
    }
    frame = pd.DataFrame(rows, columns=heads)
    return Listed(frame, say(caption, language, **words), say(note, language, **words))
