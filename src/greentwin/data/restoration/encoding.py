"""GBK as the damaged pages used it: two-byte characters, and pairs of bytes that stand for none."""

from __future__ import annotations

from functools import cache

LEADS = range(0x81, 0xFF)
TRAILS = frozenset((*range(0x40, 0x7F), *range(0x80, 0xFF)))
BRACKET = 0x28


def gbk(text: str) -> bytes:
    """Return the GBK bytes of a text, or no bytes where GBK cannot write it."""
    try:
        return text.encode("gbk")
    except UnicodeEncodeError:
        return b""


def decoded(data: bytes) -> str | None:
    """Return the text of GBK bytes, or None where they are no text."""
    try:
        return data.decode("gbk")
    except UnicodeDecodeError:
        return None


@cache
def undefined_pairs() -> tuple[bytes, ...]:
    """Return the pairs of lead and trail byte for which GBK has no character (user-defined and unassigned)."""
    pairs = (bytes((lead, trail)) for lead in LEADS for trail in sorted(TRAILS))
    return tuple(pair for pair in pairs if decoded(pair) is None)


def shown(data: bytes) -> str:
    """Return bytes as readers know them, such as ``88 CC``."""
    return data.hex(" ").upper()
