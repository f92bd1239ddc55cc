"""JD's list of sessions (咨询会话查询, 会话记录): one line a session of a buyer with an agent of 咚咚."""

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import count, moment, needed
from guitai.engines.tabular.service_converters import code, minutes, said, waited
from guitai.engines.tabular.service_types import ServiceSession

KIND = "dongdong_sessions"

TABLE = Table(
    kind=KIND,
    record=ServiceSession,
    at_least=5,
    columns=(
        Column("session_id", ("cid",), code),
        Column("started_at", ("咨询时间",), needed(moment), required=True),
        Column("buyer", ("顾客",), said, required=True),
        Column("kind", ("咨询类型",), said),
        Column("agent", ("客服",), said, required=True),
        Column("passed_to", ("转接后客服",), said),
        Column("group", ("技能组",), said),
        Column("product_code", ("商品编号",), code),
        Column("product_title", ("商品名称",), said),
        Column("first_response_s", ("首次响应时间", "首次响应时间(S)"), waited),
        Column(
            "average_response_s",
            ("新平均响应时间(S)", "新平均响应时间", "平均响应时间(S)", "平均响应时间"),
            waited,
        ),
        Column("length_min", ("会话时长(M)", "会话时长"), minutes),
        Column("buyer_messages", ("客户消息数",), count),
        Column("agent_messages", ("客服消息数",), count),
        Column("satisfaction", ("满意度",), said),
        Column("solved", ("是否解决",), said),
    ),
)
