"""Talks of 千牛 saved as a workbook by a browser script: a sheet a customer, a row a message.

Its first sheet (导出汇总) counts messages and is no data. Two other sheets are met with and are not read: one
of ``buyer,chat_date,chat_text`` does not say who spoke, and one of ``客户ID,聊天记录`` holds a whole talk in
a cell, in a spelling of times that no source gives.
"""

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import moment, needed, text, word
from guitai.engines.tabular.service_types import SheetMessage

KIND = "qianniu_chats"

TABLE = Table(
    kind=KIND,
    record=SheetMessage,
    at_least=4,
    columns=(
        Column("buyer", ("客户名",), needed(word), required=True),
        Column("sender", ("发送账号",), needed(word), required=True),
        Column("account_kind", ("账号类型",), word),
        Column("sent_at", ("发送时间",), needed(moment), required=True),
        Column("text", ("发送内容",), text, required=True),
    ),
)
