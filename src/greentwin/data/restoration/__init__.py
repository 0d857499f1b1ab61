"""
Undo pinyin that was appended to characters byte-wise in GBK, and prove the reading by doing the damage again.

A mirror of Chinese web pages looked for certain traditional characters in the GBK bytes of a page and wrote their
pinyin in brackets after each of them. It looked at bytes, not at characters: where the second byte of one character
and the first byte of the next happened to be a listed pair, the pinyin was written between the two bytes of a
character, and the characters around it were read wrongly from there on.

Examples
--------
>>> from greentwin.data.restoration import damage, restore
>>> restored = restore("循環(huán)經濟 (GIZ)")
>>> restored.text
'循環經濟 (GIZ)'
>>> damage(restored.text) == restored.raw
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from greentwin.data.restoration.forward import damage
    from greentwin.data.restoration.restoring import restore
    from greentwin.data.restoration.results import (
        Annotation,
        Refusal,
        Repair,
        Restoration,
        RestoredCharacter,
    )
    from greentwin.data.restoration.rules import FILLINGS, RULES, AnnotationRule, Filling, observed_rules
    from greentwin.data.restoration.script import simplified

__all__ = [
    "FILLINGS",
    "RULES",
    "Annotation",
    "AnnotationRule",
    "Filling",
    "Refusal",
    "Repair",
    "Restoration",
    "RestoredCharacter",
    "damage",
    "observed_rules",
    "restore",
    "simplified",
]

_HOMES = {
    "forward": ("damage",),
    "restoring": ("restore",),
    "results": ("Annotation", "Refusal", "Repair", "Restoration", "RestoredCharacter"),
    "rules": ("FILLINGS", "RULES", "AnnotationRule", "Filling", "observed_rules"),
    "script": ("simplified",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
