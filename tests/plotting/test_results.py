"""A result is recorded as it is, and nothing but its first four fields goes by position."""

from dataclasses import FrozenInstanceError

import pytest

from greentwin.plotting import Result

SENTENCE = {"en": "x", "zh": "y"}


class Recorder:
    """Keeps what it is given."""

    def __init__(self):
        self.calls = []

    def finding(self, *given, **named):
        self.calls.append((given, named))


def test_a_result_is_recorded_with_all_its_fields():
    recorder = Recorder()
    Result("a", 1.5, "Mt", SENTENCE, interval=(1.0, 2.0), n=3, tables=("t",), digits=1).record(recorder)
    [(given, named)] = recorder.calls
    assert given == ("a", 1.5, "Mt")
    assert named == {"sentence": SENTENCE, "interval": (1.0, 2.0), "n": 3, "tables": ("t",), "digits": 1}


def test_what_is_not_known_is_recorded_as_left_out():
    recorder = Recorder()
    Result("who", "Greenpeace", "1", SENTENCE).record(recorder)
    [(given, named)] = recorder.calls
    assert given == ("who", "Greenpeace", "1")
    assert named == {"sentence": SENTENCE, "interval": None, "n": None, "tables": (), "digits": None}


def test_what_may_be_left_out_is_never_taken_by_position():
    with pytest.raises(TypeError, match="positional"):
        Result("a", 1, "1", SENTENCE, 3)


def test_a_result_does_not_change():
    with pytest.raises(FrozenInstanceError):
        Result("a", 1, "1", SENTENCE).value = 2
