"""Sets the lists as the shop has them against those of the judge, and counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from guitai.domains.accounts.models import Shop
from guitai.domains.followups.models import Listing, State, Todo
from guitai.kernel.days import SHANGHAI
from tools.month.judge import LISTS, Judge
from tools.month.rows import ANY, Row
from tools.month.rules import GOODS

FAMILIES: tuple[tuple[str, ...], ...] = (("unpaid", "silent_unpaid"), GOODS)
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference: twice, lost, wrong (stands where it should not), outcome or due."""

    kind: str
    listing: str
    key: str
    at: datetime
    told: str


@dataclass(slots=True)
class Findings:
    """All differences, each told once."""

    found: list[Finding] = field(default_factory=list)
    _known: set[tuple[str, str, str]] = field(default_factory=set)

    def add(self, kind: str, listing: str, key: str, at: datetime, told: str) -> None:
        """Note one, unless it was noted."""
        if (kind, listing, key) not in self._known:
            self._known.add((kind, listing, key))
            self.found.append(Finding(kind, listing, key, at, told))

    def counts(self) -> Counter[tuple[str, str]]:
        """Give how many of each kind, by list."""
        return Counter((each.listing, each.kind) for each in self.found)


class Comparer:
    """Compares after every filling; where they differ the judge goes on from what the shop has."""

    def __init__(self, shop: Shop, judge: Judge) -> None:
        self.shop, self.judge = shop, judge
        self.findings = Findings()
        self.should: set[tuple[str, str]] = set()
        self._ended: set[tuple[str, str]] = set()

    def compare(self, at: datetime) -> None:
        """Compare what runs, and how what does not run any more ended."""
        runs = {(todo.listing, todo.key): todo for todo in _running(self.shop)}
        wanted = self.judge.running()
        self.should |= {(row.listing, row.key) for row in self.judge.changes}
        for place in sorted(wanted.keys() - runs.keys()):
            self._missing(wanted[place], at)
        for place in sorted(runs.keys() - wanted.keys()):
            self._too_much(runs[place], at)
        for place in sorted(runs.keys() & wanted.keys()):
            self._same_due(runs[place], wanted[place], at)
        self._ends(at)
        self._twice(runs.values(), at)
        self._ended |= {place for place, row in self.judge.rows.items() if row.state != "open"} - runs.keys()

    def _missing(self, row: Row, at: datetime) -> None:
        todo = Todo.objects.filter(shop=self.shop, listing=row.listing, key=row.key).first()
        if todo is None:
            self.findings.add("lost", row.listing, row.key, at, "should stand here, and never did")
            row.state, row.outcome = "left", ANY
        else:
            self.findings.add(
                "lost", row.listing, row.key, at, f"left too early: {todo.state} {todo.outcome}".strip()
            )
            row.state, row.outcome = todo.state, todo.outcome

    def _too_much(self, todo: Todo, at: datetime) -> None:
        row = self.judge.rows.get((todo.listing, todo.key))
        told = f"should have left: {row.state} {row.outcome}" if row else "should not stand here"
        self.findings.add("wrong", todo.listing, todo.key, at, told)
        if row:
            row.state, row.outcome = "open", ""
            return
        self.judge.take(
            Row(
                listing=todo.listing,
                key=todo.key,
                buyer=todo.buyer.account if todo.buyer else "",
                order=todo.order.number if todo.order else "",
                due_at=todo.due_at or at,
                opened_at=todo.opened_at,
            )
        )

    def _same_due(self, todo: Todo, row: Row, at: datetime) -> None:
        if todo.due_at != row.due_at:
            told = f"due {_shown(todo.due_at)}, should be {_shown(row.due_at)}"
            self.findings.add("due", row.listing, row.key, at, told)
            row.due_at = todo.due_at or row.due_at

    def _ends(self, at: datetime) -> None:
        """Look how those ended that should have ended by themselves just now."""
        left = {(row.listing, row.key): row for row in self.judge.changes if row.state == "left"}
        keys = {key for _listing, key in left}
        ended = Todo.objects.filter(shop=self.shop, key__in=keys, state=State.LEFT)
        for listing, key, outcome in ended.values_list("listing", "key", "outcome"):
            row = left.get((listing, key))
            if row and row.outcome not in {ANY, outcome}:
                told = f"left as {outcome or 'nothing'}, should be {row.outcome}"
                self.findings.add("outcome", listing, key, at, told)

    def _twice(self, runs: Iterable[Todo], at: datetime) -> None:
        """Find orders that stand on two lists of one family, buyers who stand twice, and what came again."""
        seen: Counter[tuple[tuple[str, ...], int | None]] = Counter()
        for todo in runs:
            for family in FAMILIES:
                if todo.listing in family:
                    seen[family, todo.order_id] += 1
            if todo.listing in {"asked", "vip", "waking", "invite"}:
                seen[(todo.listing,), todo.buyer_id] += 1
            if (todo.listing, todo.key) in self._ended:
                self.findings.add("twice", todo.listing, todo.key, at, "came again after it had ended")
        for (family, about), times in seen.items():
            if times > 1:
                self.findings.add("twice", family[0], str(about), at, f"stands {times} times on {family}")

    def opened_again(self, listing: str, key: str) -> None:
        """Hear that somebody opened a to-do again, so that it may."""
        self._ended.discard((listing, key))


def _running(shop: Shop) -> Iterable[Todo]:
    todos = Todo.objects.filter(shop=shop, state__in=(State.PROPOSED, State.OPEN), listing__in=LISTS)
    return todos.only("listing", "key", "due_at", "order_id", "buyer_id", "opened_at")


def _shown(moment: datetime | None) -> str:
    return f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}" if moment else "never"


def table(shop: Shop, comparer: Comparer) -> list[str]:
    """Give the figures of each list, a line for each."""
    counts, lines = comparer.findings.counts(), []
    kinds = ("twice", "lost", "wrong", "outcome", "due", "brought", "refusal")
    lines.append(
        f"{'list':16}{'should':>8}{'did':>7}"
        + "".join(f"{kind:>8}" for kind in kinds)
        + "   open  how it ended"
    )
    for listing in (*LISTS, Listing.PROMISE.value):
        rows = list(Todo.objects.filter(shop=shop, listing=listing).values_list("state", "outcome"))
        should = sum(place[0] == listing for place in comparer.should)
        ended = Counter(
            f"{'rule' if state == 'left' else state} {outcome}".strip()
            for state, outcome in rows
            if state not in {"open", "proposed"}
        )
        still = sum(state in {"open", "proposed"} for state, _outcome in rows)
        numbers = "".join(f"{counts[listing, kind]:8}" for kind in kinds)
        told = ", ".join(f"{name} {many}" for name, many in ended.most_common())
        lines.append(f"{listing:16}{should:8}{len(rows):7}{numbers}{still:7}  {told}")
    return lines


def cases(comparer: Comparer) -> list[str]:
    """Tell the first few differences of each kind, with all that is known of what they are about."""
    lines, shown = [], Counter[tuple[str, str, str]]()
    for each in comparer.findings.found:
        sort = (each.kind, each.listing, each.told.partition(":")[0])
        shown[sort] += 1
        if shown[sort] <= _SHOWN:
            lines.append(f"{each.kind} {each.listing} {each.key} at {_shown(each.at)}: {each.told}")
            lines += [f"    {line}" for line in _history(comparer.judge, each)]
    return lines


def _history(judge: Judge, found: Finding) -> list[str]:
    books, row = judge.books, judge.rows.get((found.listing, found.key))
    number = row.order if row and row.order else found.key
    told: list[str] = []
    if order := books.orders.get(number):
        moments = ("created_at", "paid_at", "dispatch_by", "shipped_at", "finished_at")
        course = ", ".join(
            f"{name[:-3]} {_shown(getattr(order, name))}" for name in moments if getattr(order, name)
        )
        told.append(f"order {order.number} {order.status}: {course}")
        told += [
            f"refund {key} {books.refunds[key].status}, asked {_shown(books.refunds[key].asked_at)}"
            for key in books.refunds_of[number]
        ]
    buyer = row.buyer if row else order.buyer if order else ""
    told += [
        f"talk {talk.key}: {_shown(talk.opened_at)} to {_shown(talk.last_at)}{' buying' * talk.buying}"
        for talk in books.talks_of(buyer)
    ][-3:]
    told += [
        f"stood {listing}: {each.state} {each.outcome}, since {_shown(each.opened_at)}"
        for (listing, key), each in judge.rows.items()
        if buyer
        and each.buyer == buyer
        and (not row or key == row.key or listing in {"asked", "waking", "vip"})
    ]
    return told
