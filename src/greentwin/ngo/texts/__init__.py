"""Longer texts of the NGO pages, as Markdown in English and Chinese: what is true of one document only."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from greentwin.ngo.names import reporter_head, separator
from greentwin.ngo.sentences import counted
from greentwin.plotting import Language

if TYPE_CHECKING:
    from greentwin.ngo.contrasts import Selection

Topic = Literal["evidence", "decisions", "constituencies", "convergence", "answer", "limits"]
_BROKEN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef*])\n *(?=[\u3000-\u9fff\uff00-\uffef*])")
_HEAD = re.compile(r"^# (\w+)$", re.MULTILINE)


@cache
def sections(language: Language) -> dict[str, str]:
    """Return all texts of a language by their heading."""
    text = files("greentwin.ngo.texts").joinpath(f"{language}.md").read_text(encoding="utf-8")
    _, *parts = _HEAD.split(text)
    bodies = (_BROKEN.sub("", body.strip()) for body in parts[1::2])
    return dict(zip(parts[::2], bodies, strict=True))


def case_text(topic: Topic, selection: Selection, language: Language) -> str:
    """Return what a page says on a topic: of the study's own report, or of a user's file.

    Parameters
    ----------
    topic : {"evidence", "decisions", "constituencies", "convergence", "answer", "limits"}
        What the text is about.
    selection : Selection
        Selected contrasts; they know whether they come from a user's file.
    language : {"en", "zh"}
        Language of the text.

    Returns
    -------
    str
        Markdown; empty where there is nothing to say of a user's file.
    """
    if not selection.own_file:
        return sections(language)[f"case_{topic}"]
    n = selection.rows["contrast_id"].nunique()
    joint = separator(language)
    return (
        sections(language)
        .get(f"own_{topic}", "")
        .format(
            n=n,
            contrasts=counted(n, "contrast"),
            documents=joint.join(dict.fromkeys(selection.rows["source_id"])),
            coder=selection.coder,
            voices="; ".join(reporter_head(voice, language) for voice in selection.all_voices),
        )
    )
