"""What does validation cost? The largest table, loaded and checked, against reading it unchecked."""

from harness import Case, Code

_SETUP = """
import pandas
from greentwin import data
name = data.tables()["rows"].idxmax()
path = data.describe(name).path
"""

CASES = (
    Case(
        "loading the largest table",
        Code("data.load, validated", "data.load(name)", _SETUP),
        Code("pandas.read_csv, unchecked", "pandas.read_csv(path)", _SETUP),
    ),
    Case(
        "loading it a second time",
        Code("data.load, again", "data.load(name)", _SETUP + "data.load(name)"),
        Code("pandas.read_csv, again", "pandas.read_csv(path)", _SETUP + "pandas.read_csv(path)"),
    ),
)
