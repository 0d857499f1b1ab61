"""One executed notebook as one HTML file that opens anywhere and loads nothing from elsewhere."""

from __future__ import annotations

from html import escape
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

from greentwin.study import notebookfile

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; color: #222; }}
img {{ max-width: 100%; height: auto; }}
pre, .gt-table {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: .9rem; }}
caption {{ text-align: left; font-weight: 600; padding: .4rem 0; }}
th, td {{ padding: .25rem .6rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }}
.gt-number {{ text-align: right; font-variant-numeric: tabular-nums; }}
.gt-caption, .gt-detail {{ color: #555; font-size: .9rem; }}
.anchor-link, .prompt {{ display: none; }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def write(notebook: Path, path: Path, language: str) -> None:
    """Write an executed notebook as a single HTML file, without its code.

    Parameters
    ----------
    notebook : Path
        The executed notebook.
    path : Path
        The HTML file to write.
    language : str
        Language code of the page.
    """
    config = Config()
    config.TemplateExporter.exclude_input = True
    config.TemplateExporter.exclude_output_prompt = True
    content = nbformat.read(notebook, as_version=4)
    title = notebookfile.title_of(content) or notebook.stem
    body, _ = HTMLExporter(config=config, template_name="basic").from_notebook_node(content)
    path.write_text(_PAGE.format(language=language, title=escape(title), body=body), encoding="utf-8")
