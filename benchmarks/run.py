"""Run every ``bench_*.py`` beside this file and print how its subjects compare with their peers."""

from __future__ import annotations

import argparse
import importlib
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from harness import Case, Outcome, measure
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent


def main() -> int:
    """Run the benchmarks; return 1 if one fails or none is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="TEXT", help="only questions that contain this text")
    parser.add_argument(
        "--rounds", type=_positive, default=7, metavar="N", help="rounds per case (default 7)"
    )
    arguments = parser.parse_args()
    chosen = [case for case in cases() if arguments.only.lower() in case.question.lower()]
    if not chosen:
        print(f"no benchmark matches {arguments.only!r}", file=sys.stderr)
        return 1
    try:
        outcomes = [_announced(case, arguments.rounds) for case in chosen]
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    Console().print(report(outcomes))
    return 0


def cases() -> Iterator[Case]:
    """Yield the cases of all benchmark files, by file name."""
    for path in sorted(HERE.glob("bench_*.py")):
        yield from importlib.import_module(path.stem).CASES


def report(outcomes: list[Outcome]) -> Table:
    """Lay out medians in milliseconds, the median ratio and the range of the ratios."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("question", "subject", "ms", "peer", "ms", "ratio", "range"):
        table.add_column(
            head, justify="right" if head in ("ms", "ratio", "range") else "left", overflow="fold"
        )
    for outcome in outcomes:
        low, high = min(outcome.ratios), max(outcome.ratios)
        case = outcome.case
        table.add_row(
            case.question,
            case.subject.name,
            f"{1000 * statistics.median(outcome.subject):.0f}",
            case.peer.name,
            f"{1000 * statistics.median(outcome.peer):.0f}",
            f"{outcome.ratio:.3f}",
            f"{low:.3f} to {high:.3f}",
        )
    return table


def _announced(case: Case, rounds: int) -> Outcome:
    print(f"timing: {case.question} ({rounds} rounds)", file=sys.stderr)
    return measure(case, rounds)


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return value


if __name__ == "__main__":
    sys.exit(main())
