"""The tables that are known; a new kind is one module here and one line below."""

from guitai.engines.tabular.columns import Table
from guitai.engines.tabular.kinds import products, taobao_order_items, taobao_orders

TABLES: tuple[Table, ...] = (
    taobao_orders.TABLE,
    taobao_order_items.TABLE,
    products.PRODUCTS,
    products.SKUS,
    products.SIZES,
    products.FACTS,
)
