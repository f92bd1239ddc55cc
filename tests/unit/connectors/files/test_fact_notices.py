"""What in facts does not fit together is said in a sentence each."""

from datetime import date, datetime

import ibis
import pytest
from tests.unit.connectors.files.made_facts import MEI, SHOP, TALK, chats, gathered, order, orders
from tests.unit.engines.tabular.made import saved
from tests.unit.engines.tabular.made_lists import PDD27, PDD_LINE, REFUND38, REFUND_LINE, list_of

from guitai.connectors.files.fact_notices import Asked, lacking, notices
from guitai.connectors.files.facts import open_facts
from guitai.engines.metrics.keys import Group

AS_OF = datetime.fromisoformat("2026-11-30 00:00:00")
LONG_AGO = order(
    "1000", 买家会员名="tb_z", 订单创建时间="2026-10-01 11:00:00", 订单付款时间="2026-10-01 11:01:00"
)


@pytest.fixture
def noticed(tmp_path):
    backend = ibis.duckdb.connect()

    def look(*, first=None, last=None, as_of=AS_OF, **sources):
        folder, _ = gathered(tmp_path, **sources)
        open_facts(folder, backend)
        return notices(backend, Asked(as_of=as_of, first=first, last=last))

    yield look
    backend.disconnect()


def on(day):
    return [(who, at.replace("11-09", day), said) for who, at, said in TALK]


def usual(folder, *more, talks=None):
    return {"chats": [chats(folder, talks)], "orders": [orders(folder, LONG_AGO, order(), *more)]}


def test_nothing_is_said_of_facts_that_fit(tmp_path, noticed):
    assert noticed(**usual(tmp_path)) == []


def test_days_without_chats_are_named(tmp_path, noticed):
    found = noticed(
        **usual(
            tmp_path, order("1002", 订单创建时间="2026-11-15 11:00:00"), talks={"tb_a": [*TALK, *on("11-15")]}
        )
    )

    assert found[0] == (
        "There are no chats on 2026-11-10, 2026-11-11, 2026-11-12 and 2 more; if the shop was open, an "
        "export is missing."
    )


def test_days_that_are_asked_for_count_as_well_as_those_there_are(tmp_path, noticed):
    found = noticed(
        first=date(2026, 11, 8),
        last=date(2026, 12, 31),
        as_of=datetime.fromisoformat("2026-11-10 12:00:00"),
        **usual(tmp_path),
    )

    assert found == [
        "There are no chats on 2026-11-08, 2026-11-10; if the shop was open, an export is missing."
    ]


def test_a_day_with_chats_and_no_orders_is_named(tmp_path, noticed):
    found = noticed(**usual(tmp_path, talks={"tb_a": [*TALK, *on("11-10")]}))

    assert found == [
        "There are chats and no orders on 2026-11-10; if anything was bought, a list is missing."
    ]


def test_orders_that_begin_too_late_to_know_who_had_paid_are_told(tmp_path, noticed):
    found = noticed(chats=[chats(tmp_path)], orders=[orders(tmp_path, order())])

    assert found == [
        "The orders begin on 2026-11-09; buyers who had paid in the 15 days before they asked may stand "
        "among the inquiries of the first days."
    ]


def test_orders_paid_before_they_were_made_are_told(tmp_path, noticed):
    odd = order("1002", 订单付款时间="2026-11-09 08:00:00")

    assert noticed(**usual(tmp_path, odd)) == [
        "Orders paid before they were made: 1, such as 1002, by up to 3 h."
    ]


def test_what_lies_after_the_moment_asked_for_is_told(tmp_path, noticed):
    found = noticed(**usual(tmp_path), as_of=datetime.fromisoformat("2026-11-09 10:00:10"))

    assert found == [
        "Later than 2026-11-09 10:00 are 1 messages and 1 orders; a clock is ahead, or the moment asked for "
        "lies before them."
    ]


def test_an_order_named_before_it_was_made_shows_that_clocks_differ(tmp_path, noticed):
    number = "3515313140000000001"
    talk = [("tb_a", "2026-11-09 10:45:00", f"订单{number}"), ("tb_a", "2026-11-09 10:46:00", "13800000001")]

    assert noticed(**usual(tmp_path, order(number), talks={"tb_a": talk})) == [
        "Orders named in chats before they were made: 1, by up to 15 min; the clocks of chats and orders "
        "differ, and so may whose sale an order is."
    ]


def test_orders_that_name_no_buyer_are_told(tmp_path, noticed):
    pdd = {**PDD_LINE, "订单成交时间": "2026-11-09 12:00:00"}
    path = saved(tmp_path, list_of(PDD27, pdd), name="pdd.csv")

    found = noticed(chats=[chats(tmp_path)], orders=[orders(tmp_path, LONG_AGO, order()), path])

    assert found == ["Orders that name no buyer are nobody's sale: 1 of 3."]


def test_masked_buyers_are_told(tmp_path, noticed):
    masked = [line | {"买家会员名": "t**1"} for line in (LONG_AGO, order())]

    found = noticed(chats=[chats(tmp_path)], orders=[orders(tmp_path, *masked)])

    assert found == ["The orders' buyers are masked (such as t**1): 2 of 2 are nobody's sale."]


def test_chats_and_orders_without_a_buyer_in_common_are_told(tmp_path, noticed):
    talk = {"tb_c": [("tb_c", *TALK[0][1:]), TALK[1]]}

    assert noticed(**usual(tmp_path, talks=talk)) == [
        "No buyer of the orders stands in the chats; the files may be of different shops or days."
    ]


def test_two_accounts_that_may_be_one_agents_are_told(tmp_path, noticed):
    renamed = f"{SHOP}:小美美"
    talks = [
        chats(tmp_path, {"tb_a": [*TALK, *on("11-10")]}, name="a.txt"),
        chats(
            tmp_path,
            {"tb_a": [("tb_a", *TALK[0][1:]), ("旧店名:小美", *TALK[1][1:])]},
            agent="旧店名:小美",
            name="b.txt",
        ),
        chats(tmp_path, {"tb_a": [(renamed, "2026-11-11 10:00:00", "在的")]}, agent=renamed, name="c.txt"),
    ]

    found = noticed(chats=talks)

    assert [sentence for sentence in found if "add them up" in sentence] == [
        f"Two accounts of one name are counted apart: 旧店名:小美, {MEI}; if it is one agent, add them up.",
        f"The chats of {MEI} end on 2026-11-10 and those of {renamed} begin on 2026-11-11; if that is one "
        "agent under a new name, add them up.",
    ]


def test_refunds_and_reminders_of_unknown_orders_and_agents_are_told(tmp_path, noticed):
    refunds = saved(tmp_path, list_of(REFUND38, REFUND_LINE), name="refunds.csv")
    reminders = saved(tmp_path, "订单编号,催付时间,客服\n9999,2026-11-09 11:00:30,小红\n", name="r.csv")

    assert noticed(**usual(tmp_path), refunds=[refunds], reminders=[reminders]) == [
        "Refunds of orders that no list holds are left out: 1.",
        "Reminders of orders that no list holds are left out: 1.",
        "Who reminded and stands in no chat: 小红; their names may be written otherwise.",
    ]


def test_chats_or_orders_that_are_not_there_are_told(tmp_path, noticed):
    assert noticed(orders=[orders(tmp_path, order())]) == [
        "There are no chats; what is said of reception and inquiries is empty."
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"chats"}, {Group.INQUIRIES, Group.SALES, Group.REMINDERS}),
        ({"orders"}, {Group.RECEPTION, Group.INQUIRIES, Group.REMINDERS, Group.SERVICE}),
        ({"chats", "orders"}, {Group.REMINDERS}),
        ({"chats", "orders", "reminders"}, set()),
    ],
)
def test_figures_of_which_nothing_is_known_are_named(tmp_path, given, expected):
    sources = {
        "chats": [
            chats(
                tmp_path,
                {"tb_a": [("tb_a", "2026-11-09 10:00:00", "在吗"), (MEI, "2026-11-09 10:01:00", "在")]},
            )
        ],
        "orders": [orders(tmp_path, order(店铺名称=SHOP))],
        "reminders": [
            saved(tmp_path, "订单编号,催付时间,客服\n1001,2026-11-09 11:00:30,小美\n", name="r.csv")
        ],
    }
    folder, _ = gathered(tmp_path, **{name: sources[name] for name in given})
    backend = ibis.duckdb.connect()
    open_facts(folder, backend)

    assert lacking(backend) == expected
    backend.disconnect()
