"""How tools and platforms spell the figures of an agent's work, and which of the shop's own figures they are.

Only figures that mean the same have a key here; all others keep the heading they stand under. Seen in tables
of 赤兔, 千牛客服数据, 生意参谋, JD and Pinduoduo.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal

from guitai.engines.tabular.columns import Column, Converter
from guitai.engines.tabular.converters import text
from guitai.engines.tabular.service_converters import NOT_YET, figure, rate, seconds

Read = Callable[[str], Decimal | None]
Figure = tuple[str, Decimal | None]

# What may stand behind a heading in brackets; half and full width are told alike.
_UNITS: dict[Read, tuple[str, ...]] = {seconds: ("", "(秒)", "(s)"), figure: ("", "(元)"), rate: ("",)}
_ARROWS = ("->", "→", "")

# key, how its cells are read, its headings from the best to the second best
_FIGURES: tuple[tuple[str, Read, tuple[str, ...]], ...] = (
    ("consulted", figure, ("聊天人数", "咨询人数")),
    ("received", figure, ("接待人数",)),
    ("unreplied", figure, ("未回复人数",)),
    ("reply_rate", rate, ("回复率", "旺旺回复率")),
    ("buyer_messages", figure, ("买家消息数", "买家消息条数", "客户消息数", "客户总消息数")),
    ("agent_messages", figure, ("客服消息数", "客服消息条数", "客服总消息数")),
    ("answer_ratio", figure, ("答问比", "淘宝答问比")),
    ("agent_characters", figure, ("客服字数",)),
    (
        "first_response",
        seconds,
        ("首次响应", "首次响应时长", "首次响应时间", "首次平均响应", "首次平均响应时间", "平均首次响应时长"),
    ),
    (
        "average_response",
        seconds,
        (
            *("新平均响应时间", "平均响应时长(新)", "平均响应时长(新标)", "平均响应时间(新标)"),
            *("平均响应", "平均响应时长", "平均响应时间", "平均人工响应时长"),
        ),
    ),
    ("rate_30s", rate, ("30秒应答率", "30s应答率")),
    (
        "rate_3min",
        rate,
        (
            "3分钟人工响应率",
            "3分钟响应率",
            "旺旺3分钟人工响应率",
            "3分钟人工回复率",
            "3分钟人工回复率(8-23点)",
        ),
    ),
    ("wangwang_response", seconds, ("旺旺人工平响", "旺旺人工平均响应时长")),
    ("jd_first_30s", rate, ("咚咚首次30秒应答率", "首次30秒应答率", "首次30s应答率")),
    ("max_concurrent", figure, ("最大同时聊天数", "最大同时接待", "最大同时接待数", "最大同时接待人数")),
    ("transferred_in", figure, ("转发接入人数", "转入人数")),
    ("transferred_out", figure, ("转出人数",)),
    ("inquiries", figure, ("询单人数",)),
    ("ordered_same_day", figure, ("询单->当日下单人数",)),
    ("ordered", figure, ("询单->最终下单人数",)),
    ("paid_next_day", figure, ("询单->次日付款人数",)),
    ("paid", figure, ("询单->最终付款人数",)),
    ("conversion", rate, ("询单->最终付款转化率", "询单->最终付款", "询单转化率")),
    ("lost", figure, ("询单流失人数",)),
    ("sales", figure, ("销售额", "客服销售额")),
    ("orders", figure, ("销售订单数", "订单数")),
    ("buyers", figure, ("销售人数",)),
    ("items", figure, ("销售量",)),
    ("average_order_value", figure, ("客单价",)),
    ("items_per_buyer", figure, ("客件数",)),
    ("refunded", figure, ("退款金额", "成功退款金额", "完成退款金额")),
    ("net_sales", figure, ("净销售额",)),
    ("refund_rate", rate, ("退款率",)),
    ("reminded", figure, ("催付人数",)),
    ("reminder_rate", rate, ("催付成功率",)),
    ("satisfaction", rate, ("客户满意率", "满意率")),
)


def known_columns() -> tuple[Column, ...]:
    """Give a column for each of the shop's own figures, under every heading it is met with."""
    return tuple(
        Column(key, tuple(_spellings(names, _UNITS[read])), _named(key, read))
        for key, read, names in _FIGURES
    )


def other_column(heading: str) -> Column:
    """Give a column for a figure that keeps its own heading; a cell that holds words is left out."""
    lasts = any(sign in heading for sign in ("时长", "响应", "平响", "秒"))
    return Column(
        f"other: {heading}", (heading,), _named(heading, _figure_or_length if lasts else _figure_or_nothing)
    )


def _spellings(names: Iterable[str], units: tuple[str, ...]) -> Iterable[str]:
    for name in names:
        arrows = _ARROWS if "->" in name else ("",)
        yield from (name.replace("->", arrow) + unit for unit in units for arrow in arrows)


def _named(name: str, read: Read) -> Converter:
    def converted(cell: str) -> Figure | None:
        """Give the figure with its name, or nothing for an empty cell."""
        if text(cell) == NOT_YET:
            return name, None
        value = read(cell)
        return None if value is None else (name, value)

    return converted


def _figure_or_nothing(cell: str) -> Decimal | None:
    try:
        return figure(cell)
    except ValueError:
        return None


def _figure_or_length(cell: str) -> Decimal | None:
    try:
        return seconds(cell)
    except ValueError:
        return _figure_or_nothing(cell)
