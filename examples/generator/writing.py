"""Writes orders, items and talks as the platform's own programs export them, quirks and all."""

from collections.abc import Iterable
from pathlib import Path

from generator.shops import Shop
from generator.trade import Trade

ENCODING = "gb18030"
BANNER = "=" * 64


def _headings(*lines: str) -> list[str]:
    return [name for line in lines for name in line.split(",")]


_ORDER_HEADINGS = _headings(
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分",
    "买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式",
    "联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司",
    "订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头",
    "是否手机订单,分阶段订单信息,特权订金订单id,是否上传合同照片,是否上传小票,是否代付",
    "定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易",
    "退款金额,预约门店",
)
_ITEM_HEADINGS = _headings(
    "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码",
)


def write_orders(path: Path, shop: Shop, trades: Iterable[Trade]) -> None:
    """Write the order list of 2017: newest first, 46 columns, with the quirks its quoting has."""
    lines = [",".join(f'"{name}"' for name in _ORDER_HEADINGS)]
    newest_first = sorted(trades, key=lambda one: one.order_id, reverse=True)
    lines += [_order_line(shop, trade) for trade in newest_first]
    write_lines(path, lines)


def write_items(path: Path, trades: Iterable[Trade]) -> None:
    """Write the item list of 2017: every line of data ends with one comma more than the headings."""
    lines = [",".join(f'"{name}"' for name in _ITEM_HEADINGS)]
    for trade in sorted(trades, key=lambda one: one.order_id, reverse=True):
        for item in trade.items:
            product = item.product
            cells = [
                product.title,
                f"{product.price}.00",
                str(item.quantity),
                product.sku_code(item.colour, item.size),
                product.sku_text(item.colour, item.size),
                "",
                "",
                trade.status,
                product.product_id,
            ]
            lines.append(f'="{trade.order_id}",{_quoted(cells)},')
    write_lines(path, lines)


def write_talks(path: Path, shop: Shop, agent: str, blocks: dict[str, list[tuple[str, str, str]]]) -> None:
    """Write what one agent's account said and heard, a block a buyer, and a group chat at the end."""
    lines = [f"{shop.name}:{agent}", BANNER, f"{' ' * 31}单聊{' ' * 29}", BANNER]
    for buyer, messages in blocks.items():
        lines.append(f"{'-' * 28}{buyer}{'-' * 28}")
        lines += [f"{sender}({at}):  {text}" for sender, at, text in messages]
    lines += [BANNER, f"{' ' * 31}群聊{' ' * 29}", BANNER]
    lines.append(f"{'-' * 28}{shop.name}老客福利群{'-' * 28}")
    lines.append(f"{shop.name}:{agent}(2026-11-10 20:00:00):  双11满300减30，群里报名再送{shop.gift}")
    write_lines(path, lines)


def _order_line(shop: Shop, trade: Trade) -> str:
    total = trade.goods + trade.postage
    given_back = trade.refunded == total
    received = 0 if trade.paid is None or given_back else total
    said = {
        "买家会员名": trade.buyer.nick,
        "买家支付宝账号": trade.buyer.alipay,
        "买家应付货款": f"{trade.goods}.00",
        "买家应付邮费": f"{trade.postage}.00",
        "买家支付积分": "0",
        "总金额": f"{total}.00",
        "返点积分": str(total // 2),
        "买家实际支付金额": f"{received}.00",
        "买家实际支付积分": "0",
        "订单状态": trade.status,
        "买家留言": trade.message,
        "收货人姓名": trade.buyer.name,
        "收货地址 ": trade.buyer.address,
        "运送方式": "快递",
        "联系手机": f"'{trade.buyer.mobile}",
        "订单创建时间": str(trade.created),
        "订单付款时间 ": str(trade.paid or ""),
        "宝贝标题 ": " ，".join(item.product.title for item in trade.items),
        "宝贝种类 ": str(len(trade.items)),
        "物流单号 ": trade.waybill,
        "物流公司": trade.courier,
        "订单备注": trade.remark,
        "宝贝总数量": str(sum(item.quantity for item in trade.items)),
        "店铺Id": "0",
        "店铺名称": shop.name,
        "订单关闭原因": trade.close_reason,
        "卖家服务费": "0",
        "买家服务费": "0元",
        "是否手机订单": "手机订单" if trade.created.second % 8 else "",
        "是否上传合同照片": "否",
        "是否上传小票": "否",
        "是否代付": "否",
        "天猫卡券抵扣": "0",
        "集分宝抵扣": "0",
        "退款金额": f"{trade.refunded}.00" if trade.refunded else "0",
    }
    before = _ORDER_HEADINGS.index("特权订金订单id")
    cells = [said.get(name, "") for name in _ORDER_HEADINGS]
    return f'="{trade.order_id}",{_quoted(cells[1:before])},="" ,{_quoted(cells[before + 1 :])} '


def _quoted(cells: list[str]) -> str:
    return ",".join(f'"{cell}"' for cell in cells)


def write_lines(path: Path, lines: list[str]) -> None:
    """Write a list as the platform's programs do, in their encoding."""
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(ENCODING))
