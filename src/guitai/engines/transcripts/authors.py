"""Who a line of a chat comes from: a buyer, a person of the shop, its robot, or the platform itself."""

import re

from guitai.engines.transcripts.types import Author

_ROBOTS = frozenset({"服务助手", "店小蜜", "智能客服", "机器人"})
_SYSTEM = (
    "系统提示:",
    "系统提示：",
    "系统提醒:",
    "系统提醒：",
    "系统关闭会话",
    "用户发起转人工",
    "您有一条店铺消息",
    "您选择了一个订单进行咨询",
    "当前用户来自 ",
    "客服超时",
    "【即将超时】",
    "【此消息为欢迎卡片",
)
_TRANSFER = re.compile(r"由 .{1,40} 转交给 ")
_RECALL = re.compile(r"\S{1,40} 撤回了一条消息")


def author_of(sender: str, buyer: str, text: str) -> Author:
    """Tell the author by the sender's name and, for lines the platform puts under it, by their words."""
    if text.startswith(_SYSTEM) or _TRANSFER.match(text) or _RECALL.fullmatch(text):
        return Author.SYSTEM
    if sender == buyer:
        return Author.BUYER
    return Author.ROBOT if sender.rpartition(":")[2] in _ROBOTS else Author.AGENT
