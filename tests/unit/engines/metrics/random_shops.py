"""Small shops by chance, dense enough that windows, limits and filters are met, and settings by chance."""

from datetime import datetime, time, timedelta
from random import Random

from tests.by_hand.facts import (
    Case,
    Finding,
    Item,
    Lost,
    Member,
    Message,
    Order,
    Promise,
    Rating,
    Recommendation,
    Refund,
    Reminder,
    Shop,
)

from guitai.engines.metrics.settings import Attribution, Settings

AGENTS = ("云裳女装:甲", "云裳女装:乙", "云裳女装", "jd_小美", "")
BUYERS = ("tb_a", "tb_b", "tb_c", "tb_d", "tb_e", "云裳女装:丙", "jd_小美", "boss", "")
GROUPS = ((AGENTS[0], "售前"), (AGENTS[1], "售前"), (AGENTS[1], "售后"), (AGENTS[3], "售后"))
PRODUCTS = ("A", "B", "C")
BEGINNING = datetime.fromisoformat("2026-11-08")
GAPS = (0, 0.5, 1, 5, 10, 20, 29.5, 30, 31, 60, 179, 180, 181, 599, 600, 601, 1200, 3600, 7200)
TEXTS = ("在吗", "您 好", "@大家 店庆", "暗号七", "")


def shop(seed: int, *, refunds: bool) -> Shop:
    """Give a shop of a fortnight; the same seed, the same shop."""
    random = Random(seed)
    talks = [talk for _ in range(random.randint(1, 14)) for talk in _talk(random)]
    orders = [_order(random, str(number), talks) for number in range(random.randint(0, 14))]
    numbers = [order.number for order in orders] + ["unknown"]
    return Shop(
        name=f"s{seed}",
        messages=[Message(seq=seq, **line) for seq, line in enumerate(talks)],
        orders=orders,
        refunds=[_refund(random, numbers) for _ in range(random.randint(0, 6))] if refunds else None,
        reminders=[_reminder(random, orders, numbers) for _ in range(random.randint(0, 8))],
        items=[_item(random, numbers) for _ in range(random.randint(0, 20))],
        groups=[Member(agent=agent, group=group) for agent, group in GROUPS],
        **{name: [read(random, _line(random, talks)) for _ in range(9)] for name, read in OF_TALKS.items()},
    )


def _line(random, talks):
    """Whose, when: a line of a talk, or about then, or anybody's."""
    about = random.choice(talks)
    away = random.choice((0, 0, 60, 3600, 86400))
    return {
        "agent": about["agent"] if random.random() < 0.8 else random.choice(AGENTS),
        "buyer": about["buyer"],
        "at": about["at"] + timedelta(seconds=away),
    }


def _item(random, numbers):
    return Item(
        order=random.choice(numbers),
        product=random.choice(PRODUCTS),
        quantity=random.randint(1, 3),
        amount_fen=random.randint(0, 20000),
    )


def _after(random, at, *seconds):
    """A moment so long after, or none."""
    return at + timedelta(seconds=random.choice(seconds)) if random.random() < 0.7 else None


def _promise(random, line):
    at = line.pop("at")
    due = at + timedelta(seconds=random.choice((300, 3600, 86400)))
    return Promise(**line, made_at=at, due_at=due, kept_at=_after(random, due, -60, 0, 0.5, 3600))


def _case(random, line):
    at = line.pop("at")
    answered, settled = (299, 300, 300.5, 3600), (3600, 86400, 2 * 86400, 2 * 86400 + 1)
    return Case(
        **line,
        opened_at=at,
        answered_at=_after(random, at, *answered),
        settled_at=_after(random, at, *settled),
    )


def _lost(random, line):
    day = (line.pop("at") - timedelta(hours=random.choice((0, 4)))).date()
    return Lost(**line, day=day, reason=random.choice(("price", "slow", "")))


OF_TALKS = {
    "findings": lambda random, line: Finding(
        **line, severity=random.choice(("note", "confirm", "approve", "block"))
    ),
    "ratings": lambda random, line: Rating(**line, rating=random.randint(1, 5)),
    "recommendations": lambda random, line: Recommendation(**line, product=random.choice(PRODUCTS)),
    "lost": _lost,
    "promises": _promise,
    "cases": _case,
}


def _moment(random, days=6):
    """A moment near a border of something, or any."""
    day = BEGINNING + timedelta(days=random.randrange(days))
    hour = random.choice((0, 4, 8, 9, 22, 23, random.randrange(24)))
    return day + timedelta(
        hours=hour, minutes=random.choice((0, 0, 30, 55, 59)), seconds=random.choice((0, 1, 59))
    )


def _talk(random):
    agent, buyer, at = random.choice(AGENTS), random.choice(BUYERS), _moment(random)
    authors = (
        ("buyer", "buyer", "robot", "system")
        if not agent
        else ("buyer", "agent", "buyer", "agent", "robot", "system")
    )
    only = random.choice((None, None, None, None, "agent", "buyer"))
    for _ in range(random.randint(1, 7)):
        author = random.choice(authors)
        author = only if only and agent and author in ("buyer", "agent") else author
        event = random.choice(("", "transfer_in", "transfer_out")) if author == "system" else ""
        text = random.choice(TEXTS) if random.random() < 0.3 else "在吗"
        size = len("".join(text.split()))
        yield {
            "agent": agent,
            "buyer": buyer,
            "author": author,
            "at": at,
            "event": event,
            "text": text,
            "characters": size,
        }
        at += timedelta(seconds=random.choice(GAPS))


def _order(random, number, talks):
    """An order at any time, or by a buyer who talks, about then."""
    buyer, created = random.choice(BUYERS), _moment(random, days=8)
    if random.random() < 0.7:
        about = random.choice(talks)
        away = random.choice((-3600, -1, 0, 1, 3600, 86400, 2 * 86400, 2 * 86400 + 1))
        buyer, created = about["buyer"], about["at"] + timedelta(seconds=away)
    if random.random() < 0.15:
        created -= timedelta(days=random.choice((10, 14, 15, 16)))
    waits = (-5, 0, 60, 3600, 86400, 2 * 86400, 3 * 86400, 5 * 86400)
    paid = created + timedelta(seconds=random.choice(waits)) if random.random() < 0.75 else None
    return Order(
        number=number,
        buyer=buyer,
        created_at=created,
        paid_at=paid,
        paid_fen=random.randint(1, 50000) if paid else 0,
        postage_fen=random.choice((0, 0, 800)) if paid else 0,
        refund_fen=random.choice((0, 0, 1000)) if paid else 0,
        items=random.randint(1, 4),
        flag=random.choice(("", "", "red", "green")),
    )


def _refund(random, numbers):
    completed = random.random() < 0.7
    return Refund(order=random.choice(numbers), amount_fen=random.randint(0, 5000), completed=completed)


def _reminder(random, orders, numbers):
    about = random.choice(orders) if orders else None
    at = (
        about.created_at + timedelta(seconds=random.choice((-60, 0, 30, 3600, 86400))) if about else BEGINNING
    )
    number = about.number if about and random.random() < 0.9 else random.choice(numbers)
    return Reminder(agent=random.choice(AGENTS), order=number, at=at)


def settings(seed: int) -> Settings:
    """Give the defaults for seed 0, and settings by chance for others."""
    if seed == 0:
        return Settings()
    random = Random(seed)

    def switch():
        return random.random() < 0.6

    return Settings(
        day_begins=random.choice((time(0), time(4), time(4, 30))),
        fast_seconds=random.choice((30, 10, 60)),
        slow_seconds=random.choice((180, 60)),
        hours_from=random.choice((time(8), time(9, 30))),
        hours_to=random.choice((time(23), time(22))),
        capped_seconds=random.choice((600, 180)),
        jd_from=random.choice((time(9), time(4))),
        jd_to=random.choice((time(23), time(22, 59))),
        conversation_ends=timedelta(minutes=random.choice((10, 3, 90))),
        after_sales_days=random.choice((15, 2)),
        order_days=random.choice((2, 1, 4)),
        inquiry_late_days=random.choice((3, 0)),
        sale_days=random.choice((2, 1, 5)),
        reminder_days=random.choice((3, 1)),
        solved_days=random.choice((7, 1, 2)),
        case_answer_seconds=random.choice((300, 60)),
        case_settle_hours=random.choice((48, 2, 25)),
        postage_counts=switch(),
        excluded_flags=random.choice(((), ("red",), ("red", "green"))),
        rule=random.choice(list(Attribution)),
        leave_out_own_team=switch(),
        own_accounts=random.choice(((), ("boss",))),
        leave_out_agent_only=switch(),
        leave_out_silent_transfers=switch(),
        silent_transfer_lines=random.choice((0, 0, 2)),
        leave_out_mass=switch(),
        code_word=random.choice(("", "暗号七")),
        leave_out_main_account=not switch(),
    )
