"""Tables of checks: false starts, donors left out, weights from predictors, all variants."""

from __future__ import annotations

from itertools import product

import pandas as pd

from greentwin.city.evaluation.syntheticcontrol.casestudy import CaseStudy
from greentwin.city.evaluation.syntheticcontrol.economy import ECONOMY
from greentwin.city.evaluation.syntheticcontrol.fit import SyntheticFit
from greentwin.city.evaluation.syntheticcontrol.markets import last_years
from greentwin.city.evaluation.syntheticcontrol.options import (
    DONOR_RULES,
    FIRST_YEARS,
    PROVINCE_OUTCOMES,
    ProvinceSource,
)
from greentwin.city.evaluation.syntheticcontrol.variant_figure import POOR_PERCENT
from greentwin.city.evaluation.syntheticcontrol.variants import Variant
from greentwin.city.evaluation.syntheticcontrol.wording import (
    outcome_name,
    percent,
    probability,
    province_name,
    rule_name,
    say,
    source_name,
)
from greentwin.city.sections import Absent, Listed
from greentwin.city.wording import listed
from greentwin.plotting import MISSING, Language, label

_NAMED = 3


def false_start_table(study: CaseStudy, language: Language) -> Listed:
    """List the placebos in time for a range of false starts."""
    rows = [
        (
            str(found.start),
            study.case.start - found.start,
            found.fit.pre_error_percent,
            found.fit.mean_gap_percent,
            probability(found.p_value),
        )
        for found in study.all_in_time
    ]
    heads = ("false_start", "false_years", "pre_error", "mean_gap", "p")
    frame = pd.DataFrame(rows, columns=[label(f"synthetic_{head}", language) for head in heads])
    caption = say("caption_false_starts", language, province=province_name(study.case.province))
    return Listed(frame, caption, digits=1)


def left_out_table(study: CaseStudy, language: Language) -> Listed | Absent:
    """List what the synthetic control becomes without each donor that has a weight."""
    if not study.left_out:
        return Absent(say("note_left_out_none", language, n=len(study.design.donors)))
    rows = [
        (
            MISSING,
            1.0,
            study.fit.pre_error_percent,
            study.fit.mean_gap_percent,
            _largest(study.fit, language),
        ),
        *(
            (
                province_name(item.donor)(language),
                item.weight,
                item.fit.pre_error_percent,
                item.fit.mean_gap_percent,
                _largest(item.fit, language),
            )
            for item in study.left_out
        ),
    ]
    heads = ("left_out", "weight", "pre_error", "mean_gap", "largest_weights")
    names = [label(f"synthetic_{head}", language) for head in heads]
    frame = pd.DataFrame(rows, columns=names)
    frame.loc[0, names[1]] = None
    caption = say("caption_left_out", language, province=province_name(study.case.province))
    return Listed(frame, caption, digits={names[1]: 3, names[2]: 1, names[3]: 1})


def nested_table(study: CaseStudy, language: Language) -> Listed:
    """List where the searches for the importance of predictors ended, and the fit that needs no search."""
    rows = [(say("search_outcomes", language), *_ended(study.fit, language))]
    for end in study.nested.ends:
        kind, _, number = end.start.partition(" ")
        rows.append((say(f"search_{kind}", language, n=number), *_ended(end.fit, language)))
    heads = ("search", "pre_error", "mean_gap", "largest_weights")
    frame = pd.DataFrame(rows, columns=[label(f"synthetic_{head}", language) for head in heads])
    predictors = [
        label(f"synthetic_predictor_{name}", language)
        if name in ECONOMY
        else say("predictor_outcome", language, year=name)
        for name in study.nested.names
    ]
    note = say("note_nested", language, predictors=listed(predictors))
    return Listed(frame, say("caption_nested", language, n=len(study.nested.ends)), note, 1)


def variant_table(study: CaseStudy, source: ProvinceSource, language: Language) -> Listed:
    """List mean gap and p-value of the variants of one source that begin in the first year of the case."""
    found = {
        (variant.case.donors, variant.case.year_to, variant.case.outcome): variant
        for variant in study.variants
        if variant.case.source == source
        and variant.case.year_from == max(study.case.year_from, FIRST_YEARS[variant.case.outcome])
    }
    rows = [
        (
            rule_name(rule)(language),
            str(year),
            *(_cell(found.get((rule, year, outcome))) for outcome in PROVINCE_OUTCOMES),
        )
        for rule, year in product(DONOR_RULES, last_years(study.case))
    ]
    heads = [label("synthetic_rule", language), label("city_last_year", language)]
    frame = pd.DataFrame(rows, columns=[*heads, *(outcome_name(o)(language) for o in PROVINCE_OUTCOMES)])
    name = province_name(study.case.province)
    caption = say("caption_variants_table", language, province=name, source=source_name(source))
    return Listed(frame, caption, say("note_variants", language, poor=percent(POOR_PERCENT, 0)))


def _cell(variant: Variant | None) -> str:
    if variant is None or variant.estimated is None:
        return MISSING
    result = variant.estimated
    mark = "*" if result.pre_error_percent > POOR_PERCENT else ""
    return f"{percent(result.mean_gap_percent)}{mark} ({probability(result.p_value)})"


def _ended(found: SyntheticFit, language: Language) -> tuple[float, float, str]:
    return found.pre_error_percent, found.mean_gap_percent, _largest(found, language)


def _largest(found: SyntheticFit, language: Language) -> str:
    named = list(found.used().items())[:_NAMED]
    separator = "、" if language == "zh" else ", "
    return separator.join(f"{province_name(name)(language)} {weight:.2f}" for name, weight in named)
