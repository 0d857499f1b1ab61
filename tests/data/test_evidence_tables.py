"""Invariants of the coded evidence that hold without the raw documents."""

from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd
import pytest

from greentwin.data import describe, load, tables
from greentwin.data.quantities import stated_interval

EVIDENCE = [
    *("figures", "figures_excluded", "organisations", "events", "participation", "document_pilots", "guide"),
    *("business_models", "helix_dimensions", "pilot_dimensions", "systems", "goals", "ambiguities"),
    "claims",
]
IDENTIFIED = [name for name in EVIDENCE if name not in ("participation", "pilot_dimensions")]


def identifiers() -> set[str]:
    return {value for name in IDENTIFIED for value in load(name).iloc[:, 0]}


def references(table: str, column: str) -> set[str]:
    return set(load(table)[column].dropna().str.split("; ").explode())


@pytest.mark.parametrize("name", EVIDENCE)
def test_every_row_has_a_locator_within_its_document_and_a_coder(name: str) -> None:
    frame = load(name)
    lengths = frame["source_id"].map(load("documents").set_index("source_id")["n_chars"])
    assert (frame["char_start"] < frame["char_end"]).all()
    assert (frame["char_end"] <= lengths).all()
    assert describe(name).primary_key[-1] == "coder"
    assert set(frame["coder"]) == {"coder_1"}


def test_every_located_table_is_listed_with_all_its_rows() -> None:
    listed = load("passages").groupby(["evidence_table", "part"]).size()
    for name in [*EVIDENCE, "contrasts"]:
        assert listed[name, "passage"] == len(load(name))
    assert listed["ambiguities", "other_passage"] == load("ambiguities")["other_char_start"].notna().sum()
    assert set(listed.index.get_level_values("evidence_table")) == {*EVIDENCE, "contrasts"}


def test_identifiers_are_unique_across_tables() -> None:
    values = pd.concat([load(name).iloc[:, 0] for name in IDENTIFIED])
    assert values.is_unique


def test_references_between_tables_exist() -> None:
    figures = set(load("figures")["figure_id"])
    assert references("document_pilots", "outcomes") <= figures
    assert references("figures_excluded", "see") <= identifiers()
    assert references("ambiguities", "related") <= identifiers()
    goals = load("goals")
    assert references("goals", "links") <= set(goals.loc[goals["kind"] == "goal", "goal_id"])


def test_passages_with_numerals_do_not_overlap() -> None:
    rows = pd.concat([load("figures"), load("figures_excluded")])[["source_id", "char_start", "char_end"]]
    for _, spans in rows.groupby("source_id"):
        ordered = spans.sort_values("char_start").itertuples(index=False)
        assert all(first.char_end <= second.char_start for first, second in pairwise(ordered))


@pytest.mark.parametrize("name", ["figures", "figures_excluded"])
def test_a_token_is_as_long_as_its_passage(name: str) -> None:
    frame = load(name)
    assert (frame["token"].str.len() == frame["char_end"] - frame["char_start"]).all()


class TestFigures:
    def test_bounds_follow_the_qualifier(self) -> None:
        frame = load("figures")
        low, high = frame["value_low"].notna(), frame["value_high"].notna()
        assert (low == ~frame["qualifier"].isin(["less_than", "before"])).all()
        assert (high == ~frame["qualifier"].isin(["more_than", "at_least"])).all()
        both = frame[low & high]
        ranges = both["qualifier"] == "range"
        assert (both.loc[ranges, "value_low"] < both.loc[ranges, "value_high"]).all()
        assert (both.loc[~ranges, "value_low"] == both.loc[~ranges, "value_high"]).all()

    def test_values_are_those_of_the_tokens(self) -> None:
        frame = load("figures")
        scale = frame["unit"].map({"Mt CO2": 1e6}).fillna(1)
        stated = pd.DataFrame([stated_interval(token) for token in frame["token"]], columns=["low", "high"])
        assert stated.notna().all(axis=None)
        for column, bound in (("value_low", "low"), ("value_high", "high")):
            given = frame[column].notna()
            assert ((frame[column] * scale)[given] == stated[bound][given]).all()

    def test_shares_lie_between_0_and_100(self) -> None:
        shares = load("figures").query("unit == '%'")[["value_low", "value_high"]]
        assert ((shares.isna()) | ((shares >= 0) & (shares <= 100))).all(axis=None)

    def test_a_year_is_the_period_it_stands_for(self) -> None:
        years = load("figures").query("unit == 'calendar_year'")
        assert (years["value_high"].astype(int).astype(str) == years["period"]).all()

    def test_an_indicator_has_one_unit(self) -> None:
        assert load("figures").groupby("indicator")["unit"].nunique().eq(1).all()

    def test_halves_belong_to_the_bilingual_document_and_do_not_mix(self) -> None:
        frame = load("figures")
        languages = frame["source_id"].map(load("documents").set_index("source_id")["languages"])
        assert (frame["language_half"].notna() == (languages == "zh-Hans;en")).all()
        halves = frame.dropna(subset="language_half").groupby("language_half")["char_start"]
        assert halves.max()["zh"] < halves.min()["en"]

    def test_both_halves_state_the_same_values_of_what_both_state(self) -> None:
        frame = load("figures").dropna(subset="language_half")
        keys = ["subject", "indicator"]
        chinese, english = (frame[frame["language_half"] == half] for half in ("zh", "en"))
        both = chinese.merge(english, on=keys, suffixes=("_zh", "_en"))
        assert len(both) >= 10
        assert (both["value_high_zh"] == both["value_high_en"]).all()


class TestEvents:
    def test_dates_follow_their_precision(self) -> None:
        frame = load("events")
        dated = frame["date_precision"] != "none"
        assert (frame["start"].notna() == dated).all()
        assert (frame["end"].notna() == dated).all()
        assert (frame.loc[dated, "start"] <= frame.loc[dated, "end"]).all()

    def test_months_and_years_are_widened(self) -> None:
        frame = load("events")
        months = frame[frame["date_precision"].isin(["month", "year"])]
        assert months["start"].dt.is_month_start.all()
        assert months["end"].dt.is_month_end.all()
        years = frame[frame["date_precision"] == "year"]
        assert years["start"].dt.is_year_start.all()
        assert years["end"].dt.is_year_end.all()

    def test_stays_and_visits_have_participants(self) -> None:
        frame = load("events")
        attended = frame.loc[frame["kind"].isin(["stay", "visit", "seminar", "forum"]), "event_id"]
        assert set(attended) <= set(load("participation")["event_id"])


class TestOrganisations:
    def test_each_takes_part_or_belongs_to_another_or_says_that_it_does_not(self) -> None:
        frame = load("organisations").set_index("org_id")
        absent = frame.drop(index=list(set(load("participation")["org_id"]) | set(frame["parent"].dropna())))
        told = absent["note"].fillna("").str.contains("took no stated part")
        assert (absent["parent"].notna() | told).all()

    def test_no_one_is_its_own_parent(self) -> None:
        parents = load("organisations").set_index("org_id")["parent"].dropna()
        for child in parents.index:
            seen = {child}
            above = parents.get(child)
            while above is not None:
                assert above not in seen
                seen.add(above)
                above = parents.get(above)

    def test_inferred_ties_say_why(self) -> None:
        inferred = load("participation").query("certainty == 'inferred'")
        assert inferred["note"].notna().all()


class TestPilots:
    def test_outcomes_come_from_the_same_document_and_its_chinese_half(self) -> None:
        pilots = load("document_pilots").dropna(subset="outcomes")
        pairs = pilots.assign(figure_id=pilots["outcomes"].str.split("; ")).explode("figure_id")
        joined = pairs.merge(load("figures"), on="figure_id", suffixes=("", "_figure"))
        assert len(joined) == len(pairs)
        assert (joined["source_id"] == joined["source_id_figure"]).all()
        assert (joined["language_half"] != "en").all()

    def test_the_natural_environment_never_acts(self) -> None:
        assert not load("document_pilots")["natural_environment"].isin(["acting", "not_acting"]).any()


class TestPilotDimensions:
    def test_every_pilot_is_read_on_every_dimension(self) -> None:
        frame = load("pilot_dimensions")
        pairs = {
            (pilot, dimension)
            for pilot in load("document_pilots")["pilot_id"]
            for dimension in load("helix_dimensions")["dimension_id"]
        }
        assert set(zip(frame["pilot_id"], frame["dimension_id"], strict=True)) == pairs
        assert len(frame) == len(pairs)

    def test_what_is_not_mentioned_has_no_certainty_and_no_stage(self) -> None:
        frame = load("pilot_dimensions")
        silent = frame["presence"] == "not_mentioned"
        assert (frame["certainty"].isna() == silent).all()
        assert frame.loc[silent, "stage"].isna().all()
        assert frame.loc[frame["presence"] == "present", "stage"].notna().all()

    def test_rows_come_from_the_document_of_the_pilot(self) -> None:
        joined = load("pilot_dimensions").merge(
            load("document_pilots"), on="pilot_id", suffixes=("", "_pilot")
        )
        assert (joined["source_id"] == joined["source_id_pilot"]).all()

    def test_an_inferred_dimension_says_why(self) -> None:
        assert load("pilot_dimensions").query("certainty == 'inferred'")["note"].notna().all()

    def test_the_project_that_the_dimensions_come_from_has_all_five_at_their_own_passages(self) -> None:
        keys = ["dimension_id", "source_id", "char_start", "char_end"]
        own = load("pilot_dimensions").query("pilot_id == 'p_metabolon' and certainty == 'stated'")
        assert own[keys].to_numpy().tolist() == load("helix_dimensions")[keys].to_numpy().tolist()


class TestGuide:
    def test_stages_and_steps_are_as_many_as_the_document_counts(self) -> None:
        guide, figures = load("guide"), load("figures").set_index("indicator")["value_low"]
        assert guide["stage_no"].dropna().tolist() == list(range(1, int(figures["guide_stages"].iloc[0]) + 1))
        assert guide["step_no"].dropna().tolist() == list(range(1, int(figures["guide_steps"].iloc[0]) + 1))
        assert (guide["stage_no"].isna() == guide["step_no"].notna()).all()

    def test_what_is_not_named_has_no_name(self) -> None:
        guide = load("guide")
        assert ((guide["named"] == "yes") == guide["name"].notna()).all()
        assert (guide["name"].notna() == guide["name_zh"].notna()).all()


class TestSystems:
    def test_a_page_stands_where_one_is_built_and_a_reason_where_one_is_needed(self) -> None:
        frame = load("systems")
        built = frame["standing"] == "built"
        assert frame.loc[built, "page"].notna().all()
        assert frame.loc[~frame["standing"].isin(["built", "planned"]), "page"].isna().all()
        assert frame.loc[frame["standing"].isin(["planned", "no_data"]), "reason"].notna().all()

    def test_most_systems_that_matter_are_built_or_have_a_reason_of_their_own(self) -> None:
        matters = load("systems").query("matters == 'yes' and standing != 'built'")
        assert matters["reason"].notna().all()


class TestGoals:
    def test_goals_serve_none_and_identifiers_tell_the_kind(self) -> None:
        frame = load("goals")
        assert frame.loc[frame["kind"] == "goal", "links"].isna().all()
        letters = frame["kind"].map({"goal": "g", "activity": "a", "result": "r", "follow_up": "u"})
        assert (frame["goal_id"].str[0] == letters).all()


class TestText:
    def test_cells_have_no_stray_spaces(self) -> None:
        for name in EVIDENCE:
            for column, values in load(name).select_dtypes(["object", "string"]).items():
                text = values.dropna().astype(str)
                if column != "token":
                    assert (text == text.str.strip()).all(), (name, column)
                    assert not text.str.contains("  ", regex=False).any(), (name, column)

    def test_chinese_in_our_own_words_is_short(self) -> None:
        for name in EVIDENCE:
            for column, values in load(name).select_dtypes(["object", "string"]).items():
                longest = max(
                    (
                        len(run)
                        for cell in values.dropna()
                        for run in re.findall("[\u4e00-\u9fff]+", str(cell))
                    ),
                    default=0,
                )
                assert longest < 30, (name, column)

    def test_every_table_of_evidence_names_the_documents_as_its_source(self) -> None:
        evidence = [name for name in tables().index if describe(name).path.parent.name == "evidence"]
        assert set(EVIDENCE) <= set(evidence)
        for name in EVIDENCE:
            assert [source.path for source in describe(name).sources] == ["evidence/documents.csv"]
            assert "coder" in describe(name).description
