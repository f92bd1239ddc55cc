"""A few labelled examples, and an encoder of two numbers."""

from collections.abc import Sequence

import numpy as np

from guitai.engines.understanding.learning import Example, JudgedTalk
from guitai.engines.understanding.types import Turn

ASKED = {
    "发货": ["什么时候发货", "几时能发出", "今天发货吗", "还没发货", "多久发货呀", "怎么还不发出来"],
    "退货": ["怎么退货", "能退吗", "可以退回去吗", "我要退货", "退货地址发我", "不合适能退不"],
    "优惠": ["有优惠券吗", "便宜点吧", "能打折吗", "有没有活动", "优惠多少", "再便宜点"],
}
EXAMPLES = [Example(text, intent) for intent, texts in ASKED.items() for text in texts]
_SAID = {
    2: ["谢谢你", "太好了谢谢", "好的谢谢"],
    1: ["是的", "黑色", "明天可以"],
    0: ["怎么还没到", "你们太差了", "要投诉你们"],
}


def talks(count: int = 15) -> list[JudgedTalk]:
    """Give talks of two turns, all of which are as satisfied as their last."""
    made = []
    for number in range(count):
        level = number % 3
        words = _SAID[level]
        said = Turn("buyer", words[number // 3 % 3]), Turn("agent", "好的"), Turn("buyer", words[number % 2])
        made.append(JudgedTalk(said, {0: level, 2: level}, level))
    return made


def encode(texts: Sequence[str]) -> np.ndarray:
    """Give two numbers a text: whether it speaks of going back, and of money; the rest is its length."""
    rows = [["退" in text, "便宜" in text or "优惠" in text, len(text) / 50] for text in texts]
    return np.array(rows, np.float32).reshape(len(texts), 3)
