"""What the documents say of their pilots on five dimensions, and of five helices."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from greentwin.appraisal.helix import figures, tables
from greentwin.appraisal.helix.counts import actor_counts, complete_pilots, dimension_counts, outcomes
from greentwin.appraisal.helix.findings import actor_findings, presence_findings
from greentwin.appraisal.helix.presence import DIMENSIONS, NATURE, Presence, read_presence
from greentwin.data import load
from greentwin.errors import ParameterError
from greentwin.plotting import Language, legibility_faults, png, use_theme

LANGUAGES = get_args(Language)
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def found() -> Presence:
    return read_presence()


def changed(found: Presence, pilot: str, dimension: str, **values: str) -> Presence:
    rows = found.dimensions.copy()
    place = (rows["pilot_id"] == pilot) & (rows["dimension"] == dimension)
    for column, value in values.items():
        rows.loc[place, column] = value
    return Presence(found.pilots, rows)


def test_every_cell_of_the_grid_is_counted_once(found):
    counts = dimension_counts(found)
    assert counts.index.tolist() == list(DIMENSIONS)
    assert (counts[["mentioned", "absent", "not_mentioned"]].sum(axis=1) == len(found.pilots)).all()
    assert (counts[["outcome", "activity", "aim"]].sum(axis=1) == counts["mentioned"]).all()
    assert (counts[["stated", "inferred"]].sum(axis=1) == counts["mentioned"]).all()
    assert counts["mentioned"].tolist() == found.present.sum().tolist()
    actors = actor_counts(found)
    assert (actors.sum(axis=1) == len(found.pilots)).all()
    assert actors.loc["government", "acting"] == (load("document_pilots")["government"] == "acting").sum()


def test_the_dimensions_are_those_of_the_document_in_its_order():
    listed = load("helix_dimensions").sort_values("char_start")["dimension_id"].str.removeprefix("h_")
    assert listed.tolist() == list(DIMENSIONS)


def test_the_natural_environment_never_acts(found):
    counts = actor_counts(found)
    assert counts.loc[NATURE, "acting"] == counts.loc[NATURE, "not_acting"] == 0
    assert counts.loc[NATURE, "addressed"] > 0


def test_the_project_of_the_dimensions_has_all_five_and_no_outcome(found):
    assert "p_metabolon" in complete_pilots(found)
    assert "p_metabolon" not in set(outcomes(found)["pilot_id"])


def test_a_coder_who_did_not_read_everything_is_refused():
    with pytest.raises(ParameterError, match="'coder_9' has not read every pilot"):
        read_presence("coder_9")


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_can_be_read(found, language):
    use_theme(language)
    for chart in (figures.dimensions_chart(found, language), figures.actors_chart(found, language)):
        assert png(chart).startswith(b"\x89PNG")
        assert legibility_faults(chart.figure) == ()
        assert bool(CHINESE.search(chart.alt)) == (language == "zh")
        assert "16" in chart.alt


def test_marks_are_as_many_as_codes(found):
    use_theme("en")
    lines = figures.dimensions_chart(found).figure.axes[0].get_lines()
    shapes = [line.get_marker() for line in lines]
    counts = dimension_counts(found).sum()
    assert shapes.count("s") == counts["stated"]
    assert shapes.count("o") == counts["inferred"]
    assert shapes.count("_") == counts["not_mentioned"]
    open_marks = [line for line in lines if line.get_markerfacecolor() == "#FFFFFF"]
    assert len(open_marks) == counts["aim"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_denied_dimension_has_a_cross_of_its_own_in_the_key(found, language):
    use_theme(language)
    denied = changed(found, "p_bonn", "social", presence="absent", certainty="stated", stage="")
    chart = figures.dimensions_chart(denied, language)
    assert legibility_faults(chart.figure) == ()
    keys = [text.get_text() for text in chart.figure.legends[0].get_texts()]
    assert {"en": "Said to be absent", "zh": "称不存在"}[language] in keys
    assert [line.get_marker() for line in chart.figure.axes[0].get_lines()].count("x") == 1
    values = {item.name: item.value for item in presence_findings(denied)}
    assert values["dimensions_denied"] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables(found, language):
    dimensions = tables.dimension_table(found, language)
    assert dimensions.shape == (5, 8)
    assert tables.actor_table(found, language).shape == (5, 5)
    reported = tables.outcome_table(found, language)
    assert len(reported) == dimension_counts(found)["outcome"].sum()
    assert reported.iloc[:, 2].str.fullmatch(r"s\d \d+–\d+").all()
    assert len(tables.code_table(found)) == 80


def test_findings_say_what_the_tables_hold(found):
    items = {item.name: item for item in [*presence_findings(found), *actor_findings(found)]}
    counts = dimension_counts(found)
    assert items["dimensions_silent"].value == counts["not_mentioned"].sum()
    assert items["dimensions_denied"].value == 0
    assert items["outcomes_reported"].value == counts["outcome"].sum()
    assert items["named_itself"].value == counts["stated"].sum()
    assert items["least_mentioned"].value == counts["mentioned"].min()
    assert items["nature_addressed"].value == actor_counts(found).loc[NATURE, "addressed"]
    assert items["all_dimensions"].n == len(found.pilots)
    for item in items.values():
        assert not CHINESE.search(item.sentence["en"])
        assert CHINESE.search(item.sentence["zh"])
        assert "{" not in item.sentence["en"] + item.sentence["zh"]
        assert item.sentence["en"].endswith(".")


def test_ties_name_every_dimension(found):
    sentence = {item.name: item for item in presence_findings(found)}["least_mentioned"].sentence
    mentioned = dimension_counts(found)["mentioned"]
    most = mentioned.index[mentioned == mentioned.max()]
    assert all(name in sentence["en"] for name in most)


def test_without_any_outcome_or_complete_pilot_the_sentences_say_none(found):
    rows = found.dimensions.assign(stage=found.dimensions["stage"].replace("outcome", "activity"))
    rows.loc[rows["dimension"] == "social", ["presence", "certainty", "stage"]] = [
        "not_mentioned",
        None,
        None,
    ]
    items = {item.name: item for item in presence_findings(Presence(found.pilots, rows))}
    assert items["outcomes_reported"].value == items["all_dimensions"].value == 0
    assert "none reports an outcome" in items["outcomes_reported"].sentence["en"]
    assert "for none of 16 pilots" in items["all_dimensions"].sentence["en"]
