"""axe-core finds nothing serious on any page, in light and dark, with dialogs open, in two widths."""

import pytest
from playwright.sync_api import expect

from tests.functional.accessibility import grave_faults
from tests.functional.browser import PHONE, Watch
from tests.functional.desk import Desk, sign_in
from tests.functional.plain_buyers import asks
from tests.functional.shop_page import Site
from tests.functional.stage import BUYER, Stage, StagedShop
from tests.functional.window import Window
from tests.functional.words import Words

pytestmark = [pytest.mark.functional, pytest.mark.once]

KNOWLEDGE_PAGES = (
    "",
    "new/",
    "candidates/",
    "duplicates/",
    "answers/questions/",
    "answers/conflicts/",
    "answers/gaps/",
    "guides/",
    "pairings/",
)
SETUP_PAGES = (
    "shop",
    "people",
    "people/add",
    "groups",
    "roster",
    "shifts",
    "window",
    "terms",
    "terms/activities/add",
    "history",
    "pieces",
    "phrases",
    "phrases/new",
    "phrases/folders",
    "phrases/import",
    "phrases/usage",
)
CASE_PAGES = ("cases", "cases/open", "cases/settings")
FOLLOWUP_PAGES = ("", "closed", "results", "reviews", "processes", "processes/add", "settings")
PLAYBOOK_PAGES = [
    "playbooks",
    *(
        f"playbooks/quality{page}"
        for page in ("", "/try", "/history", "/text", "/steps/worn", "/steps/worn/add")
    ),
]
REPORTS = ("", "hours", "funnel", "buyers", "products", "platform", "asked", "asked/talks", "behind")
LOOKS = pytest.mark.parametrize("looks", ["light", "dark"])


@LOOKS
def test_signing_in(watch: Watch, guitai: str, shop: StagedShop, looks: str) -> None:
    page = watch.page(color_scheme=looks)
    page.goto(f"{guitai}/sign-in/")
    assert grave_faults(page) == []

    watch.allow("status of 422")
    sign_in(page, guitai, shop.agent, Words("zh-hans"), "a wrong guess")
    expect(page.get_by_role("alert")).to_be_visible()
    assert grave_faults(page) == []


@LOOKS
def test_the_desk(watch: Watch, guitai: str, shop: StagedShop, looks: str) -> None:
    agent = Desk.opened(watch.page(color_scheme=looks), guitai, shop.agent)
    assert grave_faults(agent.page) == []

    asks(guitai, shop, BUYER, "这件 M 码有货吗？")
    agent.open(BUYER)
    agent.write("您好，M 码今天到货。")
    for pane in ("Buyer", "Orders", "Products", "Phrases"):
        agent.pane(pane)
        assert grave_faults(agent.page) == [], pane


@LOOKS
def test_the_desks_dialogs_and_pickers(watch: Watch, guitai: str, shop: StagedShop, looks: str) -> None:
    agent = Desk.opened(watch.page(color_scheme=looks), guitai, shop.agent)
    asks(guitai, shop, BUYER, "这件 M 码有货吗？")
    agent.open(BUYER)
    page = agent.page
    for opener in ("Quick phrases", "Emoji", "Product, order or guidance card", "Internal note"):
        agent.button(opener).click()
        assert grave_faults(page) == [], opener
        page.keyboard.press("Escape")
    for key, dialog in (("Alt+t", "Transfer"), ("Control+k", "Find anything")):
        page.keyboard.press(key)
        expect(agent.dialog(dialog)).to_be_visible()
        assert grave_faults(page) == [], dialog
        page.keyboard.press("Escape")
    agent.button("Keys").click()
    expect(agent.dialog("Keys")).to_be_visible()
    assert grave_faults(page) == []


@LOOKS
def test_the_window(watch: Watch, guitai: str, site: Site, shop: StagedShop, looks: str) -> None:
    buyer = Window.opened(watch.page(color_scheme=looks), site.page(shop, account=BUYER))
    buyer.write("在吗")
    assert grave_faults(buyer.page) == []

    buyer.button("Emoji").click()
    assert grave_faults(buyer.page) == []


def test_the_window_and_the_desk_on_a_phone(watch: Watch, guitai: str, site: Site, shop: StagedShop) -> None:
    agent = Desk.opened(watch.page(size=PHONE, touch=True), guitai, shop.agent)
    buyer = Window.opened(watch.page(size=PHONE, touch=True), site.page(shop, account=BUYER))
    buyer.write("在吗")
    assert grave_faults(buyer.page) == []

    agent.open(BUYER)
    assert grave_faults(agent.page) == []


@LOOKS
def test_every_setup_page(watch: Watch, guitai: str, shop: StagedShop, looks: str) -> None:
    page = watch.page(color_scheme=looks)
    sign_in(page, guitai, shop.lead, Words("zh-hans"))
    faults = {}
    for name in SETUP_PAGES:
        answer = page.goto(f"{guitai}/s/{shop.key}/setup/{name}/")
        assert answer is not None and answer.ok, name
        faults[name] = grave_faults(page)
    assert {name: found for name, found in faults.items() if found} == {}


@LOOKS
def test_every_report(watch: Watch, guitai: str, stage: Stage, shop: StagedShop, looks: str) -> None:
    stage.talk(shop, {"tb_demo07": ("这件透吗？", "不透的，加了内衬。")}, days_ago=2)
    page = watch.page(color_scheme=looks)
    sign_in(page, guitai, shop.lead, Words("zh-hans"))
    faults = {}
    for name in REPORTS:
        path = f"{name}/" if name else ""
        answer = page.goto(f"{guitai}/s/{shop.key}/reports/{path}")
        assert answer is not None and answer.ok, name
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        faults[name] = grave_faults(page)
    assert {name: found for name, found in faults.items() if found} == {}


@LOOKS
def test_every_page_of_the_knowledge(watch: Watch, guitai: str, shop: StagedShop, looks: str) -> None:
    page = watch.page(color_scheme=looks)
    sign_in(page, guitai, shop.lead, Words("zh-hans"))
    faults = {}
    for name in KNOWLEDGE_PAGES:
        answer = page.goto(f"{guitai}/s/{shop.key}/knowledge/{name}")
        assert answer is not None and answer.ok, name
        faults[name] = grave_faults(page)
    assert {name: found for name, found in faults.items() if found} == {}


@LOOKS
def test_every_page_of_the_followups(
    watch: Watch, guitai: str, stage: Stage, shop: StagedShop, looks: str
) -> None:
    stage.leave_unpaid(shop, shop.lead, ["tb_demo08"])
    page = watch.page(color_scheme=looks)
    sign_in(page, guitai, shop.lead, Words("zh-hans"))
    faults = {}
    for name in FOLLOWUP_PAGES:
        path = f"{name}/" if name else ""
        answer = page.goto(f"{guitai}/s/{shop.key}/followups/{path}")
        assert answer is not None and answer.ok, name
        faults[name] = grave_faults(page)
    for name in (*CASE_PAGES, "couriers", "couriers/add", "warehouse", "roster", "handover", *PLAYBOOK_PAGES):
        answer = page.goto(f"{guitai}/s/{shop.key}/{name}/")
        assert answer is not None and answer.ok, name
        faults[name] = grave_faults(page)
    assert {name: found for name, found in faults.items() if found} == {}
