"""Everything a line of an exported table may mean."""

from guitai.engines.tabular.review_types import Review
from guitai.engines.tabular.service_types import AgentFigures, Reminder, ServiceSession, SheetMessage
from guitai.engines.tabular.sheet_types import Fact, Product, SizeRow, Sku
from guitai.engines.tabular.types import Order, OrderItem, OrderLine, Refund

Record = (
    Order
    | OrderItem
    | OrderLine
    | Refund
    | Review
    | Product
    | Sku
    | SizeRow
    | Fact
    | ServiceSession
    | SheetMessage
    | AgentFigures
    | Reminder
)
