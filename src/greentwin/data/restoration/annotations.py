"""Find the mirror's annotations in a raw text and tell them from genuine brackets."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from greentwin.data.restoration.encoding import gbk
from greentwin.data.restoration.results import Annotation, Refusal
from greentwin.data.restoration.rules import is_toned_syllable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greentwin.data.restoration.rules import AnnotationRule

_CANDIDATE = re.compile(r"[(?]([^\s()?]{1,6})\)")


def find_annotations(
    text: str, rules: Sequence[AnnotationRule], partial: bool
) -> tuple[tuple[Annotation, ...], tuple[Refusal, ...]]:
    """
    Return the annotations of a raw text and the brackets with pinyin that are none.

    Parameters
    ----------
    text : str
        Raw text.
    rules : sequence of AnnotationRule
        The mirror's table.
    partial : bool
        Accept the annotations of a character that also stands in the text without one.

    Returns
    -------
    tuple of Annotation
        In the order of the text.
    tuple of Refusal
        In the order of the text.
    """
    annotations: list[Annotation] = []
    refused: list[Refusal] = []
    for candidate in _CANDIDATE.finditer(text):
        start, end = candidate.span()
        fitting = _rules_before(text, start, candidate[1], rules)
        if len(fitting) == 1:
            annotations.append(Annotation(fitting[0], start, end, text[start - 1] != fitting[0].character))
        elif text[start] == "(" and is_toned_syllable(candidate[1]):
            refused.append(Refusal(start, end, "no rule has this reading for the bytes before it"))
        elif fitting:
            refused.append(Refusal(start, end, "the bytes before it fit several rules"))
    if partial:
        return tuple(annotations), tuple(refused)
    return _without_glosses(text, annotations, refused)


def _rules_before(
    text: str, start: int, pinyin: str, rules: Sequence[AnnotationRule]
) -> tuple[AnnotationRule, ...]:
    """Return the rules of that reading whose key stands before the bracket, or stood there if it was swallowed."""
    same = [rule for rule in rules if rule.pinyin == pinyin]
    nearest = gbk(text[start - 1]) if start else b""
    if not same or not nearest:
        return ()
    if text[start] == "?":
        seam = nearest[1:]
        return tuple(rule for rule in same if rule.key[:1] == seam and rule.key[1] >= 0x80)
    before = gbk(text[start - 2]) if start > 1 else b""
    return tuple(rule for rule in same if rule.key == (before + nearest)[-2:])


def _without_glosses(
    text: str, annotations: Sequence[Annotation], refused: Sequence[Refusal]
) -> tuple[tuple[Annotation, ...], tuple[Refusal, ...]]:
    """Refuse rules whose character also stands without its reading: the mirror left none out."""
    annotated = Counter(annotation.rule for annotation in annotations if not annotation.across)
    glosses = {a.rule for a in annotations if text.count(a.rule.character) != annotated[a.rule]}
    refusals = [
        Refusal(a.start, a.end, f"{a.rule.character} also stands in the text without its reading")
        for a in annotations
        if a.rule in glosses
    ]
    kept = tuple(annotation for annotation in annotations if annotation.rule not in glosses)
    return kept, tuple(sorted((*refused, *refusals), key=lambda refusal: refusal.start))
