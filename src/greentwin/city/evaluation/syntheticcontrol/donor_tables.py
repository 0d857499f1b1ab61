"""Tables of donors: which province is one and why, and how many each rule leaves."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from greentwin.city.evaluation.syntheticcontrol.case import Case
from greentwin.city.evaluation.syntheticcontrol.casestudy import CaseStudy
from greentwin.city.evaluation.syntheticcontrol.donors import donor_pool
from greentwin.city.evaluation.syntheticcontrol.markets import (
    last_year_before_market,
    last_year_before_next_batch,
    last_years,
)
from greentwin.city.evaluation.syntheticcontrol.options import DONOR_RULES
from greentwin.city.evaluation.syntheticcontrol.wording import (
    Words,
    month_of,
    percent,
    province_name,
    rule_name,
    say,
)
from greentwin.city.sections import Listed
from greentwin.city.wording import listed_parts, place_name
from greentwin.data import find_city
from greentwin.plotting import Language, Wording, label


def donor_table(study: CaseStudy, language: Language) -> Listed:
    """List every other province: its pilots, its carbon market, whether it is a donor, and its weight."""
    weights = dict(zip(study.design.donors, study.fit.weights, strict=True))
    rows = [
        (
            province_name(candidate.name)(language),
            _year(candidate.own_pilot),
            _year(candidate.pilot_inside),
            candidate.pilot_share,
            _year(candidate.market),
            label(f"synthetic_reason_{candidate.reason}" if candidate.reason else "yes", language),
            float(weights[candidate.name]) if candidate.name in weights else None,
        )
        for candidate in study.pool.candidates
    ]
    heads = ("own_pilot", "pilot_inside", "pilot_share", "market", "donor", "weight")
    names = [label("province", language), *(label(f"synthetic_{head}", language) for head in heads)]
    frame = pd.DataFrame(rows, columns=names)
    words = _words(study.case)
    note = " ".join([say("note_donors", language, **words), *_market_notes(study, language)])
    digits = {names[3]: 1, names[6]: 3}
    return Listed(frame, say("caption_donors", language, **words), note, digits)


def rule_table(study: CaseStudy, language: Language) -> Listed:
    """Count the donors of every rule and last year, and the smallest p-value that they allow."""
    case = study.case
    rows = []
    for rule in DONOR_RULES:
        for year in last_years(case):
            n = len(donor_pool(replace(case, donors=rule, year_to=year)).names)
            rows.append((rule_name(rule)(language), str(year), n, 1 / (n + 1)))
    heads = ("synthetic_rule", "city_last_year", "synthetic_n_donors", "synthetic_smallest_p")
    frame = pd.DataFrame(rows, columns=[label(head, language) for head in heads])
    note = say(
        "note_rules",
        language,
        few=rule_name("few_pilots"),
        share=percent(case.most_share, 0),
        parts=listed_parts(_reasons_of_years(case)),
    )
    return Listed(frame, say("caption_rules", language, **_words(case)), note, 3)


def _year(year: int | None) -> str | None:
    return None if year is None else str(year)


def _words(case: Case) -> Words:
    return {
        "province": province_name(case.province),
        "rule": rule_name(case.donors),
        "first": case.year_from,
        "last": case.year_to,
        "start": case.start,
        "coding": lambda language: say(f"coding_{case.donor_pilots_from}", language),
    }


def _reasons_of_years(case: Case) -> list[Wording]:
    reasons = {
        case.year_to: "last_year_own",
        last_year_before_market(case): "last_year_market",
        last_year_before_next_batch(case): "last_year_batch",
    }
    return [_reason(reasons[year], year) for year in last_years(case)]


def _reason(key: str, year: int) -> Wording:
    return lambda language: say(key, language, year=str(year))


def _market_notes(study: CaseStudy, language: Language) -> list[str]:
    name = province_name(study.case.province)
    if not study.markets:
        return [say("market_none", language, province=name)]
    return [
        say(
            "market_whole" if market.whole else "market_part",
            language,
            province=name,
            name=province_name(market.name) if market.whole else _city(market.name),
            date=month_of(market.year, market.month),
        )
        for market in study.markets
    ]


def _city(name: str) -> Wording:
    return place_name(find_city(name))
