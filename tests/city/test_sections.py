"""Parts of a page show themselves with whatever presents them."""

import pandas as pd

from greentwin.city.sections import Absent, Drawn, Listed, Result
from greentwin.plotting import Chart, new_figure


class Recorder:
    """Keeps what it is asked to show."""

    def __init__(self):
        self.calls = []

    def show(self, *given):
        self.calls.append(("show", given))

    def table(self, *given):
        self.calls.append(("table", given))

    def finding(self, *given, **named):
        self.calls.append(("finding", given, named))


def test_a_figure_is_shown_under_its_name():
    chart = Chart(new_figure(2.0)[0], alt="One is 1.", caption="Nothing; n = 1.")
    recorder = Recorder()
    assert Drawn(chart, "one").show(recorder) is None
    assert recorder.calls == [("show", (chart, "one"))]


def test_a_table_is_shown_with_its_note():
    frame = pd.DataFrame({"a": [1]})
    recorder = Recorder()
    Listed(frame, "caption", "note", 2).show(recorder)
    assert recorder.calls == [("table", (frame, "caption", "note", 2))]


def test_what_is_absent_is_said_in_text_and_nothing_is_drawn():
    recorder = Recorder()
    remark = Absent("There is none.").show(recorder)
    assert recorder.calls == []
    assert remark._repr_markdown_() == "There is none."


def test_a_result_is_recorded_with_all_its_fields():
    recorder = Recorder()
    Result("a", 1.5, "Mt", {"en": "x", "zh": "y"}, (1.0, 2.0), 3, ("t",), 1).record(recorder)
    [(kind, given, named)] = recorder.calls
    assert (kind, given) == ("finding", ("a", 1.5, "Mt"))
    assert named == {
        "sentence": {"en": "x", "zh": "y"},
        "interval": (1.0, 2.0),
        "n": 3,
        "tables": ("t",),
        "digits": 1,
    }
