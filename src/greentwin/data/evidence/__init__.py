"""
The coded evidence of the five source documents, joined across its tables.

The tables can be loaded one by one with `greentwin.data.load`. Here they are joined: the figures of a pilot, who took
part in which event, which goals an activity served, what is doubtful about a row. Everything is one coder's reading
at a time, and document s3, which says most things in Chinese and again in English, is read in one language.

Examples
--------
>>> from greentwin.data import evidence
>>> evidence.figures(pilot="p_kunming")["token"].tolist()
['42%', '98-100%']
>>> evidence.pilot("p_yeji").actors["industry"]
'addressed'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from greentwin.data.evidence.ambiguities import Doubt, doubts
    from greentwin.data.evidence.attendance import participation
    from greentwin.data.evidence.claims import LanguageHalf, figures, pilot_outcomes
    from greentwin.data.evidence.exchangegoals import Goal, goal_links, goals
    from greentwin.data.evidence.pilotcases import ACTORS, Pilot, pilot, pilots
    from greentwin.data.evidence.register import System, systems
    from greentwin.data.evidence.rows import FIRST_CODER, Passage

__all__ = [
    "ACTORS",
    "FIRST_CODER",
    "Doubt",
    "Goal",
    "LanguageHalf",
    "Passage",
    "Pilot",
    "System",
    "doubts",
    "figures",
    "goal_links",
    "goals",
    "participation",
    "pilot",
    "pilot_outcomes",
    "pilots",
    "systems",
]

_HOMES = {
    "ambiguities": ("Doubt", "doubts"),
    "claims": ("LanguageHalf", "figures", "pilot_outcomes"),
    "exchangegoals": ("Goal", "goal_links", "goals"),
    "attendance": ("participation",),
    "pilotcases": ("ACTORS", "Pilot", "pilot", "pilots"),
    "rows": ("FIRST_CODER", "Passage"),
    "register": ("System", "systems"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
