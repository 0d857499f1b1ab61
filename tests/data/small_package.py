"""A small constructed data package: its figures are invented and serve the tests only."""

from __future__ import annotations

import copy
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from greentwin.data.package import DataPackage

TOWNS = """\
town_id,name,founded,area_km2,coastal,surveyed,kind
ash,Ash,1201,12.5,true,2020-02-29,large
birch,"Birch, Upper",,0.75,false,2019-12-31,small
cedar,Cedar,1850,,,,small
"""
COUNTS = """\
town_id,year,sector,value
ash,2015,total,10
ash,2016,total,11.5
birch,2015,total,0
birch,2015,homes,
"""


def _field(name: str, type_: str, unit: str = "", **constraints: Any) -> dict[str, Any]:
    item: dict[str, Any] = {"name": name, "type": type_, "unit": unit, "description": f"The {name}."}
    return {**item, "constraints": constraints} if constraints else item


TOWN_SCHEMA = {
    "fields": [
        _field("town_id", "string", required=True, unique=True, pattern="[a-z]+|x"),
        _field("name", "string", required=True, minLength=2, maxLength=20),
        _field("founded", "integer", "year", minimum=1000, maximum=2000),
        _field("area_km2", "number", "km2", minimum=0),
        _field("coastal", "boolean"),
        _field("surveyed", "date", minimum="2000-01-01"),
        _field("kind", "string", required=True, enum=["large", "small"]),
    ],
    "primaryKey": "town_id",
    "missingValues": [""],
}
COUNT_SCHEMA = {
    "fields": [
        _field("town_id", "string", required=True),
        _field("year", "integer", "year", required=True, minimum=1960, maximum=2030),
        _field("sector", "string", required=True, enum=["total", "homes"]),
        _field("value", "number", "kt", minimum=0),
    ],
    "primaryKey": ["town_id", "year", "sector"],
    "foreignKeys": [{"fields": ["town_id"], "reference": {"resource": "towns", "fields": ["town_id"]}}],
    "missingValues": [""],
}
OWN_SCHEMA = {
    "fields": [
        _field("year", "integer", "year", required=True, minimum=1960, maximum=2030),
        _field("sector", "string", required=True, enum=["total", "homes"]),
        _field("co2_mt", "number", "Mt", required=True, minimum=0, maximum=5000),
        _field("note", "string"),
    ],
    "primaryKey": ["year", "sector"],
    "missingValues": [""],
}


def resource(name: str, path: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "title": f"Table of {name}",
        "description": f"Invented {name} for the tests.",
        "path": path,
        "profile": "tabular-data-resource",
        "schema": copy.deepcopy(schema),
        "sources": [{"title": "A. Author (2020). Towns.", "path": "https://doi.org/10.1234/towns"}],
        "licenses": [
            {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": "https://x.org/by"}
        ],
        "hash": f"sha256:{sha256(text.encode()).hexdigest()}",
        "rows": text.count("\n") - 1,
    }


class Workshop:
    """Writes a package into a folder and changes parts of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "counted").mkdir(parents=True)
        (root / "templates").mkdir()
        (root / "towns.csv").write_text(TOWNS, encoding="utf-8")
        (root / "counted" / "counts.csv").write_text(COUNTS, encoding="utf-8")
        (root / "templates" / "own_counts.csv").write_text("year,sector,co2_mt,note\n", encoding="utf-8")
        (root / "templates" / "own_counts.md").write_text("# How to fill in\n", encoding="utf-8")
        self.descriptor: dict[str, Any] = {
            "name": "small",
            "profile": "tabular-data-package",
            "resources": [
                resource("towns", "towns.csv", TOWNS, TOWN_SCHEMA),
                resource("counts", "counted/counts.csv", COUNTS, COUNT_SCHEMA),
            ],
            "templates": [
                {
                    "name": "own_counts",
                    "title": "Own counts",
                    "description": "A town's own counts.",
                    "path": "templates/own_counts.csv",
                    "guide": "templates/own_counts.md",
                    "schema": copy.deepcopy(OWN_SCHEMA),
                }
            ],
        }
        self.save()

    def save(self) -> None:
        text = json.dumps(self.descriptor, indent=2, ensure_ascii=False) + "\n"
        (self.root / "datapackage.json").write_text(text, encoding="utf-8")

    def resource(self, name: str) -> dict[str, Any]:
        return next(item for item in self.descriptor["resources"] if item["name"] == name)

    def rewrite(self, name: str, text: str | bytes, *, describe: bool = True) -> None:
        """Give a table another content; with `describe`, also its row count and checksum."""
        content = text.encode() if isinstance(text, str) else text
        item = self.resource(name)
        (self.root / item["path"]).write_bytes(content)
        if describe:
            item["hash"] = f"sha256:{sha256(content).hexdigest()}"
            item["rows"] = content.count(b"\n") - 1
            self.save()

    @property
    def package(self) -> DataPackage:
        return DataPackage(self.root)
