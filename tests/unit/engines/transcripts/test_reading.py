"""A chat export is recognised by its content and read a line at a time."""

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.engines.transcripts.made import AGENT, block, chat, saved

from guitai.engines.transcripts.reading import is_transcript, open_transcript
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection, UnreadableFileError

TALK = chat(
    block("tb_demo01", ("tb_demo01", "2019-05-01 12:00:00", "在吗"), (AGENT, "2019-05-01 12:00:21", "在"))
)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_a_chat_is_read_in_any_encoding(tmp_path, encoding):
    reading = open_transcript(saved(tmp_path, TALK, encoding))

    assert reading.kind == "qianniu_chats"
    assert [(message.line, message.agent, message.text) for message in reading] == [
        (6, AGENT, "在吗"),
        (7, AGENT, "在"),
    ]


def test_a_reading_can_be_run_over_again(tmp_path):
    reading = open_transcript(saved(tmp_path, TALK))

    assert list(reading) == list(reading)


def test_a_table_is_no_transcript(tmp_path):
    path = saved(tmp_path, "订单编号,总金额,订单状态\r\n")

    assert not is_transcript(path)
    with pytest.raises(UnreadableFileError, match="订单编号"):
        open_transcript(path)


def test_memory_stays_flat_over_a_large_file(tmp_path):
    talk = block("tb_demo01", *[("tb_demo01", "2019-05-01 12:00:00", "在吗，想问一下这件衬衫")] * 50)
    path = saved(tmp_path, chat(talk * 1000))
    reading = open_transcript(path)

    tracemalloc.start()
    read = sum(1 for _ in reading)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert read == 50_000
    assert peak < 1_000_000 < path.stat().st_size


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary() | st.binary().map(TALK.encode("gb18030").__add__))
def test_any_bytes_are_read_or_refused(tmp_path, content):
    path = tmp_path / "any.txt"
    path.write_bytes(content)

    try:
        items = list(open_transcript(path))
    except UnreadableFileError:
        items = []
    assert all(isinstance(item, Message | Rejection) for item in items)
