"""Findings of the page on one specification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from greentwin.city.evaluation.effect.wording import both, spelled
from greentwin.city.evaluation.results import Estimate
from greentwin.city.sections import Result
from greentwin.plotting import Language, Wording, format_number, label

if TYPE_CHECKING:
    from greentwin.city.evaluation.effect.page import EffectPage
    from greentwin.city.evaluation.sensitivity.bounds import Bounds
    from greentwin.city.evaluation.sensitivity.leaveout import LeaveOneOut

UNIT = "ln points"
_DIGITS = 3


def results_of(page: EffectPage) -> Iterator[Result]:
    """Return the sample, the estimates, what could be detected, and how far the estimate holds."""
    yield from _sample(page)
    yield from _estimates(page)
    yield from _detectable(page)
    yield from _tests(page)
    yield from _years_before(page)
    yield from _robustness(page)


def _sample(page: EffectPage) -> Iterator[Result]:
    panel, tables = page.panel, _tables(page)
    n, treated = len(panel.units), int(panel.treated.sum())
    words: dict[str, Wording] = {
        "n": n,
        "treated": treated,
        "control": n - treated,
        "starts": spelled(panel.groups.tolist()),
        "first": int(panel.years[0]),
        "last": int(panel.years[-1]),
        "source": page.design.source_label,
    }
    yield Result("treated_units", treated, "1", both("finding_sample", **words), n=n, tables=tables)
    left_out = sum(len(item.units) for item in panel.exclusions)
    pilots = sum(item.n_treated for item in panel.exclusions)
    sentence = both("finding_left_out", left_out=left_out, of_all=n + left_out, pilots=pilots, **words)
    yield Result("left_out", left_out, "1", sentence, n=n + left_out, tables=tables)


def _estimates(page: EffectPage) -> Iterator[Result]:
    yield _estimate(page, "effect", page.main, "finding_effect")
    found, _ = page.estimates
    for item in found:
        yield _estimate(page, f"estimate_{item.estimator}", item, "finding_estimate")
    values = [item.value for item in found]
    low, high = min(values), max(values)
    sentence = both(
        "finding_spread", low=_number(low), high=_number(high), spread=_number(high - low), n=len(found)
    )
    yield _result(page, "spread_of_estimators", high - low, sentence, n=len(found))


def _estimate(page: EffectPage, name: str, found: Estimate, key: str) -> Result:
    low, high = found.interval()
    words: dict[str, Wording] = {
        "estimator": _estimator(found.estimator),
        "value": _number(found.value),
        "percent": format_number(100 * (np.exp(found.value) - 1), 1),
        "low": _number(low),
        "high": _number(high),
        "p": format_number(found.p_value, 3),
        "treated": found.n_treated,
        "source": page.design.source_label,
        "outcome": page.design.outcome_label,
    }
    interval = (low, high) if np.isfinite([low, high]).all() else None
    return _result(page, name, found.value, both(key, **words), n=found.n_units, interval=interval)


def _detectable(page: EffectPage) -> Iterator[Result]:
    design = page.detectability
    n = design.estimate.n_units
    simulated = design.simulated
    sentence = both(
        "finding_detectable",
        effect=_number(simulated.effect),
        formula=_number(design.by_formula),
        draws=page.draws,
        source=page.design.source_label,
    )
    interval = (simulated.lower, simulated.upper)
    yield _result(page, "detectable", simulated.effect, sentence, n=n, interval=interval)
    if page.published is None:
        return
    for name, effect in (("smallest", page.published.smallest), ("largest", page.published.largest)):
        power = design.power_against(effect)
        sentence = both(
            f"finding_power_{name}",
            effect=_number(effect),
            power=format_number(100 * power, 0),
            source=page.design.source_label,
        )
        tables = (*_tables(page), "pilot_effect_estimates")
        yield Result(f"power_{name}", 100 * power, "%", sentence, n=n, tables=tables, digits=0)


def _tests(page: EffectPage) -> Iterator[Result]:
    for test in page.tests:
        if test.kind == "clustered" or test.refusal is not None:
            continue
        sentence = both(
            f"finding_{test.kind}",
            estimator=_estimator(test.estimator),
            p=format_number(test.p_value, 3),
            draws=page.draws,
            clusters=page.panel.n_clusters,
        )
        name = f"p_{test.kind}_{test.estimator}"
        n = len(page.panel.units)
        yield Result(name, test.p_value, "1", sentence, n=n, tables=_tables(page), digits=_DIGITS)


def _years_before(page: EffectPage) -> Iterator[Result]:
    test, adjusted = page.pretrends, page.detrended
    if not isinstance(test, str):
        slope = test.detected_slope(0.8)
        sentence = both(
            "finding_pretrend",
            p=format_number(test.p_value, 3),
            n=test.n_coefficients,
            slope=_number(slope),
            bias=_number(test.conditional_bias(slope)),
        )
        n = len(page.panel.units)
        yield Result("p_pretrend", test.p_value, "1", sentence, n=n, tables=_tables(page), digits=_DIGITS)
    if not isinstance(adjusted, str):
        yield _estimate(page, "without_trend", adjusted, "finding_without_trend")


def _robustness(page: EffectPage) -> Iterator[Result]:
    if not isinstance(page.left_out, str):
        yield from _left_out_regions(page, page.left_out)
    if not isinstance(page.bounds, str):
        yield from _breakdown(page, page.bounds[0])
    yield from _alternatives(page)


def _left_out_regions(page: EffectPage, found: LeaveOneOut) -> Iterator[Result]:
    values, region = found.frame["value"], found.most_influential
    low, high = float(values.min()), float(values.max())
    sentence = both(
        "finding_left_out_region",
        region=lambda language: page.design.region_names(language)[region],
        low=_number(low),
        high=_number(high),
        value=_number(float(values[region])),
        changes=len(found.significance_changes),
        n=len(values),
    )
    yield _result(page, "without_one_region", page.main.value, sentence, n=len(values), interval=(low, high))


def _breakdown(page: EffectPage, found: Bounds) -> Iterator[Result]:
    if not np.isfinite(found.breakdown):
        return
    key = "finding_breakdown" if found.breakdown > 0 else "finding_no_breakdown"
    sentence = both(key, m=format_number(found.breakdown, 2))
    n = len(page.panel.units)
    yield Result("breakdown", found.breakdown, "1", sentence, n=n, tables=_tables(page), digits=2)


def _alternatives(page: EffectPage) -> Iterator[Result]:
    values = [item.estimate.value for item in page.alternatives if item.estimate is not None]
    if values:
        low, high = min(values), max(values)
        sentence = both(
            "finding_alternatives",
            n=len(values),
            low=_number(low),
            high=_number(high),
            value=_number(page.main.value),
        )
        yield _result(page, "other_choices", page.main.value, sentence, n=len(values), interval=(low, high))


def _result(
    page: EffectPage,
    name: str,
    value: float,
    sentence: dict[str, str],
    *,
    n: int,
    interval: tuple[float, float] | None = None,
) -> Result:
    return Result(name, value, UNIT, sentence, interval, n, _tables(page), _DIGITS)


def _tables(page: EffectPage) -> tuple[str, ...]:
    return page.design.tables


def _number(value: float) -> str:
    return format_number(value, _DIGITS)


def _estimator(name: str) -> Wording:
    def word(language: Language) -> str:
        return label(f"estimator_{name}", language)

    return word
