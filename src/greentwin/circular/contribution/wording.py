"""Names of denominators, claims and reasons in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable

from greentwin.circular.contribution.claims import Claim
from greentwin.circular.contribution.shares import Question, Share
from greentwin.circular.sentences import say
from greentwin.plotting import Language, format_number


def span(share: Share, question: Question) -> str:
    """Write the years that a share is of."""
    if share.counting == "annual":
        return str(question.year)
    return f"{question.first}–{question.last}"


def denominator_name(share: Share, question: Question, language: Language) -> str:
    """Name a denominator with its years, for rows of figures and tables."""
    name = say(f"contribution_row_{share.denominator}", language, baseline=question.baseline)
    return say("contribution_row", language, name=name, years=span(share, question))


def denominator_phrase(share: Share, question: Question) -> Callable[[Language], str]:
    """Name a denominator inside a sentence."""
    denominator = share.denominator
    if denominator == "new_avoided_over_saving":
        denominator = "intensity_saving"
    key = f"contribution_phrase_{denominator}_{share.counting}"
    years = span(share, question)
    return lambda language: say(key, language, baseline=question.baseline, years=years)


def reason(share: Share, question: Question, language: Language) -> str:
    """Say in few words why there is no share."""
    return say(f"contribution_undefined_{share.undefined}", language, baseline=question.baseline)


def claimed(claim: Claim) -> Callable[[Language], str]:
    """Write a stated rate as it was stated: a range, a single number, or more than a number."""
    low, high = (format_number(v, 0) for v in (claim.low, claim.high))
    text = low if claim.low == claim.high else f"{low}–{high}"
    key = "contribution_more_than" if claim.more_than else "contribution_plain"
    return lambda language: say(key, language, rate=text)


def percent(share: float, digits: int = 1) -> str:
    """Write a share in per cent, without its sign."""
    return format_number(100 * share, digits)
