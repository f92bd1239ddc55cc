"""Every kind of export: the same file, a shuffled copy, a later overlapping one, the older one once more.

Counts are worked out by hand; what changes nothing must leave every table of ours as it was.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from tests.integration.exported import Pieces, figures, jd, pdd, refund, review, session, talk
from tests.unit.connectors.files.exports import SENT, item, order

from guitai.connectors.files.importing import import_file
from guitai.connectors.files.keeping import KINDS
from guitai.domains.accounts.models import Shop

Counts = tuple[int, int, int, int, int]  # read, added, updated, unchanged, rejected


@dataclass(frozen=True)
class Case:
    """A first export, a later one that overlaps it, and what becomes of them.

    ``first`` is counted on its first import, ``again`` whenever all of it is known, ``then`` the later one.
    """

    rows: tuple[object, ...]
    first: Counts
    again: Counts
    later: tuple[object, ...]
    then: Counts
    needs: tuple[Pieces, ...] = ()
    # An older export of what has no progress of its own (products, agents' rows) is taken for a newer one.
    grows: bool = True


DONE = {"status": "退款成功", "done": "2026-03-02 12:00:00"}
CASES = {
    "taobao_orders": Case(
        rows=(order(1), order(2), order(3), order(2)),
        first=(4, 3, 0, 1, 0),
        again=(4, 0, 0, 4, 0),
        later=(order(2, status=SENT, waybill="YT2"), order(3), order(4)),
        then=(3, 1, 1, 1, 0),
    ),
    "taobao_order_items": Case(
        rows=(item(1), item(1, title="羊毛袜"), item(2), item(1)),
        first=(4, 3, 0, 1, 0),
        again=(4, 0, 0, 4, 0),
        later=(item(2), item(2, title="羊毛袜"), item(9)),
        then=(3, 1, 0, 1, 1),
        needs=(Pieces("taobao_orders", (order(1), order(2))),),
    ),
    "taobao_refunds": Case(
        rows=(refund(1), refund(2), refund(3, **DONE), refund(1)),
        first=(4, 3, 0, 1, 0),
        again=(4, 0, 0, 4, 0),
        later=(refund(1, **DONE), refund(2), refund(4)),
        then=(3, 1, 1, 1, 0),
        needs=(Pieces("taobao_orders", (order(1), order(3))),),
    ),
    "reviews": Case(
        # An answer and an addition come later; the list from before them knows less.
        rows=(review(1), review(2), review(3, reply="感谢反馈"), review(1)),
        first=(4, 3, 0, 1, 0),
        again=(4, 0, 0, 4, 0),
        later=(review(1, reply="已为您补发"), review(2, added="洗了缩水"), review(3), review(4)),
        then=(4, 1, 2, 1, 0),
        needs=(Pieces("taobao_orders", (order(1), order(3))),),
    ),
    "jd_orders": Case(
        # Order 1 on three lines that stand apart, one of them twice.
        rows=(jd(1, "甲"), jd(2), jd(1, "乙乙"), jd(1, "甲"), jd(1, "丙丙丙")),
        first=(5, 2, 0, 1, 0),
        again=(5, 0, 0, 3, 0),
        later=(jd(1, "甲", status="等待确认收货"), jd(1, "乙乙", status="等待确认收货"), jd(2), jd(3)),
        then=(4, 1, 1, 1, 0),
    ),
    "pdd_orders": Case(
        rows=(pdd(1), pdd(2), pdd(1), pdd(3)),
        first=(4, 3, 0, 1, 0),
        again=(4, 0, 0, 4, 0),
        later=(pdd(1, status="已发货，待签收", sent="2026-03-02 09:00:00"), pdd(2), pdd(4)),
        then=(3, 1, 1, 1, 0),
    ),
    "qianniu_chats": Case(
        rows=(talk("小鱼", "在吗", "＞在的亲", "有货吗"), talk("阿福", "什么时候发货")),
        first=(4, 4, 0, 0, 0),
        again=(4, 0, 0, 4, 0),
        later=(talk("小鱼", "在吗", "＞在的亲", "有货吗", "＞有的"), talk("小美丽", "你好")),
        then=(5, 2, 0, 3, 0),
    ),
    "wangwang_chats": Case(
        rows=(talk("小鱼", "在吗", "＞在的亲", "有货吗"), talk("阿福", "什么时候发货")),
        first=(4, 4, 0, 0, 0),
        again=(4, 0, 0, 4, 0),
        later=(talk("小鱼", "在吗", "＞在的亲", "有货吗", "＞有的"), talk("小美丽", "你好")),
        then=(5, 2, 0, 3, 0),
    ),
    "dongdong_chats": Case(
        # The first talk is recognised by its session, so that what comes again meets it under another name.
        rows=(talk("j****db", "商品链接", "＞您好", "容量多大？"), talk("k****03", "在吗")),
        first=(4, 4, 0, 0, 0),
        again=(4, 0, 0, 4, 0),
        later=(talk("j****db", "商品链接", "＞您好", "容量多大？", "＞两升"), talk("m****99", "在吗")),
        then=(5, 2, 0, 3, 0),
        needs=(Pieces("dongdong_sessions", (session(0),)),),
    ),
    "dongdong_sessions": Case(
        rows=(session(0), session(1), session(2, satisfaction="满意"), session(1)),
        first=(4, 3, 0, 1, 0),
        again=(4, 0, 0, 4, 0),
        later=(session(0, satisfaction="非常满意"), session(2, satisfaction="满意"), session(3)),
        then=(3, 1, 1, 1, 0),
        needs=(Pieces("dongdong_chats", (talk("j****db", "商品链接", "＞您好"),)),),
    ),
    "kpi_table": Case(
        rows=(figures("云裳女装:小美", 1), figures("云裳女装:阿杰", 1), figures("云裳女装:小美", 1)),
        first=(3, 2, 0, 1, 0),
        again=(3, 0, 0, 3, 0),
        # A figure that was not counted yet is now; the older table takes nothing back.
        later=(
            figures("云裳女装:小美", 1, conversion="42.00%"),
            figures("云裳女装:阿杰", 1),
            figures("云裳女装:小美", 2),
        ),
        then=(3, 1, 1, 1, 0),
    ),
    "products": Case(
        rows=(
            ("商品", "C1", "纯色衬衫", "上衣", 158, "在售", "百搭"),
            ("SKU", "C1", "C1-M", "颜色:米白;尺码:M", 158, 8),
            ("尺码表", "C1", "M", "155-165", "45-55"),
            ("属性", "C1", "材质", "棉95% 氨纶5%"),
            ("属性", "C9", "材质", "棉"),
        ),
        first=(5, 4, 0, 0, 1),
        again=(5, 0, 0, 4, 1),
        later=(
            ("商品", "C1", "纯色衬衫", "上衣", 128, "在售", "百搭"),
            ("商品", "C2", "羊毛袜", "配饰", 29, "在售", ""),
            ("属性", "C1", "材质", "棉95% 氨纶5%"),
        ),
        then=(3, 1, 1, 1, 0),
        grows=False,
    ),
}


def everything(*, but: frozenset[str] = frozenset()) -> dict[str, list[dict[str, Any]]]:
    """Give all rows of all tables of ours, without these columns."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("guitai")]
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in but}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in ours
    }


def _in_another_order(rows: tuple[object, ...]) -> tuple[object, ...]:
    backwards = rows[::-1]
    return backwards if backwards != rows else (*rows[1:], rows[0])


class Importing:
    """Imports files of one kind into a shop, one after another."""

    def __init__(self, folder: Path, shop: Shop, at: datetime) -> None:
        self._folder, self._shop, self._at, self._files = folder, shop, at, 0

    def __call__(self, kind: str, rows: tuple[object, ...]) -> Counts:
        self._files += 1
        path = Pieces(kind, rows).write(self._folder / f"{self._files}.csv")
        (report,) = import_file(path, shop=self._shop, at=self._at)
        assert report.kind == kind
        return report.read, report.added, report.updated, report.unchanged, len(report.rejected)


@pytest.fixture
def bring(tmp_path: Path, shop: Shop, now: datetime) -> Importing:
    return Importing(tmp_path, shop, now)


def test_every_kind_has_its_case():
    assert set(CASES) == set(KINDS)


@pytest.mark.parametrize("kind", CASES)
def test_the_same_file_and_a_shuffled_copy_change_nothing(bring: Importing, kind: str):
    case = CASES[kind]
    for pieces in case.needs:
        bring(pieces.kind, pieces.rows)
    assert bring(kind, case.rows) == case.first
    before = everything()

    assert bring(kind, case.rows) == case.again
    assert everything() == before

    shuffled = _in_another_order(case.rows)
    assert shuffled != case.rows
    assert bring(kind, shuffled) == case.again
    assert everything() == before


@pytest.mark.parametrize("kind", CASES)
def test_a_later_export_adds_and_updates_and_the_older_one_changes_nothing_back(bring: Importing, kind: str):
    case = CASES[kind]
    for pieces in case.needs:
        bring(pieces.kind, pieces.rows)
    bring(kind, case.rows)

    assert bring(kind, case.later) == case.then

    # What a list said last is remembered to know it again; it says nothing of the shop.
    before = everything(but=frozenset({"fingerprint"}))
    if case.grows:
        assert bring(kind, case.rows) == case.again
        assert everything(but=frozenset({"fingerprint"})) == before


@pytest.mark.parametrize("kind", CASES)
def test_another_shop_gets_its_own(
    bring: Importing, other_shop: Shop, tmp_path: Path, now: datetime, kind: str
):
    case = CASES[kind]
    next_door = Importing(tmp_path, other_shop, now)
    for pieces in case.needs:
        bring(pieces.kind, pieces.rows)
        next_door(pieces.kind, pieces.rows)
    bring(kind, case.rows)

    assert next_door(kind, case.rows) == case.first
