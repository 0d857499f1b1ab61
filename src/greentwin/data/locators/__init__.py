"""
Check the evidence tables against the raw documents, which are not redistributed.

Every row of evidence points to the passage it rests on: document, first character, character after the last. Whoever
holds the raw documents can check every row against them; whoever does not can still check that no locator changed,
because each passage stands with a digest in the table ``passages``.

Examples
--------
>>> from pathlib import Path
>>> from greentwin.data.locators import check_sources
>>> for fault in check_sources(Path("documents")):  # doctest: +SKIP
...     print(fault)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from greentwin.data.locators.checking import check_sources
    from greentwin.data.locators.documents import RawDocument, read_documents
    from greentwin.data.locators.passages import passage_digest, write_passages

__all__ = ["RawDocument", "check_sources", "passage_digest", "read_documents", "write_passages"]

_HOMES = {
    "checking": ("check_sources",),
    "documents": ("RawDocument", "read_documents"),
    "passages": ("passage_digest", "write_passages"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
