"""Small words that the figures, tables and sentences of appraisal share."""

from __future__ import annotations

from collections.abc import Iterable

from greentwin.plotting import Language, format_number


def listed(names: Iterable[str], language: Language) -> str:
    """
    Join names into a list.

    Examples
    --------
    >>> listed(["Bonn", "Essen", "Kunming"], "en")
    'Bonn, Essen and Kunming'
    """
    items = list(names)
    if language == "zh":
        return "、".join(items)
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def percent(share: float, digits: int = 0) -> str:
    """
    Write a share as per cent, without the sign.

    Examples
    --------
    >>> percent(0.284), percent(0.022, 1)
    ('28', '2.2')
    """
    return format_number(100 * share, digits)


def span(low: float, high: float, digits: int = 0) -> str:
    """
    Write a range, a single value where both ends are the same.

    Examples
    --------
    >>> span(1, 3), span(2, 2), span(0.25, 0.5, 2)
    ('1–3', '2', '0.25–0.50')
    """
    texts = [format_number(low, digits), format_number(high, digits)]
    return texts[0] if texts[0] == texts[1] else "–".join(texts)


def plain(value: float) -> str:
    """
    Write a measured value with as many digits as it needs, six at most.

    Examples
    --------
    >>> plain(55.0), plain(0.125), plain(-3.5), plain(12000.0)
    ('55', '0.125', '−3.5', '12,000')
    """
    text = f"{abs(value):,.6g}" if abs(value) < 1e6 else f"{abs(value):.6g}"
    return f"−{text}" if value < 0 else text
