"""A buyer at the shop's page, with the chat window in it."""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.functional.words import Words


class Window:
    """One buyer's chat window in one page."""

    def __init__(self, page: Page, language: str = "zh-hans") -> None:
        self.page, self.say = page, Words(language)
        say = self.say
        self.launcher = page.get_by_role("button", name=re.compile(re.escape(say("Chat with us"))))
        self.frame = page.locator("guitai-chat").get_by_role("dialog").first
        self.log = self.frame.get_by_role("log")
        hints = "|".join(map(re.escape, (say("Write a message"), say("Leave a message"))))
        self.field = self.frame.get_by_role("textbox", name=re.compile(hints))

    @classmethod
    def opened(cls, page: Page, address: str, language: str = "zh-hans") -> Self:
        """Go to the shop's page and open the window on it."""
        window = cls(page, language)
        page.goto(address)
        window.open()
        return window

    def open(self) -> None:
        """Open the window and wait until it is live."""
        self.launcher.click()
        expect(self.field).to_be_visible()
        self.is_live()

    def is_live(self) -> None:
        """Wait until the window hears from the server."""
        for source in (
            "Connecting…",
            "No connection. What you write is kept and sent as soon as there is one.",
        ):
            expect(self.frame.get_by_text(self.say(source), exact=True)).to_have_count(0)

    def write(self, text: str) -> None:
        """Say something with Enter, and wait until it has been stored."""
        self.field.fill(text)
        self.field.press("Enter")
        self.is_stored(text)

    def is_stored(self, text: str) -> None:
        """Wait until the text stands once and is on its way no more."""
        expect(self.said(text)).to_have_count(1)
        for source in ("Sending", "Will be sent once there is a connection", "Not sent"):
            expect(self.frame.get_by_text(self.say(source), exact=True)).to_have_count(0)

    def said(self, text: str) -> Locator:
        """Give the bubbles with just this text."""
        return self.log.get_by_text(text, exact=True)

    def button(self, source: str) -> Locator:
        """Give a button by its English name."""
        return self.frame.get_by_role("button", name=self.say(source), exact=True)
