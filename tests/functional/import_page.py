"""The page of imports as a lead sees it: by the names of buttons, lists and rows."""

import base64
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.functional.desk import sign_in
from tests.functional.stage import StagedShop
from tests.functional.words import Words

_WAIT_MS = 60_000
# As a hand does it: the files lie in what is dragged, and the page hears of each step.
_DROP = """(files) => {
  const transfer = new DataTransfer();
  for (const { name, data } of files) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name));
  }
  const zone = document.getElementById("drop");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""


class Imports:
    """One lead's page of imports."""

    def __init__(self, page: Page, guitai: str, shop: StagedShop, language: str = "zh-hans") -> None:
        self.page, self.say = page, Words(language)
        self.address = f"{guitai}/s/{shop.key}/imports/"
        say = self.say
        self.arrived = page.get_by_role("region", name=re.compile(re.escape(say("To be imported"))))
        self.under_way = page.get_by_role("region", name=re.compile(re.escape(say("Under way"))))
        self.history = page.get_by_role("region", name=say("Import history"), exact=True)

    @classmethod
    def opened(cls, page: Page, guitai: str, shop: StagedShop, language: str = "zh-hans") -> Self:
        """Sign in as the shop's lead, and open the page by the rail."""
        imports = cls(page, guitai, shop, language)
        sign_in(page, guitai, shop.lead, imports.say)
        page.get_by_role("link", name=imports.say("Import"), exact=True).click()
        expect(imports.page).to_have_url(imports.address)
        return imports

    def drop(self, paths: Iterable[Path]) -> None:
        """Drop files onto the page, all at once, and wait until each was looked at."""
        expect(self.page.get_by_role("button", name=self.say("Choose files"))).to_be_visible()
        files = [{"name": path.name, "data": base64.b64encode(path.read_bytes()).decode()} for path in paths]
        self.page.evaluate(_DROP, files)
        self.all_sent()

    def choose(self, *paths: Path) -> None:
        """Choose files by the button, and wait until each was looked at."""
        with self.page.expect_file_chooser() as choosing:
            self.page.get_by_role("button", name=self.say("Choose files")).click()
        choosing.value.set_files(list(paths))
        self.all_sent()

    def all_sent(self) -> None:
        """Wait until no file is on its way any more."""
        on_their_way = self.page.get_by_role("list", name=self.say("Files on their way"))
        expect(on_their_way).to_be_hidden(timeout=_WAIT_MS)

    def file(self, name: str) -> Locator:
        """Give the row of a file that arrived."""
        return self.arrived.get_by_role("listitem").filter(has_text=name)

    def run(self, name: str) -> Locator:
        """Give the row of a file in the history."""
        return self.history.get_by_role("row").filter(
            has=self.page.get_by_role("link", name=name, exact=True)
        )

    def import_all(self, count: int) -> None:
        """Press the button that imports all that is ready; it says how many files that is."""
        name = self.say.counted("Import %(count)s file", "Import %(count)s files", count=count)
        self.arrived.get_by_role("button", name=name, exact=True).click()

    def all_done(self) -> None:
        """Wait until nothing is under way any more; the page says so by itself."""
        expect(self.history).to_be_visible()
        expect(self.under_way).to_have_count(0, timeout=_WAIT_MS)
