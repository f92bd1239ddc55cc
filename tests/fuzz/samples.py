"""Whole files of every kind that is known, in the encodings they come in: what the damage is done to."""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import suppress

import xlsxwriter

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.kinds import TABLES
from tests.unit.engines.tabular.made import ITEM_LIST, V2017, order_csv
from tests.unit.engines.transcripts import made

ENCODINGS = ("gb18030", "utf-8", "utf-8-sig", "utf-16")

_CELLS = ("示例", "12.50", "35153131400000001", "2026-07-21 21:50:11", "2", "160-165", "92.31%")

QIANNIU = made.chat(
    made.block(
        "tb_demo01",
        ("tb_demo01", "2019-05-01 12:00:00", "亲，在吗"),
        (made.AGENT, "2019-05-01 12:00:21", "在的亲\r\n第二行"),
        ("tb_demo01", "2019-05-01 12:01:00", ""),
    ),
    made.block("tb_demo02", ("tb_demo02", "2019-05-02 09:00:00", "发货了吗 /:^_^")),
    rest=made.GROUP,
)
WANGWANG = (
    "示例旗舰店:小美\r\n2011年5月20日12:34:56 tb_demo01:亲，在吗\r\n"
    "2011年5月20日12:35:10 示例旗舰店:小美:在的亲 /:^_^\r\n示例旗舰店:小丽\r\n"
    "2011年5月21日9:00:00 tb_demo02:怎么退货\r\n"
)
INSTANT = (
    "店铺：示例旗舰店\r\n\r\n即时消息\r\n2017-02-21\r\n2017-02-21 10:11:12 tb_demo01: 亲，在吗\r\n"
    "2017-02-21 10:11:30 示例旗舰店:小美: 系统提示: 转接\r\n2017-02-22\r\n2017-02-22 09:00:00 tb_demo01: 好"
)
COPIED = (
    "tb_demo012025-1-5 9:05:03\r\n亲，在吗\r\n已读\r\n示例旗舰店:小美 2025-1-5 9:05:20\r\n在的亲\r\n"
    "示例旗舰店:小美 --> tb_demo01 2025-1-5 9:06:00\r\n稍等\r\ntb_demo01 撤回了一条消息\r\n"
)
COPIED_WITH_NAMES_ABOVE = (
    "tb_demo01\r\n2025-1-5 9:05:03\r\n亲，在吗\r\n示例旗舰店:小美\r\n2025-1-5 9:05:20\r\n在的亲\r\n第二行\r\n"
    "由 服务助手 转交给 小丽\r\n示例旗舰店:小丽\r\n2025-1-5 9:07:00\r\n您好\r\n未读\r\n"
)
WEB = (
    "2026-07-21\r\n20:57:11\r\n亲，在吗\r\n第二行\r\ntb_demo01\r\n20:57:30\r\n在的亲\r\n示例旗舰店:小美\r\n"
    "2026-07-22\r\n09:00:00\r\n好的\r\ntb_demo01\r\n没有更多内容了\r\n"
)
DONGDONG = (
    f"/{'*' * 17}以下为一通会话{'*' * 36}/\n j****db 2026-07-21 21:50:11\n商品链接\t\n"
    "示例店-小何 2026-07-21 21:50:15\n您好 #E-s01\t\nj****db 2026-07-21 21:50:18\n容量多大？\n"
    f"/{'*' * 17}会话结束_时间:2026-07-21 22:05:00\n"
)
CHATS = (QIANNIU, WANGWANG, INSTANT, COPIED, COPIED_WITH_NAMES_ABOVE, WEB, DONGDONG)


def texts() -> Iterator[str]:
    """Give a text of every kind."""
    yield from CHATS
    yield order_csv(V2017, {}, {"订单编号": "2"}, {"订单编号": "3"})
    yield ITEM_LIST
    for table in TABLES:
        for delimiter in (",", "\t"):
            yield csv_text(rows_of(table), delimiter)


def files() -> tuple[bytes, ...]:
    """Give every text in every encoding, and a workbook of every table and of all of them.

    Chats and workbooks are among them several times, so that damage meets their readers as often.
    """
    tables = [rows_of(table) for table in TABLES]
    return (
        *(text.encode(encoding) for text in CHATS * 3 for encoding in ENCODINGS),
        *(text.encode(encoding) for text in texts() for encoding in ENCODINGS),
        *[workbook_bytes([rows]) for rows in (*tables, [*tables[0], *tables[-1]])] * 4,
        *[workbook_bytes(tables)] * 4,
    )


def rows_of(table: Table, lines: int = 4) -> list[list[str]]:
    """Give headings and some lines that this table can read."""
    headings = [column.headings[0] for column in table.columns]
    row = [_cell_for(column) for column in table.columns]
    return [headings, *(row for _ in range(lines))]


def csv_text(rows: Iterable[Iterable[str]], delimiter: str = ",") -> str:
    """Write rows as a csv."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def workbook_bytes(tables: Iterable[list[list[str]]]) -> bytes:
    """Write a workbook of these tables, a sheet each."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    for rows in tables:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return data.getvalue()


def _cell_for(column: Column) -> str:
    for cell in _CELLS:
        with suppress(ValueError):
            if column.convert(cell) is not None:
                return cell
    return ""
