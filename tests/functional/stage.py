"""Sets the stage: shops with people, goods, orders and quick phrases, made by the domains' own actions.

It runs in a process of its own, on the server's database, for the tests' process has another one open:
``python -m tests.functional.stage`` reads one JSON object a line and answers with one.
"""

import functools
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from tests.functional.faulty import come_apart
from tests.functional.night import leave_night

PASSWORD = "functional-9-tests"
BUYER = "tb_demo01"
ORDER, WAYBILL = "4026110100000000001", "YT8800112233445"
PAID = "4026110100000008888"
PRODUCT = "云裳纯色棉质衬衫 女 2026 秋款"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works in the shop: the name they sign in with, and the one on the screen."""

    username: str
    name: str


@dataclass(frozen=True, slots=True)
class StagedShop:
    """One shop, and who plays in it."""

    key: str
    name: str
    widget_key: str
    widget_secret: str
    lead: Member
    agent: Member
    colleague: Member


class Stage:
    """The process that makes shops on the database of one server."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.functional.stage"],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=15)
        self._process.stdout.close()

    def shop(self, *, language: str, room: int = 20) -> StagedShop:
        """Make one more shop.

        :param language: what its people read.
        :param room: how many conversations an agent holds at once.
        """
        assert self._process.stdin and self._process.stdout
        print(json.dumps({"language": language, "room": room}), file=self._process.stdin, flush=True)
        made = json.loads(self._process.stdout.readline())
        people = {role: Member(**made.pop(role)) for role in ("lead", "agent", "colleague")}
        return StagedShop(**made, **people)

    def lose(self, shop: StagedShop, talks: Mapping[str, tuple[str, str]]) -> None:
        """Let buyers have asked the agent about the shirt an hour ago, heard an answer, and gone."""
        assert self._process.stdin and self._process.stdout
        told = {"lose": shop.key, "agent": shop.agent.username, "talks": talks}
        print(json.dumps(told), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline()) == {"lost": len(talks)}

    def talk(self, shop: StagedShop, talks: Mapping[str, tuple[str, str]], *, days_ago: int) -> None:
        """Let buyers have asked the agent at noon some days ago and heard an answer; the days are counted."""
        assert self._process.stdin and self._process.stdout
        told = {"talk": shop.key, "agent": shop.agent.username, "talks": talks, "days_ago": days_ago}
        print(json.dumps(told), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline())["counted"]

    def know(self, shop: StagedShop, answers: Mapping[str, str]) -> None:
        """Let the lead have written an entry of the knowledge for each question."""
        assert self._process.stdin and self._process.stdout
        told = {"know": shop.key, "lead": shop.lead.username, "answers": answers}
        print(json.dumps(told), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline()) == {"known": len(answers)}

    def relist(self, shop: StagedShop, number: str, *, remark: str, tags: str = "") -> None:
        """Let a newer list of orders say this of an order: another remark, the platform's marks."""
        assert self._process.stdin and self._process.stdout
        told = {"relist": shop.key, "number": number, "remark": remark, "tags": tags}
        print(json.dumps(told), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline()) == {"updated": 1}

    def bring_near(self, shop: StagedShop, *, minutes: float) -> None:
        """Let what is to be done have been promised so much earlier: it falls due sooner, or is late."""
        assert self._process.stdin and self._process.stdout
        print(json.dumps({"near": shop.key, "minutes": minutes}), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline())["moved"]

    def look_through_answers(self, shop: StagedShop) -> None:
        """Do what the clock does at night: look for contradictions, and for questions without an entry."""
        assert self._process.stdin and self._process.stdout
        print(json.dumps({"answers": shop.key}), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline()) == {"looked": 1}

    def leave_unpaid(self, shop: StagedShop, owner: Member, buyers: Sequence[str]) -> None:
        """Let buyers have ordered the shirt an hour ago and not paid; it stands on somebody's list."""
        assert self._process.stdin and self._process.stdout
        told = {"unpaid": shop.key, "owner": owner.username, "buyers": list(buyers)}
        print(json.dumps(told), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline()) == {"unpaid": len(buyers)}

    def man_warehouse(self, shop: StagedShop) -> Member:
        """Let the buyer have paid :data:`PAID` an hour ago; give who works in the warehouse."""
        assert self._process.stdin and self._process.stdout
        told = {"warehouse": shop.key, "language": "zh-hans"}
        print(json.dumps(told), file=self._process.stdin, flush=True)
        return Member(**json.loads(self._process.stdout.readline()))

    def leave_night(self, shop: StagedShop) -> None:
        """Let the agent's night have ended with a waiting buyer, a promise and a case."""
        assert self._process.stdin and self._process.stdout
        told = {"night": shop.key, "agent": shop.agent.username, "colleague": shop.colleague.username}
        print(json.dumps(told), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline()) == {"left": 3}

    def come_apart(self, shop: StagedShop) -> None:
        """Let four buyers report one fault of a product within three days, and the clock look at it."""
        assert self._process.stdin and self._process.stdout
        told = {"apart": shop.key, "agent": shop.agent.username}
        print(json.dumps(told), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline()) == {"issues": 1}

    def plan(self, shop: StagedShop, shifts: Sequence[tuple[Member, str, int]]) -> None:
        """Let people be planned: who, a shift's hours (its name too), how many days from today."""
        assert self._process.stdin and self._process.stdout
        planned = [(member.username, hours, days) for member, hours, days in shifts]
        print(json.dumps({"plan": shop.key, "shifts": planned}), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline()) == {"planned": len(planned)}

    def work_out_roster(self, shop: StagedShop) -> None:
        """Do what the clock's worker does about a proposal that waits; the server here has none."""
        assert self._process.stdin and self._process.stdout
        print(json.dumps({"roster": shop.key}), file=self._process.stdin, flush=True)
        assert json.loads(self._process.stdout.readline()) == {"worked_out": 1}


def _open_shop(number: int, *, language: str, room: int, at: datetime) -> StagedShop:
    from guitai.domains.accounts import actions as accounts
    from guitai.domains.knowledge import actions as knowledge

    shop = accounts.create_shop(key=f"yunshang-{number}", name="云裳女装", at=at)
    settings = {"max_conversations": room, "greeting": "您好，欢迎光临云裳女装，请问有什么可以帮您？"}
    accounts.change_shop_settings(shop=shop, by=None, at=at, **settings)
    presale = accounts.create_group(shop=shop, name="售前", purpose="presale", by=None, at=at)
    people = {}
    for role, username, name in (
        ("lead", "wangfang", "王芳"),
        ("agent", "xiaomei", "小美"),
        ("colleague", "ajie", "阿杰"),
    ):
        person = accounts.create_person(
            username=f"{username}-{number}", display_name=name, password=PASSWORD, language=language, at=at
        )
        post = "lead" if role == "lead" else "agent"
        groups = [] if role == "lead" else [presale]
        member = accounts.add_member(shop=shop, person=person, role=post, nickname=name, groups=groups, at=at)
        people[role] = Member(person.username, name)
        if role == "lead":
            knowledge.open_default_folders(shop=shop)
            _write_phrases(shop, member, at)
    _stock(shop, at)
    return StagedShop(shop.key, shop.name, shop.widget_key, shop.widget_secret, **people)


def _write_phrases(shop: Any, lead: Any, at: datetime) -> None:
    from guitai.domains.knowledge import actions
    from guitai.domains.knowledge.drafts import PhraseDraft
    from guitai.domains.knowledge.models import PhraseFolder, Scope

    folders = {folder.name: folder for folder in PhraseFolder.objects.filter(shop=shop)}
    for folder, code, title, text in (
        ("开场", "nh", "您好", "您好{买家}，我是{客服}，请问有什么可以帮您？"),
        ("快递", "cx", "查询物流", "您的订单{订单号}已由{快递}发出，运单号{单号}，请注意查收。"),
        ("发货时间", "fh", "发货时间", "16:00 前付款的订单当天发出，之后的次日发出。"),
        ("结束语", "js", "结束语", "感谢您的光临，祝您生活愉快。"),
    ):
        draft = PhraseDraft(title=title, text=text, scope=Scope.SHOP, code=code, folder=folders[folder])
        actions.save_phrase(shop=shop, by=lead, draft=draft, at=at)


def _stock(shop: Any, at: datetime) -> None:
    from guitai.domains.catalog import actions as catalog
    from guitai.domains.catalog.drafts import FactDraft, ProductDraft, SizeDraft, SkuDraft
    from guitai.domains.catalog.queries import by_code
    from guitai.domains.trade.drafts import LineDraft, OrderDraft, OrderStatus
    from guitai.domains.trade.importing import put_orders
    from guitai.domains.trade.importing_lines import put_lines

    shirt = ProductDraft(code="YS1001", title=PRODUCT, price_fen=15_800, on_sale=True)
    trousers = ProductDraft(code="YS1002", title="云裳高腰直筒牛仔裤 女", price_fen=19_900, on_sale=True)
    catalog.put_products(shop=shop, products=[shirt, trousers], at=at)
    skus = [
        SkuDraft(
            product_code="YS1001",
            code=f"YS1001-{size}",
            properties={"颜色": "米白", "尺码": size},
            price_fen=15_800,
            stock=stock,
        )
        for size, stock in (("S", 12), ("M", 0), ("L", 31))
    ]
    catalog.put_skus(shop=shop, skus=skus)
    catalog.put_sizes(
        shop=shop, sizes=[SizeDraft(product_code="YS1001", size="M", ranges={"weight": (50, 57.5)})]
    )
    catalog.put_facts(
        shop=shop, facts=[FactDraft(product_code="YS1001", name="材质", value="棉 95%，氨纶 5%")]
    )
    sent = OrderDraft(
        number=ORDER,
        buyer=BUYER,
        status=OrderStatus.SHIPPED,
        goods_fen=15_800,
        postage_fen=0,
        total_fen=15_800,
        paid_fen=15_800,
        item_count=1,
        titles=PRODUCT,
        receiver="李婷",
        phone="19900000001",
        address="浙江省 杭州市 西湖区 某某路 1 号",
        region="浙江省 杭州市",
        created_at=at - timedelta(days=2),
        paid_at=at - timedelta(days=2),
        shipped_at=at - timedelta(days=1),
        courier="圆通速递",
        waybills=(WAYBILL,),
    )
    unpaid = replace(
        sent,
        number="4026110100000000002",
        status=OrderStatus.UNPAID,
        paid_fen=None,
        paid_at=None,
        shipped_at=None,
        courier="",
        waybills=(),
        created_at=at - timedelta(days=5),
    )
    put_orders(shop=shop, drafts=[sent, unpaid], at=at)
    shirt_id = by_code(shop_id=shop.pk, code="YS1001").pk
    lines = [
        LineDraft(
            order_number=order.number,
            key="1",
            title=PRODUCT,
            price_fen=15_800,
            product_id=shirt_id,
            sku_code="YS1001-L",
            properties={"颜色": "米白", "尺码": "L"},
        )
        for order in (sent, unpaid)
    ]
    put_lines(shop=shop, drafts=lines)


def _lose(key: str, username: str, talks: Mapping[str, Sequence[str]], at: datetime) -> dict[str, int]:
    from guitai.domains.accounts import queries as accounts
    from guitai.domains.insight.actions import look_through
    from guitai.engines.metrics.settings import Settings
    from guitai.kernel.days import business_day

    shop, asked_at = accounts.shop_by_key(key), at - timedelta(hours=1)
    _say(shop, username, talks, asked_at)
    return {"lost": look_through(shop=shop, day=business_day(asked_at), settings=Settings(), at=at)}


def _talk(
    key: str, username: str, talks: Mapping[str, Sequence[str]], days_ago: int, at: datetime
) -> dict[str, int]:
    from guitai.domains.accounts import queries as accounts
    from guitai.domains.performance.actions.days import count_some
    from guitai.kernel.days import business_day, day_period

    shop = accounts.shop_by_key(key)
    noon = day_period(business_day(at) - timedelta(days=days_ago)).start + timedelta(hours=12)
    _say(shop, username, talks, noon)
    return {"counted": count_some(shop=shop, at=at, most=31)}


def _say(shop: Any, username: str, talks: Mapping[str, Sequence[str]], asked_at: datetime) -> None:
    from guitai.domains.accounts import queries as accounts
    from guitai.domains.chat import actions

    agent = accounts.active_members(shop).get(person__username=username)
    for number, (account, (question, answer)) in enumerate(talks.items()):
        said_at = asked_at + timedelta(seconds=number)
        stored = actions.receive_message(
            shop=shop,
            account=account,
            name=account,
            local_id="1",
            text=question,
            product_code="YS1001",
            at=said_at,
        )
        actions.send_message(
            conversation_id=stored.message.conversation_id,
            by=agent,
            local_id=f"{account}-1",
            text=answer,
            at=said_at + timedelta(seconds=9),
        )


def _know(key: str, username: str, answers: Mapping[str, str], at: datetime) -> dict[str, int]:
    from guitai.domains.accounts import queries as accounts
    from guitai.domains.knowledge.drafts import EntryDraft
    from guitai.domains.knowledge.entering import save_entry

    shop = accounts.shop_by_key(key)
    assert shop
    lead = accounts.active_members(shop).get(person__username=username)
    for question, answer in answers.items():
        save_entry(shop=shop, by=lead, draft=EntryDraft(questions=(question,), answer=answer), at=at)
    return {"known": len(answers)}


def _relist(key: str, number: str, remark: str, tags: str, at: datetime) -> dict[str, int]:
    from guitai.domains.accounts import queries as accounts
    from guitai.domains.trade.drafts import OrderDraft
    from guitai.domains.trade.importing import put_orders

    shop = accounts.shop_by_key(key)
    assert shop
    draft = OrderDraft(number=number, seller_remark=remark, tags=tags)
    return {"updated": put_orders(shop=shop, drafts=[draft], at=at).tally.updated}


def _bring_near(key: str, by: timedelta) -> dict[str, int]:
    from django.db.models import F

    from guitai.domains.followups.models import Todo

    running = Todo.objects.filter(shop__key=key, state="open")
    sooner = {name: F(name) - by for name in ("opened_at", "due_at", "ring_at")}
    return {"moved": running.update(**sooner)}


def _look_through_answers(key: str) -> dict[str, int]:
    from guitai.domains.accounts import queries as accounts
    from guitai.jobs.answers import look_now

    shop = accounts.shop_by_key(key)
    assert shop
    look_now.call_local(shop.pk)
    return {"looked": 1}


def _leave_unpaid(key: str, username: str, buyers: Sequence[str], at: datetime) -> dict[str, int]:
    from guitai.domains.accounts import queries as accounts
    from guitai.domains.followups.actions.todos import open_todo
    from guitai.domains.followups.models import Listing
    from guitai.domains.trade.drafts import LineDraft, OrderDraft, OrderStatus
    from guitai.domains.trade.importing import put_orders
    from guitai.domains.trade.importing_lines import put_lines
    from guitai.domains.trade.models import Order

    shop = accounts.shop_by_key(key)
    assert shop
    owner = accounts.active_members(shop).get(person__username=username)
    placed_at, money = at - timedelta(hours=1), {"goods_fen": 15_800, "postage_fen": 0, "total_fen": 15_800}
    drafts = [
        OrderDraft(
            number=f"40261102000000000{number:02}",
            buyer=buyer,
            status=OrderStatus.UNPAID,
            item_count=1,
            titles=PRODUCT,
            created_at=placed_at,
            **money,
        )
        for number, buyer in enumerate(buyers)
    ]
    put_orders(shop=shop, drafts=drafts, at=at)
    line = LineDraft(order_number="", key="1", title=PRODUCT, price_fen=15_800, properties={"尺码": "L"})
    put_lines(shop=shop, drafts=[replace(line, order_number=each.number) for each in drafts])
    for number, order in enumerate(Order.objects.filter(shop=shop, buyer__account__in=buyers).order_by("pk")):
        about = {"order": order, "buyer": order.buyer, "value_fen": order.total_fen, "owner": owner}
        due_at = at - timedelta(minutes=30 - 60 * number)
        why = {"reason": "forgot"}
        open_todo(shop=shop, listing=Listing.UNPAID, key=order.number, at=at, due_at=due_at, why=why, **about)
    return {"unpaid": len(drafts)}


def _man_warehouse(key: str, language: str, at: datetime) -> dict[str, str]:
    from guitai.domains.accounts import actions as accounts
    from guitai.domains.accounts.queries import shop_by_key
    from guitai.domains.trade.drafts import LineDraft, OrderDraft, OrderStatus
    from guitai.domains.trade.importing import put_orders
    from guitai.domains.trade.importing_lines import put_lines

    shop = shop_by_key(key)
    assert shop
    paid_at, paid = at - timedelta(hours=1), 15_800
    draft = OrderDraft(
        number=PAID,
        buyer=BUYER,
        status=OrderStatus.PAID,
        goods_fen=paid,
        total_fen=paid,
        paid_fen=paid,
        item_count=1,
        titles=PRODUCT,
        receiver="李婷",
        phone="19900000001",
        region="浙江省 杭州市",
        created_at=paid_at,
        paid_at=paid_at,
    )
    put_orders(shop=shop, drafts=[draft], at=at)
    kind = {"颜色": "米白", "尺码": "L"}
    line = LineDraft(
        order_number=PAID, key="1", title=PRODUCT, price_fen=paid, sku_code="YS1001-L", properties=kind
    )
    put_lines(shop=shop, drafts=[line])
    name, username = "老周", f"laozhou-{key}"
    person = accounts.create_person(
        username=username, display_name=name, password=PASSWORD, language=language, at=at
    )
    accounts.add_member(shop=shop, person=person, role="warehouse", nickname=name, groups=[], at=at)
    return {"username": username, "name": name}


def _plan(key: str, shifts: Sequence[tuple[str, str, int]], at: datetime) -> dict[str, int]:
    from guitai.domains.accounts import actions as accounts
    from guitai.domains.accounts import queries
    from guitai.domains.accounts.roster import local_day

    shop = queries.shop_by_key(key)
    assert shop
    patterns = {
        hours: accounts.define_pattern(shop=shop, name=hours, blocks=[hours.split("-")], at=at)
        for hours in dict.fromkeys(hours for _who, hours, _days in shifts)
    }
    for username, hours, days in shifts:
        member = queries.active_members(shop).get(person__username=username)
        day = local_day(at) + timedelta(days=days)
        accounts.set_duty(membership=member, day=day, pattern=patterns[hours], by=None, at=at)
    return {"planned": len(shifts)}


def _work_out_roster(key: str) -> dict[str, int]:
    from guitai.domains.accounts import queries as accounts
    from guitai.domains.performance.queries.staffing import State, proposals_of
    from guitai.jobs.staffing import work_out

    shop = accounts.shop_by_key(key)
    assert shop
    waiting = list(proposals_of(shop).filter(state=State.WAITING))
    for proposal in waiting:
        work_out.call_local(shop.pk, proposal.pk)
    return {"worked_out": len(waiting)}


def _work(asked: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    if "unpaid" in asked:
        return _leave_unpaid(asked["unpaid"], asked["owner"], asked["buyers"], at=at)
    if "warehouse" in asked:
        return _man_warehouse(asked["warehouse"], asked["language"], at=at)
    if "night" in asked:
        return leave_night(asked["night"], asked["agent"], asked["colleague"], ORDER, at=at)
    if "apart" in asked:
        return come_apart(asked["apart"], asked["agent"], "YS1001", "YS1002", at=at)
    if "plan" in asked:
        return _plan(asked["plan"], asked["shifts"], at=at)
    return _work_out_roster(asked["roster"])


def _hash_once() -> None:
    """Hash a password once: everybody on the stage has the same one, and a hash takes a fifth of a second."""
    from django.contrib.auth import base_user

    base_user.make_password = functools.cache(base_user.make_password)


def main() -> None:
    """Do what every line read asks for: a shop, lost inquiries, counted days, entries, a warehouse."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "guitai.config.settings"
    import django
    from django.utils import timezone

    django.setup()
    _hash_once()
    for number, line in enumerate(sys.stdin, start=1):
        asked = json.loads(line)
        if "lose" in asked:
            made = _lose(asked["lose"], asked["agent"], asked["talks"], at=timezone.now())
        elif "talk" in asked:
            made = _talk(asked["talk"], asked["agent"], asked["talks"], asked["days_ago"], at=timezone.now())
        elif "know" in asked:
            made = _know(asked["know"], asked["lead"], asked["answers"], at=timezone.now())
        elif "relist" in asked:
            made = _relist(asked["relist"], asked["number"], asked["remark"], asked["tags"], timezone.now())
        elif "near" in asked:
            made = _bring_near(asked["near"], timedelta(minutes=asked["minutes"]))
        elif "answers" in asked:
            made = _look_through_answers(asked["answers"])
        elif asked.keys() & {"unpaid", "warehouse", "roster", "plan", "night", "apart"}:
            made = _work(asked, at=timezone.now())
        else:
            made = asdict(_open_shop(number, **asked, at=timezone.now()))
        sys.stdout.write(json.dumps(made) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
