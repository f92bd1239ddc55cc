"""How people type: short or warm, in a hurry, with slips and 旺旺 emoji."""

import random

from generator.shops import Agent

_SLIPS = (("在吗", "再吗"), ("的话", "得话"), ("怎么", "咋"), ("没有", "木有"), ("什么", "啥"), ("已经", "以经"), ("知道", "造"))
_EMOJI = ("/:^_^", "/:Q", "/:-W", "/:066", "/:^$^", "/:b", "/:O", "/:>_<", "/:012", "/:?")
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
    if voice == "emoji" and chance.random() < 0.45:
        text = f"{text}{chance.choice(_EMOJI)}"
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
