"""Sentences of the city pages."""

import ast
import re
import string
from pathlib import Path

import pytest

import greentwin.city
from greentwin import data
from greentwin.city import wording
from greentwin.city.report_figures import SECTOR_COLOURS
from greentwin.errors import ParameterError
from greentwin.plotting import Sentences, label

SENTENCES = Sentences("greentwin.city").table
SOURCES = sorted(Path(greentwin.city.__file__).parent.glob("*.py"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_both_languages_have_the_same_fields(key):
    texts = SENTENCES[key]
    assert texts["en"].strip()
    assert texts["zh"].strip()
    assert fields(texts["en"]) >= fields(texts["zh"])
    assert fields(texts["en"]) - fields(texts["zh"]) == set()


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_the_chinese_text_is_chinese(key):
    text = re.sub(r"\{\w+\}", "", SENTENCES[key]["zh"])
    assert re.search(r"[\u4e00-\u9fff]", text) or not re.search(r"[a-z]{3}", text)


def test_the_table_is_sorted_by_key():
    keys = list(SENTENCES)
    assert keys == sorted(keys)


def test_every_sentence_is_used():
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    strings = {
        node.value
        for node in ast.walk(ast.parse(code.replace("from __future__ import annotations", "")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    stems = (
        "definition_",
        "finding_pilot_",
        "finding_covered",
        "finding_complete",
        "alt_coverage_",
        "caption_coverage_",
    )
    unused = [key for key in SENTENCES if key not in strings and not key.startswith(stems)]
    assert unused == []


def test_an_unknown_sentence_is_refused():
    with pytest.raises(ParameterError, match="no sentence 'nonsense'"):
        wording.say("nonsense", "en")


@pytest.mark.parametrize(
    ("items", "en", "zh"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a和b"),
        (["a", "b", "c"], "a, b and c", "a、b和c"),
    ],
)
def test_lists(items, en, zh):
    assert wording.listed(items)("en") == en
    assert wording.listed(items)("zh") == zh


@pytest.mark.parametrize(
    ("value", "text"), [(69.2038, "69.2"), (6.512, "6.51"), (0.1666, "0.167"), (-3.0, "−3.00")]
)
def test_amounts_have_three_significant_digits_or_one_decimal_place(value, text):
    assert wording.significant(value) == text


def test_every_published_figure_has_its_words(language):
    for table in ("city_inventories", "city_inventories_odbl"):
        rows = data.load(table)
        for prefix, column in (("variable", "variable"), ("sector", "sector"), ("report", "source_id")):
            for value in rows[column].unique():
                assert label(f"{prefix}_{value}", language)


def test_every_published_share_and_sector_has_a_colour():
    rows = data.load("city_inventories")
    drawn = rows.loc[rows["variable"].isin(["ghg_inventory", "co2_inventory", "ghg_share"]), "sector"]
    odbl = data.load("city_inventories_odbl")
    shares = odbl.loc[odbl["unit"] == "%", "sector"]
    assert set(drawn) | set(shares) - {"total"} <= set(SECTOR_COLOURS) | {"total"}
