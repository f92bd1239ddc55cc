"""Makes a shop with many open cases and times its board: ``python -m bench.open_cases CASES TIMES``."""

import json
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus

import django
import numpy as np
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitai.config.settings")
django.setup()

from guitai.domains.accounts import actions as accounts  # noqa: E402  # tables are loaded only now
from guitai.domains.accounts.models import Membership, Role, Shop  # noqa: E402
from guitai.domains.aftersales.actions.watching import warn  # noqa: E402
from guitai.domains.aftersales.models import Case, CaseLine, Kind, PlaybookText  # noqa: E402
from guitai.domains.aftersales.playbook_texts import kept_text, parsed, playbook_for  # noqa: E402
from guitai.domains.trade.models import Buyer, Order, OrderLine  # noqa: E402

SEED = 20_261_123
AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # 15:00 in Shanghai
AGENTS = 20
_PASSWORD = "a-bench-has-no-secrets"
_MINUTE = timedelta(minutes=1)
# What a database does at the least to know the first page: its rows with their orders and buyers.
_LEAST = """SELECT c.number, c.kind, c.step, c.due_at, b.display_name, o.number FROM aftersales_case c
    JOIN trade_order o ON o.id = c.order_id JOIN trade_buyer b ON b.id = c.buyer_id
    WHERE c.shop_id = %s AND c.state = 'running' ORDER BY c.due_at LIMIT 200"""


def make(*, cases: int) -> tuple[Shop, list[Membership]]:
    """Make a shop whose cases stand at every step of every playbook, a third of them late."""
    shop = accounts.create_shop(key="bench", name="云裳旗舰店", at=AT)
    people = [_member(shop, number) for number in range(AGENTS)]
    chance = np.random.default_rng(SEED)
    buyers = Buyer.objects.bulk_create(
        Buyer(shop=shop, account=f"tb{number}", display_name=f"tb{number}", first_seen_at=AT, last_seen_at=AT)
        for number in range(cases)
    )
    bought = {"status": "signed", "created_at": AT, "paid_at": AT}
    orders = Order.objects.bulk_create(
        Order(shop=shop, buyer=buyer, number=f"35153131{number:010d}", **bought)
        for number, buyer in enumerate(buyers)
    )
    OrderLine.objects.bulk_create(OrderLine(order=order, position=0, title="纯色衬衫") for order in orders)
    texts = {kind: kept_text(shop, playbook_for(shop, kind), at=AT) for kind in Kind.values}
    made = Case.objects.bulk_create(
        _case(shop, number, order, people, texts, chance) for number, order in enumerate(orders)
    )
    CaseLine.objects.bulk_create(CaseLine(case=case, title="纯色衬衫 米白", quantity=1) for case in made)
    return shop, people


def _member(shop: Shop, number: int) -> Membership:
    person = accounts.create_person(
        username=f"agent{number}", display_name=f"客服{number}", password=_PASSWORD, at=AT
    )
    role = Role.AGENT if number else Role.LEAD
    return accounts.add_member(shop=shop, person=person, role=role, nickname=f"客服{number}", at=AT)


def _case(
    shop: Shop,
    number: int,
    order: Order,
    people: list[Membership],
    texts: dict[str, PlaybookText],
    chance: np.random.Generator,
) -> Case:
    kind = Kind.values[int(chance.integers(len(Kind.values)))]
    steps = list(parsed(texts[kind].written).steps)
    opened = AT - int(chance.integers(1, 6 * 1440)) * _MINUTE
    due = AT + int(chance.integers(-1440, 2880)) * _MINUTE
    owner = people[int(chance.integers(len(people)))]
    return Case(
        shop=shop, number=number + 1, kind=kind, buyer=order.buyer, order=order, owner=owner, opened_by=owner,
        playbook=texts[kind], step=chance.choice(steps), step_since=opened, step_due_at=due, due_at=due,
        opened_at=opened, answered_at=opened, answer_due_at=opened + 5 * _MINUTE, fault="开线",
    )  # fmt: skip


def _median(do: Callable[[], object], times: int) -> float:
    took = []
    for _each in range(times):
        begun = time.perf_counter()
        do()
        took.append(time.perf_counter() - begun)
    return sorted(took)[times // 2]


def _least(shop: Shop) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LEAST, [shop.pk])
        cursor.fetchall()


def main(cases: int, times: int) -> dict[str, float]:
    """Make the shop and give the median seconds of each page and of the clock's work."""
    shop, people = make(cases=cases)
    client = Client(headers={"HX-Request": "true"})
    client.force_login(people[0].person, backend="django.contrib.auth.backends.ModelBackend")
    board = reverse("cases:board", args=[shop.key])
    addresses = {
        "board": board,
        "late": f"{board}?late=1",
        "mine": f"{board}?whose=mine",
        "found": f"{board}?q=4321",
        "case": reverse("cases:case", args=[shop.key, cases // 2]),
    }

    def asked(address: str, status: int = HTTPStatus.OK) -> str:
        answer = client.get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return str(answer.content.decode())

    took = {name: _median(partial(asked, address), times) for name, address in addresses.items()}
    stamp = re.search(r"stamp=(\w+)", asked(board))
    assert stamp is not None
    again = f"{board}?stamp={stamp[1]}"
    took["again"] = _median(lambda: asked(again, HTTPStatus.NO_CONTENT), times)
    warn(shop=shop, at=AT)  # what was late before has been told
    took["warn"] = _median(lambda: warn(shop=shop, at=AT + _MINUTE), times)
    took["least"] = _median(lambda: _least(shop), times)
    return took


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    with time_machine.travel(AT, tick=True), override_settings(ALLOWED_HOSTS=["*"]):
        sys.stdout.write(json.dumps(main(*map(int, sys.argv[1:3]))))
