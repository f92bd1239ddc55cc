"""Plays the month: what happens, lists that come in, the clock's work, and the agents at their lists."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from guitai.domains.accounts.models import Membership
from guitai.domains.followups import filling, lists, promising
from guitai.domains.followups.actions import attempts, promises, reckoning, ringing, todos
from guitai.domains.followups.errors import AttemptRefusedError
from guitai.domains.followups.models import Attempt, Listing, Todo
from guitai.domains.followups.queries import RUNNING, open_todos
from guitai.domains.guard.models import Place
from guitai.kernel.days import SHANGHAI
from tools.month import ends
from tools.month.comparing import Comparer
from tools.month.judge import LISTS, Judge
from tools.month.shop import SimulatedShop
from tools.month.town import Town

OPENS, CLOSES = 9, 22
ONE_VIP_IN = 25
LISTS_COME_BEFORE = timedelta(minutes=10)
BUYERS_AT = timedelta(hours=5, minutes=30)


@dataclass(slots=True)
class Played:
    """The month that was played."""

    shop: SimulatedShop
    town: Town
    comparer: Comparer
    counted: Counter[str] = field(default_factory=Counter)

    def figures(self) -> list[str]:
        """Give what was done, in a line or two."""
        told = ", ".join(f"{name} {many:,}" for name, many in sorted(self.counted.items()))
        return [f"orders {len(self.town.truth):,}, talks {len(self.shop.books.talks):,}, {told}"]


def play(
    *,
    seed: int,
    orders: int,
    start: datetime,
    days: int,
    step: timedelta,
    platform: str,
    on_day: Callable[[datetime], None] | None = None,
) -> Played:
    """Play a month from a seed; the database has its tables, and nothing in them."""
    shop = SimulatedShop(at=start - timedelta(days=500), platform=platform)
    town = Town(shop, seed=seed, orders=orders, start=start, days=days)
    judge = Judge(shop.books)
    played = Played(shop, town, Comparer(shop.row, judge))
    _open_the_books(played, start)
    month = _Month(played, judge, Random(seed + 1))  # noqa: S311 - a story, not a secret
    at, last = start + step, start
    while at <= town.end:
        month.between(last, at)
        last, at = at, at + step
        if on_day and last.astimezone(SHANGHAI).hour == 0:
            on_day(last)
    month.finish(last)
    return played


def _open_the_books(played: Played, start: datetime) -> None:
    shop, town = played.shop, played.town
    shop.bring(list(town.truth.values()), [], [], start)
    town.dirty.clear()
    for number, account in enumerate(sorted(shop.books.buyers)):
        if number % ONE_VIP_IN == 0:
            shop.make_vip(account)


class _Month:
    def __init__(self, played: Played, judge: Judge, chance: Random) -> None:
        self.shop, self.town, self.judge = played.shop, played.town, judge
        self.comparer, self.counted, self.chance = played.comparer, played.counted, chance
        self.row = played.shop.row
        self._closed: list[tuple[int, str, str]] = []

    def between(self, last: datetime, at: datetime) -> None:
        """Let the time pass from one filling to the next."""
        comes = at - LISTS_COME_BEFORE
        local = at.astimezone(SHANGHAI)
        if local.minute == 0 and local.hour >= OPENS - 1:
            self.town.live(comes)
            self._lists_come(comes)
        self.town.live(at)
        day = at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
        if last < day + BUYERS_AT <= at:
            self.counted["fillings of buyers"] += 1
            promised = self._promised()
            filling.fill_buyers(shop=self.row, at=at)
            self.judge.fill_buyers(at, promised=promised)
            self.comparer.compare(at)
        self._fill(at)
        if OPENS <= local.hour < CLOSES:
            self.shop.be_there(at)
        for deed in (promising.catch_up, promises.settle, ringing.share_out):
            deed(shop=self.row, at=at)
        ringing.ring_due(at=at)
        if local.minute == 0:
            reckoning.reckon(shop=self.row, at=at)
        if OPENS <= local.hour < CLOSES:
            self._work(at)

    def _fill(self, at: datetime, numbers: set[str] | None = None) -> None:
        self.counted["fillings"] += 1
        keys = None if numbers is None else self.shop.keys_of(numbers)
        promised = self._promised()
        filling.fill(shop=self.row, at=at, orders=keys)
        self.judge.fill(at, numbers, promised=promised)
        self.comparer.compare(at)

    def _promised(self) -> set[str]:
        """Give the accounts for whom a promise runs, as the shop has it: promises are judged at the end."""
        running = Todo.objects.filter(shop=self.row, listing=Listing.PROMISE, state__in=RUNNING)
        return set(running.values_list("buyer__account", flat=True))

    def _lists_come(self, at: datetime) -> None:
        town = self.town
        if town.stock:
            self.shop.count_stock(town.stock)
            town.stock = {}
        orders = [town.truth[number] for number in sorted(town.dirty)]
        refunds = [town.refunds[number] for number in sorted(town.dirty_refunds)]
        reviews = [town.reviews[number] for number in sorted(town.dirty_reviews)]
        for dirty in (town.dirty, town.dirty_refunds, town.dirty_reviews):
            dirty.clear()
        changed = self.shop.bring(orders, refunds, reviews, at)
        told = {order.number for order in orders} | {refund.order for refund in refunds}
        for number in told:
            self.judge.changed(number)
        self.counted["orders in lists"] += len(orders)
        if changed:
            self._fill(at, changed)

    def finish(self, at: datetime) -> None:
        """Compare what came of it all by the end."""
        self.town.live(at)
        for deed in (promising.catch_up, promises.settle, reckoning.reckon):
            deed(shop=self.row, at=at)
        ends.check_promises(self.shop.books, self.row, self.comparer.findings, at=at)
        self.counted["brought (yuan)"] = (
            ends.check_brought(self.shop.books, self.row, self.comparer.findings, at=at) // 100
        )
        self.comparer.should |= {("promise", key) for key in self.shop.books.promises}

    def _work(self, at: datetime) -> None:
        """Let the agents look through what is due."""
        due = open_todos(self.row).filter(due_at__lte=at, listing__in=LISTS)
        for todo in list(due):
            luck = self.chance.random()
            waits = todo.next_at is not None and todo.next_at > at
            if waits or luck < 0.55:
                continue
            if todo.listing == "poor_review" and luck < 0.65:
                self.shop.answer_in_public(todo.key, at)
                self._ended(todo, "done", "answered", at)
            elif luck < (0.6 if todo.attempts else 0.8):
                self._go_to(todo, at)
            elif luck < 0.82 or (luck < 0.84 and todo.attempts):
                todos.put_off(todo_id=todo.pk, until=at + timedelta(hours=3), by=self._agent(), at=at)
            elif luck < 0.86:
                todos.drop(todo_id=todo.pk, by=self._agent(), at=at)
                self._ended(todo, "dropped", "", at)
            elif todo.attempts or luck > 0.93:
                outcome = self.chance.choice(lists.outcomes(Listing(todo.listing)))
                todos.close(todo_id=todo.pk, outcome=outcome, by=self._agent(), at=at)
                self._ended(todo, "done", outcome, at)
        if self._closed and self.chance.random() < 0.05:
            pk, listing, key = self._closed.pop()
            todos.reopen(todo_id=pk, by=self._agent(), at=at)
            self.judge.by_hand(listing, key, at=None, state="open")
            self.comparer.opened_again(listing, key)
            self.counted["opened again"] += 1

    def _agent(self) -> Membership:
        return self.chance.choice(self.shop.agents)

    def _ended(self, todo: Todo, state: str, outcome: str, at: datetime) -> None:
        self.judge.by_hand(todo.listing, todo.key, at=at, state=state, outcome=outcome)
        self._closed = [(todo.pk, todo.listing, todo.key)]
        self.counted[f"closed by hand ({state})"] += 1

    def _go_to(self, todo: Todo, at: datetime) -> None:
        way = Attempt.Way.CALL if todo.listing == "waking" else Attempt.Way.COPIED
        account = todo.buyer.account if todo.buyer else ""
        buyer, reminds = self.shop.books.buyers[account], self.row.platform not in {"jd", "pdd"}
        wanted = ends.refusal(buyer, todo.listing, todo.attempts, at, reminds=reminds)
        refusal = self._attempt(todo, way, at)
        if refusal != wanted:
            told = f"refused for {refusal or 'nothing'}, should be {wanted or 'nothing'}"
            self.comparer.findings.add("refusal", todo.listing, todo.key, at, told)
        if refusal:
            self.counted[f"refused ({refusal})"] += 1
            return
        self.counted["attempts"] += 1
        if lists.kinds()[Listing(todo.listing)].contact:
            buyer.contacts.append(at)
        self.town.went_to(account, todo.order.number if todo.order else "", at)

    def _attempt(self, todo: Todo, way: Attempt.Way, at: datetime) -> str:
        try:
            attempts.note_attempt(todo_id=todo.pk, way=way, by=self._agent(), place=Place.DESK, at=at)
        except AttemptRefusedError as refused:
            return str(refused.facts["why"])
        return ""
