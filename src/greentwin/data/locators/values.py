"""Values of coded figures against the numbers as they are written."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from greentwin.data.faults import shown
from greentwin.data.locators.rows import TableRow
from greentwin.data.quantities import stated_interval

if TYPE_CHECKING:
    from greentwin.data.faults import Fault

COLUMNS = frozenset({"token", "value_low", "value_high", "unit", "qualifier"})
_UNIT_SCALES = {"Mt CO2": 1e6}
"""How many of what the token counts make one of the unit; one where a unit is not named here."""
_WITHOUT_LOW = frozenset({"less_than", "before"})
_WITHOUT_HIGH = frozenset({"more_than", "at_least"})


def value_faults(row: TableRow) -> list[Fault]:
    """
    Return the faults of a figure's values: bounds that its qualifier forbids or wants, and other values than written.

    A token that has no one reading as a number is not compared.
    """
    qualifier = row.text("qualifier")
    stated = stated_interval(row.text("token"))
    scale = _UNIT_SCALES.get(row.text("unit"), 1.0)
    faults = []
    for column, left_out, at in (("value_low", _WITHOUT_LOW, 0), ("value_high", _WITHOUT_HIGH, 1)):
        value = row.values[column]
        wanted = qualifier not in left_out
        if wanted != (value is not None):
            need = "a value is required" if wanted else "there must be no value"
            faults.append(row.fault(column, f"{need} where the qualifier is {qualifier}"))
        elif stated is not None and value is not None and not math.isclose(value, stated[at] / scale):
            token, unit = shown(row.text("token")), row.text("unit")
            message = f"{value:g} is not what {token} says: {stated[at] / scale:g} {unit}"
            faults.append(row.fault(column, message))
    return faults
