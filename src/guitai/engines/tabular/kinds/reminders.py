"""Lists of the buyers who were reminded to pay (催付), as a shop keeps them: one line a reminder.

No platform exports one that is known, so its headings are looked for only where such a list is asked for.
"""

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import identifier, moment, needed, word
from guitai.engines.tabular.service_types import Reminder

KIND = "reminders"

TABLE = Table(
    kind=KIND,
    record=Reminder,
    at_least=3,
    columns=(
        Column("order_id", ("订单编号", "订单号", "主订单编号"), needed(identifier), required=True),
        Column("reminded_at", ("催付时间", "催单时间", "提醒时间"), needed(moment), required=True),
        Column("agent", ("客服", "催付客服", "客服账号", "客服昵称", "催付人"), needed(word), required=True),
    ),
)
