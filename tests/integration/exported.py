"""Small exports of every kind, in the shapes the platforms write, as pieces that may be shuffled."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from tests.unit.connectors.files import exports


def _named(*lines: str) -> list[str]:
    return [name for line in lines for name in line.split(",")]


_REFUND = _named(
    "订单编号,退款编号,支付宝交易号,订单付款时间,商家编码,退款完结时间,买家会员名称,买家实际支付金额,宝贝标题,买家退款金额",
    "手工退款/系统退款,是否需要退货,退款的申请时间,超时时间,退款状态,货物状态,退货物流信息,发货物流信息,客服介入状态",
    "卖家真实姓名,卖家退货地址,卖家邮编,卖家电话,卖家手机,退货物流单号,退货物流公司,买家退款原因,买家退款说明,买家退货时间",
    "责任方,售中或售后,商家备注,完结时间,部分退款/全部退款,审核操作人,举证超时,是否零秒响应,退款操作人",
)
_JD = _named(
    "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型",
    "下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,商家备注,商家备注等级（等级1-5为由高到低）",
    "运费金额,付款确认时间,增值税发票,货号,订单完成时间,订单来源,订单渠道",
)
_PDD = _named(
    "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元)",
    "商家实收金额(元),商品数量(件),发货时间,确认收货时间,商品id,商品规格,样式ID,商家编码-规格维度,商家编码-商品维度,商家备注",
    "售后状态,快递单号,快递公司,订单成交时间,是否分期,分期期数,手续费承担方,分期方式",
)
_REVIEWS = _named(
    "订单编号,商品ID,宝贝标题,买家会员名,评价结果,评价内容,评价时间,追评内容,追评时间,商家回复,回复时间",
)
_SESSIONS = _named(
    "咨询时间,顾客,咨询类型,客服,转接后客服,技能组,商品编号,商品名称,首次响应时间,新平均响应时间(S),会话时长(M)",
    "客户消息数,客服消息数,满意度,是否解决,cid",
)
_FIGURES = _named(
    "日期,客服昵称,聊天人数,接待人数,未回复人数,回复率,首次响应(秒),平均响应(秒),询单->最终付款转化率",
)


@dataclass(frozen=True)
class Pieces:
    """What a file holds, and how it is written."""

    kind: str
    rows: tuple[object, ...]

    def write(self, path: Path) -> Path:
        """Write the file as its platform does."""
        return _WRITERS[self.kind](path, self.rows)


def refund(number: int, *, status: str = "买家已经申请退款，等待卖家同意", done: str = "") -> dict[str, str]:
    """A line of a refund list."""
    return {
        "订单编号": f"351531314{number:09d}",
        "退款编号": f"88000000{number:06d}",
        "买家会员名称": "小鱼",
        "买家实际支付金额": "158.00",
        "买家退款金额": "50.00",
        "宝贝标题": "纯色衬衫",
        "是否需要退货": "是",
        "退款的申请时间": "2026-03-01 12:00:00",
        "退款完结时间": done,
        "退款状态": status,
        "买家退款原因": "多拍/错拍/不想要",
        "买家退款说明": "请退给张三",
        "部分退款/全部退款": "部分退款",
    }


def review(number: int, *, stars: str = "差评", reply: str = "", added: str = "") -> dict[str, str]:
    """A line of a list of reviews."""
    return {
        "订单编号": f"351531314{number:09d}",
        "宝贝标题": "纯色衬衫",
        "买家会员名": "小鱼",
        "评价结果": stars,
        "评价内容": "袖子短了一截，打13800000001没人接",
        "评价时间": "2026-03-01 12:00:00",
        "追评内容": added,
        "商家回复": reply,
        "回复时间": "2026-03-02 09:00:00" if reply else "",
    }


def jd(number: int, product: str = "示例商品", *, status: str = "等待出库") -> dict[str, str]:
    """A line of JD's order list: a product of an order."""
    return {
        "订单号": f"123000{number:05d}",
        "商品ID": f"1000{len(product)}",
        "商品名称": product,
        "订购数量": "1",
        "支付方式": "在线支付",
        "下单时间": "2026-03-01 10:00:00",
        "京东价": "758.00",
        "订单金额": "1097.00",
        "结算金额": "932.45",
        "余额支付": "0.00",
        "应付金额": "932.45",
        "订单状态": status,
        "订单类型": "销售订单",
        "下单帐号": "jd_demo",
        "客户姓名": "李四",
        "客户地址": "北京朝阳区示例路2号",
        "联系电话": "13900000000",
        "发票类型": "不开发票",
        "运费金额": "0.00",
        "付款确认时间": "2026-03-01 10:01:00",
        "货号": "HH001",
    }


def pdd(number: int, kind: str = "米白 M", *, status: str = "待发货", sent: str = "") -> dict[str, str]:
    """A line of Pinduoduo's order list."""
    return {
        "商品": "纯色衬衫",
        "订单号": f"260301-{number:015d}",
        "订单状态": status,
        "商品总价(元)": "158.00",
        "邮费(元)": "0.00",
        "店铺优惠折扣(元)": "0.00",
        "平台优惠折扣(元)": "0.00",
        "多多支付立减金额(元)": "0.00",
        "用户实付金额(元)": "158.00",
        "商家实收金额(元)": "158.00",
        "商品数量(件)": "1",
        "发货时间": sent,
        "商品id": "900001",
        "商品规格": kind,
        "样式ID": f"7000{len(kind)}",
        "商家编码-商品维度": "C1",
        "售后状态": "无售后或售后取消",
        "订单成交时间": "2026-03-01 10:00:00",
    }


def talk(buyer: str, *lines: str) -> tuple[str, tuple[str, ...]]:
    """A talk of a buyer; lines that begin with ＞ are the agent's, a minute lies between two."""
    return buyer, lines


def session(number: int, *, satisfaction: str = "-") -> list[object]:
    """A row of JD's list of sessions."""
    at = f"2026-03-01 1{number % 10}:00:00"
    buyer = f"jd_{number}aaaa0aaaa{number}db"
    return [
        *(at, buyer, "在线咨询", "示例店-小何", "-", "售前组", "1000001", "示例商品", 4, 5.5, 15.2, 3, 2),
        *(satisfaction, "是", f"cid{number}"),
    ]


def figures(agent: str, day: int, *, conversion: str = "延迟统计") -> list[object]:
    """A row of 赤兔's table of agents' figures."""
    return [f"2026-03-{day:02d}", agent, 15, 13, 1, "92.86%", 12.5, 30.25, conversion]


def _csv(path: Path, headings: Sequence[str], rows: Sequence[object], encoding: str) -> Path:
    cells = [headings, *([row.get(name, "") for name in headings] for row in rows if isinstance(row, dict))]
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in cells)
    path.write_bytes(text.encode(encoding))
    return path


def _book(path: Path, headings: Sequence[str], rows: Sequence[object]) -> Path:
    path = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet1")
        for line, row in enumerate([headings, *rows]):
            sheet.write_row(line, 0, row)  # type: ignore[arg-type]
    return path


def _said(lines: Sequence[str], buyer: str, agent: str) -> list[tuple[str, str, str]]:
    return [
        (agent if text.startswith("＞") else buyer, f"10:{minute:02d}:00", text.lstrip("＞"))
        for minute, text in enumerate(lines)
    ]


def _qianniu(path: Path, talks: Sequence[object]) -> Path:
    agent = "云裳女装:小美"
    told = {
        buyer: [(who, f"2026-03-01 {at}", text) for who, at, text in _said(lines, buyer, agent)]
        for buyer, lines in talks  # type: ignore[misc]
    }
    return exports.chats(path.with_suffix(".txt"), agent, told)


def _wangwang(path: Path, talks: Sequence[object]) -> Path:
    agent = "云裳女装:小美"
    text = f"{agent}\r\n"
    for buyer, lines in talks:  # type: ignore[misc]
        for who, at, said in _said(lines, buyer, agent):
            text += f"2026年3月1日{at} {who}:{said}\r\n"
    path = path.with_suffix(".txt")
    path.write_bytes(text.encode("gbk"))
    return path


def _dongdong(path: Path, talks: Sequence[object]) -> Path:
    text = ""
    for buyer, lines in talks:  # type: ignore[misc]
        text += "/" + "*" * 17 + "以下为一通会话" + "*" * 36 + "/\r\n"
        for who, at, said in _said(lines, buyer, "示例店-小何"):
            text += f"{who} 2026-03-01 {at}\r\n{said}\t\r\n"
        text += "/" + "*" * 17 + "会话结束_时间:2026-03-01 22:05:00\r\n"
    path = path.with_suffix(".log")
    path.write_bytes(text.encode())
    return path


def _products(path: Path, rows: Sequence[object]) -> Path:
    headings: dict[str, list[str]] = {
        "商品": ["商品编号", "标题", "类目", "价格", "状态", "卖点"],
        "SKU": ["商品编号", "SKU编号", "规格", "价格", "库存"],
        "尺码表": ["商品编号", "尺码", "身高(cm)", "体重(kg)"],
        "属性": ["商品编号", "属性名", "属性值"],
    }
    sheets: dict[str, list[Sequence[object]]] = {name: [cells] for name, cells in headings.items()}
    for name, *cells in rows:  # type: ignore[misc]
        sheets[name].append(cells)
    return exports.products(path.with_suffix(".xlsx"), sheets)


_WRITERS = {
    "taobao_orders": lambda path, rows: exports.orders(path, *rows),
    "taobao_order_items": lambda path, rows: exports.items(path, *rows),
    "taobao_refunds": lambda path, rows: _csv(path, _REFUND, rows, "gbk"),
    "reviews": lambda path, rows: _csv(path, _REVIEWS, rows, "gbk"),
    "jd_orders": lambda path, rows: _csv(path, _JD, rows, "gbk"),
    "pdd_orders": lambda path, rows: _csv(path, _PDD, rows, "utf-8"),
    "qianniu_chats": _qianniu,
    "wangwang_chats": _wangwang,
    "dongdong_chats": _dongdong,
    "dongdong_sessions": lambda path, rows: _book(path, _SESSIONS, rows),
    "kpi_table": lambda path, rows: _book(path, _FIGURES, rows),
    "products": _products,
}
