"""The real book as files: links, anchors, downloads, headings, languages, and nothing from third parties."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[2]
_LOADED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "object": "data"}
_NOT_PART_OF_THE_TEXT = "nav, .bd-sidebar-primary, .bd-sidebar-secondary, #jb-print-docs-body, dialog"


@pytest.fixture(scope="module")
def soups(built_book, pages):
    """Parse every page once."""
    return {
        page: BeautifulSoup((built_book / page).read_text(encoding="utf-8"), "html.parser") for page in pages
    }


@pytest.fixture(scope="module")
def run_pages(pages):
    """Name the pages of runs; a book without any is not the real one."""
    found = [page for page in pages if page.startswith("results/")]
    assert found
    return found


def _target(page: str, link: str) -> tuple[str, str]:
    parts = urlsplit(link)
    folder = Path("/", page).parent
    path = (folder / unquote(parts.path)).as_posix() if parts.path else f"/{page}"
    resolved = Path(path).parts[1:]
    kept: list[str] = []
    for part in resolved:
        if part == "..":
            kept.pop()
        else:
            kept.append(part)
    return "/".join(kept), unquote(parts.fragment)


def _internal(link: str) -> bool:
    return not urlsplit(link).scheme and not link.startswith("//")


def test_every_internal_link_leads_somewhere(built_book, soups):
    anchors = {page: {tag["id"] for tag in soup.select("[id]")} for page, soup in soups.items()}
    broken = []
    for page, soup in soups.items():
        for tag in soup.select("a[href]"):
            link = str(tag["href"])
            if not _internal(link) or link in ("#", ""):
                continue
            path, fragment = _target(page, link)
            if not (built_book / path).is_file():
                broken.append(f"{page}: {link}")
            elif fragment and path in anchors and fragment not in anchors[path]:
                broken.append(f"{page}: {link} (no such anchor)")
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(built_book, soups):
    faults = []
    for page, soup in soups.items():
        for name, attribute in _LOADED.items():
            for tag in soup.select(f"{name}[{attribute}]"):
                link = str(tag[attribute])
                if link.startswith("data:"):
                    continue
                if not _internal(link) or not (built_book / _target(page, link)[0]).is_file():
                    faults.append(f"{page}: {link}")
    assert faults == []


def test_style_sheets_import_nothing_from_elsewhere(built_book):
    sheets = list((built_book / "_static").rglob("*.css"))
    assert sheets
    guilty = [
        sheet.name for sheet in sheets if "url(http" in sheet.read_text(encoding="utf-8").replace('"', "")
    ]
    assert guilty == []


def test_every_page_has_a_language_a_title_and_one_main_heading(soups):
    faults = []
    for page, soup in soups.items():
        if page == "index.html":
            continue
        headings = [
            h for h in soup.select("article h1, main h1") if not h.find_parent(id="jb-print-docs-body")
        ]
        if soup.html.get("lang") != "en" or not soup.title.get_text(strip=True) or len(headings) != 1:
            faults.append(f"{page}: {len(headings)} main headings")
    assert faults == []


def test_headings_never_skip_a_level(soups):
    faults = []
    for page, soup in soups.items():
        levels = [int(heading.name[1]) for heading in soup.select("article :is(h1, h2, h3, h4, h5, h6)")]
        faults += [f"{page}: h{a} then h{b}" for a, b in pairwise(levels) if b > a + 1]
    assert faults == []


def test_every_image_says_in_words_what_it_shows(soups):
    faults = [
        f"{page}: {image.get('src')}"
        for page, soup in soups.items()
        for image in soup.select("article img")
        if len(str(image.get("alt", "")).strip()) < 20
    ]
    assert faults == []


def test_tables_have_heads_and_those_of_notebooks_captions(soups):
    faults = []
    for page, soup in soups.items():
        for table in soup.select("article table"):
            if not table.select("thead th"):
                faults.append(f"{page}: a table without column heads")
            if table.find_parent(class_="cell_output") and not (
                table.caption and table.caption.get_text(strip=True)
            ):
                faults.append(f"{page}: a notebook's table without a caption")
    assert faults == []


def test_no_page_shows_a_failure(soups):
    marks = ("Traceback (most recent call last)", "problematic", "system-message", "Error in ")
    assert [
        f"{page}: {mark}" for page, soup in soups.items() for mark in marks if mark in str(soup.body)
    ] == []


def test_every_run_of_the_study_is_a_page(run_pages):
    from greentwin.study import runs, workspace

    specs = runs.read(workspace.find(root=ROOT))
    assert sorted(run_pages) == sorted(f"results/{spec.notebook}/{spec.run}.html" for spec in specs)


def test_every_run_page_offers_command_downloads_and_citation(soups, run_pages):
    for page in run_pages:
        headings = [heading.get_text().rstrip("#") for heading in soups[page].select("article h2")]
        assert headings[-3:] == ["Run it yourself", "Downloads", "Cite this page"], page
        notebook = page.split("/")[1]
        assert f"greentwin run {notebook}" in soups[page].select_one("#run-it-yourself pre").get_text()
        links = [tag["href"] for tag in soups[page].select("#downloads a.greentwin-file")]
        assert f"../../notebooks/{notebook}.ipynb" in links
        assert any(link.endswith(".svg") for link in links)


def test_every_run_page_records_findings_that_lead_to_the_catalogue(soups, run_pages):
    for page in run_pages:
        findings = soups[page].select("ul.gt-findings > li[id^=finding-]")
        assert findings, page
        assert all(item.select("a[href*='book/data.html#table-']") for item in findings), page


def test_every_table_of_the_data_package_is_in_the_catalogue_as_it_is(built_book, soups):
    package = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
    page = soups["book/data.html"]
    for resource in package["resources"]:
        section = page.find(id=f"table-{resource['name']}")
        assert section is not None, resource["name"]
        (link,) = section.select("a.greentwin-file")
        content = (built_book / _target("book/data.html", str(link["href"]))[0]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_every_page_can_be_reached_from_the_landing_page(soups):
    seen, ahead = set(), ["index.html"]
    while ahead:
        page = ahead.pop()
        if page in seen or page not in soups:
            continue
        seen.add(page)
        ahead += [
            _target(page, str(a["href"]))[0]
            for a in soups[page].select("a[href]")
            if _internal(str(a["href"]))
        ]
    assert sorted(set(soups) - seen - {"search.html"}) == []


def test_the_landing_page_tells_its_findings_with_links(soups):
    page = soups["book/index.html"]
    links = [tag.parent["href"] for tag in page.select("#what-it-finds a > .gt-finding")]
    assert len(links) >= 5
    assert all("#finding-" in link for link in links)
