"""The real book in the system's Chromium, over a server on this machine."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = {"desktop": 1280, "phone": 390}


@pytest.fixture
def tab(browser):
    """Open a tab that keeps what goes wrong in it."""
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.faults = []
    page.on("console", lambda message: message.type == "error" and page.faults.append(message.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("requestfailed", lambda request: page.faults.extend(_failure(request)))
    yield page
    context.close()


@pytest.fixture
def readable(pages):
    """Name the pages that stay: the entrance leads elsewhere at once."""
    return [name for name in pages if name != "index.html"]


def _failure(request):
    """Name a failed request; one that the next page cut short is none."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.failure}: {request.url}"]


def _forbid_third_parties(tab, site):
    def allow(route):
        if route.request.url.startswith((site, "data:", "blob:")):
            route.continue_()
        else:
            tab.faults.append(f"third party: {route.request.url}")
            route.abort()

    tab.route("**/*", allow)


@pytest.mark.parametrize(("device", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_every_page_opens_without_a_fault(tab, site, readable, device, scheme):
    tab.set_viewport_size({"width": WIDTHS[device], "height": 900})
    tab.emulate_media(color_scheme=scheme)
    _forbid_third_parties(tab, site)
    faults = []
    for name in readable:
        tab.faults.clear()
        tab.goto(site + name, wait_until="load")
        faults += [f"{name}: {fault}" for fault in tab.faults]
        over = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [f"{name}: {over} px wider than the window"] if over > 0 else []
        if "Traceback (most recent call last)" in tab.inner_text("body"):
            faults.append(f"{name}: shows a traceback")
    assert faults == []


def test_every_image_is_drawn_and_has_a_text_alternative(tab, site, readable):
    script = (
        """images => images.filter(i => !i.alt.trim() || !i.complete || !i.naturalWidth).map(i => i.src)"""
    )
    faults = []
    for name in readable:
        tab.goto(site + name, wait_until="load")
        faults += tab.eval_on_selector_all("article img", script)
    assert faults == []


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("advocacy", "book/glossary.html"),
        ("denominators", "book/question.html"),
        ("循环经济", "book/glossary.html"),
        ("碳强度", "book/glossary.html"),
        ("city_inventories_odbl", "book/data.html"),
    ],
)
def test_a_search_finds_its_page(tab, site, query, page):
    tab.goto(f"{site}search.html?q={query}")
    tab.wait_for_selector("#search-results li a")
    tab.wait_for_function("document.querySelector('.search-summary').innerText.includes('finished')")
    found = tab.eval_on_selector_all(
        "#search-results li > a", "links => links.map(a => a.getAttribute('href'))"
    )
    assert page in [link.partition("#")[0] for link in found]
    assert tab.faults == []


def test_a_search_for_nonsense_finds_nothing(tab, site):
    tab.goto(f"{site}search.html?q=qwxyzzy")
    tab.wait_for_function("document.querySelector('.search-summary')?.innerText.includes('did not match')")
    assert tab.locator("#search-results li").count() == 0


def test_the_search_field_of_a_page_leads_to_the_results(tab, site):
    tab.goto(f"{site}book/index.html")
    tab.keyboard.press("Control+K")
    tab.keyboard.type("碳中和")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#search-results li a")
    assert "search.html" in tab.url


def test_the_entrance_leads_to_the_landing_page(tab, site):
    tab.goto(f"{site}index.html")
    tab.wait_for_url("**/book/index.html")
    assert tab.faults == []


def test_the_book_opens_from_disk_as_well(tab, built_book):
    tab.goto((built_book / "index.html").as_uri())
    tab.wait_for_url("**/book/index.html")
    tab.goto((built_book / "search.html").as_uri() + "?q=循环经济")
    tab.wait_for_selector("#search-results li a")
    assert tab.faults == []


def test_a_number_on_the_landing_page_leads_to_its_table(tab, site):
    tab.goto(f"{site}book/index.html")
    number = tab.locator("#what-it-finds a:has(.gt-finding)").first
    sentence = number.inner_text()
    number.click()
    tab.wait_for_url(re.compile(r"/results/.*#finding-"))
    anchor = tab.url.partition("#")[2]
    finding = tab.locator(f"[id='{anchor}']")
    assert finding.is_visible()
    assert sentence.split("\u202f")[0] in finding.inner_text()

    finding.locator("a[href*='#table-']").first.click()
    tab.wait_for_url(re.compile(r"/book/data\.html#table-"))
    entry = tab.locator(f"[id='{tab.url.partition('#')[2]}']")
    assert entry.is_visible()

    with tab.expect_download() as download:
        entry.locator("a.greentwin-file").click()
    name = download.value.suggested_filename
    package = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
    (path,) = [r["path"] for r in package["resources"] if r["path"].rpartition("/")[2] == name]
    assert Path(download.value.path()).read_bytes() == (ROOT / "data" / path).read_bytes()


def test_every_finding_on_the_landing_page_is_found_on_its_run_page(tab, site):
    tab.goto(f"{site}book/index.html")
    links = tab.eval_on_selector_all("#what-it-finds a:has(.gt-finding)", "links => links.map(a => a.href)")
    assert links
    for link in links:
        tab.goto(link)
        assert tab.locator(f"[id='{link.partition('#')[2]}']").count() == 1, link


def test_folded_code_and_fields_open(tab, site):
    tab.goto(f"{site}book/data.html")
    fold = tab.locator("details.gt-fold").first
    assert not fold.locator("table").is_visible()
    fold.locator("summary").click()
    assert fold.locator("table").is_visible()


def test_figures_stay_light_in_dark_mode(tab, site, pages):
    tab.emulate_media(color_scheme="dark")
    page = next(name for name in pages if name.startswith("results/"))
    tab.goto(site + page)
    look = tab.eval_on_selector(
        ".cell_output img", "i => [getComputedStyle(i).backgroundColor, getComputedStyle(i).filter]"
    )
    assert look == ["rgb(255, 255, 255)", "none"]
