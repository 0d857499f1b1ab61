"""What findings on an exchange rest on, and how they count."""

from __future__ import annotations

NETWORK = ("organisations", "events", "participation")
GOALS = ("goals",)


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun, in the plural unless it is one."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
