"""
Tables of the study: load them, read what they mean, cite them, check them, and read a user's own file.

Every table is described once, in ``datapackage.json`` (Frictionless Data Package), and is checked against its
description when it is loaded. Nothing is coerced, filled or dropped in silence.

Examples
--------
>>> from greentwin import data
>>> pilots = data.load("low_carbon_pilots")  # doctest: +SKIP
>>> print(data.cite("low_carbon_pilots"))  # doctest: +SKIP
>>> data.find_city("长沙").name_en  # doctest: +SKIP
'Changsha'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from greentwin.data.checking import Fault, accept, verify
    from greentwin.data.loading import load, used
    from greentwin.data.locators import check_sources
    from greentwin.data.package import (
        DataPackage,
        FieldDescription,
        Licence,
        Source,
        TableDescription,
        TemplateDescription,
        cite,
        default_package,
        describe,
        tables,
    )
    from greentwin.data.places import Place, cities, find_city
    from greentwin.data.restoration import (
        AnnotationRule,
        Filling,
        Restoration,
        damage,
        observed_rules,
        restore,
        simplified,
    )
    from greentwin.data.userfiles import inputs, read, templates, write_template

__all__ = [
    "AnnotationRule",
    "DataPackage",
    "Fault",
    "FieldDescription",
    "Filling",
    "Licence",
    "Place",
    "Restoration",
    "Source",
    "TableDescription",
    "TemplateDescription",
    "accept",
    "check_sources",
    "cite",
    "cities",
    "damage",
    "default_package",
    "describe",
    "find_city",
    "inputs",
    "load",
    "observed_rules",
    "read",
    "restore",
    "simplified",
    "tables",
    "templates",
    "used",
    "verify",
    "write_template",
]

_HOMES = {
    "checking": ("Fault", "accept", "verify"),
    "loading": ("load", "used"),
    "locators": ("check_sources",),
    "package": (
        "DataPackage",
        "FieldDescription",
        "Licence",
        "Source",
        "TableDescription",
        "TemplateDescription",
        "cite",
        "default_package",
        "describe",
        "tables",
    ),
    "places": ("Place", "cities", "find_city"),
    "restoration": (
        "AnnotationRule",
        "Filling",
        "Restoration",
        "damage",
        "observed_rules",
        "restore",
        "simplified",
    ),
    "userfiles": ("inputs", "read", "templates", "write_template"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
