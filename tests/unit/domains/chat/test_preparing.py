"""Messages made ready keep the keys under which earlier imports stored them."""

import hashlib
import pickle
from datetime import UTC, date, datetime

from guitai.domains.chat.models import Author
from guitai.domains.chat.preparing import LineOfChat, prepared, prepared_all, talk_key
from guitai.kernel.days import SHANGHAI

LINE = LineOfChat(
    agent="云裳女装:小美",
    buyer="小鱼",
    sender="小鱼",
    author=Author.BUYER,
    sent_at=datetime(2026, 3, 1, 0, 30, tzinfo=SHANGHAI),
    text="在吗",
)


def test_a_message_is_ready_with_its_talk_its_key_and_its_moment() -> None:
    line = pickle.loads(pickle.dumps(prepared(LINE)))

    assert line.talk == ("云裳女装:小美", "小鱼", date(2026, 3, 1))
    assert (line.buyer, line.author, line.text) == ("小鱼", "buyer", "在吗")
    assert line.sent_at == "2026-02-28 16:30:00"
    assert datetime.fromisoformat(line.sent_at).replace(tzinfo=UTC) == LINE.sent_at


def test_keys_are_what_they_always_were() -> None:
    message, talk = "小鱼\n2026-03-01T00:30:00+08:00\n在吗", "云裳女装:小美\n小鱼\n2026-03-01"

    line = prepared(LINE)

    assert line.key == hashlib.sha256(message.encode()).hexdigest()
    assert line.talk_key == talk_key(line.talk) == hashlib.sha256(talk.encode()).hexdigest()


def test_what_is_ready_stays_as_it_is() -> None:
    ready = prepared(LINE)

    assert prepared_all([ready, LINE]) == [ready, ready]
    assert prepared_all([ready])[0] is ready
