"""The role ``{finding}``: a recorded result in prose, linked to its place on the page of its run.

``{finding}`city_profile/changsha:source_ratio``` shows the value with its unit; a suffix asks for another part:
``.sentence``, ``.n``, ``.interval``, ``.value`` (without unit) or ``.unit``. What was not recorded fails the build.
"""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from greentwin.errors import StudyError
from greentwin.study.findings import FILE, Finding, number_text, read

from .results import RunKey

_LOGGER = logging.getLogger(__name__)
_REFERENCE = re.compile(
    r"(?P<notebook>[a-z0-9_]+)/(?P<run>[a-z0-9_-]+):(?P<name>[a-z0-9_]+)(?:\.(?P<part>[a-z]+))?"
)
_NARROW_SPACE = "\u202f"
_YES_NO = {"en": ("no", "yes"), "zh": ("否", "是")}
_RANGE = {"en": "{low} to {high}", "zh": "{low} 至 {high}"}
PARTS = ("value", "unit", "sentence", "n", "interval")


def part_text(finding: Finding, part: str | None, language: str) -> str:
    """Write a finding, or one part of it, as it stands in prose.

    Parameters
    ----------
    finding : Finding
        The recorded result.
    part : str, optional
        One of ``PARTS``; the value with its unit if not given.
    language : str
        ``en`` or ``zh``.

    Raises
    ------
    StudyError
        If there is no such part, or the finding was recorded without it.

    Examples
    --------
    >>> ratio = Finding("ratio", 3.21, "1", {"en": "Three.", "zh": "三。"}, digits=1)
    >>> part_text(ratio, None, "en"), part_text(ratio, "sentence", "zh")
    ('3.2', '三。')
    """
    if part is None:
        return _with_unit(_value(finding, language), finding.unit)
    if part == "value":
        return _value(finding, language)
    if part == "unit":
        return finding.unit
    if part == "sentence":
        return finding.sentence[language]
    if part == "n":
        if finding.n is None:
            raise StudyError(f"finding {finding.name} was recorded without n")
        return number_text(finding.n)
    if part == "interval":
        return _interval(finding, language)
    raise StudyError(f"a finding has no part {part!r}; it has: {', '.join(PARTS)}")


def find(root: Path, text: str) -> tuple[RunKey, Finding, str | None]:
    """Read the finding that a reference names.

    Parameters
    ----------
    root : Path
        Root of the project.
    text : str
        ``notebook/run:name`` or ``notebook/run:name.part``.

    Returns
    -------
    tuple
        The run, the finding and the part asked for.

    Raises
    ------
    StudyError
        If the reference is not well formed, or there is no such run or finding.
    """
    match = _REFERENCE.fullmatch(text)
    if match is None:
        raise StudyError(
            f"{text!r} is not a reference to a finding; write notebook/run:name or notebook/run:name.part"
        )
    key = RunKey(match["notebook"], match["run"])
    recorded = read(root / key.folder / FILE)
    if match["name"] not in recorded:
        raise StudyError(
            f"{key.docname} has no finding {match['name']!r}; it has: {', '.join(recorded) or 'none'}"
        )
    return key, recorded[match["name"]], match["part"]


class FindingRole(SphinxRole):
    """Show a recorded finding and link it to the page that recorded it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Build the reference, or warn with page and line."""
        root = Path(self.env.srcdir)
        target, _, _ = self.text.partition(":")
        self.env.note_dependency(str(root / "results" / target / FILE))
        try:
            key, finding, part = find(root, self.text)
            shown = part_text(finding, part, _language(self.config.language))
        except StudyError as error:
            _LOGGER.warning("{finding}`%s`: %s", self.text, error, location=self.get_location())
            return [nodes.literal(self.text, self.text)], []
        node = pending_xref("", refdomain="", reftype="finding", reftarget=self.text, refdoc=self.env.docname)
        node["greentwin_page"], node["greentwin_name"] = key.docname, finding.name
        node += nodes.inline("", shown, classes=["gt-finding"])
        self.set_source_info(node)
        return [node], []


def resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Turn a finding's reference into a link to its run page; None if that page is not in the book."""
    if node.get("reftype") != "finding" or node["greentwin_page"] not in env.found_docs:
        return None
    page, name = node["greentwin_page"], node["greentwin_name"]
    title = env.titles[page].astext()
    return make_refnode(
        app.builder, node["refdoc"], page, f"finding-{name}", content, f"Recorded on: {title}"
    )


def warn_missing(app: Sphinx, domain: object, node: pending_xref) -> bool | None:
    """Complain about a finding whose run page is not part of the book."""
    if node.get("reftype") != "finding":
        return None
    _LOGGER.warning(
        "{finding}`%s`: its page is not in the table of contents", node["reftarget"], location=node
    )
    return True


def _language(language: str) -> str:
    return "zh" if language.lower().startswith("zh") else "en"


def _value(finding: Finding, language: str) -> str:
    if isinstance(finding.value, bool):
        return _YES_NO[language][finding.value]
    return finding.text()


def _with_unit(text: str, unit: str) -> str:
    return text if unit in ("", "1") else f"{text}{_NARROW_SPACE}{unit}"


def _interval(finding: Finding, language: str) -> str:
    if finding.interval is None:
        raise StudyError(f"finding {finding.name} was recorded without an interval")
    low, high = (number_text(bound, finding.digits) for bound in finding.interval)
    return _with_unit(_RANGE[language].format(low=low, high=high), finding.unit)


def setup(app: Sphinx) -> None:
    """Register the role and the resolution of its links."""
    app.add_role("finding", FindingRole())
    app.connect("missing-reference", resolve)
    app.connect("warn-missing-reference", warn_missing)
