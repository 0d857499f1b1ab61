"""A kernel tells how far its run has come; whoever waits hears every line once."""

from __future__ import annotations

import threading

import pytest

from greentwin.study import milestones


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(milestones, "_SECONDS", 0.01)
    path = tmp_path / "run"
    path.mkdir()
    return path


def test_what_is_told_is_heard_once(folder):
    heard, arrived = [], threading.Event()

    def say(line: str) -> None:
        heard.append(line)
        arrived.set()

    with milestones.heard(folder, say):
        milestones.tell(folder, "Estimated: 1 / 2")
        assert arrived.wait(5)
        arrived.clear()
        milestones.tell(folder, "Estimated: 2 / 2")
        assert arrived.wait(5)
    assert heard == ["Estimated: 1 / 2", "Estimated: 2 / 2"]


def test_nothing_is_left_in_the_folder_of_the_run(folder):
    milestones.tell(folder, "Estimated: 1 / 2")
    assert not list(folder.iterdir())


def test_a_run_that_tells_nothing_is_no_fault(folder):
    heard = []
    with milestones.heard(folder, heard.append):
        pass
    with milestones.heard(folder, None):
        milestones.tell(folder, "unheard")
    assert not heard


def test_listening_ends_when_the_run_fails(folder):
    before = threading.active_count()
    with pytest.raises(RuntimeError), milestones.heard(folder, print):
        raise RuntimeError("the kernel died")
    assert threading.active_count() == before
