"""A constructed evidence package on two invented documents; its texts and figures serve the tests only."""

from __future__ import annotations

import copy
import csv
import io
import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

from greentwin.data.locators import write_passages
from greentwin.data.package import DataPackage, default_package

TEXTS = {
    "s0": "湖城论坛：2016年5月3-5日，三个城市的CO2减少42%，约两百人参加。\n首个水站已建。\n",
    "s1": "The lake town has 70 million visitors, of whom half come by train.\r\nIt opened 20-25 parks in May 2019.\n",
}
CODER = "tester"
Row = dict[str, str]


def _figure(number: int, source: str, token: str, low: str, high: str, unit: str, **other: str) -> Row:
    row = {
        "figure_id": f"f{number:03}",
        "subject": "Something invented",
        "indicator": "invented_count",
        "value_low": low,
        "value_high": high,
        "unit": unit,
        "strand": "city",
        "qualifier": "exact",
        "status": "core",
    }
    return {**row, **other, **located(source, token)}


def _excluded(number: int, source: str, token: str, reason: str, see: str = "") -> Row:
    return {"excluded_id": f"x{number:03}", "reason": reason, "see": see, **located(source, token)}


def located(source: str, token: str) -> Row:
    """Give the locator of a token that stands once in a document."""
    text = TEXTS[source]
    assert text.count(token) == 1, (source, token)
    start = text.index(token)
    return {
        "source_id": source,
        "char_start": str(start),
        "char_end": str(start + len(token)),
        "token": token,
        "coder": CODER,
    }


def tables() -> dict[str, list[Row]]:
    """Return the rows of the package's tables, all sound."""
    forum = {**located("s0", "湖城论坛"), "event_id": "e_forum", "name": "Lake forum", "name_zh": "湖城论坛"}
    opening = {**located("s1", "It opened"), "event_id": "e_opening", "name": "Opening", "name_zh": "开园"}
    both = {"kind": "forum", "strand": "city"}
    return {
        "figures": [
            _figure(1, "s0", "三", "3", "3", "count"),
            _figure(2, "s0", "42%", "42", "42", "%"),
            _figure(3, "s0", "两百", "200", "200", "person", qualifier="approx"),
            _figure(4, "s0", "首个", "1", "1", "rank"),
            _figure(5, "s1", "70 million", "70000000", "70000000", "person"),
            _figure(6, "s1", "half", "0.5", "0.5", "count"),
            _figure(7, "s1", "20-25", "20", "25", "count", qualifier="range"),
        ],
        "figures_excluded": [
            _excluded(1, "s0", "2016年5月3-5", "date_of_event", "e_forum"),
            _excluded(2, "s0", "2减", "chemical_name"),
            _excluded(3, "s1", "2019", "date_of_event", "e_opening"),
        ],
        "events": [
            {**forum, **both, "start": "2016-05-03", "end": "2016-05-05", "date_precision": "day"},
            {**opening, **both, "start": "2019-01-01", "end": "2019-12-31", "date_precision": "year"},
        ],
        "ambiguities": [
            {
                **located("s0", "约两百人参加"),
                "ambiguity_id": "q01",
                "other_char_start": "0",
                "other_char_end": "4",
                "subject": "scope",
                "unclear": "Who counted.",
                "handling": "Coded as stated.",
                "related": "f003",
            }
        ],
        "contrasts": [
            {
                **located("s1", "of whom half come by train"),
                "contrast_id": "c01",
                "dimension": "travel",
                "domain": "ngo",
                "attribute": "going by train",
                "higher_side": "none",
                "explicit_china": "no",
                "explicit_europe": "no",
                "strength": "hedged",
                "hedge_marker": "half",
                "reporter": "chinese_side",
                "europe_scope": "europe",
                "role": "frame",
                "convergence_asserted": "no",
            }
        ],
    }


class EvidenceWorkshop:
    """Writes the documents and the package into a folder and changes rows of it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.documents.mkdir(parents=True)
        (self.package_folder / "evidence").mkdir(parents=True)
        self.rows = tables()
        self.rows["documents"] = [self._document(source, text) for source, text in TEXTS.items()]
        self.rows["passages"] = []
        known = {item["name"]: item for item in default_package().descriptor["resources"]}
        self.descriptor: dict[str, Any] = {
            "name": "small",
            "profile": "tabular-data-package",
            "resources": [copy.deepcopy(known[name]) for name in ("documents", "passages", *tables())],
        }
        self.save()
        write_passages(self.documents, self.package)
        path = self.package_folder / "evidence" / "passages.csv"
        self.rows["passages"] = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        self.save()

    def copied(self, root: Path) -> EvidenceWorkshop:
        """Return a copy in another folder, to be changed at will."""
        twin = copy.deepcopy(self)
        twin._root = root
        shutil.copytree(self._root, root, dirs_exist_ok=True)
        return twin

    @property
    def documents(self) -> Path:
        return self._root / "documents"

    @property
    def package_folder(self) -> Path:
        return self._root / "package"

    @property
    def package(self) -> DataPackage:
        return DataPackage(self.package_folder)

    def change(self, table: str, number: int, **cells: str) -> None:
        """Change cells of a row, counted from 1, and describe the table anew."""
        self.rows[table][number - 1].update(cells)
        self.save()

    def save(self) -> None:
        for item in self.descriptor["resources"]:
            content = self._content(item)
            (self.package_folder / item["path"]).write_bytes(content)
            item["hash"] = f"sha256:{sha256(content).hexdigest()}"
            item["rows"] = len(self.rows[item["name"]])
        text = json.dumps(self.descriptor, ensure_ascii=False)
        (self.package_folder / "datapackage.json").write_text(text, encoding="utf-8")

    def _content(self, item: dict[str, Any]) -> bytes:
        names = [field["name"] for field in item["schema"]["fields"]]
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, names, extrasaction="ignore", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows[item["name"]])
        return buffer.getvalue().encode()

    def _document(self, source: str, text: str) -> Row:
        content = text.encode()
        name = f"{source}.txt"
        (self.documents / name).write_bytes(content)
        return {
            "source_id": source,
            "file_name": name,
            "sha256": sha256(content).hexdigest(),
            "n_chars": str(len(text)),
            "languages": "zh-Hans",
            "title": f"Invented document {source}",
            "issuer": "Nobody",
            "place": "Lake town",
            "encoding_condition": "intact",
        }
