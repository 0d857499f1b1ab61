"""The executed notebook: title, text alternatives, nothing volatile."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from greentwin.study import notebookfile


def _executed(**metadata):
    image = new_output(
        "display_data", {"image/png": "aGk="}, metadata={"image/png": {"alt": "It rose to 3.", "width": 700}}
    )
    code = new_code_cell(
        "x", outputs=[image], metadata={"papermill": {"start_time": "now"}, "tags": ["mine"]}
    )
    return new_notebook(
        cells=[new_markdown_cell("# Old\n\nText."), code, new_code_cell("y")], metadata=metadata
    )


def test_the_heading_becomes_the_title_without_becoming_markup():
    notebook = _executed()
    notebookfile.finish(notebook, "New *bold* <b>\n# more")
    assert notebook.cells[0].source == "# New \\*bold\\* \\<b\\> \\# more\n\nText."
    assert notebookfile.title_of(notebook) == "New *bold* <b> # more"


def test_without_title_the_heading_stays():
    notebook = _executed()
    notebookfile.finish(notebook, None)
    assert notebookfile.title_of(notebook) == "Old"


def test_text_alternatives_move_to_where_the_book_reads_them():
    notebook = _executed()
    notebookfile.finish(notebook, None)
    assert notebook.cells[1].metadata.mystnb == {"image": {"alt": "It rose to 3.", "width": "700px"}}


def test_equal_runs_become_equal_notebooks():
    one, two = _executed(papermill={"end_time": "1"}), _executed(papermill={"end_time": "2"})
    for notebook in (one, two):
        notebookfile.finish(notebook, "T")
    assert one == two
    assert "papermill" not in one.metadata
    assert "papermill" not in one.cells[1].metadata


def test_code_is_folded_and_other_tags_stay():
    notebook = _executed()
    notebookfile.finish(notebook, None)
    assert notebook.cells[1].metadata.tags == ["mine", "hide-input"]
    assert notebook.cells[2].metadata.tags == ["hide-cell"]
