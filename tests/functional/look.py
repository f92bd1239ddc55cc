"""Pictures of every page on the demo shop, to be looked at: ``python -m tests.functional.look FOLDER``."""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.servers import Place, Server
from playwright.sync_api import Browser, Page, expect

from tests.functional import dropped, installation
from tests.functional.browser import DESKTOP, HOW_TO_GET_ONE, NARROW, PHONE, Watch, launched
from tests.functional.desk import Desk, sign_in
from tests.functional.import_page import Imports
from tests.functional.plain_buyers import PlainBuyer
from tests.functional.shop_page import Site, open_site
from tests.functional.stage import Member, StagedShop
from tests.functional.test_accessibility import KNOWLEDGE_PAGES, SETUP_PAGES
from tests.functional.window import Window
from tests.functional.words import Words

PASSWORD = "guitai-demo"
MAIN = "小确幸6549"
PAGES = {page.replace("/", "-"): page for page in SETUP_PAGES}
# Who asks, and how many seconds ago each line was said; a line of an agent begins with ">".
TALKS: dict[str, tuple[tuple[int, str], ...]] = {
    "七七6701": (
        (1500, "前天拍的裙子还没付款，现在付今天能发吗"),
        (1460, ">您好，今天 16:00 前付款，今天就能发出。"),
        (1400, "好的谢谢，我晚点付"),
        (1380, ">好的，尺码颜色拿不准随时问我。"),
    ),
    MAIN: (
        (560, "你好，我 19 号拍的衬衫发货了吗"),
        (535, ">您好，我帮您看一下订单。"),
        (490, ">您的订单今天下午发出，走圆通，发出后会有短信通知您。"),
        (430, "好的/:^_^ 那就放心了"),
        (150, "另外想再买一件送妈妈，身高 160、体重 116 斤，穿 L 还是 XL？"),
        (115, "她不喜欢太紧的"),
    ),
    "tb21778173": ((400, "快递三天没动了，帮我催一下"), (330, "在吗？")),
    "豆豆妈咪8677": ((220, "我付错地址了，能改成公司的吗"), (180, "北京朝阳区的")),
    "糯米团子_520": ((95, "退货运费险怎么用呀"),),
    "kiki_8617": ((48, "这款雾蓝色还会补货吗"),),
    "柠檬不酸_home": ((20, "收到了，面料很舒服/:^_^"),),
    "tb208797783": (
        (900, "裤长能不能改短"),
        (860, ">您好，我们不改裤长，M 码裤长 98 cm，您可以参考。"),
        (820, "行，那我拍 S"),
        (800, ">好的，S 码裤长 95 cm。"),
    ),
    "慢半拍1886": ((14, "你好，在吗"),),
}


def main(folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept, launched() as browser:
        if browser is None:
            raise SystemExit(HOW_TO_GET_ONE)
        place = Place(folder=Path(kept) / "demo", extra=installation.REAL)
        with installation.serving(Place(folder=Path(kept) / "empty", extra=installation.REAL)) as server:
            _first_start(_Camera(browser, folder), installation.address(server))
        subprocess.run([_command("guitai"), "demo"], env=place.environment(), check=True)
        with installation.serving(place) as server:
            shop = _demo_shop(place)
            _talk(browser, shop, server, place)
            camera, guitai = _Camera(browser, folder), installation.address(server)
            _desk(camera, guitai, shop)
            _guard(camera, guitai, shop)
            _knowledge(camera, guitai, shop)
            _setup(camera, guitai, shop)
            _imports(camera, guitai, shop, Path(kept))
            with open_site(guitai) as site:
                _window(camera, site, shop)


class _Camera:
    """Takes pictures in a browser of its own each."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser, self._folder = browser, folder

    @contextmanager
    def page(self, *, size: tuple[int, int] = DESKTOP, looks: str = "light") -> Iterator[Page]:
        """Open an empty page; anything it complains about is told in the end."""
        watch = Watch(self._browser)
        # Wherever it is early afternoon now: whoever looks sees a shop at work, not one at midnight.
        afternoon = f"Etc/GMT{datetime.now(UTC).hour - 14:+d}"
        yield watch.page(size=size, touch=size == PHONE, color_scheme=looks, timezone_id=afternoon)
        for complaint in watch.complaints():
            sys.stdout.write(f"  complaint: {complaint}\n")
        watch.close()

    def take(self, page: Page, name: str, *, whole: bool = False) -> None:
        """Take one picture, of the whole page or of what fits the screen."""
        page.wait_for_timeout(400)  # pictures are loaded, fades are over
        page.screenshot(path=self._folder / f"{name}.png", full_page=whole)
        sys.stdout.write(f"{name}.png\n")


def _command(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _demo_shop(place: Place) -> StagedShop:
    with closing(sqlite3.connect(place.folder / "guitai.sqlite3")) as tables:
        found = tables.execute(
            "SELECT key, name, widget_key, widget_secret FROM accounts_shop WHERE key = 'yunshang'"
        )
        key, name, widget_key, secret = found.fetchone()
    people = Member("dianzhang", "沈店长"), Member("xiaomei", "小美"), Member("xiaoyu", "小雨")
    return StagedShop(key, name, widget_key, secret, *people)


def _at_desk(page: Page, guitai: str, member: Member) -> Desk:
    desk = Desk(page, member)
    sign_in(page, guitai, member, desk.say, PASSWORD)
    desk.is_live()
    return desk


def _talk(browser: Browser, shop: StagedShop, server: Server, place: Place) -> None:
    """Let everybody say their lines, and date them back, so that clocks stand as in the middle of a day."""
    guitai, watch = installation.address(server), Watch(browser)
    agent = _at_desk(watch.page(), guitai, shop.agent)
    with ExitStack() as windows:
        for account, lines in TALKS.items():
            buyer = windows.enter_context(PlainBuyer.at(guitai, shop, account))
            for _ago, line in lines:
                if line.startswith(">"):
                    agent.open(account)
                    agent.write(line[1:])
                else:
                    buyer.write(line)
    watch.close()
    server.stop()
    _date_back(place)
    server.start()


def _date_back(place: Place) -> None:
    now = datetime.now(UTC)
    with closing(sqlite3.connect(place.folder / "guitai.sqlite3")) as tables, tables:
        for account, lines in TALKS.items():
            (talk,) = tables.execute(
                "SELECT c.id FROM chat_conversation c JOIN trade_buyer b ON b.id = c.buyer_id "
                "WHERE b.account = ? AND c.state != 'closed'",
                [account],
            ).fetchone()
            moments = [_kept(now - timedelta(seconds=ago)) for ago, _line in lines]
            said = tables.execute(
                "SELECT id FROM chat_message WHERE conversation_id = ? AND author != 'system' ORDER BY id",
                [talk],
            )
            for (message,), moment in zip(said.fetchall(), moments, strict=True):
                tables.execute("UPDATE chat_message SET sent_at = ? WHERE id = ?", [moment, message])
            tables.execute(
                "UPDATE chat_message SET sent_at = ? WHERE conversation_id = ? AND author = 'system'",
                [moments[0], talk],
            )
            waits = next((at for at, (_ago, line) in enumerate(lines) if not _answered(lines[at:])), None)
            tables.execute(
                "UPDATE chat_conversation SET opened_at = ?, last_at = ?, waiting_since = ? WHERE id = ?",
                [moments[0], moments[-1], None if waits is None else moments[waits], talk],
            )


def _answered(lines: tuple[tuple[int, str], ...]) -> bool:
    return any(line.startswith(">") for _ago, line in lines)


def _kept(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def _desk(camera: _Camera, guitai: str, shop: StagedShop) -> None:
    for looks in ("light", "dark"):
        with camera.page(looks=looks) as page:
            agent = _at_desk(page, guitai, shop.agent)
            camera.take(page, f"desk-1280-{looks}-empty")
            agent.open(MAIN)
            agent.field.fill("您好，阿姨 160 cm、116 斤，建议选 XL，宽松一些。")
            agent.pane("Orders")
            camera.take(page, f"desk-1280-{looks}")
            for pane in ("Buyer", "Advise", "Products", "Phrases"):
                agent.pane(pane)
                camera.take(page, f"desk-1280-{looks}-{pane.lower()}")
            _dialogs(camera, agent, looks)
    for size, name in ((NARROW, "desk-400"), (PHONE, "desk-phone"), ((1000, 800), "desk-1000")):
        with camera.page(size=size) as page:
            agent = _at_desk(page, guitai, shop.agent)
            camera.take(page, f"{name}-list")
            agent.open(MAIN)
            camera.take(page, name)
            agent.button("Buyer panel").click()
            agent.pane("Orders")
            camera.take(page, f"{name}-panel")


def _dialogs(camera: _Camera, agent: Desk, looks: str) -> None:
    page = agent.page
    for opener in ("Emoji", "Product, order or guidance card", "Internal note"):
        agent.button(opener).click()
        camera.take(page, f"desk-1280-{looks}-{opener.split()[0].lower()}")
        page.keyboard.press("Escape")
    agent.field.fill("")
    agent.field.press_sequentially("/fh")
    expect(page.get_by_role("option").first).to_be_visible()
    camera.take(page, f"desk-1280-{looks}-slash")
    page.keyboard.press("Escape")
    agent.field.fill("")
    for key, dialog in (("Alt+t", "transfer"), ("Control+k", "find")):
        page.keyboard.press(key)
        if dialog == "find":
            page.keyboard.type("快递")
            expect(page.get_by_role("option").first).to_be_visible()
        camera.take(page, f"desk-1280-{looks}-{dialog}")
        page.keyboard.press("Escape")
    agent.button("Keys").click()
    camera.take(page, f"desk-1280-{looks}-keys")
    page.keyboard.press("Escape")


def _guard(camera: _Camera, guitai: str, shop: StagedShop) -> None:
    """Take what the guard says to agent and lead; what is asked is refused, for the next one asks anew."""
    for size, looks, name in (
        (DESKTOP, "light", "guard-1280"),
        (DESKTOP, "dark", "guard-1280-dark"),
        (PHONE, "light", "guard-phone"),
    ):
        with camera.page(size=size, looks=looks) as page, camera.page(size=size, looks=looks) as other:
            agent, lead = _at_desk(page, guitai, shop.agent), _at_desk(other, guitai, shop.lead)
            agent.open(MAIN)
            for text, state in (
                ("加我微信 yunshang888 聊，这件全国最好，明天肯定到。", "blocked"),
                ("详情页写了，自己看", "confirm"),
                ("好的，这单给您便宜25元。", "ask"),
            ):
                agent.field.fill(text)
                expect(page.get_by_role("list", name=agent.say("What the rules say"))).to_be_visible()
                agent.field.press("Enter")
                camera.take(page, f"{name}-{state}")
            page.get_by_label(agent.say("Ask the lead")).press("Enter")
            camera.take(page, f"{name}-waiting")
            camera.take(other, f"{name}-lead-strip")
            lead.page.get_by_role("button", name=lead.say("To approve")).click()
            camera.take(other, f"{name}-lead")
            other.keyboard.press("x")
            lead.page.get_by_label(lead.say("A word about it")).fill("最多便宜20")
            camera.take(other, f"{name}-lead-refuses")
            other.keyboard.press("Enter")
            expect(page.get_by_text("最多便宜20")).to_be_visible()
            camera.take(page, f"{name}-refused")
            agent.field.fill("")


def _knowledge(camera: _Camera, guitai: str, shop: StagedShop) -> None:
    for size, looks, name in (
        (DESKTOP, "light", "1280"),
        (DESKTOP, "dark", "1280-dark"),
        (NARROW, "light", "400"),
    ):
        with camera.page(size=size, looks=looks) as page:
            sign_in(page, guitai, shop.lead, Words("zh-hans"), PASSWORD)
            for address in KNOWLEDGE_PAGES:
                page.goto(f"{guitai}/s/{shop.key}/knowledge/{address}")
                camera.take(page, f"knowledge-{address.replace('/', '-') or 'list'}{name}")


def _setup(camera: _Camera, guitai: str, shop: StagedShop) -> None:
    with camera.page() as page:
        page.goto(f"{guitai}/sign-in/")
        camera.take(page, "sign-in")
    for size, suffix in ((DESKTOP, ""), (PHONE, "-phone")):
        with camera.page(size=size) as page:
            sign_in(page, guitai, shop.lead, Words("zh-hans"), PASSWORD)
            for name, path in PAGES.items():
                page.goto(f"{guitai}/s/{shop.key}/setup/{path}/")
                camera.take(page, f"setup-{name}{suffix}", whole=True)
    with camera.page(looks="dark") as page:
        sign_in(page, guitai, shop.lead, Words("zh-hans"), PASSWORD)
        for name in ("roster", "pieces"):
            page.goto(f"{guitai}/s/{shop.key}/setup/{name}/")
            camera.take(page, f"setup-{name}-dark", whole=True)


def _imports(camera: _Camera, guitai: str, shop: StagedShop, folder: Path) -> None:
    files = dropped.twenty(folder)
    for size, looks, name in (
        (DESKTOP, "light", "imports-1280"),
        (DESKTOP, "dark", "imports-1280-dark"),
        (NARROW, "light", "imports-400"),
        (PHONE, "light", "imports-phone"),
    ):
        with camera.page(size=size, looks=looks) as page:
            sign_in(page, guitai, shop.lead, Words("zh-hans"), PASSWORD)
            imports = Imports(page, guitai, shop)
            page.goto(imports.address)
            camera.take(page, f"{name}-before", whole=True)
            imports.drop([*files.paths, dropped.foreign(folder)])
            imports.file("today.csv").get_by_text(imports.say("First rows as understood")).click()
            camera.take(page, name, whole=True)
            imports.file(dropped.FOREIGN).get_by_role("link").first.click()
            camera.take(page, f"{name}-mapping", whole=True)
        _take_away(camera, guitai, shop)


def _take_away(camera: _Camera, guitai: str, shop: StagedShop) -> None:
    """Leave the page as it was: what one picture dropped is not for the next."""
    with camera.page() as page:
        sign_in(page, guitai, shop.lead, Words("zh-hans"), PASSWORD)
        imports = Imports(page, guitai, shop)
        page.goto(imports.address)
        for left in range(imports.arrived.get_by_role("listitem").count(), 0, -1):
            imports.arrived.get_by_role("listitem").first.get_by_role("button").last.click()
            expect(imports.arrived.get_by_role("listitem")).to_have_count(left - 1)


def _first_start(camera: _Camera, guitai: str) -> None:
    with camera.page() as page:
        page.goto(guitai)
        camera.take(page, "first-start", whole=True)


def _window(camera: _Camera, site: Site, shop: StagedShop) -> None:
    for size, looks, name in (
        (DESKTOP, "light", "window"),
        (DESKTOP, "dark", "window-dark"),
        (PHONE, "light", "window-phone"),
    ):
        with camera.page(size=size, looks=looks) as page:
            buyer = Window(page)
            page.goto(site.page(shop, account=MAIN))
            camera.take(page, f"{name}-closed")
            buyer.open()
            camera.take(page, name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
