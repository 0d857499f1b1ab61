"""Add labels to the table of labels, which stays sorted: ``python tools/add_label.py KEY ENGLISH CHINESE``.

Without arguments the labels are read from standard input as CSV rows ``key,en,zh``. A label that exists with
another text is refused; ``--replace`` changes it.
"""

from __future__ import annotations

import argparse
import csv
import fcntl
import sys
from collections.abc import Iterable
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src/greentwin/plotting/labels.csv"
HEADER = ["key", "en", "zh"]


def add(new: Iterable[list[str]], table: Path = TABLE, replace: bool = False) -> int:
    """Add rows to the table and return how many were new or changed."""
    with table.open("r+", encoding="utf-8", newline="") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        rows = {row[0]: row for row in list(csv.reader(file))[1:]}
        before = dict(rows)
        for row in new:
            if len(row) != 3 or not all(cell.strip() for cell in row):
                raise SystemExit(f"a label needs a key, an English and a Chinese text: {row}")
            if rows.get(row[0], row) != row and not replace:
                raise SystemExit(f"label {row[0]!r} exists as {rows[row[0]][1:]}; use it, or --replace it")
            rows[row[0]] = row
        file.seek(0)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([HEADER, *(rows[key] for key in sorted(rows))])
        file.truncate()
    return sum(before.get(key) != row for key, row in rows.items())


def main() -> None:
    """Read the labels from the command line or standard input and add them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("label", nargs="*", metavar="KEY ENGLISH CHINESE", help="one label")
    parser.add_argument("--replace", action="store_true", help="change labels that exist")
    arguments = parser.parse_args()
    new = [arguments.label] if arguments.label else list(csv.reader(sys.stdin))
    print(f"{add(new, replace=arguments.replace)} labels added or changed")


if __name__ == "__main__":
    main()
