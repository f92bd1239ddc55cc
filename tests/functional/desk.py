"""An agent at the desk, as they see it: by the names of buttons, rows and fields."""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.functional.stage import PASSWORD, Member
from tests.functional.words import Words


def sign_in(page: Page, guitai: str, member: Member, say: Words, password: str = PASSWORD) -> None:
    """Type name and password, as the sign-in page asks for them."""
    page.context.add_cookies([{"name": "guitai_language", "value": say.language, "url": guitai}])
    page.goto(f"{guitai}/sign-in/")
    page.get_by_label(say("Sign-in name")).fill(member.username)
    page.get_by_label(say("Password")).fill(password)
    page.get_by_role("button", name=say("Sign in")).click()


class Desk:
    """One agent's desk in one page."""

    def __init__(self, page: Page, member: Member, language: str = "zh-hans") -> None:
        self.page, self.member, self.say = page, member, Words(language)
        say = self.say
        self.list = page.get_by_role("listbox", name=say("Conversations"), exact=True)
        self.log = page.get_by_role("log", name=say("Messages"))
        self.field = page.get_by_label(say("Reply"), exact=True)
        self.panel = page.get_by_role("complementary", name=say("Buyer panel"))

    @classmethod
    def opened(cls, page: Page, guitai: str, member: Member, language: str = "zh-hans") -> Self:
        """Sign in; the desk is what one sees first."""
        desk = cls(page, member, language)
        sign_in(page, guitai, member, desk.say)
        desk.is_live()
        return desk

    def is_live(self) -> None:
        """Wait until the desk hears from the server; an agent sees only when it does not."""
        self.page.wait_for_function("() => window.Alpine?.store('desk')?.connection === 'open'")

    def button(self, source: str) -> Locator:
        """Give a button by its English name."""
        return self.page.get_by_role("button", name=self.say(source), exact=True)

    def tab(self, source: str) -> Locator:
        """Give a tab above the list; its name ends with a count."""
        shown = re.escape(self.say(source, context="conversations"))
        return self.page.get_by_role("button", name=re.compile(rf"^{shown}\s*\d*$"))

    def row(self, buyer: str) -> Locator:
        """Give a buyer's row in the list."""
        return self.list.get_by_role("option", name=re.compile(re.escape(buyer)))

    def open(self, buyer: str) -> None:
        """Open a conversation with the mouse."""
        self.row(buyer).click()
        expect(self.page.get_by_role("heading", name=buyer, exact=True)).to_be_visible()

    def message(self, text: str) -> Locator:
        """Give the messages in the open transcript that hold this text."""
        return self.log.get_by_role("article").filter(has_text=text)

    def write(self, text: str) -> None:
        """Answer with Enter."""
        self.field.fill(text)
        self.field.press("Enter")
        self.is_stored(text)

    def is_stored(self, text: str) -> None:
        """Wait until the message stands once and is on its way no more."""
        expect(self.message(text)).to_have_count(1)
        expect(self.message(text)).not_to_contain_text(self.say("Sending…"))

    def be(self, state: str) -> None:
        """Say whether one receives buyers: Online, Away or Off."""
        context = "presence" if state == "Off" else ""
        presence = self.page.get_by_role("group").filter(has_text=self.say("My presence:"))
        presence.locator("summary").click()
        presence.get_by_role("button", name=self.say(state, context=context)).click()
        self.page.keyboard.press("Escape")

    def pane(self, source: str) -> None:
        """Show another pane of the buyer's panel; its tab's name may end with a count."""
        self.panel.get_by_role("button", name=re.compile(rf"^{re.escape(self.say(source))}\s*\d*$")).click()

    def questions(self) -> list[str]:
        """Give what the buyer has said, as the open transcript shows it from top to bottom."""
        return self.log.locator(".message-theirs .message-words").all_inner_texts()

    def toast(self, said: str | re.Pattern[str]) -> Locator:
        """Give the note at the edge of the page that says this."""
        shown = self.say(said) if isinstance(said, str) else said
        return self.page.get_by_role("status").get_by_text(shown)

    def dialog(self, name: str) -> Locator:
        """Give an open dialog."""
        return self.page.get_by_role("dialog", name=re.compile(re.escape(self.say(name))))
