"""The study itself: runs of notebooks, their parameters, findings and provenance, the book, and the command line.

Inside a notebook only one name is needed:

>>> from greentwin.study import begin  # doctest: +SKIP
>>> run = begin("city_profile", globals())  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greentwin.study.session import Run, begin

__all__ = ["Run", "begin"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from greentwin.study import session

        return getattr(session, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
