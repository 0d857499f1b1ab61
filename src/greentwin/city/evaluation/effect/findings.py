"""Findings of the page on one specification."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from greentwin.city.evaluation.effect.answers import Answers
from greentwin.city.evaluation.effect.wording import both, spelled
from greentwin.city.evaluation.power.published import Published
from greentwin.city.evaluation.power.simulation import exaggeration
from greentwin.city.evaluation.results import Estimate
from greentwin.city.evaluation.sensitivity.bounds import Bounds
from greentwin.city.evaluation.sensitivity.leaveout import LeaveOneOut
from greentwin.plotting import Language, Result, Wording, format_number, label

UNIT = "ln points"
_DIGITS = 3


def results_of(answers: Answers) -> Iterator[Result]:
    """Return the sample, the estimates, what could be detected, and how far the estimate holds."""
    yield from _sample(answers)
    yield from _estimates(answers)
    yield from _detectable(answers)
    yield from _tests(answers)
    yield from _years_before(answers)
    yield from _robustness(answers)


def _sample(answers: Answers) -> Iterator[Result]:
    panel, tables = answers.panel, _tables(answers)
    n, treated = len(panel.units), int(panel.treated.sum())
    words: dict[str, Wording] = {
        "n": n,
        "treated": treated,
        "control": n - treated,
        "starts": spelled(panel.groups.tolist()),
        "first": int(panel.years[0]),
        "last": int(panel.years[-1]),
        "source": answers.design.source_label,
    }
    yield Result("treated_units", treated, "1", both("finding_sample", **words), n=n, tables=tables)
    left_out = sum(len(item.units) for item in panel.exclusions)
    pilots = sum(item.n_treated for item in panel.exclusions)
    sentence = both("finding_left_out", left_out=left_out, of_all=n + left_out, pilots=pilots, **words)
    yield Result("left_out", left_out, "1", sentence, n=n + left_out, tables=tables)


def _estimates(answers: Answers) -> Iterator[Result]:
    yield _estimate(answers, "effect", answers.main, "finding_effect")
    found, _ = answers.estimates
    for item in found:
        yield _estimate(answers, f"estimate_{item.estimator}", item, "finding_estimate")
    values = [item.value for item in found]
    low, high = min(values), max(values)
    sentence = both(
        "finding_spread", low=_number(low), high=_number(high), spread=_number(high - low), n=len(found)
    )
    yield _result(answers, "spread_of_estimators", high - low, sentence, n=len(found))


def _estimate(answers: Answers, name: str, found: Estimate, key: str) -> Result:
    low, high = found.interval()
    words: dict[str, Wording] = {
        "estimator": _estimator(found.estimator),
        "value": _number(found.value),
        "percent": format_number(100 * (np.exp(found.value) - 1), 1),
        "low": _number(low),
        "high": _number(high),
        "p": format_number(found.p_value, 3),
        "treated": found.n_treated,
        "source": answers.design.source_label,
        "outcome": answers.design.outcome_label,
    }
    interval = (low, high) if np.isfinite([low, high]).all() else None
    return _result(answers, name, found.value, both(key, **words), n=found.n_units, interval=interval)


def _detectable(answers: Answers) -> Iterator[Result]:
    design = answers.detectability
    n = design.estimate.n_units
    simulated = design.simulated
    sentence = both(
        "finding_detectable",
        effect=_number(simulated.effect),
        formula=_number(design.by_formula),
        draws=answers.draws,
        source=answers.design.source_label,
    )
    interval = (simulated.lower, simulated.upper)
    yield _result(answers, "detectable", simulated.effect, sentence, n=n, interval=interval)
    if answers.published is None:
        return
    for name, effect in (("smallest", answers.published.smallest), ("largest", answers.published.largest)):
        power = design.power_against(effect)
        sentence = both(
            f"finding_power_{name}",
            effect=_number(effect),
            power=format_number(100 * power, 0),
            source=answers.design.source_label,
        )
        tables = (*_tables(answers), "pilot_effect_estimates")
        yield Result(f"power_{name}", 100 * power, "%", sentence, n=n, tables=tables, digits=0)
    yield from _exaggeration(answers, answers.published)


def _exaggeration(answers: Answers, published: Published) -> Iterator[Result]:
    factor = exaggeration(answers.detectability.drawn, published.largest)
    if not np.isfinite(factor):
        return
    sentence = both(
        "finding_exaggeration",
        effect=_number(published.largest),
        factor=format_number(factor, 1),
        source=answers.design.source_label,
    )
    n = len(answers.panel.units)
    tables = (*_tables(answers), "pilot_effect_estimates")
    yield Result("exaggeration", factor, "1", sentence, n=n, tables=tables, digits=1)


def _tests(answers: Answers) -> Iterator[Result]:
    for test in answers.tests:
        if test.kind == "clustered" or test.refusal is not None:
            continue
        sentence = both(
            f"finding_{test.kind}",
            estimator=_estimator(test.estimator),
            p=format_number(test.p_value, 3),
            draws=answers.draws,
            clusters=answers.panel.n_clusters,
        )
        name = f"p_{test.kind}_{test.estimator}"
        n = len(answers.panel.units)
        yield Result(name, test.p_value, "1", sentence, n=n, tables=_tables(answers), digits=_DIGITS)


def _years_before(answers: Answers) -> Iterator[Result]:
    test, adjusted = answers.pretrends, answers.detrended
    if not isinstance(test, str):
        slope = test.detected_slope(0.8)
        sentence = both(
            "finding_pretrend",
            p=format_number(test.p_value, 3),
            n=test.n_coefficients,
            slope=_number(slope),
            bias=_number(test.conditional_bias(slope)),
        )
        n = len(answers.panel.units)
        yield Result("p_pretrend", test.p_value, "1", sentence, n=n, tables=_tables(answers), digits=_DIGITS)
    if not isinstance(adjusted, str):
        yield _estimate(answers, "without_trend", adjusted, "finding_without_trend")


def _robustness(answers: Answers) -> Iterator[Result]:
    if not isinstance(answers.left_out, str):
        yield from _left_out_regions(answers, answers.left_out)
    if not isinstance(answers.bounds, str):
        yield from _breakdown(answers, answers.bounds[0])
    yield from _alternatives(answers)


def _left_out_regions(answers: Answers, found: LeaveOneOut) -> Iterator[Result]:
    values, region = found.frame["value"], found.most_influential
    low, high = float(values.min()), float(values.max())
    sentence = both(
        "finding_left_out_region",
        region=lambda language: answers.design.region_names(language)[region],
        low=_number(low),
        high=_number(high),
        value=_number(float(values[region])),
        changes=len(found.significance_changes),
        n=len(values),
    )
    yield _result(
        answers, "without_one_region", answers.main.value, sentence, n=len(values), interval=(low, high)
    )


def _breakdown(answers: Answers, found: Bounds) -> Iterator[Result]:
    if not np.isfinite(found.breakdown):
        return
    key = "finding_breakdown" if found.breakdown > 0 else "finding_no_breakdown"
    sentence = both(key, m=format_number(found.breakdown, 2))
    n = len(answers.panel.units)
    yield Result("breakdown", found.breakdown, "1", sentence, n=n, tables=_tables(answers), digits=2)


def _alternatives(answers: Answers) -> Iterator[Result]:
    values = [item.estimate.value for item in answers.alternatives if item.estimate is not None]
    if values:
        low, high = min(values), max(values)
        sentence = both(
            "finding_alternatives",
            n=len(values),
            low=_number(low),
            high=_number(high),
            value=_number(answers.main.value),
        )
        yield _result(
            answers, "other_choices", answers.main.value, sentence, n=len(values), interval=(low, high)
        )


def _result(
    answers: Answers,
    name: str,
    value: float,
    sentence: dict[str, str],
    *,
    n: int,
    interval: tuple[float, float] | None = None,
) -> Result:
    return Result(
        name, value, UNIT, sentence, interval=interval, n=n, tables=_tables(answers), digits=_DIGITS
    )


def _tables(answers: Answers) -> tuple[str, ...]:
    return answers.design.tables


def _number(value: float) -> str:
    return format_number(value, _DIGITS)


def _estimator(name: str) -> Wording:
    def word(language: Language) -> str:
        return label(f"estimator_{name}", language)

    return word
