"""Sentences in two languages: values filled in, unknown keys refused."""

import pytest

from greentwin.errors import ParameterError
from greentwin.plotting import Sentences


@pytest.fixture
def sentences(tmp_path, monkeypatch) -> Sentences:
    package = tmp_path / "spoken"
    package.mkdir()
    (package / "__init__.py").touch()
    rows = 'key,en,zh\nlong,"{who} has {n}, at most",{who}有{n}\nplain,A plain sentence.,一句话。\n'
    (package / "sentences.csv").write_text(rows, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return Sentences("spoken")


def test_values_are_filled_in_and_a_first_value_gets_a_capital(sentences):
    assert sentences.say("long", "en", who="somebody", n=3) == "Somebody has 3, at most"
    assert sentences.say("long", "zh", who="某人", n=3) == "某人有3"


def test_a_value_may_depend_on_the_language(sentences):
    said = sentences.both("long", who={"en": "the city", "zh": "该市"}.__getitem__, n=3)
    assert said == {"en": "The city has 3, at most", "zh": "该市有3"}


def test_an_unknown_key_is_refused(sentences):
    with pytest.raises(ParameterError, match="there is no sentence 'short' in the table of spoken"):
        sentences.say("short", "en")
