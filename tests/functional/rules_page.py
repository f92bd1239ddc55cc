"""The guard's pages as a lead sees them: by the names of buttons, switches, tabs and fields."""

from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.functional.desk import sign_in
from tests.functional.stage import Member, StagedShop
from tests.functional.words import Words


class Rules:
    """One member's pages of the guard."""

    def __init__(self, page: Page, guitai: str, shop: StagedShop, language: str = "zh-hans") -> None:
        self.page, self.say = page, Words(language)
        self.address = f"{guitai}/s/{shop.key}/guard/"
        self.tried = page.locator("#tried")
        self.ran = page.locator("#run-said")
        self.says = page.get_by_role("region", name=self.say("What it says"), exact=True)
        self.list = page.get_by_role("region", name=self.say("Rules"), exact=True)

    @classmethod
    def opened(
        cls, page: Page, guitai: str, shop: StagedShop, member: Member, language: str = "zh-hans"
    ) -> Self:
        """Sign in, and open the list by the rail."""
        rules = cls(page, guitai, shop, language)
        sign_in(page, guitai, member, rules.say)
        page.get_by_role("link", name=rules.say("Guard"), exact=True).click()
        expect(rules.list).to_be_visible()
        return rules

    def search(self, typed: str) -> None:
        """Type into the search; the list follows."""
        self.page.get_by_role("searchbox", name=self.say("Search rules")).fill(typed)

    def open(self, title: str) -> None:
        """Open a rule of the list."""
        self.list.get_by_role("link", name=title, exact=True).click()
        expect(self.page.get_by_role("heading", name=title)).to_be_visible()

    def tab(self, name: str) -> None:
        """Go to one of the pages of the rule."""
        pages = self.page.get_by_role("navigation", name=self.say("Pages of the rule"))
        pages.get_by_role("link", name=self.say(name), exact=True).click()

    def switch(self, title: str) -> Locator:
        """Give the switch of a rule."""
        return self.page.get_by_role("switch", name=title, exact=True)

    def field(self, name: str) -> Locator:
        """Give a field by its label."""
        return self.page.get_by_label(self.say(name), exact=True)

    def button(self, name: str) -> Locator:
        """Give a button by its name."""
        return self.page.get_by_role("button", name=self.say(name), exact=True)

    def also_at(self, word: str) -> None:
        """Let the rule in the editor be set off by one more word."""
        editor = self.field("The whole rule")
        written = editor.input_value()
        editor.fill(written.replace("trigger:\n", f"trigger:\n  - {{words: [{word}]}}\n", 1))

    def try_on(self, sentence: str) -> None:
        """Type a sentence to try; what is found is shown without further ado."""
        self.field("A sentence to try").fill(sentence)
