"""After-sales cases, their goods, lines of ledgers, and texts of playbooks."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from guitai.domains.aftersales.models import Case, CaseLine, Kind, LedgerEntry, LedgerLine, PlaybookText
from tests.factories.accounts import MembershipFactory, ShopFactory
from tests.factories.trade import OrderFactory

OPENED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)

# A short playbook for tests that are not about what the shipped ones say: every sort of step and answer.
SHORT = """
key: short
version: 1
title: {zh: 破损, en: Damage}
starts: {damaged: look, lost: search, quality: look}
steps:
  look:
    who: buyer
    ask: {zh: 拍照了吗, en: Are there photos?}
    say: 亲，麻烦您拍一下{商品}。
    evidence: {zh: 包裹和面单的照片, en: Photos of the parcel and its label}
    hours: 24
    answers:
      photos: {zh: 拍了, en: There are, to: claim, pictures: 1, remark: 破损有图}
      none: {zh: 拍不了, en: None, to: decide, wants: {zh: 为什么, en: why}}
  claim:
    who: courier
    ask: {zh: 快递赔吗, en: Does the courier pay?}
    answers:
      claimed: {zh: 已索赔, en: Claimed, to: give, entry: claimed, amount: {zh: 索赔多少, en: how much}}
      refuses: {zh: 不赔, en: Refuses, to: decide, entry: declined}
  give:
    who: agent
    ask: {zh: 怎么处理, en: What does the buyer want?}
    answers:
      part:
        zh: 部分退款
        en: A part
        to: kept
        entry: given
        amount: {zh: 退多少, en: how much}
        most: "30.00"
        flag: yellow
      returns: {zh: 退货, en: Sends it back, to: goes_back}
      again: {zh: 补发, en: Send again, to: resend}
      not_here: {zh: 没到, en: It never came, to: on_its_way}
  decide:
    who: lead
    ask: {zh: 主管定, en: The lead decides}
    answers:
      pay: {zh: 全退, en: All back, to: paid_back, entry: refunded, amount: {zh: 退多少, en: how much}}
      nothing: {zh: 不退, en: Nothing, to: refused, remark: 不退}
  resend:
    who: warehouse
    ask: {zh: 请补发, en: Send it again}
    task: resend
    answers:
      sent: {zh: 已发, en: Sent, to: sent_again, remark: 已补发}
      no_stock: {zh: 没货, en: None left, to: give}
  search:
    who: courier
    ask: {zh: 快递找到了吗, en: Did the courier find it?}
    answers:
      found: {zh: 找到了, en: Found, to: arrived}
      wrong: {zh: 发错了, en: It was sent wrongly, to: confirm, entry: wrong}
  confirm:
    who: second
    ask: {zh: 另一人确认, en: A second person confirms}
    answers:
      so: {zh: 属实, en: It is so, to: refused, entry: confirmed}
ends:
  kept: {zh: 收下, en: Keeps it, outcome: part_refunded, remark: 已补偿, flag: green}
  paid_back: {zh: 已退, en: Paid back, outcome: refunded, remark: 已退款}
  refused: {zh: 没退, en: Not paid back, outcome: refused}
  arrived: {zh: 到了, en: Arrived, outcome: delivered}
  sent_again: {zh: 补发了, en: Sent again, outcome: resent}
  on_its_way: {zh: 没到, en: Not here, outcome: nothing, then: short.lost}
  goes_back: {zh: 退货, en: Goes back, outcome: refunded, then: back.refund}
"""
BACK = """
key: back
version: 1
title: {zh: 退货, en: Return}
starts: {refund: way}
steps:
  way:
    who: buyer
    ask: {zh: 寄出了吗, en: Is it on its way?}
    stage: sent
    answers: {here: {zh: 收到, en: It is here, to: check}}
  check:
    who: warehouse
    ask: {zh: 核对退件, en: Check it}
    task: verify
    stage: received
    answers:
      right: {zh: 没问题, en: All right, to: done}
      wrong: {zh: 有问题, en: Not right, to: way}
ends:
  done: {zh: 已退, en: Paid back, outcome: refunded, stage: refunded}
"""


class PlaybookTextFactory(DjangoModelFactory):
    """The short playbook as a shop's case holds on to it."""

    class Meta:
        model = PlaybookText
        django_get_or_create = ("shop", "key", "version")

    shop = factory.SubFactory(ShopFactory)
    key = "short"
    version = 1
    written = SHORT
    is_own = False
    at = OPENED


class CaseFactory(DjangoModelFactory):
    """A damaged order's case at its first step, opened at 10:00 in Shanghai on Monday 2 March 2026."""

    class Meta:
        model = Case

    order = factory.SubFactory(OrderFactory)
    shop = factory.SelfAttribute("order.shop")
    buyer = factory.SelfAttribute("order.buyer")
    number = factory.Sequence(lambda number: number + 1)
    kind = Kind.DAMAGED
    playbook = factory.SubFactory(PlaybookTextFactory, shop=factory.SelfAttribute("..shop"))
    step = "look"
    owner = factory.SubFactory(MembershipFactory, shop=factory.SelfAttribute("..shop"))
    opened_by = factory.SelfAttribute("owner")
    opened_at = OPENED
    step_since = factory.SelfAttribute("opened_at")
    answer_due_at = factory.LazyAttribute(lambda case: case.opened_at + timedelta(minutes=5))
    due_at = factory.SelfAttribute("answer_due_at")


class CaseLineFactory(DjangoModelFactory):
    class Meta:
        model = CaseLine

    case = factory.SubFactory(CaseFactory)
    title = "纯色衬衫"
    quantity = 1
    paid_fen = 15800


class LedgerLineFactory(DjangoModelFactory):
    """¥20.00 claimed from the courier for a case."""

    class Meta:
        model = LedgerLine

    case = factory.SubFactory(CaseFactory)
    shop = factory.SelfAttribute("case.shop")
    order = factory.SelfAttribute("case.order")
    ledger = "compensation"
    entry = LedgerEntry.CLAIMED
    amount_fen = 2000
    by = factory.SelfAttribute("case.owner")
    at = OPENED
    counts_at = factory.SelfAttribute("at")
