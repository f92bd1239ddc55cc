"""What buyers ask and the knowledge does not answer: ``asked 37 times, no entry``."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from guitai.engines.agreement.clauses import clauses_of, without_emoji
from guitai.engines.agreement.likeness import core_of, put_together
from guitai.engines.agreement.topics import topic_of, topics
from guitai.engines.agreement.types import Asked, Gap, KnownAnswer, Same
from guitai.kernel.normalised import normalise

ANSWERED = 0.5  # from here an answer counts as one
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_EXAMPLES = 5
_LEAST_CORE, _MOST_CHARACTERS = 2, 60  # a longer line tells a story
# About one order or one talk: no entry could answer it.
_OF_ONE = re.compile(
    r"\d{6,}|https?:|item\.htm|我[的这那买拍付退寄收]|[帮给]我|我已|订单|单号|到哪|怎么还[没不]"
    r"|还[没不](?:发|到|退|收)|催|今天|明天|昨天|后天|刚[才刚]|已经|几号到|几天没|没(?:更新|动静|反应)"
    r"|不动了|查多久|签收|还有吗|有货|没货|现货|拍不了|点不了|能快点|看重|用不了|显示"
    r"|退款(?:呢|怎么还)|地址是|电话是|图呢|还在吗|在吗|在不在|有人吗"
    r"|(?:拍了|付了|申请了|收到了)(?:[,。!?谢哈啦嗯好]|$)|改成|改到|说话|人呢|怎么办啊$"
    r"|^(?:那|所以|然后|为什么|怎么会)|当前用户来自|\[[^\]]{1,6}x\]"
)


def gaps(
    questions: Iterable[Asked],
    entries: Iterable[KnownAnswer],
    *,
    answered: Callable[[str], float],
    same: Same | None = None,
    least: int = 2,
) -> list[Gap]:
    """Group the questions the knowledge does not answer, the most frequent first.

    Greetings, thanks and lines about one order are left out. Questions of one topic on one product are one;
    those of no topic are put together by ``same``, else by their characters. One buyer who asks twice in a
    talk asked once.

    :param questions: what buyers asked, line by line, in any order.
    :param entries: the knowledge; a question worded as one of an entry's is answered.
    :param answered: how well the knowledge answers a question, 0 to 1; asked once for each wording.
    :param least: how often a question must come.
    """
    worded = {core_of(wording) for entry in entries for wording in entry.questions}
    asked = [one for one in questions if _may_be_general(one.text)]
    wordings = dict.fromkeys(one.text for one in asked)
    open_ = {text for text in wordings if core_of(text) not in worded and answered(text) < ANSWERED}
    # 95斤穿什么码 and 109斤穿什么码 ask the same.
    plain = {text: _NUMBER.sub("0", text) for text in open_ if not topic_of(text)}
    stands_for = put_together((plain[one.text] for one in asked if one.text in plain), same)
    groups: dict[tuple[str, str, str], list[Asked]] = defaultdict(list)
    for one in asked:
        if one.text in open_:
            topic = topic_of(one.text)
            product = one.product if topic and topics().by_key[topic].of_product else ""
            groups[topic, product, "" if topic else stands_for[plain[one.text]]].append(one)
    found = [_gap(topic, group) for (topic, _product, _question), group in groups.items()]
    return sorted(
        (gap for gap in found if gap.count >= least), key=lambda gap: (-gap.count, gap.question, gap.product)
    )


def _may_be_general(text: str) -> bool:
    """Say whether a line asks something that an entry could answer for every buyer."""
    plain = normalise(without_emoji(text))
    if len(plain.text) > _MOST_CHARACTERS or _OF_ONE.search(plain.text) or len(core_of(text)) < _LEAST_CORE:
        return bool(topic_of(text)) and not _OF_ONE.search(plain.text) and len(plain.text) <= _MOST_CHARACTERS
    return any(clause.asks for clause in clauses_of(plain)) or bool(topic_of(text))


def _gap(topic: str, group: Sequence[Asked]) -> Gap:
    times = Counter(one.text.strip() for one in group)
    by_frequency = sorted(times, key=lambda text: (-times[text], len(text), text))
    examples = list({core_of(text): text for text in reversed(by_frequency)}.values())[::-1]
    newest = sorted(group, key=lambda one: (one.at, one.conversation, one.message), reverse=True)
    products = {one.product for one in group}
    return Gap(
        topic=topic,
        question=examples[0],
        product=products.pop() if len(products) == 1 else "",
        count=len({one.conversation for one in group}),
        first=newest[-1].at,
        last=newest[0].at,
        examples=tuple(examples[:_EXAMPLES]),
        conversations=tuple(dict.fromkeys(one.conversation for one in newest)),
    )
