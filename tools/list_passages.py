"""Write the table ``passages`` anew from the locators of the evidence tables: ``python tools/list_passages.py DIR``.

DIR holds the raw documents. The table is accepted as described if it keeps to its schema.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from greentwin.data import accept
from greentwin.data.locators import write_passages
from greentwin.data.package import default_package
from greentwin.errors import GreentwinError


def main() -> None:
    """Read the folder from the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder with the raw documents")
    try:
        write_passages(parser.parse_args().folder, default_package())
        described = accept("passages")
    except GreentwinError as error:
        raise SystemExit(str(error)) from error
    print(f"{described.rows} passages")


if __name__ == "__main__":
    main()
