"""What a first visit weighs: what a cold browser asks for, each weighed as it is served."""

import http.client
import shutil
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Error, Request, async_playwright

_BLANK = (
    '<!doctype html><title>.</title><script src="{script}" data-shop="{key}" async></script>'
    '<button data-guitai="open">?'
)
_QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-sandbox"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How many requests a visit makes, and their bodies' bytes in each compression."""

    requests: int
    brotli: int
    gzip: int


class NoBrowserError(Exception):
    """There is no Chromium on this machine."""


async def weigh_desk(port: int, *, shop_key: str, session: str) -> Weight:
    """Weigh an agent's first load of the desk."""
    cookie = {"name": "sessionid", "value": session, "url": f"http://127.0.0.1:{port}"}
    return await _weigh(port, f"/s/{shop_key}/desk/", cookie=cookie)


async def weigh_widget(port: int, *, widget_key: str) -> Weight:
    """Weigh the chat window on a page that has nothing else, opened once."""
    page = _BLANK.format(script=f"http://127.0.0.1:{port}/widget.js", key=widget_key)
    return await _weigh(port, "/bench.html", own_page=page)


async def _weigh(port: int, path: str, *, cookie: dict[str, str] | None = None, own_page: str = "") -> Weight:
    """Visit a page and weigh what it asked for.

    :raises NoBrowserError: if there is no Chromium.
    """
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=_QUIET
            )
        except Error as error:
            raise NoBrowserError(str(error).splitlines()[0]) from error
        asked = await _visit(browser, f"http://127.0.0.1:{port}{path}", cookie, own_page)
        await browser.close()
    headers = {"Cookie": f"sessionid={cookie['value']}"} if cookie else {}
    sizes = {
        encoding: sum(_size(port, request, {**headers, "Accept-Encoding": encoding}) for request in asked)
        for encoding in ("br", "gzip")
    }
    return Weight(requests=len(asked), brotli=sizes["br"], gzip=sizes["gzip"])


async def _visit(browser: Browser, url: str, cookie: Any, own_page: str) -> list[Request]:
    context = await browser.new_context()
    if cookie:
        await context.add_cookies([cookie])
    page = await context.new_page()
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    if own_page:
        await page.route(url, lambda route: route.fulfill(body=own_page, content_type="text/html"))
    page.on("request", note)
    await page.goto(url, wait_until="load")
    if own_page:
        await page.click("[data-guitai=open]")
    await page.wait_for_timeout(1500)
    ours = [request for request in asked if request.url.startswith("http")]
    return [request for request in ours if not own_page or request.url != url]


def _size(port: int, request: Request, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    body = request.post_data_buffer
    if body:
        headers = {**headers, "Content-Type": request.headers.get("content-type", "application/json")}
    path = "/" + request.url.split("/", 3)[3]
    connection.request(request.method, path, body=body, headers=headers)
    size = len(connection.getresponse().read())
    connection.close()
    return size
