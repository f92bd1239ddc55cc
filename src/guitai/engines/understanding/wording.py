"""Evidence as one short sentence, in the language asked for."""

from typing import Final

from guitai.engines.understanding.types import Evidence, Language, Sign

_MOODS: Final[dict[str, dict[Language, str]]] = {
    "angry": {"zh": "生气", "en": "angry"},
    "anxious": {"zh": "着急", "en": "anxious"},
    "disappointed": {"zh": "失望", "en": "disappointed"},
    "content": {"zh": "满意", "en": "content"},
}
_DIGITS = "零一二三四五六七八九十"
_SENTENCES: Final[dict[Sign, dict[Language, str]]] = {
    Sign.WORDS: {"zh": "说了“{words}”", "en": "Said “{words}”"},
    Sign.MARKS: {"zh": "用了“{marks}”", "en": "Wrote “{marks}”"},
    Sign.REPEATED: {"zh": "同样的话说了 {times} 遍", "en": "Said the same {times} times"},
    Sign.PUSHED: {"zh": "连发 {lines} 句还没有回答", "en": "{lines} lines without an answer"},
    Sign.WAITED: {"zh": "等了{seconds}没有回答", "en": "Waited {seconds} without an answer"},
    Sign.EARLIER: {"zh": "之前已经{mood}", "en": "Was {mood} before"},
    Sign.SHORTER: {
        "zh": "回复越来越短：从 {before} 个字到 {characters} 个字",
        "en": "Shorter and shorter: from {before} characters to {characters}",
    },
    Sign.SLOWER: {
        "zh": "回得越来越慢：从{before}到{seconds}",
        "en": "Slower and slower: from {before} to {seconds}",
    },
    Sign.FADING: {"zh": "第{times}个“{words}”", "en": "“{words}” {times} times"},
    Sign.PUT_OFF: {"zh": "说了“{words}”", "en": "Said “{words}”"},
    Sign.NO_QUESTION: {"zh": "最近 {lines} 句没有再问", "en": "No question in the last {lines} lines"},
}
# Several words, none of them mostly.
_MIXED: Final[dict[Language, str]] = {"zh": "只剩应声：{words}", "en": "Only assents left: {words}"}


def why(evidence: Evidence, language: Language) -> str:
    """Give what an evidence says: 第三个“哦”; “哦” 3 times."""
    facts = dict(evidence.facts)
    words = str(facts.get("words", ""))
    if evidence.sign is Sign.FADING and "、" in words:
        joint = "" if language == "zh" else " "
        return _MIXED[language].format(words=joint.join(f"“{word}”" for word in words.split("、")))
    return _SENTENCES[evidence.sign][language].format_map(
        {key: _told(evidence.sign, key, value, language) for key, value in facts.items()}
    )


def _told(sign: Sign, key: str, value: int | str, language: Language) -> str:
    if key == "mood":
        return _MOODS[str(value)][language]
    if sign is Sign.FADING and key == "times":
        return _DIGITS[int(value)] if language == "zh" and int(value) < len(_DIGITS) else str(value)
    if key == "seconds" or (key == "before" and sign is Sign.SLOWER):
        return duration(int(value), language)
    return str(value)


def duration(seconds: int, language: Language) -> str:
    """Give a time as it is spoken of: 20 秒, 4 分钟, 2 小时; 20 s, 4 min, 2 h."""
    for size, zh, en in ((3600, "小时", "h"), (60, "分钟", "min")):
        if seconds >= size:
            return f" {round(seconds / size)} {zh}" if language == "zh" else f"{round(seconds / size)} {en}"
    return f" {seconds} 秒" if language == "zh" else f"{seconds} s"
