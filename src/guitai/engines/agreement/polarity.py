"""Yes and no: said of something (可以机洗, 不支持货到付款), or alone to a question (可以的, 没有哦)."""

import re

from guitai.engines.agreement.topics import Topic

_NO_BEFORE = re.compile(
    r"(?:不(?:能|可以|可|支持|接受|提供|会|开|送|带|要|建议|用|需要|是|做|推荐|适合|包含|方便|允许|加|办|赠)?|没有?|无法?|别|暂不|未|禁止|拒收|谢绝)"
    r"[^,不没可能会]{0,3}$"
)
_YES_BEFORE = re.compile(
    r"(?:(?<!只)(?:可以|能够?)|可(?![与在查凭视])|支持|会|有|提供|接受|送|都|允许|赠送?)[^,不没无别未]{0,3}$"
)
_NO_AFTER = re.compile(
    r"^[^,不没无]{0,3}?(?:不行|不可以|不能|不支持|不会|没有|不了|不可|不送|不开|没法|无法|不好|不建议|不太行|不接)"
)
_YES_AFTER = re.compile(r"^(?:的话|的|是|也|都|这边|这个){0,2}(?:可以|能的?$|支持|没问题|行|有的|ok)")
_DOUBLE = re.compile(r"不是不|没有不|不会不|不得不|不能不|可以不")

_ADDRESS = (
    r"(?:亲亲|亲爱的|亲|您好|你好|在的|在呢|在|来啦|嗯+|恩+|是这样|抱歉|不好意思|实在|哈喽|hi|亲爱滴"
    r"|小姐姐|宝贝|顾客|对不起)*"
)
_TAIL = r"(?:的|滴|得|哒|哦|呢|呀|啊|哈|亲|噢|喔|嘞|啦|哟|了|嗷|呐|哪|您|爱的|亲爱的|您放心|放心)*"
_YES_ALONE = re.compile(
    rf"{_ADDRESS}(?:是|都|也|当然|肯定|完全|一直)?(?P<word>可以|能|支持|会|有|行|没问题|包|是|对){_TAIL}"
)
_NO_ALONE = re.compile(
    rf"{_ADDRESS}(?:暂时|目前|暂|都|也|是|这个|这款|这边|我们|咱们)?(?P<word>不可以|不能|不行|不支持|不会|没有|不是|不可|不包|不送|不带|暂无){_TAIL}"
)
_ASKS_YES_NO = re.compile(
    r"吗|么$|嘛|不$|没$|吧$|能不能|是不是|有没有|可不可以|会不会|支不支持|要不要|送不送|包不包|(\w)不\1"
)
_TURNED = re.compile(
    r"必须|一定要|非要|需要|要不要|(?<![能可开送包发支会有是退换])不(?:能|可以|支持|会|是|开|送|发|包|退|换)|用不用|还是|[是对](?:吗|吧|么)$"
)
# What a question is asked with; to each of them some answers fit.
_MODES = (
    (re.compile("有"), frozenset({"有", "没有", "暂无"})),
    (
        re.compile("可以|能|支持|行"),
        frozenset({"可以", "能", "支持", "行", "没问题", "不可以", "不能", "不行", "不支持", "不可"}),
    ),
    (re.compile("会"), frozenset({"会", "不会"})),
    (re.compile("包"), frozenset({"包", "不包"})),
    (re.compile("送"), frozenset({"有", "没有", "不送"})),
    (re.compile("是"), frozenset({"不是"})),
)
_TO_ALL = frozenset({"是", "对"})
_LEAST_SHARED = 2  # characters of a question that a clause about it repeats
_LONGEST_QUESTION = 30  # characters; a longer one asks more than one thing


def said_of(topic: Topic, clause: str) -> tuple[bool, int, int] | None:
    """Say whether a clause affirms (True) or denies what a topic asks, and where it does; None if neither."""
    for pattern, told in ((topic.denies, False), (topic.affirms, True)):
        hit = pattern.search(clause) if pattern else None
        if hit:
            return told, *hit.span()
    for word in topic.of:
        place = clause.find(word)
        if place >= 0 and not _DOUBLE.search(clause):
            return _around(clause, place, place + len(word))
    return None


def said_of_words(clause: str, question: str, core: str) -> tuple[bool, int, int] | None:
    """Say whether a clause affirms or denies what a yes-or-no question asks, by the words both have."""
    if not _ASKS_YES_NO.search(question) or _TURNED.search(question) or _DOUBLE.search(clause):
        return None
    for length in range(min(len(core), len(clause)), _LEAST_SHARED - 1, -1):
        for begin in range(len(core) - length + 1):
            place = clause.find(core[begin : begin + length])
            if place >= 0:
                return _around(clause, place, place + length)
    return None


def _around(clause: str, start: int, end: int) -> tuple[bool, int, int] | None:
    before, after = clause[max(start - 8, 0) : start], clause[end : end + 7]
    for told, found_before, found_after in (
        (False, _NO_BEFORE.search(before), _NO_AFTER.search(after)),
        (True, _YES_BEFORE.search(before), _YES_AFTER.search(after)),
    ):
        if found_before:
            return told, start - len(before) + found_before.start(), end
        if found_after:
            return told, start, end + found_after.end()
    return None


def said_alone(clause: str, question: str) -> bool | None:
    """Say whether a clause is a mere yes (True) or no to a question that wants one; else None.

    To 不能机洗吗 and 必须手洗吗 a yes may mean either, so it is none; nor does 没有 answer 能退吗.
    """
    hit = _NO_ALONE.fullmatch(clause) or _YES_ALONE.fullmatch(clause)
    if not hit or len(question) > _LONGEST_QUESTION:
        return None
    if not _ASKS_YES_NO.search(question) or _TURNED.search(question):
        return None
    fitting = [words for mode, words in _MODES if mode.search(question)] or [
        frozenset({"会", "不会", "可以", "能", "不能"})
    ]
    word = hit["word"]
    if word not in _TO_ALL and not any(word in words for words in fitting):
        return None
    return hit.re is _YES_ALONE
