"""One model of parameters per notebook, and the reading of parameters given as text.

A notebook ``NAME`` has its model in the module ``greentwin.study.parameters.NAME``, in a class called ``Parameters``.
"""

from __future__ import annotations

import importlib
import pkgutil
import types
import typing
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from greentwin.errors import ParameterError, StudyError
from greentwin.study.parameters.base import NotebookParameters

__all__ = [
    "NotebookParameters",
    "allowed",
    "from_text",
    "is_input_file",
    "model",
    "modelled",
    "type_name",
    "validate",
]


def modelled() -> tuple[str, ...]:
    """Name the notebooks that have a model of their parameters, in alphabetical order."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name != "base"))


def model(notebook: str) -> type[NotebookParameters]:
    """Return the model of a notebook's parameters.

    Raises
    ------
    StudyError
        If there is none.
    """
    if notebook not in modelled():
        raise StudyError(
            f"notebook {notebook!r} has no model of its parameters; those that have one: {', '.join(modelled())}"
        )
    module = importlib.import_module(f"{__name__}.{notebook}")
    return typing.cast("type[NotebookParameters]", module.Parameters)


def validate(notebook: str, values: Mapping[str, object]) -> NotebookParameters:
    """Check the parameters of a notebook.

    Parameters
    ----------
    notebook : str
        The notebook's name.
    values : mapping of str to object
        Parameters by name; those not given keep their defaults.

    Returns
    -------
    NotebookParameters
        The frozen model.

    Raises
    ------
    ParameterError
        If a name is unknown, a type is wrong or a value is not allowed: one line per fault, saying what is allowed.
    """
    cls = model(notebook)
    try:
        return cls.model_validate(dict(values))
    except ValidationError as error:
        lines = [_explain(notebook, cls, dict(fault)) for fault in error.errors()]
        raise ParameterError("\n".join(lines)) from None


def from_text(notebook: str, assignments: Mapping[str, str], base: Path | None = None) -> dict[str, object]:
    """Turn parameters given as text (``-p name=value``) into values of the types the model asks for.

    The text is read as data and never evaluated. Lists are written with commas, with or without square brackets;
    ``none`` stands for no value where the parameter allows that.

    Parameters
    ----------
    notebook : str
        The notebook's name.
    assignments : mapping of str to str
        Text by parameter name. Unknown names are kept, for `validate` to refuse.
    base : Path, optional
        Folder that relative paths of input files start from; the current folder if not given.

    Returns
    -------
    dict of str to object
        Values to hand to `validate`.
    """
    fields = model(notebook).model_fields
    return {
        name: _value(fields[name], text, base) if name in fields else text
        for name, text in assignments.items()
    }


def type_name(field: FieldInfo) -> str:
    """Name the type of a parameter in words: ``text``, ``whole number``, ``list of text``, ..."""
    names = {str: "text", int: "whole number", float: "number", bool: "true or false", type(None): "none"}
    parts = []
    for part in _alternatives(field.annotation):
        origin = get_origin(part)
        if origin is Literal:
            parts.append("choice")
        elif origin in (list, tuple):
            parts.append("list")
        else:
            parts.append(names.get(part, "file" if is_input_file(field) else str(part)))
    return "file" if is_input_file(field) else " or ".join(dict.fromkeys(parts))


def allowed(field: FieldInfo) -> str:
    """Say in words which values a parameter may take, as far as its type says it."""
    texts = []
    for part in _alternatives(field.annotation):
        choices = get_args(part) if get_origin(part) is Literal else ()
        if get_origin(part) in (list, tuple):
            inner = get_args(part)[0]
            choices = get_args(inner) if get_origin(inner) is Literal else ()
        if choices:
            texts.append(", ".join(str(choice) for choice in choices))
        elif part is bool:
            texts.append("true, false")
        elif part is type(None):
            texts.append("none")
        elif part in (int, float) and (bounds := _bounds(field)):
            texts.append(bounds)
    return " or ".join(texts)


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(inner for part in get_args(annotation) for inner in _alternatives(part))
    if get_origin(annotation) is typing.Annotated:
        return _alternatives(get_args(annotation)[0])
    return (annotation,)


def _bounds(field: FieldInfo) -> str:
    limits = {
        name: getattr(m, name)
        for m in field.metadata
        for name in ("ge", "gt", "le", "lt")
        if hasattr(m, name)
    }
    if "ge" in limits and "le" in limits:
        return f"{limits['ge']} to {limits['le']}"
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    return " and ".join(f"{words[name]} {limit}" for name, limit in limits.items())


def is_input_file(field: FieldInfo) -> bool:
    """Tell whether a parameter is the path of a user's file."""
    extra = field.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("input_file"))


def _value(field: FieldInfo, text: str, base: Path | None) -> object:
    parts = _alternatives(field.annotation)
    if type(None) in parts and text.strip().lower() in ("", "none", "null"):
        return None
    if is_input_file(field):
        return str((base or Path()) / Path(text).expanduser()) if text else ""
    lists = [part for part in parts if get_origin(part) in (list, tuple)]
    if lists:
        inner = get_args(lists[0])[0]
        items = [
            item.strip().strip("'\"") for item in text.strip().removeprefix("[").removesuffix("]").split(",")
        ]
        return [_scalar(_alternatives(inner), item) for item in items if item]
    return _scalar(parts, text)


def _scalar(parts: tuple[Any, ...], text: str) -> object:
    if str in parts or any(isinstance(choice, str) for part in parts for choice in get_args(part)):
        return text
    try:
        value: object = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    return value


_PLAIN = {
    "int_type": "is not a whole number",
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "float_type": "is not a number",
    "float_parsing": "is not a number",
    "bool_type": "is neither true nor false",
    "bool_parsing": "is neither true nor false",
    "string_type": "is not text",
    "list_type": "is not a list",
    "literal_error": "is not one of the choices",
    "greater_than_equal": "is too small",
    "greater_than": "is too small",
    "less_than_equal": "is too large",
    "less_than": "is too large",
    "none_required": "must be none",
}


def _explain(notebook: str, cls: type[NotebookParameters], fault: dict[str, Any]) -> str:
    place = fault["loc"]
    if not place:
        return f"{notebook}: {_message(fault)}"
    name = str(place[0])
    if fault["type"] == "extra_forbidden":
        close = get_close_matches(name, cls.model_fields, n=1, cutoff=0.5)
        hint = f" (did you mean {close[0]}?)" if close else ""
        return f"{notebook} has no parameter {name!r}{hint}; it has: {', '.join(cls.model_fields)}"
    if fault["type"] in _PLAIN:
        limits = allowed(cls.model_fields[name])
        return f"{name}: {fault['input']!r} {_PLAIN[fault['type']]}" + (
            f"; allowed: {limits}" if limits else ""
        )
    return f"{name}: {_message(fault)}"


def _message(fault: dict[str, Any]) -> str:
    return str(fault["msg"]).removeprefix("Value error, ")
