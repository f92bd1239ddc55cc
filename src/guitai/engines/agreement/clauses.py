"""An answer cut into clauses, and which of them state something in general."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guitai.kernel.normalised import Normalised

_ENDS = re.compile(r"[,。!?;…\n]+|\d[、](?=[^\d])")
_CLAUSES_KEPT = 50_000  # the same ones come again and again
_SENTENCE_ENDS = frozenset("。!?;…\n")

_ASKS = re.compile(
    r"(?:吗|么|嘛|啥|.(?<![还并也都就又从是])[没不])[呀啊哈亲]*$|是不是|能不能|有没有|可不可以|要不要|会不会|是否|需不需要|方不方便|[请想]问|怎么|为什么|啥时"
    r"|什么(?!都|也)|哪(?!.{0,3}都)|(?<!不管)(?<!无论)(?<!不论)多少(?!都)|多久(?!都)|(?<![头前好这那])几(?=[天个号点件次位岁])"
)
# What is, was or will be so for one buyer: no rule of the shop.
_OF_ONE = re.compile(
    r"已经|已(?!拆|开封|洗|穿|剪|使用|用过|发货的|下水|打开|激活|安装)|刚|昨[天晚日]|前天|明[天日早]|后天|今[晚早]|上次|之前(?=[给帮跟和]|您)"
    r"|稍[后等]|马上|待会|等下|一会|立刻|正在|这[单笔]|这个(?:订单|包裹|件|单)|该订单|此单|您的(?:订单|包裹|快递|单|货|件|商品|退款|地址|申请)"
    r"|[帮替][您你]|(?:给|为)[您你](?:备注|登记|申请|改|查|补偿|补发|催|优惠|便宜|少|减|核|反馈|转|处理|重发|安排)|[退补返少减赔让][您你]|补偿|改价"
    r"|(?<!支持)(?<!能)(?<!可以)(?<!不)(?:退|补|发|寄|改|返|减|赔|送|免|付|拍|买|换|到|查|收到|发走|发出|签收|揽收|处理|验收|登记|同意)了(?!的|再|就|之?后|才|也|还)|查到|核实|看到|显示"
    r"|物流(?:信息|显示)|单号|您[说问]|我(?:去|看|查|问)|预计(?=.{0,6}(?:送达|到达|派送))|还请.{0,4}等|耐心|稍等|这边(?:看|查)|\[订单|您购买|您买|您拍的|您这个(?:订单|地址)"
)
_TWICE_TODAY = re.compile(r"今[天日].{0,10}(?:今[天日]|当天)|每[天日]")
_TODAY = re.compile(r"今[天日]")
_RULE = re.compile(
    r"(?:收到|验收|签收|到仓|付款|下单|拍下|申请|审核)(?:货|退货|退件|包裹)?(?:成功|通过)?(?:之?后|就|的)"
)


# 旺旺's emoji in writing: /:^_^ /:087 /:-F
_EMOJI = re.compile(r"/:(?:\d{3}|[^\s\d\u4e00-\u9fff]{1,4})")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a normalised text without a comma in it.

    ``opens`` is set where a sentence begins, ``asks`` where it asks something. ``is_general`` says that it
    may state a rule of the shop: it asks nothing, and does not speak of one buyer's order alone.
    """

    text: str
    start: int
    opens: bool
    asks: bool
    is_general: bool


def without_emoji(text: str) -> str:
    """Give a text with blanks in place of written emoji, so that everything else stays where it stands."""
    return _EMOJI.sub(lambda hit: " " * len(hit.group()), text)


def clauses_of(plain: Normalised) -> Iterator[Clause]:
    """Cut a normalised text into clauses, where it has signs and where the writer paused between words."""
    start, opens = 0, True
    for end, following, ends_sentence, sign in _cuts(plain):
        text = plain.text[start:end]
        if text:
            asks = is_question(text, sign)
            yield Clause(text, start, opens, asks, not asks and _is_rule(text))
            opens = ends_sentence
        else:
            opens = opens or ends_sentence
        start = following


@lru_cache(_CLAUSES_KEPT)
def is_question(text: str, sign: str = "") -> bool:
    """Say whether a clause of normalised text asks something; ``sign`` are the signs after it."""
    if "?" in sign:
        return True
    return _ASKS.search(text) is not None


@lru_cache(_CLAUSES_KEPT)
def _is_rule(text: str) -> bool:
    """Say whether what a clause states may be so for every buyer."""
    if _TODAY.search(text) and not _TWICE_TODAY.search(text):
        return False
    return _OF_ONE.search(text) is None or _RULE.search(text) is not None


def _cuts(plain: Normalised) -> Iterator[tuple[int, int, bool, str]]:
    """Give where clauses end, where the next begins, whether a sentence ended, and the signs between."""
    text = plain.text
    signs = [(hit.start(), hit.end(), hit.group()) for hit in _ENDS.finditer(text)]
    pauses = [
        (place, place, "")
        for place in plain.gaps
        if 0 < place < len(text) and _is_word(text[place - 1]) and _is_word(text[place])
    ]
    for start, end, sign in sorted(signs + pauses):
        yield start, end, bool(_SENTENCE_ENDS & set(sign)), sign
    yield len(text), len(text), True, ""


def _is_word(character: str) -> bool:
    """Say whether a pause beside the character may end a clause; a number it only parts from its unit."""
    return character > "\u4dff" and character not in "一二两三四五六七八九十百千半零"
