"""Topics of organisations, read from the words of names.

The documents say little of what an organisation works on. Its own name and the names of the events at which it was
say something that anyone can check. A topic is a list of words; it is found where one of them stands in a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from greentwin.ngo.exchange.frames import keyed, rows

NAME, EVENT = "name", "event"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and the words by which it is found.

    Attributes
    ----------
    key : str
        Name in snake_case; its label is ``exchange_topic_<key>``.
    en, zh : tuple of str
        Beginnings of words in English names, and characters in Chinese names.
    """

    key: str
    en: tuple[str, ...]
    zh: tuple[str, ...]


TOPICS = (
    Topic("air", ("air", "atmospher"), ("大气",)),
    Topic("climate", ("climate", "carbon", "CO2"), ("气候", "碳")),
    Topic("energy", ("energy",), ("能源",)),
    Topic(
        "circular_economy",
        ("circular", "waste", "resources", "consumption", "eco-industry"),
        ("循环", "垃圾", "资源", "消费", "生态工业"),
    ),
    Topic("parks", ("park", "development zone"), ("园区", "经开区", "开发区")),
    Topic(
        "cities",
        ("city", "cities", "urban", "settlement", "local government"),
        ("城市", "市人民政府", "人居"),
    ),
    Topic("environment", ("environment", "ecolog", "nature"), ("环境", "生态", "自然")),
    Topic("sustainability", ("sustainab", "green growth"), ("可持续",)),
    Topic("transport", ("transport",), ("交通",)),
    Topic("start_ups", ("incubator", "entrepreneur", "start-up"), ("孵化", "双创")),
)


def topics_of(name_en: str, name_zh: str) -> tuple[str, ...]:
    """Return the topics whose words stand in a name, in the order of :data:`TOPICS`.

    Examples
    --------
    >>> topics_of("Energy Research Institute, NDRC", "国家发展和改革委员会能源研究所")
    ('energy',)
    """
    return tuple(topic.key for topic in TOPICS if _found(topic, name_en, name_zh))


def _found(topic: Topic, name_en: str, name_zh: str) -> bool:
    words = "|".join(map(re.escape, topic.en))
    return bool(re.search(rf"\b(?:{words})", name_en, re.IGNORECASE)) or any(
        characters in name_zh for characters in topic.zh
    )


def organisation_topics(
    organisations: pd.DataFrame, events: pd.DataFrame, ties: pd.DataFrame
) -> dict[str, dict[str, str]]:
    """Return the topics of every organisation, each with what it is read from.

    Parameters
    ----------
    organisations : DataFrame
        Index ``org_id``; columns ``name_en``, ``name_zh``.
    events : DataFrame
        Index ``event_id``; columns ``name``, ``name_zh``.
    ties : DataFrame
        Columns ``event_id``, ``org_id``.

    Returns
    -------
    dict
        By organisation, then by topic: ``name`` if the topic is in the organisation's own name, else ``event``.
    """
    of_event = {event: topics_of(row["name"], row["name_zh"]) for event, row in keyed(events).items()}
    found: dict[str, dict[str, str]] = {
        name: dict.fromkeys(topics_of(row["name_en"], row["name_zh"]), NAME)
        for name, row in keyed(organisations).items()
    }
    for row in rows(ties):
        for topic in of_event[row["event_id"]]:
            found[row["org_id"]].setdefault(topic, EVENT)
    return found
