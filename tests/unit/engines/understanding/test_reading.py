"""A talk read whole."""

from tests.unit.engines.understanding.mood_made import talk

from guitai.engines.understanding.interest import LOSING_FROM
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.types import Mood, Reading, Sign

ANGRY = ["B 你们怎么回事！三天了还不发货，再不发我投诉了！！", "A 非常抱歉，我马上帮您查", "B 快点"]
COOLING = [
    "B 这款奶瓶能放消毒锅吗",
    "A 可以的",
    "B 有大一点的容量吗",
    "A 240毫升的",
    "B 哦",
    "A 有活动哦",
    "B 我再看看吧",
]


def test_an_angry_talk():
    reading = read(talk(*ANGRY))

    assert (reading.mood, reading.satisfaction, reading.losing_interest) == (Mood.ANGRY, 1, 0)
    assert reading.evidence[0].turn == 0
    assert "dispatch" in {asked.intent for asked in reading.asked}
    assert "own_late_dispatch" in reading.moves


def test_a_cooling_talk():
    reading = read(talk(*COOLING))

    assert reading.mood is Mood.NEUTRAL
    assert reading.losing_interest >= LOSING_FROM
    assert reading.cooling[0].sign is Sign.PUT_OFF
    assert reading.moves and reading.evidence == ()


def test_a_talk_about_an_order_there_is_loses_no_interest():
    reading = read(
        talk("B 退款进度帮我看下", "A 处理中", "B 哦", "A 请耐心等待", "B 哦", "A 感谢理解", "B 好吧")
    )

    assert reading.losing_interest == 0


def test_plain_thanks_need_no_move_and_joy_does():
    assert read(talk("B 有货吗", "A 有的", "B 好的谢谢")).moves == ()
    assert read(talk("B 收到了，非常满意，谢谢！！")).moves == ("invite_to_follow",)


def test_nothing_said_is_neutral():
    assert read([]) == Reading()
