"""A keeper of the ledgers, and lines in them; today is 31 March 2026."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.factories.accounts import MembershipFactory
from tests.factories.aftersales import CaseFactory, LedgerLineFactory

from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.aftersales.ledgers import LEDGER_OF
from guitai.domains.aftersales.models import Case, LedgerEntry, LedgerLine

LEDGERS = "/s/yunshang/ledgers/"
Write = Callable[..., LedgerLine]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Tuesday 31 March 2026, 15:00 in Shanghai."""
    with time_machine.travel(datetime(2026, 3, 31, 7, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def keeper(shop: Shop) -> Membership:
    """阿青 of after-sales, who keeps the ledgers."""
    member: Membership = MembershipFactory(shop=shop, nickname="阿青", role=Role.AFTERSALES)
    return member


@pytest.fixture
def signed_in() -> Any:
    """Give ``signed_in(member)``, their browser, in English."""

    def sign_in(member: Membership) -> Client:
        member.person.language = "en"
        member.person.save(update_fields=["language"])
        client = Client(headers={"accept-language": "en"})
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def client(keeper: Membership, signed_in: Any) -> Client:
    """阿青's browser."""
    browser: Client = signed_in(keeper)
    return browser


@pytest.fixture
def case(keeper: Membership) -> Case:
    """A case whose parcel 圆通 damaged."""
    case: Case = CaseFactory(
        order__buyer__shop=keeper.shop, owner=keeper, courier="圆通速递", waybill="YT0001112223334"
    )
    return case


@pytest.fixture
def write(case: Case) -> Write:
    """Give ``write(day, entry, yuan, **columns)``: at noon of a day of 2026, as ``3-31``."""

    def make(day: str, entry: str, yuan: float = 0, **more: Any) -> LedgerLine:
        month, number = map(int, day.split("-"))
        told = {
            "case": case,
            "at": datetime(2026, month, number, 4, tzinfo=UTC),
            "courier": "圆通速递",
            "title": "纯色衬衫",
            "waybill": "YT0001112223334",
            "ledger": LEDGER_OF[LedgerEntry(entry)],
        }
        line: LedgerLine = LedgerLineFactory(entry=entry, amount_fen=round(yuan * 100), **told | more)
        return line

    return make
