"""Links to pages of the book that show the page's own title."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref


def page_link(target: str, docname: str) -> pending_xref:
    """Build a link to the page `target` from the page `docname`; a page that is missing is a warning."""
    reference = pending_xref(
        "",
        refdomain="std",
        reftype="doc",
        reftarget=f"/{target}",
        refdoc=docname,
        refexplicit=False,
        refwarn=True,
    )
    reference += nodes.inline("", "", classes=["doc"])
    return reference
