"""How people type: short or warm, in a hurry, with slips and 旺旺 emoji."""

import random

from generator.shops import Agent

_SLIPS = (
    ("在吗", "再吗"),
    ("的话", "得话"),
    ("怎么", "咋"),
    ("没有", "木有"),
    ("什么", "啥"),
    ("已经", "以经"),
)
_GLAD = ("/:^_^", "/:Q", "/:Y", "/:b", "/:012", "/:087", "/:-F", "/:^$^")
_WONDERING = ("/:?", "/:801", "/:066", "/:O", "/:>_<", "/:817")
_PARTICLES = "呢哦哈吗呀吧啊嘛么？。~！"


def as_typed(text: str, voice: str, chance: random.Random) -> str:
    """Give a buyer's words as this buyer types them."""
    if voice == "cold":
        text = text.rstrip("呢哦哈呀啊~，。 ") or text
    if voice == "hasty":
        text = text.replace("，", " ").replace("？", "")
        if chance.random() < 0.4:
            wrong = chance.choice(_SLIPS)
            text = text.replace(*wrong)
    if voice == "emoji" and text[-1] not in "！/" and chance.random() < 0.45:
        glad = any(word in text for word in ("好", "谢", "行", "拍了", "嗯", "可以", "喜欢"))
        text = f"{text}{chance.choice(_GLAD if glad and '不' not in text else _WONDERING)}"
    if voice == "warm" and text[-1] not in _PARTICLES and chance.random() < 0.4:
        text = f"{text}{chance.choice('呀哈~呢')}"
    if voice == "polite" and chance.random() < 0.2:
        text = f"{text}，{chance.choice(('谢谢', '麻烦了', '辛苦'))}"
    return text


def greeting(agent: Agent, first: bool, chance: random.Random) -> str:
    """Give what the agent opens a line with: nearly always at first, seldom later."""
    return chance.choice(agent.greetings) if first or chance.random() < 0.25 else ""


def with_ending(text: str, agent: Agent, chance: random.Random) -> str:
    """End a line the agent's way, unless it already ends in a particle."""
    before, gap, after = text.partition("{尾}")
    if not gap:
        return text
    ending = "" if not before or before[-1] in _PARTICLES else chance.choice(agent.endings)
    return before + ending + after
