"""Parts of a page show themselves with whatever presents them."""

import pandas as pd

from greentwin.city.sections import Absent, Drawn, Listed
from greentwin.plotting import Chart, new_figure


class Recorder:
    """Keeps what it is asked to show."""

    def __init__(self):
        self.calls = []

    def show(self, *given):
        self.calls.append(("show", given))

    def table(self, *given):
        self.calls.append(("table", given))


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
