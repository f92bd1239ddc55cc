"""Whom the list of invitations should have, written anew from docs/reference/followups.md."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from guitai.kernel.days import SHANGHAI
from tools.month.books import ARRIVED, Books, Buyer, Order, Review
from tools.month.rows import Row
from tools.month.rules import DAY, MINUTE

AT_ONCE, REST, STAYS = 100, 30 * DAY, 3 * DAY
UNDER_WAY = frozenset({"asked", "to_return", "returned"})
UPSET = frozenset({"angry", "anxious", "disappointed"})


@dataclass(frozen=True, slots=True)
class Moment:
    """When there is a reason to invite somebody, and when that is due."""

    since: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Invitations:
    """The rule over the books; ``rows`` are all to-dos up to now."""

    books: Books
    rows: Collection[Row]

    def wanted(self, at: datetime, busy: Collection[str], *, all_kinds: bool) -> list[tuple[Buyer, Moment]]:
        """Give who is to be invited now, who spent most first; as many as there is room for.

        :param busy: the accounts for whom something else is open.
        """
        found = []
        for buyer in self.books.buyers.values():
            moment = next(iter(self._moments(buyer, at, all_kinds=all_kinds)), None)
            if moment and buyer.account not in busy and not self._kept_out(buyer, at):
                found.append((buyer, moment))
        invited = sum(row.listing == "invite" and row.state == "open" for row in self.rows)
        found.sort(key=lambda each: (-self._spent(each[0]), each[0].key))
        return found[: max(AT_ONCE - invited, 0)]

    def over(self, row: Row, at: datetime, busy: Collection[str]) -> str:
        """Give how an invitation ends now; empty: it stays."""
        if self.ordered_or_old(row, at):
            return self.ordered_or_old(row, at)
        if self.books.buyers[row.buyer].silenced:
            return "declined"
        return "no_answer" if row.buyer in busy or self._is_upset(row.buyer) else ""

    def ordered_or_old(self, row: Row, at: datetime) -> str:
        """Give how it ends by an order, or after three days."""
        placed = (each for each in self.books.orders_of(row.buyer) if each.status != "closed")
        if any(each.created_at > row.opened_at for each in placed):
            return "ordered"
        return "no_answer" if at >= row.opened_at + STAYS else ""

    def under_way(self, account: str) -> bool:
        """Say whether money is on its way back to a buyer."""
        return any(refund in UNDER_WAY for refund in self._refunds(account))

    def _refunds(self, account: str) -> Iterator[str]:
        for order in self.books.orders_of(account):
            yield from (self.books.refunds[number].status for number in self.books.refunds_of[order.number])

    def _kept_out(self, buyer: Buyer, at: datetime) -> bool:
        invited = (row for row in self.rows if row.listing == "invite" and row.buyer == buyer.account)
        lately = any(at < row.opened_at + REST for row in invited)
        return buyer.silenced or lately or self.under_way(buyer.account) or self._is_upset(buyer.account)

    def _is_upset(self, account: str) -> bool:
        read = [talk for talk in self.books.talks_of(account) if talk.mood]
        last = max(read, key=lambda talk: talk.last_at, default=None)
        poor = any(each.stars <= 3 for each in self._reviews(account))
        return poor or (last is not None and last.mood in UPSET)

    def _reviews(self, account: str) -> Iterator[Review]:
        return (
            each for each in self.books.reviews.values() if self.books.orders[each.order].buyer == account
        )

    def _spent(self, buyer: Buyer) -> int:
        return sum(order.paid_fen - order.refund_fen for order in self._paid(buyer))

    def _paid(self, buyer: Buyer) -> list[Order]:
        return [
            each for each in self.books.orders_of(buyer.account) if each.paid_at and each.status != "closed"
        ]

    def _moments(self, buyer: Buyer, at: datetime, *, all_kinds: bool) -> Iterator[Moment]:
        yield from self._favourite(buyer, at)
        yield from self._cart(buyer, at)
        if all_kinds:
            yield from self._coupon(buyer, at)
            yield from self._page(buyer, at)

    def _favourite(self, buyer: Buyer, at: datetime) -> Iterator[Moment]:
        talks = [
            talk for talk in self.books.talks_of(buyer.account) if talk.mood == "content" and talk.by_person
        ]
        for order in sorted(self._paid(buyer), key=lambda each: each.paid_at or at, reverse=True):
            paid = order.paid_at or at
            begun = any(talk.opened_at <= paid and _day(talk.opened_at) == _day(paid) for talk in talks)
            if begun and paid + 30 * MINUTE <= at < paid + DAY:
                yield Moment(paid, paid + 30 * MINUTE)

    def _cart(self, buyer: Buyer, at: datetime) -> Iterator[Moment]:
        asked = [row for row in self.rows if row.listing == "asked" and row.buyer == buyer.account]
        for row in sorted(asked, key=lambda each: each.closed_at or at, reverse=True):
            if (
                row.closed_at is None
                or row.state not in {"done", "left"}
                or not row.closed_at <= at < row.closed_at + 3 * DAY
            ):
                continue
            kinds = [
                kind for kind in self.books.stock if kind.startswith(f"{self.books.talks[row.key].product}-")
            ]
            none_there = all(self.books.stock[kind] <= 0 for kind in kinds)
            waits = row.outcome == "waits" or (row.outcome == "no_answer" and none_there)
            placed = (each for each in self.books.orders_of(buyer.account) if each.status != "closed")
            if waits and all(each.created_at < row.opened_at for each in placed):
                yield Moment(row.closed_at, row.closed_at)

    def _coupon(self, buyer: Buyer, at: datetime) -> Iterator[Moment]:
        paid = self._paid(buyer)
        if (
            len(paid) != 1
            or paid[0].status not in ARRIVED
            or any(True for _each in self._refunds(buyer.account))
        ):
            return
        signed = paid[0].finished_at
        if signed and signed + 7 * DAY <= at < signed + 21 * DAY and self._is_content(buyer, at):
            yield Moment(signed, signed + 7 * DAY)

    def _is_content(self, buyer: Buyer, at: datetime) -> bool:
        since = at - 60 * DAY
        talks = (each.last_at for each in self.books.talks_of(buyer.account) if each.mood == "content")
        reviews = (each.at for each in self._reviews(buyer.account) if each.stars >= 4)
        said = (
            row.due_at
            for row in self.rows
            if row.buyer == buyer.account and row.state == "done" and row.outcome == "content"
            if row.listing in {"after_dispatch", "after_signing"}
        )
        return any(then > since for some in (talks, reviews, said) for then in some)

    def _page(self, buyer: Buyer, at: datetime) -> Iterator[Moment]:
        new = [since for since, until in self.books.activities if since <= at < min(until, since + 3 * DAY)]
        if new and (buyer.is_vip or len(self._paid(buyer)) >= 2):
            yield Moment(max(new), max(new))


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
