"""The page at the root of the built book, which leads to the landing page without any script or server."""

from __future__ import annotations

from html import escape
from pathlib import Path

from sphinx.application import Sphinx

_BEFORE_THE_DEFAULT_REDIRECT = 100
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={target}">
<title>{title}</title>
</head>
<body>
<p><a href="{target}">{title}</a></p>
</body>
</html>
"""


def write_entrance(app: Sphinx, exception: Exception | None) -> None:
    """Write ``index.html`` unless the landing page itself stands there."""
    target = app.builder.get_target_uri(app.config.root_doc)
    if exception is not None or app.builder.name != "html" or target == "index.html":
        return
    page = _PAGE.format(
        language=escape(app.config.language, quote=True),
        target=escape(target, quote=True),
        title=escape(app.config.html_title, quote=True),
    )
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect to the end of the build, before the table of contents writes its own redirect."""
    app.connect("build-finished", write_entrance, priority=_BEFORE_THE_DEFAULT_REDIRECT)
