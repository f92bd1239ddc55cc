"""The buyers of the simulated month and what they do, from a seed: the truth, of which lists tell later."""

import heapq
from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import count
from random import Random

from guitai.kernel.days import SHANGHAI
from tools.month.books import Order, Refund, Review, Talk
from tools.month.shop import PRICES, PRODUCTS, SimulatedShop
from tools.month.words import ANGRY, BUYING, CONTENT, OTHER, SAID_LATER, SAID_TODAY, SAID_TOMORROW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STOP = 0.01
TODAY_UNTIL = 15  # later than that the guard lets nobody promise it


class Town:
    """Plans what happens and does it in its order; ``dirty``: what the next list tells."""

    def __init__(self, shop: SimulatedShop, *, seed: int, orders: int, start: datetime, days: int) -> None:
        self.shop, self.chance = shop, Random(seed)  # noqa: S311 - a story, not a secret
        self.start, self.end = start, start + days * DAY
        self.truth: dict[str, Order] = {}
        self.refunds: dict[str, Refund] = {}
        self.dirty: set[str] = set()
        self.dirty_refunds: set[str] = set()
        self.reviews: dict[str, Review] = {}
        self.dirty_reviews: set[str] = set()
        self.stock: dict[str, int] = {}
        self._count = count()
        self._heap: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._open_talks: dict[str, Talk] = {}
        self._accounts = [f"tb_m{number:05}" for number in range(max(orders * 2 // 3, 10))]
        self._history()
        for _visit in range(orders * 3 // 2):
            self.plan(self._moment(), self._visit)
        for _shortage in range(max(days * 2, 6)):
            self.plan(self._moment(), self._run_out)
        for day in range(2, days, 9):
            self.plan(start + day * DAY + 2 * HOUR, lambda at: self.shop.announce(at, days=4))
        for account in self._accounts:
            if self.chance.random() < STOP:
                self.plan(self._moment(), lambda at, account=account: self._wants_none(account, at))  # type: ignore[misc]

    def plan(self, at: datetime, deed: Callable[[datetime], None]) -> None:
        """Let something happen then."""
        heapq.heappush(self._heap, (at, next(self._count), deed))

    def live(self, until: datetime) -> None:
        """Let everything happen up to a moment."""
        while self._heap and self._heap[0][0] <= until:
            at, _count, deed = heapq.heappop(self._heap)
            deed(at)

    def went_to(self, account: str, order: str, at: datetime) -> None:
        """Let a buyer think about what the shop said to them by itself."""
        told = self.truth.get(order)
        if told and told.status == "unpaid" and self.chance.random() < 0.45:
            self.plan(at + self._some(5, 20 * 60), lambda then: self._pay(order, then))
        elif not told and self.chance.random() < 0.3:
            self.plan(at + self._some(20, 48 * 60), lambda then: self._order(account, then))

    # What buyers do

    def _moment(self) -> datetime:
        day = self.chance.randrange((self.end - self.start).days)
        minutes = min(max(self.chance.gauss(15 * 60, 4.5 * 60), 0), 24 * 60 - 1)
        # Some on the very minute of a filling: what is due just then is due.
        whole = self.chance.random() < 0.1
        minute = int(minutes) // 30 * 30 if whole else int(minutes)
        second = 0 if whole else self.chance.randrange(60)
        return self.start + timedelta(days=day, minutes=minute, seconds=second)

    def _some(self, least: float, most: float) -> timedelta:
        return timedelta(minutes=round(self.chance.uniform(least, most), 1))

    def _visit(self, at: datetime) -> None:
        account = self.chance.choice(self._accounts)
        luck = self.chance.random()
        if luck < 0.5:
            self._talk(account, at, *self.chance.choice(BUYING), buying=True)
            if self.chance.random() < 0.55:
                self.plan(at + self._some(3, 36 * 60), lambda then: self._order(account, then))
        elif luck < 0.6:
            self._talk(account, at, *self.chance.choice(OTHER), buying=False)
        else:
            self._order(account, at)

    def _talk(self, account: str, at: datetime, asked: str, answer: str, *, buying: bool) -> Talk:
        product = f"C{self.chance.randrange(PRODUCTS):02}"
        talk = self.shop.buyer_says(account, asked, at, product=product, buying=buying)
        self._open_talks[talk.key] = talk
        self.plan(self._at_work(at + self._some(0.3, 6)), lambda then: self._answer(talk, answer, then))
        return talk

    def _at_work(self, at: datetime) -> datetime:
        local = at.astimezone(SHANGHAI)
        if local.hour >= 9:
            return at
        return local.replace(hour=9, minute=0, second=0, microsecond=0) + self._some(1, 20)

    def _answer(self, talk: Talk, answer: str, at: datetime) -> None:
        if talk.key not in self._open_talks:
            return
        if self.chance.random() < 0.12 and not self.shop.has_promised(talk):
            self.shop.promise(talk, SAID_LATER, at, due_at=at + 10 * MINUTE)
            waits = self._some(1, 9.5) if self.chance.random() < 0.7 else self._some(11, 90)
            self.plan(at + waits, lambda then: self._answer(talk, answer, then))
            return
        self.shop.answer(talk, answer, at)
        if self.chance.random() < 0.3:
            felt = CONTENT if self.chance.random() < 0.8 else ANGRY
            self.plan(at + self._some(0.5, 4), lambda then: self._feels(talk, felt, then))
        self.plan(
            at + self._some(5, 40 if self.chance.random() < 0.8 else 1200),
            lambda then: self._close(talk, then),
        )

    def _feels(self, talk: Talk, said: str, at: datetime) -> None:
        if talk.key in self._open_talks:
            self.shop.buyer_says(talk.buyer, said, at, buying=False)

    def _close(self, talk: Talk, at: datetime) -> None:
        if talk.last_at > at - 4 * MINUTE:
            self.plan(at + self._some(5, 40), lambda then: self._close(talk, then))
        elif self._open_talks.pop(talk.key, None):
            self.shop.close_talk(talk, at)

    def _wants_none(self, account: str, at: datetime) -> None:
        if account in self.shop.books.buyers:
            self.shop.silence(account, at)

    def _order(self, account: str, at: datetime) -> None:
        number = f"{at:%y%m%d}{len(self.truth):012}"
        kinds = list(self.shop.books.stock)
        pieces = {
            kind: self.chance.choice((1, 1, 1, 1, 2, 3))
            for kind in self.chance.sample(kinds, self.chance.choice((1, 1, 2)))
        }
        total = sum(PRICES[int(kind[1:3]) % len(PRICES)] * many for kind, many in pieces.items())
        self._put(Order(number=number, buyer=account, created_at=at, pieces=pieces, total_fen=total))
        luck = self.chance.random()
        if luck < 0.68:
            self.plan(at + self._some(0.2, 12), lambda then: self._pay(number, then))
        elif luck < 0.8:
            self.plan(at + self._some(30, 60 * 60), lambda then: self._pay(number, then))
        self.plan(at + self._some(20 * 60, 110 * 60), lambda then: self._give_up(number, then))

    def _put(self, order: Order) -> None:
        self.truth[order.number] = order
        self.dirty.add(order.number)

    def _give_up(self, number: str, at: datetime) -> None:
        if self.truth[number].status == "unpaid":
            self._move(number, "closed")

    def _move(self, number: str, status: str) -> Order:
        order = self.truth[number]
        order.status = status
        self.dirty.add(number)
        return order

    def _pay(self, number: str, at: datetime) -> None:
        if self.truth[number].status != "unpaid":
            return
        order = self._move(number, "paid")
        order.paid_at = at
        if self.chance.random() < 0.3:
            order.dispatch_by = at + self.chance.choice((24, 48, 72, 120)) * HOUR
        hours = self.chance.choice((8, 20, 30, 36, 44, 47, 47, 60, 90, 150))
        self.plan(at + self._some(hours * 50, hours * 62), lambda then: self._send(number, then))
        self._perhaps_back(number, 0.08, at, 60)
        if self.chance.random() < 0.12:
            self.plan(at + self._some(60, 60 * 50), lambda then: self._ask_where(order.buyer, then))

    def _ask_where(self, account: str, at: datetime) -> None:
        talk = self._talk(account, at, *OTHER[0], buying=False)
        if self.chance.random() < 0.4:
            self.plan(self._at_work(at + 7 * MINUTE), lambda then: self._promise_dispatch(talk, then))

    def _promise_dispatch(self, talk: Talk, at: datetime) -> None:
        """Promise it of the one order the shop knows to be waiting; of several it is not told which."""
        known = [each for each in self.shop.books.orders_of(talk.buyer) if not each.shipped_at]
        waiting = [each.number for each in known if each.status in {"paid", "part_shipped"}]
        if talk.key in self._open_talks and len(known) == 1 and waiting and not self.shop.has_promised(talk):
            today = at.astimezone(SHANGHAI).hour < TODAY_UNTIL
            day = at.astimezone(SHANGHAI).date() + (DAY if today else 2 * DAY)
            due_at = datetime.combine(day, time(0), SHANGHAI)
            said = SAID_TODAY if today else SAID_TOMORROW
            self.shop.promise(talk, said, at, due_at=due_at, order=waiting[0])

    def _send(self, number: str, at: datetime) -> None:
        order = self.truth[number]
        if order.status not in {"paid", "part_shipped"} or self._is_asked_back(number):
            return
        if len(order.pieces) > 1 and order.status == "paid" and self.chance.random() < 0.2:
            self._move(number, "part_shipped")
            self.plan(at + self._some(60, 60 * 40), lambda then: self._send(number, then))
            return
        self._move(number, "shipped").shipped_at = at
        self.plan(at + self._some(60 * 30, 60 * 24 * 7), lambda then: self._sign(number, then))
        self._perhaps_back(number, 0.05, at, 100)

    def _sign(self, number: str, at: datetime) -> None:
        if self.truth[number].status != "shipped":
            return
        self._move(number, self.chance.choice(("signed", "finished"))).finished_at = at
        if self.chance.random() < 0.3:
            self.plan(at + self._some(60, 60 * 24 * 5), lambda then: self._write_review(number, then))
        self._perhaps_back(number, 0.07, at, 144)

    def _write_review(self, number: str, at: datetime) -> None:
        key = f"V{len(self.reviews):08}"
        stars = self.chance.choice((1, 2, 3, 4, 5, 5, 5, 5))
        self.reviews[key] = Review(number=key, order=number, stars=stars, at=at)
        self.dirty_reviews.add(key)
        if stars <= 3 and self.chance.random() < 0.3:
            self.plan(at + self._some(60 * 10, 60 * 24 * 6), lambda _then: self._change_review(key))

    def _change_review(self, key: str) -> None:
        """Let somebody answer it on the platform, or the buyer give more stars."""
        if self.chance.random() < 0.5:
            self.reviews[key].answered = True
        else:
            self.reviews[key].stars = 5
        self.dirty_reviews.add(key)

    def _is_asked_back(self, number: str) -> bool:
        return any(each.order == number and each.status == "asked" for each in self.refunds.values())

    def _perhaps_back(self, number: str, chance: float, at: datetime, hours: int) -> None:
        if self.chance.random() < chance:
            self.plan(at + self._some(20, 60 * hours), lambda then: self._ask_back(number, then))

    def _ask_back(self, number: str, at: datetime) -> None:
        order = self.truth[number]
        if order.status in {"unpaid", "closed"} or self._is_asked_back(number):
            return
        key = f"R{len(self.refunds):08}"
        self.refunds[key] = Refund(
            number=key, order=number, asked_at=at, amount_fen=order.total_fen,
            due_at=at + self.chance.choice((12, 48, 72)) * HOUR,
        )  # fmt: skip
        self.dirty_refunds.add(key)
        end = self.chance.choice(("to_return", "done", "done", "closed", "closed", "refused"))
        self.plan(at + self._some(20, 60 * 60), lambda then: self._decide(key, end, then))

    def _decide(self, key: str, status: str, at: datetime) -> None:
        refund = self.refunds[key]
        refund.status, refund.finished_at = status, at if status == "done" else None
        self.dirty_refunds.add(key)
        if status == "done":
            self._move(refund.order, "closed").refund_fen = refund.amount_fen
        elif status == "closed" and self.truth[refund.order].status in {"paid", "part_shipped"}:
            self.plan(at + self._some(60, 60 * 30), lambda then: self._send(refund.order, then))

    # What the shop has

    def _run_out(self, at: datetime) -> None:
        kind = self.chance.choice(list(self.shop.books.stock))
        self.stock[kind] = self.chance.choice((0, 0, 1, 3, 6))
        for hours in (self.chance.randrange(3, 40), self.chance.randrange(41, 90)):
            many = self.chance.choice((0, 0, 1, 2, 4, 7, 60))
            self.plan(at + hours * HOUR, lambda _at, many=many: self.stock.update({kind: many}))  # type: ignore[misc]
        self.plan(at + 100 * HOUR, lambda _at: self.stock.update({kind: 60}))

    def _history(self) -> None:
        """Let some have bought before the month, so that there is somebody to wake."""
        for account in self._accounts:
            if self.chance.random() > 0.6:
                continue
            for _order in range(self.chance.choice((1, 1, 2, 3))):
                # Some have stayed away for 90 days in the course of the month.
                days = self.chance.choice(((62, 91), (20, 420), (91, 420)))
                at = self.start - self._some(24 * 60 * days[0], 24 * 60 * days[1])
                kind = self.chance.choice(list(self.shop.books.stock))
                key = f"{at:%y%m%d}{len(self.truth):012}"
                total = PRICES[int(kind[1:3]) % len(PRICES)]
                then = at + 5 * DAY
                self._put(
                    Order(
                        number=key,
                        buyer=account,
                        created_at=at,
                        pieces={kind: 1},
                        total_fen=total,
                        status="finished",
                        paid_at=at,
                        shipped_at=at + DAY,
                        finished_at=then,
                    )
                )
