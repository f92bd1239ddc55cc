"""The demo shops are built once, out of the examples."""

from datetime import datetime
from pathlib import Path

import pytest
from tests.unit.connectors.files import exports

from guitai.connectors.files import demo
from guitai.connectors.files.demo import ExamplesMissingError, build_demo
from guitai.domains.accounts.models import Duty, Membership, Person, Shop
from guitai.domains.catalog.queries import shop_facts
from guitai.domains.chat.models import Conversation
from guitai.domains.knowledge.entry_queries import in_force
from guitai.domains.knowledge.models import QuickPhrase
from guitai.domains.trade.models import Order
from guitai.kernel.days import business_day

PEOPLE = """
shifts: {day: {title: 白班, blocks: [["08:30", "16:30"]]}}
groups: {pre_sale: 售前}
people:
  - {username: xiaomei, name: 小美, role: agent, shops: [yunshang], accounts: {yunshang: "云裳旗舰店:小美"},
     groups: [pre_sale], shift: day, days_off: [sunday]}
  - {username: dianzhang, name: 沈店长, role: lead, shops: [yunshang, youmu], accounts: {}, groups: [],
     shift: day, days_off: []}
"""
PHRASES = """
categories: {opening: 开场}
common: [{code: c01, category: opening, title: 问好, text: "您好，我是{客服}"}]
yunshang: [{code: y01, category: opening, title: 尺码, text: "您穿{尺码}"}]
youmu: []
"""
TERMS = """
yunshang: {couriers: [圆通速递], free_postage: true, postage_exceptions: [新疆], gifts: [短袜],
  price_match_days: 15, links: [], activities: [{name: 满300减30, from: -7, to: 14, gifts: [], steps: []}]}
youmu: {activities: []}
"""
KNOWLEDGE = """
yunshang: [{code: k1, category: care, product: "", questions: [怎么洗, 能机洗吗], answer: "建议手洗。"},
  {code: k2, category: material, product: "", questions: [会起球吗], answer: "会一点。", weakness: true}]
youmu: []
"""
CASES = """
yunshang: []
youmu: []
"""


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    (tmp_path / "people.yaml").write_text(PEOPLE)
    (tmp_path / "phrases.yaml").write_text(PHRASES)
    (tmp_path / "terms.yaml").write_text(TERMS)
    (tmp_path / "knowledge.yaml").write_text(KNOWLEDGE)
    (tmp_path / "cases.yaml").write_text(CASES)
    for key in ("yunshang", "youmu"):
        (tmp_path / key).mkdir()
        exports.orders(tmp_path / key / "a.csv", exports.order(1))
        talk = [("小鱼", "2026-03-01 10:00:00", "在吗")]
        exports.chats(tmp_path / key / "c.txt", "云裳旗舰店:小美", {"小鱼": talk})
    return tmp_path


@pytest.mark.django_db
def test_the_shops_are_built_with_everything_in_them(examples: Path, now: datetime) -> None:
    steps: list[str] = []

    assert build_demo(folder=examples, at=now, on_step=steps.append)

    assert dict(Shop.objects.values_list("key", "widget_key")) == {
        "yunshang": "demo-yunshang",
        "youmu": "demo-youmu",
    }
    assert Person.objects.get(username="dianzhang").check_password(demo.PASSWORD)
    assert (Membership.objects.count(), Duty.objects.filter(membership__nickname="小美").count()) == (3, 18)
    assert (Order.objects.count(), QuickPhrase.objects.count()) == (2, 3)
    promised = shop_facts(Shop.objects.get(key="yunshang"), at=now)
    assert promised.couriers == ("圆通速递",)
    assert [activity.name for activity in promised.activities or ()] == ["满300减30"]
    known = in_force(Shop.objects.get(key="yunshang"), on=business_day(now))
    assert [(entry.answer, entry.is_weakness) for entry in known] == [
        ("建议手洗。", False),
        ("会一点。", True),
    ]
    talk = Conversation.objects.get(shop__key="yunshang")
    assert talk.agent is not None and talk.agent.nickname == "小美"
    assert steps


@pytest.mark.django_db
def test_a_second_time_there_is_nothing_to_do(examples: Path, now: datetime) -> None:
    build_demo(folder=examples, at=now, on_step=lambda _step: None)
    steps: list[str] = []

    assert not build_demo(folder=examples, at=now, on_step=steps.append)
    assert len(steps) == 1
    assert Order.objects.count() == 2


@pytest.mark.django_db
def test_a_shop_that_could_not_be_finished_is_not_begun(examples: Path, now: datetime) -> None:
    (examples / "yunshang" / "broken.csv").write_bytes(b"\x00\xff" * 500)

    with pytest.raises(Exception, match=r"broken\.csv"):
        build_demo(folder=examples, at=now, on_step=lambda _step: None)
    assert not Shop.objects.exists()


@pytest.mark.django_db
def test_without_examples_it_says_so(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(ExamplesMissingError):
        build_demo(folder=tmp_path / "nowhere", at=now, on_step=lambda _step: None)
