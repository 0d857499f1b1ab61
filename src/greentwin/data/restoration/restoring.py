"""Restore a text that a mirror damaged by writing pinyin into its bytes."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from greentwin.data.restoration.annotations import find_annotations
from greentwin.data.restoration.forward import checked
from greentwin.data.restoration.results import Repair, Restoration, RestoredCharacter
from greentwin.data.restoration.rules import FILLINGS, RULES
from greentwin.data.restoration.runs import Unit, read_run
from greentwin.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greentwin.data.restoration.results import Annotation, RepairMark
    from greentwin.data.restoration.rules import AnnotationRule, Filling
    from greentwin.data.restoration.runs import Run


def restore(
    text: str,
    rules: Sequence[AnnotationRule] = RULES,
    fillings: Sequence[Filling] = FILLINGS,
    *,
    partial: bool = False,
) -> Restoration:
    """
    Undo the damage that `damage` describes.

    A bracket is removed only if it holds the reading of a rule and the two bytes before it are that rule's key; the
    brackets are ASCII and the reading is written exactly as in the rule. Everything else stays, character for
    character. Where a bracket was swallowed (``?zhí)``), the split character and its neighbours are read again from
    their bytes. The result can be proved: ``damage(restored.text, rules) == text``. The proof shows that the reading
    explains the text, not that no other does; `Repair.alternatives` lists the others.

    Parameters
    ----------
    text : str
        Raw text.
    rules : sequence of AnnotationRule
        The mirror's table; by default that of document s1. `observed_rules` derives one from another text.
    fillings : sequence of Filling
        Pairs known to be lost in broken runs; by default that of document s1.
    partial : bool, default False
        Remove the readings of a character even though it also stands in the text without one. The mirror left none
        out, so by default such brackets are taken for glosses and left.

    Returns
    -------
    Restoration
        The restored text, its characters with raw offsets, and what was removed, repaired and refused.

    Raises
    ------
    ParameterError
        If two rules annotate one character, or two fillings stand between the same neighbours.

    Examples
    --------
    >>> restored = restore("園區(qū)循環(huán)(PPP)")
    >>> restored.text
    '園區循環(PPP)'
    >>> [annotation.start for annotation in restored.annotations]
    [2, 8]
    >>> restore("環(huán)是環的讀音").text
    '環(huán)是環的讀音'
    >>> restore("主張?zhí)崛A").text  # 8F 88 | CC | E1 C8 | 41, where 崛 is E1 C8
    '主張提華'
    """
    table = checked(rules)
    known = {(filling.before, filling.left, filling.after): filling for filling in fillings}
    if len(known) < len(fillings):
        raise ParameterError("two fillings stand between the same neighbours")
    annotations, refused = find_annotations(text, table, partial)
    units = _units(text, annotations)
    characters: list[RestoredCharacter] = []
    repairs: list[Repair] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit.rule is None:
            characters.append(RestoredCharacter(unit.character, (unit.raw,), "kept"))
            at += 1
            continue
        run = read_run(units[at:], unit.rule, known)
        end = units[at + run.units].raw if at + run.units < len(units) else len(text)
        repairs.append(_repair(text, unit.raw, end, len(characters), run, table))
        characters += run.characters or _as_they_stand(text, unit.raw, end)
        at += run.units
    return Restoration(
        raw=text,
        text="".join(character.character for character in characters),
        characters=tuple(characters),
        annotations=_undone(annotations, repairs),
        repairs=tuple(repairs),
        refused=refused,
    )


def _units(text: str, annotations: Sequence[Annotation]) -> list[Unit]:
    """Return the raw characters without the annotations; a swallowed bracket leaves the byte it took along."""
    units: list[Unit] = []
    at = 0
    for annotation in annotations:
        units += [Unit(raw, text[raw]) for raw in range(at, annotation.start)]
        if text[annotation.start] == "?":
            units.append(Unit(annotation.start, "?", annotation.rule))
        at = annotation.end
    return [*units, *(Unit(raw, text[raw]) for raw in range(at, len(text)))]


def _as_they_stand(text: str, start: int, end: int) -> list[RestoredCharacter]:
    return [RestoredCharacter(text[raw], (raw,), "kept") for raw in range(start, end)]


def _repair(text: str, start: int, end: int, at: int, run: Run, rules: tuple[AnnotationRule, ...]) -> Repair:
    inferred = any(character.mark == "inferred" for character in run.characters)
    mark: RepairMark = "inferred" if inferred else "recovered" if run.characters else "unresolved"
    raw = text[start:end]
    restored = "".join(character.character for character in run.characters) or raw
    pieces = tuple(piece.data for piece in run.pieces if piece.raw is not None)
    return Repair(start, end, at, raw, restored, mark, run.reason, pieces, text[start - 1], rules)


def _undone(annotations: Sequence[Annotation], repairs: Sequence[Repair]) -> tuple[Annotation, ...]:
    """Return the annotations that do not lie in an unresolved run, where nothing was removed."""
    left = [repair for repair in repairs if repair.mark == "unresolved"]
    starts = [repair.start for repair in left]

    def stays(annotation: Annotation) -> bool:
        place = bisect_right(starts, annotation.start) - 1
        return place >= 0 and annotation.start < left[place].end

    return tuple(annotation for annotation in annotations if not stays(annotation))
