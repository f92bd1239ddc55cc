"""A chat export is recognised by its content and read a line at a time."""

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.engines.transcripts.made import (
    AGENT,
    BUYER,
    EXPORTS,
    GROUP,
    TALK,
    Line,
    block,
    chat,
    copied,
    download,
    pc,
    saved,
    session,
    wangwang,
    web,
)

from guitai.engines.transcripts.kinds import FORMATS
from guitai.engines.transcripts.reading import is_transcript, open_transcript
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.decoding import Rejection, UnreadableFileError

KINDS = {name: f"{name.partition(',')[0]}_chats" for name in ("wangwang", "dongdong")} | {
    "download": "wangwang_chats"
}
STRANGERS = {
    "orders": "订单编号,买家会员名,总金额,订单创建时间\r\n1,tb_a,10.00,2026-07-01 09:05:03\r\n",
    "orders below a title": "订单报表\r\n2026-07-01 09:05:03\r\n订单编号,买家会员名\r\n1,tb_a\r\n",
    "orders below a time": "导出时间 2026-07-01 09:05:03\r\n订单编号,总金额\r\n1,10.00\r\n",
    "products": "商品编号\t标题\t价格\r\n1\t衬衫\t158.00\r\n",
    "a figure table": "旺旺昵称,咨询人数,接待人数\r\n示例旗舰店:小美,10,9\r\n示例旗舰店:小雨,3,3\r\n",
    "a log": "2026-07-01 09:05:03 INFO server: started\n2026-07-01 09:05:04 INFO server: ready\n",
    "a JSON log": '{"time": "2026-07-01 09:05:03", "from": "店:小美", "text": "在吗"}\n' * 3,
    "JSON": '[\n  {"sender": "店:小美",\n   "at": "2026-07-01 09:05:03"\n  }\n]\n',
    "WhatsApp": "[2026/7/1 09:05:03] 小美: 在吗\n[2026/7/1 09:05:04] 小雨: 在\n",
    "Telegram": "01.07.2026, 09:05 - Anna: hello\n01.07.2026, 09:06 - Ben: hi\n",
    "subtitles": "1\n00:00:01,000 --> 00:00:02,000\n你好\n\n2\n00:00:03,000 --> 00:00:04,000\n再见\n",
    "a diary": "2026年7月1日 星期三\n今天很热，店里来了三位客人。\n\n2026年7月2日 星期四\n下雨。\n",
    "a letter": "亲爱的小美:\n\n您好！即时消息已收到。\n\n店长\n2026-07-01\n",
    "code": "/**********\n * 单聊\n **********/\nint main(void) { return 0; }\n",
    "settings": "[main]\nname = 店:小美\nat = 2026-07-01 09:05:03\n",
}

TIMES = {wangwang: "2026年7月1日", download: "2026-07-01"}


def kind_of(name):
    return KINDS.get(name, "qianniu_chats")


def said(items):
    return [
        (item.agent, item.buyer, item.sender, item.sent_at, item.text)
        for item in items
        if isinstance(item, Message)
    ]


@pytest.mark.parametrize(
    "encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("name", EXPORTS)
def test_every_kind_of_chat_is_read_in_any_encoding(tmp_path, name, encoding):
    path = saved(tmp_path, EXPORTS[name], encoding)
    reading = open_transcript(path)

    messages = list(reading)

    assert is_transcript(path)
    assert reading.kind == kind_of(name)
    assert [(m.sent_at.replace(tzinfo=None), m.text) for m in messages] == [
        (line.at, line.what) for line in TALK
    ]
    assert [m.author for m in messages] == [Author.BUYER, Author.AGENT, Author.BUYER, Author.AGENT]
    assert len({(m.agent, m.buyer) for m in messages}) == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", EXPORTS)
def test_lines_end_as_on_any_machine(tmp_path, name, ending):
    text = EXPORTS[name].replace("\r\n", "\n")

    reading = open_transcript(saved(tmp_path, text.replace("\n", ending)))

    assert said(reading) == said(open_transcript(saved(tmp_path, text)))
    assert len(list(reading)) == len(TALK)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_recognises_its_own_files_and_no_others(name):
    lines = EXPORTS[name].replace("\r\n", "\n").split("\n")

    assert sum(form.recognises(lines) for form in FORMATS) == 1


@pytest.mark.parametrize("name", STRANGERS)
def test_what_is_no_chat_is_not_taken_for_one(tmp_path, name):
    path = saved(tmp_path, STRANGERS[name])

    assert not any(form.recognises(STRANGERS[name].splitlines()) for form in FORMATS)
    assert not is_transcript(path)
    with pytest.raises(UnreadableFileError, match="is no exported chat") as caught:
        open_transcript(path)
    assert caught.value.facts["problem"] == "unknown"


@settings(max_examples=300, deadline=None)
@given(st.text(), st.lists(st.text(), max_size=5))
def test_random_text_is_no_chat(text, lines):
    for given_lines in (text.split("\n"), lines):
        assert not any(form.recognises(given_lines) for form in FORMATS)


@pytest.mark.parametrize("name", EXPORTS)
def test_a_file_cut_off_anywhere_gives_what_is_whole_of_it(tmp_path, name):
    content = EXPORTS[name].encode("gb18030")
    whole = said(open_transcript(saved(tmp_path, EXPORTS[name])))

    for end in range(len(content) - 1, len(content) * 2 // 3, -7):
        (tmp_path / "cut.txt").write_bytes(content[:end])
        cut = said(open_transcript(tmp_path / "cut.txt"))
        assert cut[:-1] == whole[: max(len(cut) - 1, 0)]


@pytest.mark.parametrize("first", ["gb18030", "utf-8"])
@pytest.mark.parametrize("parts", [2, 40])
def test_parts_of_two_encodings_are_each_read_as_what_they_are(tmp_path, first, parts):
    codecs = [first, "gb18030" if first == "utf-8" else "utf-8"]
    path = tmp_path / "mixed.txt"
    path.write_bytes(b"".join(pc(TALK).encode(codecs[number % 2]) for number in range(parts)))

    assert said(open_transcript(path)) == said(open_transcript(saved(tmp_path, pc(TALK)))) * parts


def test_one_line_pasted_in_another_encoding_is_read(tmp_path):
    head, pasted, tail = (
        f"{who}(2026-07-01 09:05:0{number}):  亲，什么时候发货呀\r\n"
        for number, who in enumerate((BUYER, AGENT, BUYER))
    )
    begin = chat(block(BUYER))
    path = tmp_path / "mixed.txt"
    for usual, other in (("gb18030", "utf-8"), ("utf-8", "gb18030")):
        path.write_bytes((begin + head).encode(usual) + pasted.encode(other) + tail.encode(usual))
        reading = open_transcript(path)
        assert (reading.encoding, [m.text for m in reading]) == (usual, ["亲，什么时候发货呀"] * 3)


def test_group_chats_are_left_out(tmp_path):
    text = pc(TALK) + GROUP + "=" * 64 + "\r\n" + block("买家群", ("tb_b", "2026-07-01 09:05:03", "群里"))

    assert len(list(open_transcript(saved(tmp_path, text)))) == len(TALK)


@pytest.mark.parametrize("write", [pc, copied, web, wangwang, download, session])
def test_the_same_words_in_the_same_second_have_the_same_key(tmp_path, write):
    talk = (
        [line._replace(who={AGENT: "店-何", BUYER: "j****db"}[line.who]) for line in TALK]
        if write is session
        else TALK
    )

    keys = [message.key for message in open_transcript(saved(tmp_path, write([talk[0], talk[0], *talk])))]

    assert len(keys) == len(TALK) + 2
    assert keys[0] == keys[1] == keys[2] and len(set(keys)) == len(TALK)


def test_a_talk_whose_sides_nobody_can_tell_is_refused_by_name(tmp_path):
    path = saved(tmp_path, copied([line._replace(who=line.who.rpartition(":")[2]) for line in TALK]))

    with pytest.raises(
        UnreadableFileError, match=r"^chat.txt is a talk of tb_demo01, 小美, .*Copy it"
    ) as caught:
        next(iter(open_transcript(path)))

    assert caught.value.facts == {"problem": "no_agent", "found": "tb_demo01, 小美"}


def test_a_reading_can_be_run_over_again(tmp_path):
    for text in EXPORTS.values():
        reading = open_transcript(saved(tmp_path, text))
        assert list(reading) == list(reading)


@pytest.mark.parametrize("write", [pc, copied, web, wangwang, download, session])
def test_memory_stays_flat_over_a_large_file(tmp_path, write):
    talk = [
        Line("j****db" if write is session else BUYER, TALK[0].at, "在吗，想问一下这件衬衫"),
        Line("示例店-小何" if write is session else AGENT, TALK[0].at, "在的亲，您说"),
    ] * 25
    text = write(talk)
    begin = text[: text.index(TIMES[write])] if write in TIMES else ""
    path = saved(tmp_path, text + text.removeprefix(begin) * 199)
    reading = open_transcript(path)

    tracemalloc.start()
    read = sum(1 for _ in reading)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert read == 10_000
    assert peak < 1_500_000  # ten thousand messages in a list take three times that


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    begin=st.sampled_from([b"", *(text.encode("gb18030") for text in EXPORTS.values())]),
    content=st.binary() | st.text().map(str.encode),
)
def test_any_bytes_are_read_or_refused(tmp_path, begin, content):
    path = tmp_path / "any.txt"
    path.write_bytes(begin + content)

    try:
        items = list(open_transcript(path))
    except UnreadableFileError:
        items = []
    assert all(isinstance(item, Message | Rejection) for item in items)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_lines_of_all_kinds_in_any_order_are_read_or_refused(tmp_path, data):
    lines = [line for text in EXPORTS.values() for line in text.replace("\r\n", "\n").split("\n")]
    path = saved(tmp_path, "\n".join(data.draw(st.lists(st.sampled_from(lines), min_size=1))))

    try:
        items = list(open_transcript(path))
    except UnreadableFileError:
        items = []
    assert all(isinstance(item, Message | Rejection) for item in items)
