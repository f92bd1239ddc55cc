"""The simulated shop: every deed is done by the house's own actions, and written into the books."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from guitai.common.journal import Journal
from guitai.domains.accounts import actions as accounts
from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.catalog import actions as catalog
from guitai.domains.catalog.drafts import ActivityDraft, ProductDraft, SkuDraft
from guitai.domains.catalog.models import Product
from guitai.domains.catalog.terms import save_activity
from guitai.domains.chat.actions import attending, closing, messages
from guitai.domains.chat.models import Conversation
from guitai.domains.followups.actions import public_answers
from guitai.domains.followups.changed_orders import orders_of_deed
from guitai.domains.followups.settings import change_list
from guitai.domains.guard import actions as guard
from guitai.domains.trade.drafts import (
    LineDraft,
    OrderDraft,
    OrderStatus,
    RefundDraft,
    RefundStatus,
    ReviewDraft,
)
from guitai.domains.trade.importing import put_orders
from guitai.domains.trade.importing_lines import put_lines
from guitai.domains.trade.importing_refunds import put_refunds
from guitai.domains.trade.importing_reviews import put_reviews
from guitai.domains.trade.models import Buyer as BuyerRow
from guitai.domains.trade.models import Order as OrderRow
from guitai.domains.trade.models import Review as ReviewRow
from guitai.engines.worklists import rules
from tools.month import books as kept
from tools.month.judge import LISTS

PRODUCTS, LOW_RATED, KINDS = 20, 4, 2
AGENTS = 4
IN_ONE_BREATH = timedelta(seconds=30)
PRICES = (5_900, 9_900, 15_800, 23_900, 39_900)


class SimulatedShop:
    """The shop's row, its agents, and the books beside them."""

    def __init__(self, *, at: datetime, platform: str) -> None:
        self.books = kept.Books()
        lead = accounts.open_first_shop(
            key="yuedu", name="云裳女装", platform=platform, username="lead", lead_name="王芳",
            password="a-month-in-the-shop", at=at,  # noqa: S106 - of a database that is thrown away
        )  # fmt: skip
        self.row: Shop = lead.shop
        self.lead = lead
        self.agents: list[Membership] = [self._agent(number, lead, at) for number in range(AGENTS)]
        self._products = self._goods(at)
        self._said = 0
        self._times: Counter[tuple[str, str]] = Counter()
        # What the judge does not know yet stays off.
        for listing in set(rules().lists) - set(LISTS):
            change_list(shop=self.row, listing=listing, by=None, at=at, is_on=False, group=None, numbers={})

    def _agent(self, number: int, lead: Membership, at: datetime) -> Membership:
        name = f"agent{number}"
        newcomer = accounts.add_newcomer(
            shop=self.row, username=name, display_name=name, nickname=name, role=Role.AGENT, at=at, by=lead
        )
        return newcomer.membership

    def _goods(self, at: datetime) -> dict[str, int]:
        products, skus = [], []
        for number in range(PRODUCTS):
            code, rating = f"C{number:02}", 470 if number < LOW_RATED else 490
            price = PRICES[number % len(PRICES)]
            products.append(
                ProductDraft(code=code, title=f"云裳衬衫{number}", price_fen=price, rating=rating)
            )
            for kind in range(KINDS):
                key = f"{code}-{kind}"
                skus.append(
                    SkuDraft(
                        product_code=code,
                        code=key,
                        properties={"颜色": f"{kind}号色"},
                        price_fen=price,
                        stock=90,
                    )
                )
                self.books.stock[key], self.books.rating[key] = 90, rating
        catalog.put_products(shop=self.row, products=products, at=at)
        catalog.put_skus(shop=self.row, skus=skus)
        return dict(Product.objects.filter(shop=self.row).values_list("code", "pk"))

    # Talks

    def be_there(self, at: datetime) -> None:
        """Let the agents' pages be open."""
        for agent in self.agents:
            attending.page_came(membership=agent, at=at)

    def buyer_says(
        self, account: str, text: str, at: datetime, *, product: str = "", buying: bool
    ) -> kept.Talk:
        """Take what a buyer wrote."""
        self._said += 1
        stored = messages.receive_message(
            shop=self.row, account=account, name=account, local_id=f"b{self._said}", text=text, at=at,
            product_code=product,
        )  # fmt: skip
        row = stored.message.conversation
        talk = self.books.talks.get(str(row.pk))
        if talk is None:
            talk = kept.Talk(key=str(row.pk), buyer=account, opened_at=at, last_at=at, product=product)
            self.books.put_talk(talk)
            self._know(account)
        talk.last_at, talk.buying = at, talk.buying or buying
        talk.mood = row.mood
        talk.by_person = talk.by_person or row.agent_id is not None
        return talk

    def answer(self, talk: kept.Talk, text: str, at: datetime, *, is_promise: bool = False) -> int:
        """Answer as whoever has the talk, else as the first agent; give the message's key."""
        self._said += 1
        self._times[talk.buyer, text] += 1
        if (times := self._times[talk.buyer, text]) > 1:
            text = f"{text}（{times}）"  # the guard asks twice about what was said before
        by = self._holder(talk)
        stored = messages.send_message(
            conversation_id=int(talk.key), by=by, local_id=f"a{self._said}", text=text, at=at
        )
        talk.last_at, talk.by_person = at, True
        for promise in self.books.promises.values():
            waits = promise.talk == talk.key and not promise.order and promise.done_at is None
            if waits and at >= promise.said_at + IN_ONE_BREATH and not is_promise:
                promise.done_at = at
        return stored.message.pk

    def promise(self, talk: kept.Talk, text: str, at: datetime, *, due_at: datetime, order: str = "") -> None:
        """Promise something in a talk: to answer, or that an order leaves."""
        message = self.answer(talk, text, at, is_promise=True)
        self.books.promises[str(message)] = kept.Promise(
            message=message, talk=talk.key, said_at=at, due_at=due_at, order=order
        )

    def has_promised(self, talk: kept.Talk) -> bool:
        """Say whether something was promised in a talk."""
        return any(promise.talk == talk.key for promise in self.books.promises.values())

    def close_talk(self, talk: kept.Talk, at: datetime) -> None:
        """End a talk."""
        closing.close(conversation_id=int(talk.key), by=self.agents[0], at=at, may_end_others=True)

    def _holder(self, talk: kept.Talk) -> Membership:
        agent = Conversation.objects.values_list("agent_id", flat=True).get(pk=talk.key)
        return next((one for one in self.agents if one.pk == agent), self.agents[0])

    def announce(self, at: datetime, *, days: int) -> None:
        """Begin an activity."""
        until = at + timedelta(days=days)
        draft = ActivityDraft(name="满300减30", starts_at=at, ends_at=until)
        save_activity(shop=self.row, draft=draft, by=self.lead, at=at)
        self.books.activities.append((at, until))

    def silence(self, account: str, at: datetime) -> None:
        """Keep that a buyer wants to hear nothing."""
        guard.mark_no_contact(shop=self.row, account=account, by=self.agents[0], at=at)
        self._know(account).silenced = True

    def make_vip(self, account: str) -> None:
        """Mark a buyer, as the desk's tag does."""
        BuyerRow.objects.filter(shop=self.row, account=account).update(is_vip=True)
        self._know(account).is_vip = True

    def _know(self, account: str) -> kept.Buyer:
        buyer = self.books.buyers.setdefault(account, kept.Buyer(account=account))
        if not buyer.key:
            buyer.key = BuyerRow.objects.values_list("pk", flat=True).get(shop=self.row, account=account)
        return buyer

    # Lists that come in

    def bring(
        self,
        orders: Collection[kept.Order],
        refunds: Collection[kept.Refund],
        reviews: Collection[kept.Review],
        at: datetime,
    ) -> set[str]:
        """Import orders, their lines, refunds and reviews; give what orders changed by it."""
        with transaction.atomic():
            journal = Journal.begin(shop_id=self.row.pk, at=at)
            put_orders(shop=self.row, drafts=[_draft(each) for each in orders], at=at, journal=journal)
            lines = [line for each in orders for line in self._lines(each)]
            put_lines(shop=self.row, drafts=lines, journal=journal)
            put_refunds(shop=self.row, drafts=[_refund(each) for each in refunds], journal=journal)
            put_reviews(shop=self.row, drafts=[_review(each) for each in reviews], journal=journal)
            journal.close()
        for order in orders:
            self.books.put_order(replace(order))
            self._know(order.buyer)
        for refund in refunds:
            self.books.put_refund(replace(refund))
        for review in reviews:
            # What was answered here stays so, though the platform's list does not tell of it yet.
            known = self.books.reviews.get(review.number)
            answered = review.answered or (known is not None and known.answered)
            self.books.reviews[review.number] = replace(review, answered=answered)
        keys = orders_of_deed(journal.id) or set()
        return set(OrderRow.objects.filter(pk__in=keys).values_list("number", flat=True))

    def answer_in_public(self, number: str, at: datetime) -> None:
        """Let the lead write an answer to a review, and put it up."""
        review = ReviewRow.objects.values_list("pk", flat=True).get(shop=self.row, number=number)
        text = "感谢您的反馈，给您添麻烦了，我们已经改进，有问题欢迎随时联系客服。"
        written = public_answers.write(review_id=review, text=text, by=self.lead, at=at)
        if written.answer is None:
            message = f"the guard holds the answer to {number}"
            raise ValueError(message)
        public_answers.put_up(answer_id=written.answer.pk, by=self.lead, at=at)
        self.books.reviews[number].answered = True

    def keys_of(self, numbers: Collection[str]) -> set[int]:
        """Give the keys of orders."""
        return set(OrderRow.objects.filter(shop=self.row, number__in=numbers).values_list("pk", flat=True))

    def count_stock(self, stock: dict[str, int]) -> None:
        """Import how many there are of some kinds."""
        drafts = [
            SkuDraft(
                product_code=key.partition("-")[0],
                code=key,
                properties={"颜色": f"{key[-1]}号色"},
                stock=many,
            )
            for key, many in stock.items()
        ]
        catalog.put_skus(shop=self.row, skus=drafts)
        self.books.stock |= stock

    def _lines(self, order: kept.Order) -> list[LineDraft]:
        return [
            LineDraft(
                order_number=order.number, key=kind, title="云裳衬衫", quantity=many, sku_code=kind,
                product_id=self._products[kind.partition("-")[0]], properties={"颜色": f"{kind[-1]}号色"},
            )
            for kind, many in order.pieces.items()
        ]  # fmt: skip


def _draft(order: kept.Order) -> OrderDraft:
    return OrderDraft(
        number=order.number, buyer=order.buyer, status=OrderStatus(order.status), total_fen=order.total_fen,
        goods_fen=order.total_fen, paid_fen=order.paid_fen, refund_fen=order.refund_fen or None,
        item_count=sum(order.pieces.values()), titles="云裳衬衫", created_at=order.created_at,
        paid_at=order.paid_at, dispatch_by=order.dispatch_by, shipped_at=order.shipped_at,
        finished_at=order.finished_at,
    )  # fmt: skip


def _review(review: kept.Review) -> ReviewDraft:
    return ReviewDraft(
        number=review.number,
        order_number=review.order,
        stars=review.stars,
        at=review.at,
        title="云裳衬衫",
        text="质量一般",
        reply="感谢您的反馈。" if review.answered else "",
    )


def _refund(refund: kept.Refund) -> RefundDraft:
    return RefundDraft(
        number=refund.number, order_number=refund.order, status=RefundStatus(refund.status),
        amount_fen=refund.amount_fen, asked_at=refund.asked_at, due_at=refund.due_at,
        finished_at=refund.finished_at, reason="不想要了",
    )  # fmt: skip
