"""Cases of a benchmark and how they are timed: a subject against a named peer, in turn, in fresh processes."""

from __future__ import annotations

import statistics
import subprocess
import sys
from dataclasses import dataclass

_TIMER = """
{setup}
from time import perf_counter as _clock
_start = _clock()
{statement}
print(_clock() - _start)
"""


@dataclass(frozen=True)
class Code:
    """A timed statement: what it is called, what must happen before the clock starts, and the statement."""

    name: str
    statement: str
    setup: str = "pass"


@dataclass(frozen=True)
class Case:
    """One comparison: a question, the subject and the peer it is measured against."""

    question: str
    subject: Code
    peer: Code


@dataclass(frozen=True)
class Outcome:
    """Seconds of one case, one entry per round; subject and peer were timed in turn.

    Attributes
    ----------
    subject, peer : tuple of float
        Seconds of each round.
    """

    case: Case
    subject: tuple[float, ...]
    peer: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """Subject's time as a multiple of the peer's, for each round."""
        return tuple(ours / theirs for ours, theirs in zip(self.subject, self.peer, strict=True))

    @property
    def ratio(self) -> float:
        """Median of the ratios; below 1 the subject is faster."""
        return statistics.median(self.ratios)


def seconds(code: Code) -> float:
    """Time a statement once in a fresh interpreter; an error there is raised here with its message.

    Raises
    ------
    RuntimeError
        If the statement fails.
    """
    program = _TIMER.format(setup=code.setup, statement=code.statement)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{code.name} failed:\n{done.stderr.strip()}")
    return float(done.stdout.split()[-1])


def measure(case: Case, rounds: int) -> Outcome:
    """Time subject and peer in turn, after one round that is not counted and warms the file cache.

    Parameters
    ----------
    case : Case
        What to compare.
    rounds : int
        How many rounds to count, at least 1.
    """
    pairs = [(seconds(case.subject), seconds(case.peer)) for _ in range(rounds + 1)][1:]
    subject, peer = zip(*pairs, strict=True)
    return Outcome(case, subject, peer)
