"""The tables that are known; a new kind is one module here and one line below."""

from guitai.engines.tabular.columns import Table
from guitai.engines.tabular.kinds import (
    chat_sheets,
    dongdong_sessions,
    jd_orders,
    kpi_tables,
    pdd_orders,
    products,
    reviews,
    taobao_order_items,
    taobao_orders,
    taobao_refunds,
)

TABLES: tuple[Table, ...] = (
    taobao_orders.TABLE,
    taobao_order_items.TABLE,
    taobao_refunds.TABLE,
    jd_orders.TABLE,
    pdd_orders.TABLE,
    reviews.TABLE,
    products.PRODUCTS,
    products.SKUS,
    products.SIZES,
    products.FACTS,
    dongdong_sessions.TABLE,
    chat_sheets.TABLE,
    kpi_tables.TABLE,
)
