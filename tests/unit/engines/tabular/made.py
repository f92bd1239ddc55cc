"""Exports made for the tests, in the shapes the platforms write."""

import io
from dataclasses import fields
from pathlib import Path
from typing import Any

import xlsxwriter


def named(*lines: str) -> list[str]:
    """Give the headings of some lines of them."""
    return [name for line in lines for name in line.split(",")]


V2011 = named(
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额",
    "买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址,运送方式,联系电话,联系手机,订单创建时间,订单付款时间",
    "宝贝标题,宝贝种类,物流单号,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费",
)
V2013 = V2011 + named("发票抬头,是否手机订单,分阶段订单信息,定金排名,修改后的sku,修改后的收货地址,异常信息")
FENXIAO = V2013 + named("分销商Id,分销商店铺名称,卡券抵扣,积分抵扣,是否是O2O交易")
SPACED = {"收货地址", "联系电话", "订单付款时间", "宝贝标题", "宝贝种类", "物流单号"}
V2017 = [f"{name} " if name in SPACED else name for name in V2011] + named(
    "发票抬头,是否手机订单,分阶段订单信息,特权订金订单id,是否上传合同照片,是否上传小票,是否代付,定金排名",
    "修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,退款金额,预约门店",
)
V2018 = (
    V2017[:3]
    + named("支付单号,支付详情")
    + V2017[3:-2]
    + named(
        "新零售交易类型,新零售导购门店名称,新零售导购门店id,新零售发货门店名称,新零售发货门店id,退款金额,预约门店",
        "确认收货时间,打款商家金额,含应开票给个人的个人红包",
    )
)
V2019 = V2018 + named("是否信用购,体验期结束时间,前N有礼,配送类型,主订单编号")

ORDER = {
    "订单编号": "35153131400000001",
    "买家会员名": "tb_demo01",
    "买家支付宝账号": "demo@example.com",
    "买家应付货款": "158.00",
    "买家应付邮费": "0.00",
    "总金额": "158.00",
    "买家实际支付金额": "158.00",
    "订单状态": "买家已付款，等待卖家发货",
    "买家留言": "请尽快发货",
    "收货人姓名": "张三",
    "收货地址": "浙江省 杭州市 西湖区 某某街道某某路1号(310000)",
    "运送方式": "快递",
    "联系手机": "'13800000000",
    "订单创建时间": "2017-07-02 10:11:12",
    "订单付款时间": "2017-07-02 10:12:30",
    "宝贝标题": "测试宝贝A ，测试宝贝B",
    "宝贝种类": "2",
    "订单备注": "改发顺丰",
    "宝贝总数量": "2",
    "店铺名称": "示例旗舰店",
    "订单关闭原因": "订单未关闭",
    "买家服务费": "0元",
    "退款金额": "0",
}

ITEM_LIST = (
    '"订单编号","标题","价格","购买数量","外部系统编号","商品属性","套餐信息","备注","订单状态","商家编码"\r\n'
    '="35153131400000001","测试宝贝A","79.00","1","SKU001","颜色分类：20厘米锅-不含盖","","","买家已付款，等待卖家发货","ITEM001",\r\n'
)


def told(record: Any) -> dict[str, object]:
    """Give all that a record says, without where it stood."""
    said = {field.name: getattr(record, field.name) for field in fields(record) if field.name != "line"}
    return {name: value for name, value in said.items() if value not in (None, "", ())}


def order_csv(headings: list[str], *orders: dict[str, str]) -> str:
    """Write an order list as the platform does: the number in =\"…\", everything else quoted."""
    lines = [",".join(f'"{name}"' for name in headings)]
    for order in orders:
        said = {**ORDER, **order}
        cells = [f'"{said.get(name.strip(), "")}"' for name in headings]
        lines.append(",".join(["=" + cells[0], *cells[1:]]))
    return "\r\n".join(lines) + "\r\n"


def saved(folder: Path, text: str, encoding: str = "gb18030", name: str = "export.csv") -> Path:
    """Put a text into a file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, sheets: dict[str, list[list[object]]], name: str = "export.xlsx") -> Path:
    """Write a workbook with these rows; times as Excel's own."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    path = folder / name
    path.write_bytes(data.getvalue())
    return path
