"""Twenty exported files a shop might drop at once: every platform, several versions, a ZIP, a damaged one."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.integration import exported
from tests.integration.exported import Pieces
from tests.unit.connectors.files import exports
from tests.unit.engines.tabular import made

ZIPPED, DAMAGED, FOREIGN = "十一月订单.csv", "cut-off.xlsx", "erp.csv"
_FOREIGN_LINES = (
    "系统单号,客户昵称,状态,成交金额,成交日期,客户手机\r\n"
    "35153131499000001,tb_foreign1,交易成功,88.00,2026-03-01 09:00:00,13800000031\r\n"
    "35153131499000002,tb_foreign2,买家已付款，等待卖家发货,66.50,2026-03-01 09:30:00,13800000032\r\n"
)


@dataclass(frozen=True)
class Twenty:
    """The files as they are dropped, and the names under which the good ones arrive."""

    paths: tuple[Path, ...]
    good: frozenset[str]


def twenty(folder: Path) -> Twenty:
    """Write twenty files; one of them is half a workbook."""
    paths = [*_orders(folder), *_others(folder), _zip(folder), _damaged(folder)]
    assert len(paths) == 20
    good = {path.name for path in paths} - {DAMAGED, "all.zip"} | {ZIPPED}
    return Twenty(tuple(paths), frozenset(good))


def foreign(folder: Path, name: str = FOREIGN) -> Path:
    """Write a table of a tool nobody knows."""
    path = folder / name
    path.write_bytes(_FOREIGN_LINES.encode("gbk"))
    return path


def large(folder: Path, lines: int) -> Path:
    """Write an order list that takes a while."""
    return exports.orders(
        folder / "large.csv", *(exports.order(number, buyer=f"tb_{number}") for number in range(lines))
    )


def _orders(folder: Path) -> list[Path]:
    versions = {
        "2011": made.V2011,
        "2013": made.V2013,
        "2017": made.V2017,
        "2018": made.V2018,
        "2019": made.V2019,
    }
    paths = []
    for number, (version, headings) in enumerate(versions.items(), start=1):
        text = made.order_csv(
            headings, {"订单编号": f"3515313140010000{number}", "买家会员名": f"tb_v{version}"}
        )
        encoding = "utf-8-sig" if version == "2019" else "gb18030"
        paths.append(made.saved(folder, text, encoding, f"ExportOrderList{version}.csv"))
    reports = {
        "订单报表": [
            ["订单编号", "买家会员名", "买家实付金额", "订单状态", "订单创建时间", "收货地址"],
            [
                "35153131400200001",
                "tb_qn",
                "79.00",
                "交易成功",
                "2026-03-01 08:00:00",
                "浙江省 杭州市 西湖区 某某路1号",
            ],
        ],
        "销售明细": [
            ["子订单编号", "主订单编号", "商品标题", "商品价格", "购买数量", "商品属性", "订单状态"],
            [
                "35153131400200009",
                "35153131400200001",
                "纯色衬衫",
                "79.00",
                1,
                "颜色:米白;尺码:M",
                "交易成功",
            ],
        ],
    }
    sheets: dict[str, list[list[object]]] = {
        name: [list(row) for row in rows] for name, rows in reports.items()
    }
    return [*paths, made.workbook(folder, sheets, "千牛订单导出.xlsx")]


def _others(folder: Path) -> list[Path]:
    asked = exported.talk("小鱼", "在吗", "＞您好，在的", "M码有货吗", "＞有的")
    pieces = {
        "products.xlsx": Pieces(
            "products",
            (("商品", "C1", "纯色衬衫", "上衣", 158, "在售", "百搭"), ("属性", "C1", "材质", "棉")),
        ),
        "detail-1.csv": Pieces("taobao_order_items", (made.ITEM_LIST.splitlines()[1] + "\r\n",)),
        "refunds.csv": Pieces("taobao_refunds", (exported.refund(1),)),
        "jd.csv": Pieces("jd_orders", (exported.jd(1), exported.jd(2))),
        "pdd.csv": Pieces("pdd_orders", (exported.pdd(1), exported.pdd(2))),
        "chats-1.txt": Pieces("qianniu_chats", (asked,)),
        "chats-2.txt": Pieces("qianniu_chats", (exported.talk("豆豆", "什么时候发货", "＞今天发出"),)),
        "wangwang.txt": Pieces("wangwang_chats", (exported.talk("tb_old", "在吗", "＞在的亲"),)),
        "dongdong.log": Pieces("dongdong_chats", (exported.talk("j****db", "容量多大", "＞500毫升"),)),
        "sessions.xlsx": Pieces("dongdong_sessions", (exported.session(1), exported.session(2))),
        "figures.xlsx": Pieces(
            "kpi_table", (exported.figures("云裳女装:小美", 1), exported.figures("云裳女装:阿杰", 1))
        ),
    }
    more = exports.orders(
        folder / "today.csv", exports.order(1), exports.order(2).replace("158.00", "见备注", 1)
    )
    return [more, *(piece.write(folder / name) for name, piece in pieces.items())]


def _zip(folder: Path) -> Path:
    """Write a ZIP as Chinese Windows does, its names in GBK, with a Mac's leavings in it."""
    data = exports.orders(folder / "zipped", exports.order(70), exports.order(71)).read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x" * len(ZIPPED.encode("gbk")), data)
        archive.writestr("__MACOSX/._x", b"x")
    path = folder / "all.zip"
    name = ZIPPED.encode("gbk")
    path.write_bytes(packed.getvalue().replace(b"x" * len(name), name))
    return path


def _damaged(folder: Path) -> Path:
    whole = made.workbook(folder, {"订单报表": [["订单编号", "买家会员名"], ["1", "a"]]}, "whole.xlsx")
    path = folder / DAMAGED
    path.write_bytes(whole.read_bytes()[:700])
    return path
