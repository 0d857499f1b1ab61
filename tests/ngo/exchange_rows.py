"""A small exchange made up for the tests: two reporters, a visit, a shared forum, and an event apart."""

from __future__ import annotations

import pandas as pd

from greentwin.ngo.exchange.selection import Exchange, select


def organisations() -> pd.DataFrame:
    """Return six organisations, one parent of another as stated and one as inferred."""
    rows = [
        ("o_alpha", "甲环境学会", "Alpha Environmental Society (AES)", "ngo", "China", None, None),
        ("o_beta", "乙协会", "Beta association", "ngo", "France", None, None),
        ("o_gamma", "丙能源院", "Gamma energy house", "research", "China", "o_delta", "stated"),
        ("o_delta", "丁委员会", "Delta commission", "government", "China", "o_top", "inferred"),
        ("o_top", "最高会", "Top council", "government", "China", None, None),
        ("o_iota", "国际能源会", "International energy body", "international", "International", None, None),
    ]
    columns = ["org_id", "name_zh", "name_en", "type", "country", "parent", "parent_certainty"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        source_id="s0", char_start=range(0, 60, 10), char_end=range(5, 65, 10), coder="coder_1"
    )


def events() -> pd.DataFrame:
    """Return five events; the forum is dated to the month, the talk not at all."""
    rows = [
        ("e_stay", "s0", 100, 200, "Stay", "交流", "stay", "2017-05-01", "2017-06-30", "day"),
        (
            "e_forum",
            "s0",
            300,
            320,
            "Forum on cities",
            "城市论坛",
            "forum",
            "2017-06-01",
            "2017-06-30",
            "month",
        ),
        ("e_talk", "s0", 200, 220, "Talk at Gamma", "丙座谈", "talk", None, None, "none"),
        ("e_visit", "s0", 250, 260, "Visit to Iota", "访问国际会", "visit", None, None, "none"),
        ("e_law", "s1", 10, 20, "Approval", "批准", "decision", "2016-01-01", "2016-12-31", "year"),
    ]
    columns = ["event_id", "source_id", "char_start", "char_end", "name", "name_zh", "kind", "start", "end"]
    frame = pd.DataFrame(rows, columns=[*columns, "date_precision"])
    dates = {column: pd.to_datetime(frame[column]) for column in ("start", "end")}
    return frame.assign(**dates, place=None, strand="ngo", coder="coder_1")


def participation() -> pd.DataFrame:
    """Return who took part; Beta's part in the stay and Delta's in the approval are inferred."""
    rows = [
        ("e_stay", "o_alpha", "visitor", 110, 120, "stated"),
        ("e_stay", "o_beta", "host", 120, 130, "inferred"),
        ("e_forum", "o_alpha", "speaker", 400, 420, "inferred"),
        ("e_forum", "o_alpha", "participant", 300, 310, "stated"),
        ("e_forum", "o_beta", "organiser", 310, 320, "stated"),
        ("e_talk", "o_beta", "visitor", 200, 210, "stated"),
        ("e_talk", "o_gamma", "host", 210, 220, "stated"),
        ("e_visit", "o_alpha", "visitor", 250, 255, "stated"),
        ("e_visit", "o_iota", "visited", 255, 260, "stated"),
        ("e_law", "o_delta", "approver", 10, 20, "inferred"),
    ]
    frame = pd.DataFrame(rows, columns=["event_id", "org_id", "role", "char_start", "char_end", "certainty"])
    return frame.assign(source_id=["s0"] * 9 + ["s1"], note=None, coder="coder_1")


def goals() -> pd.DataFrame:
    """Return three goals: one with a result, one with a forum for a result, one with nothing."""
    rows = [
        ("g01", "both", "goal", 500, 510, "Build a network", "建网络", None),
        ("g02", "chinese_side", "goal", 510, 520, "Talk in public", "公开交流", None),
        ("g03", "french_side", "goal", 520, 530, "Look at waste", "看废物", None),
        ("a01", "chinese_side", "activity", 300, 310, "Went to the forum", "参加论坛", "g01; g02"),
        ("a02", "chinese_side", "activity", 250, 260, "Went to Iota", "访问", None),
        ("r01", "chinese_side", "result", 405, 410, "Spoke at the forum", "论坛发言", "g01; g02"),
        ("r02", "chinese_side", "result", 600, 610, "Built a network", "建成网络", "g01"),
        ("r03", "french_side", "result", 150, 160, "Lived abroad", "在外生活", None),
        ("u01", "french_side", "follow_up", 700, 710, "Go on", "继续", "g01"),
    ]
    columns = ["goal_id", "party", "kind", "char_start", "char_end", "text_en", "text_zh", "links"]
    return pd.DataFrame(rows, columns=columns).assign(source_id="s0", topic="any", coder="coder_1")


def small(documents: tuple[str, ...] = ("s0", "s1"), minimum_certainty: str = "inferred") -> Exchange:
    """Return the made-up exchange."""
    return select(
        organisations(),
        events(),
        participation(),
        goals(),
        documents,
        minimum_certainty,  # type: ignore[arg-type]
    )


def ties(*pairs: str) -> pd.DataFrame:
    """Return ties written as ``event organisation``, an inferred one with a question mark."""
    rows = [(*pair.rstrip("?").split(), "inferred" if pair.endswith("?") else "stated") for pair in pairs]
    return pd.DataFrame(rows, columns=["event_id", "org_id", "certainty"])
