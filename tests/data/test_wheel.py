"""The built wheel carries the tables and finds them without the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from greentwin.data import tables, verify
from greentwin.data.package import DataPackage

ROOT = Path(__file__).parents[2]
UV = shutil.which("uv") or shutil.which("uv", path=ROOT / ".uv" / "bin")


@pytest.mark.slow
@pytest.mark.skipif(UV is None, reason="uv is not installed; `make test` installs it")
def test_a_built_wheel_carries_every_table(tmp_path: Path) -> None:
    subprocess.run([str(UV), "build", "--quiet", "--wheel", "--out-dir", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    carried = DataPackage(site / "greentwin" / "data" / "tables")
    assert verify(package=carried) == ()
    assert list(tables(package=carried).index) == list(tables().index)
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "from greentwin import data\n"
        "print(data.default_package().root, len(data.load('places')), callable(data.tables))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.split() == [str(carried.root), str(len(data_rows(carried))), "True"]


def data_rows(package: DataPackage) -> list[str]:
    return package.table("places").path.read_text(encoding="utf-8").splitlines()[1:]
