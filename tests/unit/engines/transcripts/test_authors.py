"""Who says a line is told by name and words."""

import pytest

from guitai.engines.transcripts.authors import author_of, is_between
from guitai.engines.transcripts.types import Author


@pytest.mark.parametrize(
    ("sender", "text", "author"),
    [
        ("tb_a", "在吗", Author.BUYER),
        ("tb_a", "转人工", Author.BUYER),
        ("tb_a", "当前用户来自 淘宝移动端 宝贝详情页", Author.SYSTEM),
        ("店:小美", "在的", Author.AGENT),
        ("店", "在的", Author.AGENT),
        ("店:服务助手", "您好", Author.ROBOT),
        ("店:服务助手", "由 服务助手 转交给 小美", Author.SYSTEM),
        ("店:小美", "系统提示：对方已离线", Author.SYSTEM),
        ("店:小美", "【即将超时】您即将超过20分钟未回复买家", Author.SYSTEM),
        ("店:小美", "小美 撤回了一条消息", Author.SYSTEM),
        ("店:小美", "由我转交给仓库处理", Author.AGENT),
        ("店:小美", "系统里查到了", Author.AGENT),
        ("店:小美", "原因：【离线留言自动分配】", Author.SYSTEM),
        ("店:小美", "原因是库存不够", Author.AGENT),
        ("店:小美", "[自动回复]您好，客服正忙", Author.ROBOT),
        ("tb_a", "[自动回复]是什么意思", Author.BUYER),
        ("店:小美", '{"E0_text": "满减", "E1_title": "衬衫"}', Author.SYSTEM),
        ("店:小美", "{满200减20}", Author.AGENT),
        ("店:小美", "您撤回了一条消息", Author.AGENT),
        ("服务助手", "您好", Author.ROBOT),
        ("jimi_vender_12", "您好", Author.ROBOT),
        ("jimi", "您好", Author.AGENT),
        ("系统消息", "会话已结束", Author.SYSTEM),
    ],
)
def test_the_author_of_a_line(sender, text, author):
    assert author_of(sender, "tb_a", text) is author


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("当前用户来自 淘宝移动端 宝贝详情页", True),
        ("由 服务助手 转交给 小美", True),
        ("原因：【离线留言自动分配】", True),
        ("这些非常适合您的商品可以一起看看～～", True),
        ("小美 撤回了一条消息", True),
        ("系统提示：对方已离线", False),
        ("这些适合您", False),
    ],
)
def test_notices_between_messages(line, is_one):
    assert is_between(line) is is_one
