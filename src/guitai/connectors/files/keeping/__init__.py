"""How each kind of exported record is kept: from what was read into the domains' tables, by chunks.

A new kind is a function in one of the modules beside, and one line in ``KINDS``.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from guitai.common.journal import Journal
from guitai.connectors.files import mapping
from guitai.connectors.files.keeping.chats import keep_chats, keep_sessions, prepare_message
from guitai.connectors.files.keeping.chunks import CHUNK as CHUNK
from guitai.connectors.files.keeping.figures import keep_figures
from guitai.connectors.files.keeping.order_lines import Headings, keep_order_lines, prepare_order_line
from guitai.connectors.files.keeping.orders import keep_items, keep_orders, keep_refunds, prepare_order
from guitai.connectors.files.keeping.products import keep_products
from guitai.connectors.files.keeping.reviews import keep_reviews
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop

# In the order in which they build on another: items belong to products and orders, refunds and
# reviews to orders, chats name orders, sessions tell whose chats they are.
KINDS: dict[str, Callable[[Iterator[Any], Shop, datetime, ImportReport, Journal | None], None]] = {
    "products": keep_products,
    "taobao_orders": keep_orders,
    "jd_orders": partial(keep_order_lines, headings=Headings(buyer="下单帐号", created_at="下单时间")),
    "pdd_orders": partial(keep_order_lines, headings=Headings(buyer=None, created_at="订单成交时间")),
    "taobao_order_items": keep_items,
    "taobao_refunds": keep_refunds,
    "reviews": keep_reviews,
    "qianniu_chats": keep_chats,
    "wangwang_chats": keep_chats,
    "dongdong_chats": keep_chats,
    "dongdong_sessions": keep_sessions,
    "kpi_table": keep_figures,
}
# What becomes of a record as soon as it is read: what takes long and needs no table is done before the tables
# are locked, and the function above gets what this one gives. It waits in a file, so it must be possible to
# pickle it. A kind that is not here gets its records as they are.
PREPARE: dict[str, Callable[[Any], Any]] = {
    "taobao_orders": prepare_order,
    "jd_orders": partial(prepare_order_line, anonymous=False),
    "pdd_orders": partial(prepare_order_line, anonymous=True),
    "taobao_refunds": mapping.refund_draft,
    **dict.fromkeys(("qianniu_chats", "wangwang_chats", "dongdong_chats"), prepare_message),
    "dongdong_sessions": mapping.session_draft,
}
