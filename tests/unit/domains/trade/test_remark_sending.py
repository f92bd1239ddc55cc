"""What waits is written back order by order; what the platform refuses waits on."""

from datetime import datetime

import pytest
from tests.factories.trade import OrderFactory, RemarkFactory

from guitai.domains.accounts.models import Platform, Shop
from guitai.domains.trade import remark_sending
from guitai.domains.trade.errors import NoWriterError
from guitai.domains.trade.remark_sending import (
    RemarkNotWrittenError,
    register_writer,
    send_waiting,
    writer_of,
)
from guitai.domains.trade.remarks import waiting


class FakeWriter:
    """A platform that keeps what it is told, and refuses the orders named in ``refuses``."""

    def __init__(self, *refuses: str) -> None:
        self.refuses, self.told = refuses, {}

    def write(self, *, shop: Shop, number: str, remark: str, flag: str) -> None:
        if number in self.refuses:
            raise RemarkNotWrittenError("订单已归档")
        self.told[number] = (remark, flag)


@pytest.fixture(autouse=True)
def no_writers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remark_sending, "_writers", {})


def test_the_whole_remark_goes_and_only_a_flag_that_changed(shop: Shop, now: datetime) -> None:
    register_writer(Platform.TAOBAO, writer := FakeWriter())
    orders = [
        OrderFactory(shop=shop, buyer__shop=shop, number=number, seller_remark="老客") for number in "12"
    ]
    RemarkFactory(order=orders[0], text="改 小美/03.02", flag="red")
    RemarkFactory(order=orders[1], text="改 小美/03.02")

    sent = send_waiting(shop=shop, at=now)

    assert writer.told == {"1": ("老客；改 小美/03.02", "red"), "2": ("老客；改 小美/03.02", "")}
    assert (sent.written, sent.refused, waiting(shop)) == (["1", "2"], {}, [])


def test_what_is_refused_or_too_long_waits_on_and_is_told(shop: Shop, now: datetime) -> None:
    register_writer(Platform.TAOBAO, FakeWriter("1"))
    for number, before in (("1", ""), ("2", ""), ("3", "备" * 333)):
        order = OrderFactory(shop=shop, buyer__shop=shop, number=number, seller_remark=before)
        RemarkFactory(order=order)

    sent = send_waiting(shop=shop, at=now)

    assert (sent.written, list(sent.refused)) == (["2"], ["1", "3"])
    assert sent.refused["1"] == "订单已归档"
    assert [each.order.number for each in waiting(shop)] == ["1", "3"]


def test_nothing_is_pretended_where_nobody_writes_back(shop: Shop, now: datetime) -> None:
    RemarkFactory(order=OrderFactory(shop=shop, buyer__shop=shop))

    with pytest.raises(NoWriterError):
        send_waiting(shop=shop, at=now)

    assert writer_of(shop) is None
    assert len(waiting(shop)) == 1
