"""The shop's own product sheet: products, kinds (SKU), size charts and facts, each on its own sheet."""

import re
import unicodedata

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import CellError, count, digits, identifier, money, needed, pairs, text
from guitai.engines.tabular.sheet_types import Fact, Product, SizeRow, Sku

KIND = "products"

_RANGE = re.compile(
    r"(\d{1,4}(?:\.\d+)?)(?:[-~至到—–](\d{1,4}(?:\.\d+)?))?(?:cm|厘米|kg|公斤|斤)?", re.IGNORECASE
)
_OFF_SALE = {"下架", "已下架", "停售", "仓库中", "否", "no"}
_MEASURES = ("height", "weight", "bust", "waist", "hip", "shoulder", "length", "sleeve", "inseam", "foot")

_Span = tuple[float, float]


def span(cell: str) -> _Span | None:
    """Read a range such as ``160-165`` or a single measure, or nothing for an empty cell.

    :raises CellError: if it is neither, or runs backwards.
    """
    value = "".join(unicodedata.normalize("NFKC", text(cell)).split())
    if value in {"", "-", "--"}:
        return None
    found = _RANGE.fullmatch(value)
    low = float(found[1]) if found else 0.0
    high = float(found[2] or found[1]) if found else -1.0
    if high < low:
        raise CellError("bad_range", f"“{value}” is no range of measures such as 160-165", cell=value)
    return (low, high)


def halved(cell: str) -> _Span | None:
    """Read a range of weights in 斤 as kilograms.

    :raises CellError: as ``span`` does.
    """
    found = span(cell)
    return found and (found[0] / 2, found[1] / 2)


def on_sale(cell: str) -> bool:
    """Say whether a product can be bought; an empty cell says yes."""
    return text(cell).casefold() not in _OFF_SALE


def _size_row(line: int, product_id: str, size: str, jin: _Span | None, *spans: _Span | None) -> SizeRow:
    ranges = dict(zip(_MEASURES, spans, strict=True))
    ranges["weight"] = ranges["weight"] or jin
    return SizeRow(line, product_id, size, tuple((name, found) for name, found in ranges.items() if found))


_PRODUCT_ID = Column(
    "product_id", ("商品编号", "商品ID", "宝贝ID", "货号", "款号"), needed(identifier), required=True
)

PRODUCTS = Table(
    kind=KIND,
    record=Product,
    at_least=3,
    unless=frozenset({"订单编号", "订单号", "主订单编号"}),
    columns=(
        _PRODUCT_ID,
        Column("title", ("标题", "商品标题", "宝贝标题", "商品名称"), needed(text), required=True),
        Column("category", ("类目", "分类", "商品类目"), text),
        Column("price", ("价格", "售价", "一口价"), money),
        Column("on_sale", ("状态", "商品状态", "是否在售"), on_sale),
        Column("rating", ("评分", "描述相符"), text),
        Column("url", ("链接", "商品链接", "宝贝链接"), text),
        Column("image", ("主图", "图片", "主图链接"), text),
        Column("selling_points", ("卖点", "亮点", "商品卖点"), text),
    ),
)
SKUS = Table(
    kind=KIND,
    record=Sku,
    at_least=4,
    unless=PRODUCTS.unless,
    columns=(
        _PRODUCT_ID,
        Column("code", ("SKU编号", "SKU编码", "商家编码", "规格编码"), needed(text), required=True),
        Column("price", ("价格", "售价"), money),
        Column("stock", ("库存", "库存数量", "可售库存"), count),
        Column("barcode", ("条码", "条形码"), digits),
        Column("properties", ("规格", "商品属性", "销售属性"), pairs, required=True),
    ),
)
SIZES = Table(
    kind=KIND,
    record=_size_row,
    at_least=3,
    unless=PRODUCTS.unless | {"库存", "标题"},
    columns=(
        _PRODUCT_ID,
        Column("size", ("尺码", "码数"), needed(text), required=True),
        Column("weight_jin", ("体重(斤)",), halved),
        Column("height", ("身高", "身高(cm)", "身高(厘米)"), span),
        Column("weight", ("体重", "体重(kg)", "体重(公斤)"), span),
        Column("bust", ("胸围", "胸围(cm)", "胸围(厘米)"), span),
        Column("waist", ("腰围", "腰围(cm)", "腰围(厘米)"), span),
        Column("hip", ("臀围", "臀围(cm)", "臀围(厘米)"), span),
        Column("shoulder", ("肩宽", "肩宽(cm)", "肩宽(厘米)"), span),
        Column("length", ("衣长", "衣长(cm)", "裙长", "裙长(cm)", "裤长", "裤长(cm)"), span),
        Column("sleeve", ("袖长", "袖长(cm)", "袖长(厘米)"), span),
        Column("inseam", ("内长", "内长(cm)"), span),
        Column("foot", ("脚长", "脚长(cm)"), span),
    ),
)
FACTS = Table(
    kind=KIND,
    record=Fact,
    at_least=3,
    unless=PRODUCTS.unless,
    columns=(
        _PRODUCT_ID,
        Column("name", ("属性名", "参数名", "属性", "项目"), needed(text), required=True),
        Column("value", ("属性值", "参数值", "内容", "说明"), needed(text), required=True),
    ),
)
