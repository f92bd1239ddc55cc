from typing import Any

import pytest
from tests.sockets import Wires

from guitai.live import sockets
from guitai.live.sockets import MalformedFrameError, Socket, local_id, number, words


@pytest.mark.parametrize("value", [0, 51, 2**63 - 1])
def test_a_number_a_table_can_hold_is_read(value: int):
    assert number({"n": value}, "n") == value


@pytest.mark.parametrize("value", [-1, 2**63, True, 1.0, "1", None, [], {}])
def test_anything_else_is_no_number(value: object):
    with pytest.raises(MalformedFrameError):
        number({"n": value}, "n")


@pytest.mark.parametrize(
    ("value", "read"), [("有货", "有货"), ("a\x00b", "ab"), ("好\ud83d", "好"), ("🙂", "🙂")]
)
def test_a_text_is_read_without_what_no_table_takes(value: str, read: str):
    assert words({"w": value}, "w") == read


@pytest.mark.parametrize("value", [None, 5, [], "x" * 11])
def test_anything_else_or_too_long_is_no_text(value: object):
    with pytest.raises(MalformedFrameError):
        words({"w": value}, "w", longest=10)


def test_a_text_that_is_not_there_is_its_default():
    assert words({}, "w") == ""


@pytest.mark.parametrize("value", ["", "\x00", "k" * 41, 7, None])
def test_a_message_needs_an_id_of_its_senders(value: object):
    with pytest.raises(MalformedFrameError):
        local_id({"local_id": value})


async def test_a_page_that_reads_too_slowly_misses_some_and_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(sockets, "MOST_UNTOLD", 2)
    socket = Socket()

    for number_ in range(5):
        socket.hear({"type": "tell_text", "text": str(number_)})

    assert [socket.told.get_nowait()["text"] for _each in range(socket.told.qsize())] == ["0", "1"]


async def test_what_cannot_be_told_is_logged_and_the_next_is_told(
    agent: Any, wires: Wires, caplog: pytest.LogCaptureFixture
):
    wire = await wires.desk(agent)
    sockets.bus.tell(wire.group, {"type": "tell_text"})

    assert await wire.told() is not None
    assert "KeyError" in caplog.text
