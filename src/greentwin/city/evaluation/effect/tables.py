"""Tables of the page on one specification."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from greentwin.city.evaluation.effect.alternatives import Alternative
from greentwin.city.evaluation.effect.comparison import Inference
from greentwin.city.evaluation.effect.design import Design
from greentwin.city.evaluation.effect.wording import bounds_text, choice_value, say
from greentwin.city.evaluation.estimators.bacon import Decomposition
from greentwin.city.evaluation.results import Estimate, Estimator
from greentwin.city.evaluation.sensitivity.pretrends import PretrendTest, pretrend_frame
from greentwin.plotting import Language, label


def sample_table(design: Design, language: Language) -> pd.DataFrame:
    """List who is in the panel."""
    panel = design.panel
    treated = panel.treated
    rows: list[tuple[str, str]] = [
        ("effect_source", design.source_label(language)),
        ("effect_outcome", design.outcome_label(language)),
        ("effect_years", f"{panel.years[0]}–{panel.years[-1]}"),
        ("effect_units", str(len(panel.units))),
        ("effect_treated_units", _by_start(design)),
        ("effect_control_units", str(int((~treated).sum()))),
        ("effect_clusters", str(panel.n_clusters)),
        ("effect_treated_clusters", str(len(np.unique(panel.clusters[treated])))),
        ("effect_gaps_left", str(int(np.isnan(panel.outcome).sum()))),
    ]
    frame = pd.DataFrame([(label(key, language), value) for key, value in rows])
    return frame.set_axis([label("effect_item", language), label("effect_value", language)], axis=1)


def _by_start(design: Design) -> str:
    panel = design.panel
    parts = [f"{group}: {int((panel.start == group).sum())}" for group in panel.groups.tolist()]
    return f"{int(panel.treated.sum())} ({'; '.join(parts)})"


def exclusion_table(design: Design, language: Language) -> pd.DataFrame:
    """List how many units each choice leaves out."""
    names = design.unit_names(language)
    rows = [
        (
            label(f"effect_reason_{item.reason}", language),
            len(item.units),
            item.n_treated,
            ", ".join(names[unit] for unit in item.units) if len(item.units) <= 8 else None,
        )
        for item in design.panel.exclusions
    ]
    heads = ("effect_reason", "effect_units_left_out", "effect_of_them_treated", "effect_which")
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def estimates_table(
    estimates: Sequence[Estimate],
    detectable: Sequence[float],
    refused: Mapping[Estimator, str],
    language: Language,
) -> pd.DataFrame:
    """List the estimates with their intervals beside what each could detect."""
    rows: list[tuple[object, ...]] = [
        (
            label(f"estimator_{found.estimator}", language),
            found.value,
            found.standard_error,
            bounds_text(found.interval()),
            found.p_value,
            effect,
            found.n_treated,
            None,
        )
        for found, effect in zip(estimates, detectable, strict=True)
    ]
    rows += [
        (label(f"estimator_{name}", language), None, None, None, None, None, None, why)
        for name, why in refused.items()
    ]
    heads = (
        "effect_estimator",
        "effect_estimate",
        "effect_error",
        "effect_interval",
        "effect_p",
        "effect_detectable",
        "effect_treated_units",
        "effect_refusal",
    )
    frame = pd.DataFrame(rows, columns=[label(head, language) for head in heads])
    numbers = [
        label(head, language) for head in ("effect_estimate", "effect_error", "effect_p", "effect_detectable")
    ]
    frame = frame.astype(dict.fromkeys(numbers, float)).astype(
        {label("effect_treated_units", language): "Int64"}
    )
    return frame if refused else frame.iloc[:, :-1]


def bacon_frame(found: Decomposition) -> pd.DataFrame:
    """Lay out the comparisons behind a two-way estimate, one row each."""
    rows = [(item.kind, item.treated, item.control, item.weight, item.estimate) for item in found.comparisons]
    return pd.DataFrame(rows, columns=["kind", "treated_start", "control_start", "weight", "estimate"])


def inference_table(tests: Sequence[Inference], language: Language) -> pd.DataFrame:
    """List the tests of the same effect below each other."""
    rows = [
        (
            label(f"estimator_{test.estimator}", language),
            label(f"effect_test_{test.kind}", language),
            test.standard_error,
            bounds_text(test.interval),
            test.p_value,
            test.refusal,
        )
        for test in tests
    ]
    heads = (
        "effect_estimator",
        "effect_test",
        "effect_error",
        "effect_interval",
        "effect_p",
        "effect_refusal",
    )
    frame = pd.DataFrame(rows, columns=[label(head, language) for head in heads])
    return frame if any(test.refusal for test in tests) else frame.iloc[:, :-1]


def pretrend_table(test: PretrendTest, language: Language) -> pd.DataFrame:
    """List which trends the test of the years before the start would find, and what they would do."""
    found = pretrend_frame(test)
    heads = ("effect_power", "effect_slope", "effect_bias", "effect_bias_if_passed")
    frame = found[["power", "slope", "bias", "conditional_bias"]]
    return frame.set_axis([label(head, language) for head in heads], axis=1)


def alternatives_table(main: Estimate, found: Sequence[Alternative], language: Language) -> pd.DataFrame:
    """List the estimate under one other choice at a time, the page's own first."""
    rows: list[tuple[object, ...]] = [
        (say("as_on_this_page", language), "", *_numbers(main), None),
    ]
    for item in found:
        numbers = _numbers(item.estimate) if item.estimate else (None,) * 5
        name = label(f"effect_{item.choice}", language)
        rows.append((name, choice_value(item.choice, item.value, language), *numbers, item.refusal))
    heads = (
        "effect_choice",
        "effect_instead",
        "effect_estimate",
        "effect_error",
        "effect_interval",
        "effect_units",
        "effect_treated_units",
        "effect_refusal",
    )
    frame = pd.DataFrame(rows, columns=[label(head, language) for head in heads])
    floats = [label(head, language) for head in ("effect_estimate", "effect_error")]
    whole = [label(head, language) for head in ("effect_units", "effect_treated_units")]
    frame = frame.astype({**dict.fromkeys(floats, float), **dict.fromkeys(whole, "Int64")})
    return frame if any(item.refusal for item in found) else frame.iloc[:, :-1]


def _numbers(found: Estimate) -> tuple[float, float, str | None, int, int]:
    interval = bounds_text(found.interval())
    return found.value, found.standard_error, interval, found.n_units, found.n_treated


def detrended_table(main: Estimate, adjusted: Estimate, language: Language) -> pd.DataFrame:
    """List the estimate with and without the groups' trends before the start."""
    rows = [
        (
            label(key, language),
            found.value,
            found.standard_error,
            bounds_text(found.interval()),
            found.p_value,
        )
        for key, found in (("effect_trend_none", main), ("effect_trend_group", adjusted))
    ]
    heads = ("effect_trend_of", "effect_estimate", "effect_error", "effect_interval", "effect_p")
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])
