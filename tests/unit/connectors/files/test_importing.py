"""Exported files go into the tables whole, once, and are never half imported."""

import random
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from tests.factories.catalog import ProductFactory
from tests.unit.connectors.files import exports
from tests.unit.connectors.files.exports import SENT, UNPAID, item, order

from guitai.common.journal import Journal, take_back
from guitai.common.models import Deed
from guitai.connectors.files import importing
from guitai.connectors.files.importing import ImportReport, NotImportableError, import_file, in_order
from guitai.connectors.files.keeping import chunks
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product, ProductFact, Sku
from guitai.domains.chat.models import Conversation, Message
from guitai.domains.performance.models import CountedDay
from guitai.domains.trade.models import Buyer, Order, OrderLine, OrderStatus, Parcel
from guitai.kernel.decoding import Rejection, UnreadableFileError


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.added, report.updated, report.unchanged, len(report.rejected)


def bring(path: Path, shop: Shop, now: datetime) -> ImportReport:
    (report,) = import_file(path, shop=shop, at=now)
    return report


def test_an_order_list_becomes_orders(tmp_path: Path, shop: Shop, now: datetime) -> None:
    path = exports.orders(
        tmp_path / "a.csv", order(1, status=SENT, waybill="YT1,YT2"), order(2, status=UNPAID)
    )

    report = bring(path, shop, now)

    assert (report.kind, report.encoding, counts(report)) == ("taobao_orders", "gb18030", (2, 2, 0, 0, 0))
    first, second = Order.objects.order_by("number")
    assert (first.status, second.status) == (OrderStatus.SHIPPED, OrderStatus.UNPAID)
    assert (first.address, first.region) == ("浙江省 杭州市 西湖区 某某路1号", "浙江省 杭州市 西湖区")
    assert (first.phone, first.titles, first.total_fen) == ("13800000001", "纯色衬衫", 15800)
    assert [str(parcel) for parcel in Parcel.objects.all()] == ["圆通速递 YT1", "圆通速递 YT2"]


def test_what_is_counted_of_its_days_is_counted_anew(tmp_path: Path, shop: Shop, now: datetime) -> None:
    days = [CountedDay(shop=shop, day=date(2026, month, 1), counted=0) for month in (1, 3)]
    CountedDay.objects.bulk_create(days)

    bring(exports.orders(tmp_path / "a.csv", order(1)), shop, now)

    assert list(CountedDay.objects.order_by("day").values_list("changes", flat=True)) == [0, 1]
    # Whoever asked for no journal leaves none behind.
    assert not Deed.objects.exists()


def test_the_same_file_and_a_shuffled_copy_change_nothing(tmp_path: Path, shop: Shop, now: datetime) -> None:
    lines = [order(number, buyer=f"买家{number % 7}") for number in range(50)]
    first = exports.orders(tmp_path / "a.csv", *lines)
    random.Random(1).shuffle(lines)
    shuffled = exports.orders(tmp_path / "b.csv", *lines)
    bring(first, shop, now)

    assert counts(bring(first, shop, now)) == (50, 0, 0, 50, 0)
    assert counts(bring(shuffled, shop, now)) == (50, 0, 0, 50, 0)
    assert (Order.objects.count(), Buyer.objects.count()) == (50, 7)


def test_a_later_overlapping_export_adds_and_updates_and_the_older_one_changes_nothing_back(
    tmp_path: Path, shop: Shop, now: datetime
) -> None:
    older = exports.orders(tmp_path / "a.csv", order(1), order(2), order(3))
    later = exports.orders(tmp_path / "b.csv", order(2, status=SENT, waybill="YT2"), order(3), order(4))
    bring(older, shop, now)

    assert counts(bring(later, shop, now)) == (3, 1, 1, 1, 0)
    assert counts(bring(older, shop, now)) == (3, 0, 0, 3, 0)
    assert Order.objects.get(number__endswith="2").status == OrderStatus.SHIPPED


def test_chunks_make_no_difference(
    tmp_path: Path, shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 3)
    path = exports.orders(tmp_path / "a.csv", *(order(number % 8) for number in range(10)))
    told: list[int] = []

    (report,) = import_file(path, shop=shop, at=now, on_lines=told.append)

    assert counts(report) == (10, 8, 0, 2, 0)
    assert sum(told) == 10


def test_a_rejected_line_stops_nothing_and_says_where_and_why(
    tmp_path: Path, shop: Shop, now: datetime
) -> None:
    bad = order(2).replace("158.00", "abc", 1)
    path = exports.orders(tmp_path / "a.csv", order(1), bad, order(3, buyer=""), order(4))

    report = bring(path, shop, now)

    assert counts(report) == (4, 2, 0, 0, 2)
    assert [(told["line"], told["column"]) for told in report.rejected] == [
        (3, "买家应付货款"),
        (4, "买家会员名"),
    ]
    assert all(told["reason"] for told in report.rejected)


def test_items_join_their_orders_and_find_their_products(tmp_path: Path, shop: Shop, now: datetime) -> None:
    product = ProductFactory(shop=shop, code="C1", title="别的名字")
    named = ProductFactory(shop=shop, code="C2", title="羊毛袜")
    bring(exports.orders(tmp_path / "a.csv", order(1)), shop, now)
    path = exports.items(tmp_path / "b.csv", item(1), item(1, title="羊毛袜", code=""), item(1), item(9))

    report = bring(path, shop, now)

    assert counts(report) == (4, 2, 0, 1, 1)
    assert (report.rejected[0]["line"], report.rejected[0]["column"]) == (5, "订单编号")
    assert [line.product for line in OrderLine.objects.all()] == [product, named]
    assert OrderLine.objects.first().properties == {"颜色": "米白", "尺码": "M"}  # type: ignore[union-attr]
    assert counts(bring(path, shop, now)) == (4, 0, 0, 3, 1)


def test_a_product_sheet_fills_the_range_whatever_the_order_of_its_sheets(
    tmp_path: Path, shop: Shop, now: datetime
) -> None:
    path = exports.products(tmp_path / "p.xlsx", exports.SHEETS)

    report = bring(path, shop, now)
    again = bring(path, shop, now)

    assert (report.kind, counts(report)) == ("products", (6, 5, 0, 0, 1))
    assert counts(again) == (6, 0, 0, 5, 1)
    assert "C9" in report.rejected[0]["reason"]
    product = Product.objects.get()
    assert (product.price_fen, product.link, Sku.objects.get().stock) == (15800, "https://shop.example/c1", 8)
    assert product.rating == 490
    assert product.size_chart == {"sizes": [{"size": "M", "height": [155.0, 165.0], "weight": [45.0, 55.0]}]}
    weak = {fact.name: fact.is_weakness for fact in ProductFact.objects.all()}
    assert weak == {"卖点": False, "评分": False, "材质": False, "缺点": True}


@pytest.mark.parametrize(
    ("told", "rating"),
    [("4.7", 470), ("4.75分", 475), ("4.8 / 5", 480), ("5", 500), ("5.1", None), ("97%", None), ("好", None)],
)
def test_a_products_rating_is_taken_from_its_line(
    tmp_path: Path, shop: Shop, now: datetime, told: str, rating: int | None
) -> None:
    sheets = {
        "商品": [
            ["商品编号", "标题", "类目", "价格", "状态", "评分"],
            ["C1", "衬衫", "上衣", 158, "在售", told],
        ]
    }

    bring(exports.products(tmp_path / "p.xlsx", exports.SHEETS | sheets), shop, now)

    assert Product.objects.get().rating == rating


def test_files_that_build_on_others_come_after_them(tmp_path: Path) -> None:
    chat = exports.chats(tmp_path / "c.txt", "店:甲", {"小鱼": [("小鱼", "2026-03-01 10:00:00", "在吗")]})
    lines = exports.items(tmp_path / "a.csv", item(1))
    listed = exports.orders(tmp_path / "b.csv", order(1))
    sheet = exports.products(tmp_path / "d.xlsx", exports.SHEETS)

    assert in_order([chat, lines, listed, sheet]) == [sheet, listed, lines, chat]


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 999, "今天天气很好".encode(), b"%PDF-1.7"])
def test_a_file_that_is_unknown_as_a_whole_is_refused_with_a_sentence(
    tmp_path: Path, shop: Shop, now: datetime, content: bytes
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError) as refusal:
        import_file(path, shop=shop, at=now)
    assert "x.csv" in refusal.value.sentence


def test_a_kind_that_has_no_place_is_refused(
    tmp_path: Path, shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "KINDS", {})

    with pytest.raises(NotImportableError):
        import_file(exports.orders(tmp_path / "a.csv", order(1)), shop=shop, at=now)


def test_a_file_that_breaks_off_leaves_nothing(
    tmp_path: Path, shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)
    path = exports.orders(tmp_path / "a.csv", *(order(number) for number in range(6)))
    (reading,) = importing.open_file(path)

    class Broken:
        kind, encoding = reading.kind, reading.encoding

        def __iter__(self) -> object:
            for place, found in enumerate(reading):
                if place == 5:
                    raise UnreadableFileError("a.csv is damaged further on.", problem="damaged")
                yield found

    monkeypatch.setattr(importing, "open_file", lambda _path, **_more: (Broken(),))
    with pytest.raises(UnreadableFileError):
        import_file(path, shop=shop, at=now)

    assert not Order.objects.exists()
    assert not Buyer.objects.exists()


def test_a_rehearsal_takes_everything_back(tmp_path: Path, shop: Shop, now: datetime) -> None:
    path = exports.orders(tmp_path / "a.csv", order(1))

    with importing.rehearsal():
        rehearsed = bring(path, shop, now)

    assert counts(rehearsed) == (1, 1, 0, 0, 0)
    assert not Order.objects.exists()


def test_lines_are_read_as_they_are_needed(tmp_path: Path) -> None:
    (reading,) = importing.open_file(exports.orders(tmp_path / "a.csv", order(1)))

    assert not any(isinstance(found, Rejection) for found in reading)


@pytest.mark.django_db(transaction=True)
def test_the_tables_are_locked_only_once_all_is_read(
    tmp_path: Path, shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)
    path = exports.orders(tmp_path / "a.csv", *(order(number) for number in range(5)))
    locked: list[tuple[int, bool]] = []

    import_file(
        path, shop=shop, at=now, on_lines=lambda lines: locked.append((lines, connection.in_atomic_block))
    )

    assert locked == [(2, False), (2, False), (1, False), (0, True), (0, True), (0, True)]


class StopError(Exception):
    """Somebody does not want it any more."""


@pytest.mark.parametrize(
    "calls", [1, 3, 5], ids=["while it is read", "when it is read", "while it is written"]
)
def test_whoever_is_told_of_the_lines_may_stop_it_and_nothing_is_stored(
    tmp_path: Path, shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)
    monkeypatch.setattr(chunks, "CHUNK", 2)
    path = exports.orders(tmp_path / "a.csv", *(order(number) for number in range(5)))
    left = iter(range(calls - 1))

    def stop(_lines: int) -> None:
        if next(left, None) is None:
            raise StopError

    with pytest.raises(StopError):
        import_file(path, shop=shop, at=now, on_lines=stop)
    assert (Order.objects.count(), Buyer.objects.count()) == (0, 0)
    assert not list(Path(settings.DATA_FOLDER).glob("tmp*"))


TABLES = (Buyer, Order, OrderLine, Parcel, Conversation, Message)


def dump() -> dict[str, list[object]]:
    """Everything an import may write, as it stands; what was sealed anew reads the same."""
    return {table.__name__: list(table.objects.order_by("pk").values_list()) for table in TABLES}


def test_an_import_that_is_taken_back_leaves_the_tables_as_they_were(
    tmp_path: Path, shop: Shop, agent: Membership, now: datetime
) -> None:
    talk = [
        ("小鱼", "2026-03-01 10:00:00", "在吗"),
        ("小鱼", "2026-03-01 10:00:05", "有货吗"),
        ("店:甲", "2026-03-01 10:00:30", "有的"),
        ("小鱼", "2026-03-01 10:01:00", "好"),
    ]
    early, late = order(1), order(1, status=SENT, waybill="YT1")
    other = order(2, waybill="YT2").replace("2026-03-01 10:00:00", "2026-02-01 10:00:00")
    for path in (
        exports.orders(tmp_path / "a.csv", early, order(3, status=SENT, waybill="YT3")),
        exports.items(tmp_path / "b.csv", item(1)),
        exports.chats(tmp_path / "c.txt", "店:甲", {"小鱼": talk[1:3]}),
    ):
        import_file(path, shop=shop, at=now)
    before = dump()

    journal = Journal.begin(shop_id=shop.pk, at=now)
    later = late.replace("158.00", "168.00").replace("张三", "李四"), order(3, status=SENT, waybill="YT3")
    for path in (
        exports.orders(tmp_path / "d.csv", *later, other, order(4, buyer="阿福")),
        exports.items(tmp_path / "e.csv", item(1).replace("158.00", "99.00"), item(1, sku="尺码:L"), item(2)),
        exports.chats(tmp_path / "f.txt", "店:甲", {"小鱼": talk, "阿福": [("阿福", *talk[0][1:])]}),
    ):
        import_file(path, shop=shop, at=now, journal=journal)
    assert all(len(rows) > len(before[name]) for name, rows in dump().items())

    taken = take_back(journal.id)

    assert dump() == before
    orders, parcels, buyers, items, messages, talks = 2, 2, 1, 2, 3, 1
    assert (taken.removed, taken.kept) == (orders + parcels + buyers + items + messages + talks, 0)
    # The order, its item, its buyer and their talk; and two messages made place for an earlier one.
    assert taken.restored == 1 + 1 + 1 + 1 + 2


def test_what_was_built_on_since_is_kept(tmp_path: Path, shop: Shop, now: datetime) -> None:
    journal = Journal.begin(shop_id=shop.pk, at=now)
    path = exports.orders(tmp_path / "a.csv", order(1), order(2), order(3, buyer="阿福"))
    import_file(path, shop=shop, at=now, journal=journal)
    import_file(exports.items(tmp_path / "b.csv", item(1)), shop=shop, at=now)
    Buyer.objects.filter(account="阿福").update(is_vip=True)

    taken = take_back(journal.id)

    assert (taken.removed, taken.kept) == (2, 3)
    assert [found.number[-1] for found in Order.objects.all()] == ["1"]
    assert {buyer.account for buyer in Buyer.objects.all()} == {"小鱼", "阿福"}
    assert bring(path, shop, now).added == 2
