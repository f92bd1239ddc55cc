"""Keeps day sums of a made-up shop and times reports: ``python -m bench.report_days DAYS AGENTS TIMES``."""

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http import HTTPStatus

import django
import numpy as np
import time_machine
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitai.config.settings")
django.setup()

from guitai.domains.accounts import actions as accounts  # noqa: E402  # tables are loaded only now
from guitai.domains.accounts.models import Role, Shop  # noqa: E402
from guitai.domains.performance.actions.days import keep  # noqa: E402
from guitai.domains.performance.counting import Counted, Place, Sums  # noqa: E402
from guitai.domains.performance.day_models import SUMS  # noqa: E402
from guitai.domains.performance.models import CountedDay, DayFigures, FigureSettings  # noqa: E402
from guitai.domains.performance.queries.days import fingerprint_of  # noqa: E402
from guitai.domains.performance.queries.figures import Cut, report  # noqa: E402
from guitai.engines.metrics.settings import Settings  # noqa: E402

SEED = 20_260_401
AT = datetime(2026, 12, 31, 16, 5, tzinfo=UTC)
LAST = date(2026, 12, 31)
_ORDERS, _BUYERS = 60, 600_000  # orders of an agent a day, and buyers there are at all
_SILENT = 0.375
_ON_DUTY, _HOURS = 0.72, 9
_PASSWORD = "a-bench-has-no-secrets"


def make(*, days: int, agents: int) -> Shop:
    """Keep the sums of so many days up to the last one: agents work nine hours on five days of seven."""
    shop = accounts.create_shop(key="bench", name="云裳旗舰店", at=AT)
    chance = np.random.default_rng(SEED)
    for back in range(days):
        day = LAST - timedelta(days=back)
        keep(shop=shop, first=day, last=day, found=_day(chance, day, agents))
    CountedDay.objects.bulk_create(
        CountedDay(
            shop=shop, day=LAST - timedelta(days=back), counted=0, fingerprint=fingerprint_of(Settings())
        )
        for back in range(days)
    )
    FigureSettings.objects.create(shop=shop, since=LAST - timedelta(days=days - 1))
    return shop


def _day(chance: np.random.Generator, day: date, agents: int) -> Counted:
    hours: dict[Place, Sums] = {}
    for number in np.flatnonzero(chance.random(agents) < _ON_DUTY):
        begins = int(chance.integers(8, 16))
        for hour in range(begins, begins + _HOURS):
            hours[Place(day, f"云裳旗舰店:客服{number:02}", hour)] = _row(chance, _ORDERS // _HOURS, 1)
    for hour in range(24):
        there = sum(place.hour == hour for place in hours)
        bought = int(_ORDERS / _HOURS / (1 - _SILENT) * max(there, 1))
        hours[Place(day, "", hour)] = _row(chance, bought, max(there, 1))
    totals: dict[Place, Sums] = defaultdict(Sums)
    for place, sums in hours.items():
        total = totals[Place(day, place.agent)]
        total.values = {name: total.values.get(name, 0) + more for name, more in sums.values.items()}
        total.buyers |= sums.buyers
    return Counted(dict(totals), hours, frozenset(), frozenset())


def _row(chance: np.random.Generator, bought: int, times: int) -> Sums:
    values = dict(zip(SUMS, (times * chance.integers(1, 4000, len(SUMS))).tolist(), strict=True))
    keys = chance.integers(0, _BUYERS, bought).astype("<i8") * 2_654_435_761
    return Sums(values | {"buyers": bought}, {key.tobytes() for key in keys})


def _milliseconds(ask: Callable[[], object], times: int) -> float:
    """Give the median of so many askings."""
    took = []
    for _each in range(times):
        begun = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - begun))
    return sorted(took)[times // 2]


@dataclass(frozen=True, slots=True)
class Asking:
    """A report that is asked for, and the figure looked at in each of its rows."""

    cut: Cut
    figure: str = "conversion"
    of_agent: bool = False
    days: int = 0


ASKINGS = {
    "shop": Asking(Cut.SHOP, "average_order_value"),
    "agent": Asking(Cut.AGENT, "average_order_value"),
    "day": Asking(Cut.DAY),
    "hour": Asking(Cut.HOUR),
    "hour_buyers": Asking(Cut.HOUR, "buyers"),
    "weekday_hour": Asking(Cut.WEEKDAY_HOUR),
    "month": Asking(Cut.MONTH, "average_order_value"),
    "day_of_agent": Asking(Cut.DAY, of_agent=True),
    "weekday_hour_of_agent": Asking(Cut.WEEKDAY_HOUR, of_agent=True),
    "agent_day_of_month": Asking(Cut.AGENT_DAY, days=31),
}


def ask(shop: Shop, asking: Asking, *, days: int) -> int:
    """Ask for a report, and look at its rows as a page does; gives how many there are."""
    agent = ""
    if asking.of_agent:
        agent = DayFigures.objects.filter(shop=shop, agent__gt="").order_by("agent")[0].agent
    first = LAST - timedelta(days=(asking.days or days) - 1)
    found = report(shop, first=first, last=LAST, cut=asking.cut, at=AT, agent=agent)
    return len([row.values[asking.figure].value for row in found.rows])


PAGES = ("reports", "reports-agents", "reports-hours", "reports-funnel", "reports-platform")


def pages_of(shop: Shop, *, days: int) -> dict[str, Callable[[], object]]:
    """Give, for each page, what asks for it as the lead over the whole time."""
    lead = accounts.create_person(username="dianzhang", display_name="王芳", password=_PASSWORD, at=AT)
    accounts.add_member(shop=shop, person=lead, role=Role.LEAD, nickname="王芳", at=AT)
    client = Client()
    client.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
    first = LAST - timedelta(days=days - 1)

    def get(name: str) -> None:
        answer = client.get(f"{reverse(name, args=[shop.key])}?from={first}&to={LAST}")
        if answer.status_code != HTTPStatus.OK:
            raise SystemExit(f"{name} answered {answer.status_code}.")

    return {name: partial(get, name) for name in PAGES}


def main(days: int, agents: int, times: int) -> dict[str, float]:
    """Make the shop, and give what each report and each page takes in milliseconds."""
    shop = make(days=days, agents=agents)
    took = {
        name: _milliseconds(partial(ask, shop, asking, days=days), times) for name, asking in ASKINGS.items()
    }
    with time_machine.travel(AT), override_settings(ALLOWED_HOSTS=["testserver"]):
        pages = pages_of(shop, days=days)
        return took | {name: _milliseconds(get, times) for name, get in pages.items()}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(main(*map(int, sys.argv[1:]))))
