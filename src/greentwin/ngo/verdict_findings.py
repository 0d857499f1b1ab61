"""Findings on conclusions, predictions, positions and coders, with their sentences in English and Chinese."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from greentwin.ngo.constituencies import Position, statements_of
from greentwin.ngo.names import the_reporter
from greentwin.ngo.predictions import PREDICTIONS, ComparedPrediction, beyond_law
from greentwin.ngo.sensitivity import WITHOUT_A_SIDE
from greentwin.ngo.sentences import both, counted
from greentwin.plotting import Language, Result, format_number, label

if TYPE_CHECKING:
    from greentwin.ngo.agreement import JudgementAgreement
    from greentwin.ngo.contrasts import Selection
    from greentwin.ngo.sensitivity import Sensitivity, TestedConclusion


def sensitivity_findings(result: Sensitivity) -> Iterator[Result]:
    """Yield how many conclusions hold, on all statements and with some left out.

    Parameters
    ----------
    result : Sensitivity
        Tested conclusions.

    Yields
    ------
    Result
        ``conclusions_hold``; and if any holds, ``conclusions_without_one_sided``, ``conclusions_without_hedged``,
        ``conclusions_on_one_statement`` and ``directions_robust``.
    """
    n, holding = len(result.tested), result.holding()
    sentence = both("finding_conclusions_hold", n=n, value=len(holding))
    yield Result("conclusions_hold", len(holding), "conclusions", sentence, n=n)
    if not holding:
        return
    names = {"implied_dropped": "without_one_sided", "hedged_dropped": "without_hedged"}
    for variant in WITHOUT_A_SIDE:
        value = len(result.holding(variant))
        key = f"conclusions_{names[variant]}"
        sentence = both(f"finding_{key}", n=len(holding), value=value)
        yield Result(key, value, "conclusions", sentence, n=len(holding))
    on_one = sum(bool(tested.breaking) for tested in holding)
    sentence = both("finding_conclusions_on_one", n=len(holding), value=on_one)
    yield Result("conclusions_on_one_statement", on_one, "conclusions", sentence, n=len(holding))
    yield _robust(result, [tested for tested in holding if tested.conclusion.about == "direction"])


def _robust(result: Sensitivity, tested: list[TestedConclusion]) -> Result:
    survive = [
        found
        for found in tested
        if not found.breaking and all(found in result.holding(variant) for variant in WITHOUT_A_SIDE)
    ]

    def named(language: Language) -> str:
        if not survive:
            return ""
        sentences = (found.conclusion.sentence[language].rstrip(".。") for found in survive)
        texts = (sentence[:1].lower() + sentence[1:] for sentence in sentences)
        return (": " if language == "en" else "：") + ("; " if language == "en" else "；").join(texts)

    sentence = both("finding_directions_robust", n=len(tested), value=len(survive), named=named)
    return Result("directions_robust", len(survive), "conclusions", sentence, n=len(tested))


def prediction_findings(selection: Selection, compared: tuple[ComparedPrediction, ...]) -> Iterator[Result]:
    """Yield for each reporter with statements how many predictions from law they bear out.

    Parameters
    ----------
    selection : Selection
        Selected contrasts.
    compared : tuple of ComparedPrediction
        Predictions beside the statements; empty where they do not apply, and then nothing is yielded.

    Yields
    ------
    Result
        ``predictions_agree_<reporter>`` and ``beyond_law_<reporter>``.
    """
    for voice in selection.voices:
        outcomes = [found.outcome for found in compared if found.voice == voice]
        n = len(selection.of(voice))
        if not outcomes or not n:
            continue
        who = partial(the_reporter, voice)
        agree = outcomes.count("agrees")
        sentence = both(
            "finding_predictions",
            who=who,
            n=len(PREDICTIONS),
            agree=agree,
            contradict=outcomes.count("contradicts") + outcomes.count("mixed"),
            silent=outcomes.count("not_addressed"),
        )
        name = f"predictions_agree_{voice.key}"
        yield Result(name, agree, "predictions", sentence, n=len(PREDICTIONS))
        beyond = len(beyond_law(selection, voice))
        sentence = both(
            "finding_beyond_law", who=who, value=beyond, n=n, statements=counted(n, "directed statement")
        )
        yield Result(f"beyond_law_{voice.key}", beyond, "statements", sentence, n=n)


def constituency_findings(selection: Selection, placed: tuple[Position, ...]) -> Iterator[Result]:
    """Yield for each reporter with statements how many of them place a side at one of the three constituencies."""
    for voice in selection.voices:
        rows = selection.of(voice)
        n = int((rows["domain"] == "ngo").sum())
        if n:
            value = len(statements_of(placed, voice))
            sentence = both(
                "finding_placed",
                who=partial(the_reporter, voice),
                value=value,
                n=n,
                statements=counted(n, "directed statement"),
            )
            yield Result(f"placed_{voice.key}", value, "statements", sentence, n=n)


def agreement_findings(coders: tuple[str, ...], found: tuple[JudgementAgreement, ...]) -> Iterator[Result]:
    """Yield the number of coders, and Krippendorff's alpha of each judgement where it exists.

    Parameters
    ----------
    coders : tuple of str
        All coders of the table.
    found : tuple of JudgementAgreement
        Their agreement; empty with one coder.

    Yields
    ------
    Result
        ``coders``, then ``alpha_<judgement>`` and ``alpha_<judgement>_ordinal``, with an interval where there is one.
    """
    n = len(coders)
    key = "finding_coders" if n > 1 else "finding_one_coder"
    yield Result("coders", n, "coders", both(key, n=n))
    for row in found:
        if math.isnan(row.alpha.value):
            continue
        interval = row.alpha.interval
        sentence = both(
            "finding_alpha_interval" if interval else "finding_alpha",
            judgement=partial(_judgement, row),
            value=format_number(row.alpha.value, 2),
            low=format_number(interval[0], 2) if interval else "",
            high=format_number(interval[1], 2) if interval else "",
            n=row.alpha.n_units,
        )
        name = f"alpha_{row.judgement}" + ("_ordinal" if row.level == "ordinal" else "")
        yield Result(name, row.alpha.value, "1", sentence, n=row.alpha.n_units, interval=interval, digits=2)


def _judgement(row: JudgementAgreement, language: Language) -> str:
    name = label(f"judgement_{row.judgement}", language).lower()
    return f"{name} ({label(f'level_{row.level}', language)})"
