"""Tables of agents' figures: one line an agent, or an agent and day, as platforms and their tools give them.

No two of them have the same columns, so the table of a file is made out of its headings: a figure the shop
counts itself comes under its own key, any other under the heading as it stands.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from guitai.engines.tabular.columns import Column, Table, heading
from guitai.engines.tabular.converters import needed, text
from guitai.engines.tabular.kinds.kpi_figures import Figure, known_columns, other_column
from guitai.engines.tabular.service_converters import day, said
from guitai.engines.tabular.service_types import AgentFigures

KIND = "kpi_table"

# Numbers that count nothing.
_NO_FIGURES = ("号", "id", "电话", "手机")
# By which headings a tool's table is known; the tool with most of them has made it.
_SIGNS: dict[str, tuple[str, ...]] = {
    "sycm": ("旺旺昵称", "旺旺分组", "旺旺回复率", "3分钟人工响应率", "慢响应人数"),
    "chitu": (
        *("客服昵称", "聊天人数", "直接接入人数", "转发接入人数", "转出人数", "最大同时聊天数"),
        *("慢接待人数", "长接待人数", "首次响应(秒)", "平均响应(秒)", "上班天数"),
        *("询单->最终付款转化率", "询单→最终付款转化率"),
    ),
    "jd": (
        *("30s应答率", "咚咚30s应答率", "首次平均响应时间", "新平均响应时间", "平均响应时长(新)"),
        *("咚咚平均响应时长", "接待量", "咨询量", "好评量"),
        *("售前接待人数", "促成下单人数", "促成下单商品金额"),
    ),
    "pdd": (
        *("3分钟人工回复率", "3分钟人工回复率(8-23点)", "30秒应答率(8-23点)"),
        *("客服服务分", "需人工回复的咨询人数"),
    ),
}
_AGENT = Column(
    "agent",
    (
        *("客服昵称", "旺旺昵称", "客服旺旺", "客服账号", "客服帐号", "客服名称", "客服姓名", "客服"),
        *("子账号", "账号昵称", "账号", "昵称"),
    ),
    needed(said),
    required=True,
)
_DAY = Column("day", ("日期", "统计日期", "数据日期"), day)


def _figures(source: str, line: int, agent: str, on: date | None, *found: Figure | None) -> AgentFigures:
    return AgentFigures(line, source, agent, on, tuple(one for one in found if one))


def _adapted(headings: Sequence[str]) -> Table:
    """Make the table of one file, with the columns it has."""
    written = {name: text(cell) for cell in reversed(headings) if (name := heading(cell))}
    known = [column for column in _KNOWN if _best(column, written)]
    taken = {_best(column, written) for column in (_AGENT, _DAY, *known)} | {column.key for column in _KNOWN}
    others = dict.fromkeys(name for name in map(heading, headings) if name and name not in taken)
    columns = [other_column(written[name]) for name in others if not name.endswith(_NO_FIGURES)]
    record = partial(_figures, _source(written))
    return replace(TABLE, columns=(_AGENT, _DAY, *known, *columns), record=record, adapted=None)


def _best(column: Column, written: Collection[str]) -> str:
    return next((name for name in map(heading, column.headings) if name in written), "")


def _source(written: Collection[str]) -> str:
    met = {source: sum(heading(sign) in written for sign in signs) for source, signs in _SIGNS.items()}
    best = max(met, key=lambda source: met[source])
    return best if met[best] else "other"


_KNOWN = known_columns()
_SPELLINGS = {heading(name) for column in (_AGENT, *_KNOWN) for name in column.headings}
_TELLING = dict.fromkeys(heading(sign) for signs in _SIGNS.values() for sign in signs)
# Lists of orders, sessions and messages name the agent of each.
_ABOUT_OTHERS = (
    *("订单编号", "订单号", "主订单编号", "子订单编号", "退款编号"),
    *("咨询时间", "发送时间", "商品编号", "商品ID"),
)
_SUMMARIES = (
    *("汇总值", "平均值", "全店平均值", "全店汇总值", "同行同层优秀", "同行同层均值", "同行同层平均"),
    *("汇总", "均值", "总值", "合计", "总计"),
)

TABLE = Table(
    kind=KIND,
    record=partial(_figures, "other"),
    at_least=3,
    unless=frozenset(_ABOUT_OTHERS),
    summaries=frozenset(_SUMMARIES),
    columns=(_AGENT, _DAY, *_KNOWN, *[other_column(name) for name in _TELLING if name not in _SPELLINGS]),
    adapted=_adapted,
)
