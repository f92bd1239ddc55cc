import asyncio
from typing import Any

import pytest
from channels.layers import get_channel_layer

from guitai.live import bus


class _Ear:
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.enough = asyncio.Event()

    def hear(self, message: bus.Told) -> None:
        self.heard.append(message["number"])
        if message["number"] == "last":
            self.enough.set()


@pytest.fixture
async def ear() -> Any:
    await bus.attach()
    ear = _Ear()
    bus.join("floor.1", ear)
    yield ear
    bus.leave("floor.1", ear)
    if (layer := get_channel_layer()) is not None:
        await layer.flush()


def _tell_all() -> None:
    for number in [*range(100), "last"]:
        bus.tell("floor.1", {"number": number})
        bus.tell("floor.2", {"number": "another's"})


async def test_a_group_is_told_in_the_order_of_telling_from_any_thread(ear: _Ear):
    await asyncio.to_thread(_tell_all)
    await asyncio.wait_for(ear.enough.wait(), 10)

    assert ear.heard == [*range(100), "last"]


async def test_who_left_is_told_no_more(ear: _Ear):
    gone = _Ear()
    bus.join("floor.1", gone)
    bus.leave("floor.1", gone)
    bus.leave("floor.1", gone)

    _tell_all()
    await asyncio.wait_for(ear.enough.wait(), 10)

    assert gone.heard == []


async def test_attaching_twice_tells_once(ear: _Ear):
    await bus.attach()

    bus.tell("floor.1", {"number": "last"})
    await asyncio.wait_for(ear.enough.wait(), 10)
    await asyncio.sleep(0)

    assert ear.heard == ["last"]


def test_telling_where_nobody_listens_is_harmless():
    bus.tell("floor.1", {"number": 1})


async def test_what_is_told_in_a_row_wakes_the_loop_once(ear: _Ear, monkeypatch: pytest.MonkeyPatch):
    loop = asyncio.get_running_loop()
    woken: list[Any] = []
    wake = loop.call_soon_threadsafe

    def counted(*args: Any, **kwargs: Any) -> Any:
        woken.append(args)
        return wake(*args, **kwargs)

    monkeypatch.setattr(loop, "call_soon_threadsafe", counted)
    _tell_all()
    assert len(woken) == 1
    await asyncio.wait_for(ear.enough.wait(), 10)

    ear.enough.clear()
    bus.tell("floor.1", {"number": "last"})
    await asyncio.wait_for(ear.enough.wait(), 10)

    assert ear.heard == [*range(100), "last", "last"]
