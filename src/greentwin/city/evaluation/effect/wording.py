"""Words of the page on one specification in English and Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from greentwin.plotting import Language, Sentences, format_number, label

_TABLE = Sentences("greentwin.city.evaluation.effect")
say = _TABLE.say
both = _TABLE.both


def choice_value(choice: str, value: str, language: Language) -> str:
    """Name what is chosen."""
    if choice == "anticipation":
        return say("years_of_anticipation", language, years=value)
    if choice == "batches":
        return say("only_batch", language, batch=value)
    return label(f"effect_{choice}_{value}", language)


def spelled(numbers: Sequence[int]) -> str:
    """Join whole numbers by commas."""
    return ", ".join(map(str, numbers))


def bounds_text(interval: tuple[float, float] | None) -> str | None:
    """Write an interval; None where there is none or an end is not finite."""
    if interval is None or any(abs(end) == float("inf") or end != end for end in interval):
        return None
    low, high = (format_number(end, 3) for end in interval)
    return f"[{low},\u00a0{high}]"
