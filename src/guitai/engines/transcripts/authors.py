"""Who a line of a chat comes from: a buyer, a person of the shop, its robot, or the platform itself."""

import re

from guitai.engines.transcripts.types import Author

_ROBOTS = frozenset({"服务助手", "店小蜜", "阿里店小蜜", "智能客服", "智能助手", "机器人", "京小智"})
_ROBOTS_BEGIN = ("jimi_", "JIMI_")
_PLATFORM = frozenset({"系统", "系统消息", "系统通知", "系统提示", "系统提醒"})
_AUTOMATIC = ("[自动回复]", "【自动回复】", "自动回复:", "自动回复：")
_BETWEEN = ("当前用户来自 ", "这些非常适合您的商品可以一起看看", "原因：【")
_SYSTEM = (
    *_BETWEEN,
    "系统提示:",
    "系统提示：",
    "系统提醒:",
    "系统提醒：",
    "系统关闭会话",
    "用户发起转人工",
    "您有一条店铺消息",
    "您选择了一个订单进行咨询",
    "客服超时",
    "【即将超时】",
    "【此消息为欢迎卡片",
)
_TRANSFER = re.compile(r"由 .{1,40} 转交给 ")
_RECALLED = " 撤回了一条消息"
_RECALL = re.compile(r"\S{1,40}" + _RECALLED)
_CARD_FIELDS = ('"E0_text"', '"E1_title"', '"E1_actionUrl"')
# Nearly no message begins with one of these letters, and a look at the first one is quick.
_SYSTEM_LETTERS = frozenset(start[0] for start in (*_SYSTEM, "由", "{"))


def author_of(sender: str, buyer: str, text: str) -> Author:
    """Tell the author by the sender's name and, for lines the platform puts under it, by their words.

    An automatic reply under an agent's name is the robot's.
    """
    if (text[:1] in _SYSTEM_LETTERS and is_system(text)) or _is_recall(text):
        return Author.SYSTEM
    if sender == buyer:
        return Author.BUYER
    if is_robot(sender) or text.startswith(_AUTOMATIC):
        return Author.ROBOT
    return Author.SYSTEM if is_platform(sender) else Author.AGENT


def is_system(text: str) -> bool:
    """Say whether words are the platform's: a notice, a transfer, a recall, a card."""
    return (
        text.startswith(_SYSTEM)
        or bool(_TRANSFER.match(text))
        or _is_recall(text)
        or (text.startswith("{") and any(name in text for name in _CARD_FIELDS))
    )


def is_between(line: str) -> bool:
    """Say whether a line is a notice shown between two messages: where from, passed to whom, recalled."""
    return line.startswith(_BETWEEN) or bool(_TRANSFER.match(line)) or _is_recall(line)


def is_robot(sender: str) -> bool:
    """Say whether an account is a shop's robot: ``店铺:服务助手`` on Taobao, ``jimi_…`` on JD."""
    return sender.rpartition(":")[2] in _ROBOTS or sender.startswith(_ROBOTS_BEGIN)


def is_platform(sender: str) -> bool:
    """Say whether a name is that of the platform itself."""
    return sender in _PLATFORM


def _is_recall(text: str) -> bool:
    return text.endswith(_RECALLED) and bool(_RECALL.fullmatch(text))
