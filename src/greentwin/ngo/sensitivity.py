"""Which conclusions survive when part of the evidence is left out.

A conclusion is tested on all statements and on variants that leave some out: those that describe one side only, those
that are hedged, those of one reporter, and each single one. The result is a verdict per conclusion and variant. It is
no interval of uncertainty: the statements are not a sample of anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greentwin.ngo.conclusions import Conclusion, Judgement, Verdict, conclusions
from greentwin.ngo.contrasts import stated

if TYPE_CHECKING:
    import pandas as pd

    from greentwin.ngo.contrasts import Selection, Voice

VariantName = Literal["all_rows", "implied_dropped", "hedged_dropped", "reporter_dropped"]
WITHOUT_A_SIDE: tuple[VariantName, ...] = ("implied_dropped", "hedged_dropped")
"""Variants that leave out statements of every reporter."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A part of the statements.

    Attributes
    ----------
    name : {"all_rows", "implied_dropped", "hedged_dropped", "reporter_dropped"}
        What is left out.
    voice : Voice, optional
        The reporter left out.
    chosen_by : {"explicitness", "strength"}, optional
        The judgement by which statements are left out; conclusions on it are then undecided.
    """

    name: VariantName
    voice: Voice | None = None
    chosen_by: Judgement | None = None

    def keep(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the statements that stay."""
        if self.name == "implied_dropped":
            return rows[stated(rows, "china") & stated(rows, "europe")]
        if self.name == "hedged_dropped":
            return rows[rows["strength"] != "hedged"]
        if self.voice is not None:
            return rows[rows["reporter"] != self.voice.reporter]
        return rows


@dataclass(frozen=True, slots=True)
class TestedConclusion:
    """A conclusion with its verdicts.

    Attributes
    ----------
    conclusion : Conclusion
        What was tested.
    verdicts : tuple of str
        Verdict for each variant, in their order; the first is that on all statements.
    breaking : tuple of (str, str)
        Single statements whose loss changes the verdict on all statements, with the verdict then.
    """

    __test__ = False

    conclusion: Conclusion
    verdicts: tuple[Verdict, ...]
    breaking: tuple[tuple[str, Verdict], ...]

    @property
    def baseline(self) -> Verdict:
        """Verdict on all statements."""
        return self.verdicts[0]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Conclusions by variants.

    Attributes
    ----------
    variants : tuple of Variant
        Columns.
    tested : tuple of TestedConclusion
        Rows.
    statements : int
        Directed statements in the selection.
    """

    variants: tuple[Variant, ...]
    tested: tuple[TestedConclusion, ...]
    statements: int

    def holding(self, name: VariantName = "all_rows") -> tuple[TestedConclusion, ...]:
        """Return the conclusions that hold on all statements and under a variant of this name."""
        at = [variant.name for variant in self.variants].index(name)
        return tuple(t for t in self.tested if t.baseline == "holds" and t.verdicts[at] == "holds")


def sensitivity(selection: Selection) -> Sensitivity:
    """Test the conclusions on all statements, on each variant, and without each single statement.

    Parameters
    ----------
    selection : Selection
        Selected contrasts; frames are left out.

    Returns
    -------
    Sensitivity
        Verdicts. Reporters are left out one at a time only where at least two were asked for.

    Examples
    --------
    >>> result = sensitivity(read_coding().select())  # doctest: +SKIP
    >>> [tested.verdicts[:2] for tested in result.tested[:2]]  # doctest: +SKIP
    [('holds', 'undecided'), ('holds', 'holds')]
    """
    rows = selection.directed
    several = len(selection.voices) > 1
    variants = (
        Variant("all_rows"),
        Variant("implied_dropped", chosen_by="explicitness"),
        Variant("hedged_dropped", chosen_by="strength"),
        *(Variant("reporter_dropped", voice) for voice in selection.voices if several),
    )
    tested = [
        _tested(conclusion, rows, variants)
        for conclusion in conclusions(selection.voices, selection.all_voices)
    ]
    return Sensitivity(variants, tuple(tested), len(rows))


def _tested(conclusion: Conclusion, rows: pd.DataFrame, variants: tuple[Variant, ...]) -> TestedConclusion:
    verdicts = tuple(_verdict(conclusion, rows, variant) for variant in variants)
    without = {
        str(contrast_id): conclusion.judge(rows[rows["contrast_id"] != contrast_id])
        for contrast_id in rows["contrast_id"]
    }
    breaking = tuple((name, verdict) for name, verdict in without.items() if verdict != verdicts[0])
    return TestedConclusion(conclusion, verdicts, breaking)


def _verdict(conclusion: Conclusion, rows: pd.DataFrame, variant: Variant) -> Verdict:
    if variant.chosen_by == conclusion.about:
        return "undecided"
    return conclusion.judge(variant.keep(rows))
