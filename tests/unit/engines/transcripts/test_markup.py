"""What JD's robot writes in HTML becomes plain text; other signs stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.transcripts.markup import without_markup


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("您好<br/>请问<br>有什么可以帮您<BR />", "您好\n请问\n有什么可以帮您"),
        ("<font color='red' size=2>满199减20</font>哦#E-s01", "满199减20哦#E-s01"),
        ('点<a href="https://item.jd.example/1.html">这里</a>看', "点这里看"),
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<ul><li>一</li><li>二</li></ul>", "一\n二"),
        ("看<img class='sku-img' src='//img10.example/a.jpg'/>吧", "看\nhttps://img10.example/a.jpg\n吧"),
        ("<img class='sku-img' src=http://img10.example/a.jpg>", "http://img10.example/a.jpg"),
        ('<img src="http://img10.example/a.jpg" />', "http://img10.example/a.jpg"),
        ("<img class='sku-img'>图", "图"),
        ("<b>A&amp;B&nbsp;&lt;3</b>", "A&B <3"),
        ("A&amp;B", "A&amp;B"),
        ("https://a.example/?x=1&copy=2<br/>好", "https://a.example/?x=1&copy=2\n好"),
        ("a < b > c", "a < b > c"),
        ("<3 <亲> <abc>", "<3 <亲> <abc>"),
        ("没写完<font color=", "没写完<font color="),
        ("", ""),
    ],
)
def test_markup_becomes_plain_text(text, plain):
    assert without_markup(text) == plain


@given(
    st.text("abc亲<>/&;'= \n")
    | st.lists(st.sampled_from(["<br/>", "<a href='", "'>", "<img src=", ">", "&lt;"])).map("".join)
)
def test_no_tag_of_a_robot_is_left(text):
    plain = without_markup(text)

    assert "<br/>" not in plain or "&lt;" in text
    if "<" not in text:
        assert plain == text
