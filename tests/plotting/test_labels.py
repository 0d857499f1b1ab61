import csv
import importlib.util
from pathlib import Path
from string import Formatter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties

from greentwin.errors import GreentwinError, ParameterError
from greentwin.plotting import LANGUAGES, MISSING, LabelError, format_number, label, label_table, use_theme
from greentwin.plotting.glyphs import FONT_FAMILY, missing_characters

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "src/greentwin/plotting/labels.csv"


@pytest.fixture(scope="module")
def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_row_has_key_english_and_chinese(rows):
    assert rows[0] == ["key", *LANGUAGES]
    for row in rows[1:]:
        assert len(row) == 3, row
        assert all(cell == cell.strip() and cell for cell in row), row


def test_keys_are_unique_sorted_and_in_snake_case(rows):
    keys = [row[0] for row in rows[1:]]
    assert keys == sorted(set(keys))
    for key in keys:
        assert key.isidentifier(), key
        assert key == key.lower(), key


def test_one_label_stands_on_one_line(rows):
    assert len(TABLE.read_text(encoding="utf-8").splitlines()) == len(rows)


def test_the_bundled_font_draws_every_label(rows):
    use_theme("zh")
    font = FontProperties(family=[FONT_FAMILY])
    assert {row[0]: missing_characters(row[1] + row[2], font) for row in rows[1:]} == {
        row[0]: "" for row in rows[1:]
    }


def test_both_languages_have_the_same_fields(rows):
    for key, english, chinese in rows[1:]:
        assert _fields(english) == _fields(chinese), key


def _fields(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def test_a_label_in_both_languages():
    assert label("co2_mt", "en") == "CO₂ emissions (Mt)"
    assert label("co2_mt", "zh") == "CO₂排放量(百万吨)"
    assert label("co2_mt") == label("co2_mt", "en")


def test_a_label_takes_the_values_of_its_fields():
    assert label("n_equals", "en", n=36) == "n = 36"
    with pytest.raises(LabelError, match=r"label 'n_equals' \('n = \{n\}'\) needs a value for 'n'"):
        label("n_equals", "en")


def test_an_unknown_key_is_refused_with_close_matches():
    with pytest.raises(LabelError, match=r"no label 'co2_mtt'; close matches: co2_mt"):
        label("co2_mtt", "en")
    with pytest.raises(LabelError, match=r"no label 'qqqqqqqq'; see plotting/labels.csv"):
        label("qqqqqqqq", "en")
    assert issubclass(LabelError, GreentwinError)


@pytest.mark.parametrize("function", [lambda x: label("year", x), lambda x: format_number(1.0, 1, x)])
def test_an_unknown_language_is_refused_with_the_languages(function):
    with pytest.raises(ParameterError, match="'de' is unknown; it must be en or zh"):
        function("de")


def test_the_table_of_labels_is_the_file(rows):
    assert {key: list(texts.values()) for key, texts in label_table().items()} == {
        row[0]: row[1:] for row in rows[1:]
    }


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (21.46, 1, "21.5"),
        (12345.678, 1, "12,345.7"),
        (-3, 0, "−3"),
        (-0.004, 2, "0.00"),
        (-0.006, 2, "−0.01"),
        (0, 0, "0"),
        (1997, 0, "1,997"),
        (None, 1, MISSING),
        (float("nan"), 1, MISSING),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_as_the_book_writes_them(value, digits, text, language):
    assert format_number(value, digits, language) == text


def test_pandas_missing_values_are_dashes():
    assert format_number(pd.NA) == MISSING
    assert format_number(pd.NaT) == MISSING


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_a_formatted_number_reads_back(value, digits):
    text = format_number(value, digits)
    assert float(text.replace("−", "-").replace(",", "")) == pytest.approx(
        round(value, digits), abs=10.0**-digits
    )


@pytest.mark.parametrize(("value", "digits"), [(float("inf"), 1), (1.0, -1)])
def test_a_number_that_cannot_be_shown_is_refused(value, digits):
    with pytest.raises(ParameterError):
        format_number(value, digits)


@pytest.fixture
def add_label():
    spec = importlib.util.spec_from_file_location("add_label", ROOT / "tools/add_label.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.add


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("key,en,zh\na,A,甲\nc,C,丙\n", encoding="utf-8")
    return path


def test_added_labels_keep_the_table_sorted(add_label, table):
    assert add_label([["b", 'B, "b"', "乙"], ["a", "A", "甲"]], table) == 1
    assert table.read_text(encoding="utf-8") == 'key,en,zh\na,A,甲\nb,"B, ""b""",乙\nc,C,丙\n'


@pytest.mark.parametrize("row", [["c", "Other", "丙"], ["d", "D"], ["d", "D", " "]])
def test_a_label_that_clashes_or_lacks_a_language_is_refused(add_label, table, row):
    before = table.read_bytes()
    with pytest.raises(SystemExit, match=r"label|key"):
        add_label([row], table)
    assert table.read_bytes() == before


def test_a_label_is_replaced_on_request_only(add_label, table):
    assert add_label([["c", "Other", "丁"]], table, replace=True) == 1
    assert table.read_text(encoding="utf-8").endswith("c,Other,丁\n")
