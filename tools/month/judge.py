"""Keeps what must stand on which list, from the books alone, and ends it when its time has come."""

from collections.abc import Collection, Iterable
from datetime import datetime, time

from guitai.kernel.days import SHANGHAI
from tools.month import rules
from tools.month.books import Books, Buyer, Order, Refund, Review, Talk
from tools.month.inviting import Invitations
from tools.month.rows import ANY, Row
from tools.month.rules import CARE, DAY, GOODS, MINUTE, by_day, month

LISTS = (
    "asked",
    "unpaid",
    "silent_unpaid",
    "silent_paid",
    *reversed(GOODS),
    *CARE,
    "refund_asked",
    "poor_review",
    "vip",
    "waking",
    "invite",
)
AT_ONCE = 300
GRANTED = frozenset({"to_return", "returned", "done"})
_UNPAID = ("unpaid", "silent_unpaid")


class Judge:
    """Keeps what should stand on the lists, moved on by every filling and by what people do.

    ``changes``: what the last filling opened and ended.
    """

    def __init__(self, books: Books) -> None:
        self.books = books
        self.rows: dict[tuple[str, str], Row] = {}
        self.changes: list[Row] = []
        self._of_order: dict[str, dict[str, Row]] = {}
        self._asked: dict[str, list[Row]] = {}
        self._living: set[str] = set()
        self._lacks: set[str] = set()

    def changed(self, order: str) -> None:
        """Hear that a list said something about an order."""
        self._living.add(order)

    def fill(self, at: datetime, orders: set[str] | None = None, *, promised: Collection[str]) -> None:
        """Do as ``filling.fill``: all, or these orders with what stands there about their buyers.

        :param promised: the accounts for whom a promise runs.
        """
        self.changes = []
        busy = self._busy(promised)
        self._lacks = rules.lacking(self.books, (self.books.orders[number] for number in self._living), at)
        for number in sorted(self._living if orders is None else orders):
            self._order(self.books.orders[number], at)
        buyers = None if orders is None else {self.books.orders[number].buyer for number in orders}
        self._end_talks(at, buyers)
        if buyers is None:
            self._put_talks(at)
        for refund in self.books.refunds.values():
            if orders is None or refund.order in orders:
                self._refund(refund, at)
        for review in self.books.reviews.values():
            if orders is None or review.order in orders:
                self._review(review, at)
        if buyers is None:
            self._bury(at)
            self._invite(at, busy, all_kinds=False)
        else:
            self._end_buyers(at, buyers)

    def fill_buyers(self, at: datetime, *, promised: Collection[str]) -> None:
        """Do as ``filling.fill_buyers``."""
        self.changes = []
        busy = self._busy(promised)
        self._end_buyers(at, None)
        for buyer in self.books.buyers.values():
            if buyer.is_vip and not buyer.silenced:
                self._vip(buyer, at)
        self._wake(at)
        self._invite(at, busy, all_kinds=True)

    def by_hand(self, listing: str, key: str, *, at: datetime | None, state: str, outcome: str = "") -> None:
        """Hear how somebody ended a to-do, or that it is open again."""
        row = self.rows[listing, key]
        row.state, row.outcome, row.closed_at = state, outcome, at

    def take(self, row: Row) -> None:
        """Keep a row; of one the shop has and should not, so that it is told once."""
        self.rows[row.listing, row.key] = row
        if row.order and row.listing not in {"refund_asked", "poor_review"}:
            self._of_order.setdefault(row.order, {})[row.listing] = row
            self._living.add(row.order)
        if row.listing == "asked":
            self._asked.setdefault(row.buyer, []).append(row)

    def running(self) -> dict[tuple[str, str], Row]:
        """Give what should be open now."""
        return {place: row for place, row in self.rows.items() if row.state == "open"}

    def _open(
        self, listing: str, key: str, buyer: str, due_at: datetime, at: datetime, *, order: str = ""
    ) -> None:
        row = Row(listing=listing, key=key, buyer=buyer, order=order, due_at=due_at, opened_at=at)
        self.take(row)
        self.changes.append(row)

    def _leave(self, row: Row, outcome: str, at: datetime) -> None:
        row.state, row.outcome, row.closed_at = "left", outcome, at
        self.changes.append(row)

    def _order(self, order: Order, at: datetime) -> None:
        stood = dict(self._of_order.get(order.number, {}))
        silenced = self.books.buyers[order.buyer].silenced
        self._not_paid(order, stood, at, silenced=silenced)
        self._goods(order, stood, at)
        keeps_out = silenced or self.books.asked_back(order.number)
        for listing in ("silent_paid", *CARE):
            row = stood.get(listing)
            if row and row.state == "open":
                if keeps_out or rules.alone_is_over(listing, order, at):
                    self._leave(row, ANY if keeps_out else "no_answer", at)
            elif row is None and not keeps_out:
                since = rules.alone_since(self.books, listing, order, at)
                if since:
                    self._open(listing, order.number, order.buyer, by_day(since), at, order=order.number)

    def _not_paid(self, order: Order, stood: dict[str, Row], at: datetime, *, silenced: bool) -> None:
        rows = [stood[listing] for listing in _UNPAID if listing in stood]
        is_old = at >= order.created_at + rules.UNPAID_OVER
        if not rows and order.status == "unpaid" and not silenced and not is_old:
            listing, due = rules.unpaid_due(self.books, order, at)
            if at >= due:
                self._open(listing, order.number, order.buyer, by_day(due), at, order=order.number)
        for row in rows:
            if row.state != "open":
                continue
            if order.paid_at:
                self._leave(row, "paid", at)
            elif order.status == "closed" or silenced:
                self._leave(row, "declined", at)
            elif is_old:
                self._leave(row, "no_answer", at)

    def _goods(self, order: Order, stood: dict[str, Row], at: datetime) -> None:
        rows = [stood[listing] for listing in GOODS if listing in stood]
        running = next((row for row in rows if row.state == "open"), None)
        by_hand = any(row.state in {"done", "dropped"} for row in rows)
        fits = list(rules.missing_or_late(self.books, order, at, self._lacks))
        # Where it stood it does not come again: it goes to the next that fits, or stays while it is late.
        free = [each for each in fits if each[0] not in stood or stood[each[0]] is running]
        if running and not free and any(listing == "late" for listing, _due in fits):
            return
        wanted, due = free[0] if free and not by_hand else ("", at)
        if running and running.listing != wanted:
            self._leave(running, "refunded" if order.status == "closed" else "settled", at)
        if wanted and wanted not in stood:
            self._open(wanted, order.number, order.buyer, due, at, order=order.number)

    def _bury(self, at: datetime) -> None:
        """Forget orders of which nothing can come any more."""
        for number in list(self._living):
            rows = self._of_order.get(number, {}).values()
            if rules.is_over(self.books.orders[number], at) and all(row.state != "open" for row in rows):
                self._living.discard(number)

    def _end_talks(self, at: datetime, buyers: set[str] | None) -> None:
        for buyer in sorted(self._asked if buyers is None else buyers):
            for row in self._asked.get(buyer, ()):
                if row.state == "open":
                    self._end_talk(row, self.books.talks[row.key], at)

    def _end_talk(self, row: Row, talk: Talk, at: datetime) -> None:
        if rules.ordered_since(self.books, talk):
            self._leave(row, "ordered", at)
        elif self.books.buyers[talk.buyer].silenced:
            self._leave(row, ANY, at)
        elif at >= talk.last_at + rules.ASKED_OVER:
            self._leave(row, "no_answer", at)

    def _put_talks(self, at: datetime) -> None:
        waiting = {row.buyer for row in self.running().values() if row.listing == "asked"}
        waiting |= {row.buyer for row in self.changes if row.listing == "asked"}
        for talk in rules.last_talks(self.books, at):
            due = talk.last_at + rules.ASKED_AFTER
            fits = talk.buying and at >= due and not self.books.buyers[talk.buyer].silenced
            is_new = talk.buyer not in waiting and ("asked", talk.key) not in self.rows
            if fits and is_new and not rules.ordered_since(self.books, talk):
                self._open("asked", talk.key, talk.buyer, by_day(due), at)

    def _refund(self, refund: Refund, at: datetime) -> None:
        row = self.rows.get(("refund_asked", refund.number))
        due = refund.asked_at + 10 * MINUTE
        if row is None and refund.status == "asked" and due <= at < refund.asked_at + 15 * DAY:
            buyer, due_at = self.books.orders[refund.order].buyer, min(by_day(due), refund.due_at)
            self._open("refund_asked", refund.number, buyer, due_at, at, order=refund.order)
        elif row and row.state == "open" and refund.status != "asked":
            decided = {"closed": "stayed", "refused": "settled"}
            self._leave(row, "refunded" if refund.status in GRANTED else decided[refund.status], at)

    def _review(self, review: Review, at: datetime) -> None:
        row = self.rows.get(("poor_review", review.number))
        is_old = at >= review.at + 30 * DAY
        if row is None:
            if review.stars <= 3 and not review.answered and not is_old:
                buyer, due = self.books.orders[review.order].buyer, by_day(review.at + DAY)
                self._open("poor_review", review.number, buyer, due, at, order=review.order)
        elif row.state == "open" and (review.answered or review.stars > 3 or is_old):
            better = "content" if review.stars > 3 else "no_answer"
            self._leave(row, "answered" if review.answered else better, at)

    def _end_buyers(self, at: datetime, buyers: Iterable[str] | None) -> None:
        for row in list(self.running().values()):
            if row.listing in {"vip", "waking", "invite"} and (buyers is None or row.buyer in buyers):
                over = self._is_over(row, at)
                if over:
                    self._leave(row, over, at)

    def _busy(self, promised: Collection[str]) -> set[str]:
        return {row.buyer for row in self.running().values() if row.listing != "invite"} | set(promised)

    def _invite(self, at: datetime, busy: set[str], *, all_kinds: bool) -> None:
        """Invite whom nothing else is open for, not even what came onto a list just now."""
        rule = Invitations(self.books, self.rows.values())
        under_way = {account for account in self.books.buyers if rule.under_way(account)}
        for row in list(self.running().values()):
            if row.listing == "invite" and (over := rule.over(row, at, busy | under_way)):
                self._leave(row, over, at)
        opened = {row.buyer for row in self.changes if row.state == "open"}
        for buyer, moment in rule.wanted(at, busy | opened, all_kinds=all_kinds):
            key = f"{buyer.key}@{moment.since.astimezone(SHANGHAI):%Y-%m-%d}"
            if ("invite", key) not in self.rows:
                self._open("invite", key, buyer.account, by_day(moment.due_at), at)

    def _is_over(self, row: Row, at: datetime) -> str:
        if row.listing == "invite":
            return Invitations(self.books, self.rows.values()).ordered_or_old(row, at)
        if self.books.buyers[row.buyer].silenced:
            return ANY
        if row.listing == "vip":
            return "" if month(row.opened_at) == month(at) else "no_answer"
        last = rules.last_order(self.books, row.buyer)
        if last and f"{last.astimezone(SHANGHAI):%Y-%m-%d}" > row.key.rpartition("@")[2]:
            return "ordered"
        return "no_answer" if at >= row.opened_at + 30 * DAY else ""

    def _vip(self, buyer: Buyer, at: datetime) -> None:
        first = datetime.combine(at.astimezone(SHANGHAI).date().replace(day=1), time(10), SHANGHAI)
        key, went = f"{buyer.key}@{month(at)}", max(buyer.contacts, default=None)
        if ("vip", key) in self.rows or (went and month(went) == month(at)):
            return
        due = max(went + 30 * DAY, first) if went else first
        self._open("vip", key, buyer.account, by_day(min(due, first.replace(day=28))), at)

    def _wake(self, at: datetime) -> None:
        there = sum(row.listing == "waking" for row in self.running().values())
        found = []
        for buyer in self.books.buyers.values():
            told = None if buyer.is_vip or buyer.silenced else rules.asleep(self.books, buyer.account, at)
            if told is None:
                continue
            last, spent = told
            key = f"{buyer.key}@{last.astimezone(SHANGHAI):%Y-%m-%d}"
            if ("waking", key) not in self.rows:
                found.append((-spent, buyer.key, key, buyer.account, by_day(last + 90 * DAY)))
        for _spent, _pk, key, account, due in sorted(found)[: max(AT_ONCE - there, 0)]:
            self._open("waking", key, account, due, at)
