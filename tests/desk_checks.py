"""What every page of the desk must hold, checked in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

NARROW, WIDE = 360, 1440
SCREENS = [(NARROW, "light"), (WIDE, "dark"), (WIDE, "light"), (NARROW, "dark")]
_REACHABLE = ", ".join(
    (
        "a[href]",
        "button:not([disabled])",
        "input:not([type=hidden]):not([disabled])",
        "select",
        "textarea",
        "summary",
        "[tabindex='0']",
    )
)
_WATCH = """selector => {
  const shown = one => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[hidden]");
  window.wanted = [...document.querySelectorAll(selector)].filter(shown);
  window.reached = new Set();
  document.addEventListener("focusin", event => window.reached.add(event.target));
  return window.wanted.length;
}"""
_MISSED = "() => window.wanted.filter(one => !window.reached.has(one)).map(one => one.outerHTML.slice(0, 120))"


@contextmanager
def opened(
    browser: Browser,
    address: str,
    *,
    width: int = WIDE,
    scheme: Literal["light", "dark"] | str = "light",
    scripts: bool = True,
    status: int = 200,
) -> Iterator[Page]:
    """A page at an address, which must not ask anything of another machine, nor log an error."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
    )
    outside: list[str] = []
    faults: list[str] = []
    context.on("request", lambda request: outside.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if _is_fault(message) else None)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status, page.inner_text("body")
    try:
        yield page
    finally:
        context.close()
    assert {urlsplit(url).hostname for url in outside} <= {"127.0.0.1"}, outside
    if status == 200:
        assert not faults, faults


def _is_fault(message: ConsoleMessage) -> bool:
    """Whether the browser complains; that an answer was a refusal is the test's to judge."""
    return message.type == "error" and "the server responded with a status of 4" not in message.text


def check_axe(page: Page) -> None:
    """No violation of any rule of axe."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def check_fits(page: Page) -> None:
    """Nothing makes the page wider than the screen."""
    over = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, f"{over} pixels too wide"


def check_tab(page: Page) -> None:
    """Every link, mark and control is reached with the Tab key alone."""
    number = page.evaluate(_WATCH, _REACHABLE)
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
    for _ in range(number + 5):
        page.keyboard.press("Tab")
    missed = page.evaluate(_MISSED)
    assert number > 5
    assert not missed, missed


def press(page: Page, key: str) -> None:
    """A key that leads to another page, and that page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def follow(page: Page, what: Locator, by: str) -> None:
    """Clicks something, or comes to it by keyboard and presses Enter; and waits for the page it leads to."""
    with page.expect_navigation():
        if by == "mouse":
            what.click()
        else:
            what.focus()
            page.keyboard.press("Enter")
