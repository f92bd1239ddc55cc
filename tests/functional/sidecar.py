"""The page beside another program, driven by its keys alone."""

from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.functional.browser import NARROW, Watch
from tests.functional.desk import sign_in
from tests.functional.stage import Member, StagedShop
from tests.functional.words import Words


class Sidecar:
    """One agent's sidecar; whatever is done to it is typed."""

    def __init__(self, page: Page, language: str = "zh-hans") -> None:
        self.page, self.say = page, Words(language)
        say = self.say
        self.draft = page.get_by_label(say("Reply"), exact=True)
        self.pasted = page.get_by_label(say("What the buyer wrote, or their account or a number"))
        self.query = page.get_by_label(say("Search phrases and product facts"))
        self.buyer = page.get_by_role("region", name=say("Buyer"), exact=True).get_by_role("strong").first
        self.order = page.get_by_label(say("Order"), exact=True)
        self.note = page.get_by_label(say("Ask the lead"))
        self.findings = page.get_by_role("list", name=say("What the rules say"))
        self.underlined = page.locator(".finding-mark")
        self.asked = page.get_by_role("region", name=say("Asked the lead"))

    @classmethod
    def opened(cls, watch: Watch, guitai: str, shop: StagedShop, member: Member, **looks: str) -> Self:
        """Sign in and open it; the browser lets the page read the clipboard."""
        page = watch.page(size=NARROW, **looks)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=guitai)
        sidecar = cls(page)
        sign_in(page, guitai, member, sidecar.say)
        page.wait_for_url("**/desk/**")
        page.goto(f"{guitai}/s/{shop.key}/sidecar/")
        sidecar.is_ready()
        return sidecar

    def is_ready(self) -> None:
        """Wait until the page's own scripts run."""
        self.page.wait_for_function("() => window.Alpine?.store('sidecar') !== undefined")

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text, wherever the focus is."""
        self.page.keyboard.type(text)

    def write(self, text: str) -> None:
        """Write another draft instead of the one that stands there."""
        self.press("Alt+i")
        expect(self.draft).to_be_focused()
        self.press("Control+a")
        self.type(text)

    def option(self, text: str) -> Locator:
        """Give what is offered in a list, by a part of it."""
        return self.page.get_by_role("option").filter(has_text=text)

    def clipboard(self) -> str:
        """Give what would be pasted."""
        return str(self.page.evaluate("() => navigator.clipboard.readText()"))

    def copies(self, text: str) -> None:
        """Copy the draft; it leaves the field."""
        self.press("Control+Enter")
        expect(self.draft).to_have_value("")
        assert self.clipboard() == text
