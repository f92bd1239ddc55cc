"""Who says a line is told by name and words."""

import pytest

from guitai.engines.transcripts.authors import author_of
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
    ],
)
def test_the_author_of_a_line(sender, text, author):
    assert author_of(sender, "tb_a", text) is author
