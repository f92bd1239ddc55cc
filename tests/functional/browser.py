"""The browser the journeys drive, and a watch over what its pages complain about."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, Response, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW_TO_GET_ONE = (
    "The browser journeys need Chromium: install your system's package, or run “playwright install chromium”."
)
# What a page whose network is taken away has to say; journeys that take it away allow for it.
NO_NETWORK = r"net::ERR_|WebSocket connection to|Failed to fetch"
DESKTOP, NARROW, PHONE = (1280, 800), (400, 800), (390, 844)
_OWN_HOSTS = {"127.0.0.1", "localhost", ""}


@contextmanager
def launched() -> Iterator[Browser | None]:
    """Give the system's Chromium, else the one Playwright brought, else nothing."""
    with sync_playwright() as playwright:
        of_system = next(filter(None, map(shutil.which, NAMES)), None)
        try:
            browser = playwright.chromium.launch(headless=True, args=FLAGS, executable_path=of_system)
        except Error:
            yield None
            return
        yield browser
        browser.close()


class Watch:
    """Opens pages, each in a browser of its own, and keeps what they complain about."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._allowed: list[str] = []
        self._complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    def page(
        self, *, size: tuple[int, int] = DESKTOP, language: str = "zh-hans", touch: bool = False, **looks: Any
    ) -> Page:
        """Open an empty page as somebody else's browser would."""
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN" if language == "zh-hans" else language,
            has_touch=touch,
            is_mobile=touch,
            **{"timezone_id": "Asia/Shanghai", **looks},
        )
        self._contexts.append(context)
        return self.another_tab(context)

    def another_tab(self, context: BrowserContext) -> Page:
        """Open one more page in the same browser."""
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: message.type in {"error", "warning"} and self._note(message.text))
        page.on("pageerror", lambda error: self._note(f"{error.name}: {error.message}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        return page

    def after_a_crash(self, page: Page) -> Page:
        """Let a page end as when its process is killed, and open an empty one in the same browser."""
        with suppress(Error):
            page.goto("chrome://crash")
        return self.another_tab(page.context)

    def allow(self, pattern: str) -> None:
        """Let pages complain about this, because the journey brings it about."""
        self._allowed.append(pattern)

    def complaints(self) -> list[str]:
        """Give what pages complained about and nobody allowed."""
        return [said for said in self._complaints if not any(re.search(one, said) for one in self._allowed)]

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()

    def _note(self, said: str) -> None:
        self._complaints.append(said)

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in {*_OWN_HOSTS, None}:
            self._note(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self._note(f"{response.status} of {response.url}")
