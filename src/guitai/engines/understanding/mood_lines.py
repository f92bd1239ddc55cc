"""What one line of a buyer tells about their mood, whatever was said before it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from guitai.engines.understanding.intent_typing import put_right
from guitai.engines.understanding.mood_words import Hit, hits_in
from guitai.engines.understanding.types import Mood

_RUN = re.compile("[!！?？](?:\\s*[!！?？])+")
_EXCLAIMED = re.compile("[!！]")
_NOT_SAID = re.compile(r"[^\w]|_")
_WITHOUT_WORDS = re.compile(r"\[[^\]]{1,30}\]|https?://\S+|[0-9a-z_]+")
# What a platform writes when a buyer sends an order or a product is no question said again.
_CARD = re.compile("订单(?:编?号|金额)[:：]|商品id|下单时间[:：]")
_ASKS = re.compile(
    "[?]|[吗呢]|什么|怎么|多久|几|哪|能不能|有没有|可不可以|是不是|请问|麻烦|帮|尽快|快点|给我"
)
_CONTRAST = re.compile("不过|但是|但|(?<![的挺])还好|幸好|好在|可是|就是|只是|然而|除了|现在|这次")
_ACCEPTS = re.compile(
    "^(?:哦|嗯|恩|那)*(?:好的?|好[哒滴嘞]|行的?|可以的?|ok|okk?|收到|明白了?|知道了?|了解了?|没了|没有了|对的?|是的?)+[了啊呀哦呢哈啦,。!]*$"
)
_ASSENTS = re.compile("^(?:哦|噢|嗯|恩|额|好吧|行吧|这样啊?|[,。!])+$")
_GOES_ON = re.compile("^(?:哦|噢|嗯|恩|好|行|可以|ok|那)(?![么不])")
_GREETS = re.compile(
    "^(?:亲|你好|您好|在吗|在么|在不|在不在|哈喽|hello|hi|客服|老板|有人吗|在|转?人工(?:客服)?|[,。!?])+$"
)
_CALLS = re.compile(
    "^(?:亲|你好|您好|在吗|在么|在不|在不在|哈喽|喂|hello|客服|老板|有人吗|人呢|说话|回复|在|[,。!?])+$"
)
_POINTED = {Mood.ANGRY, Mood.ANXIOUS, Mood.DISAPPOINTED}
_IRONY = 0.55
# Praise from this weight beside a complaint is ironical; a slight complaint inside a question is a question.
_LOUD, _SLIGHT = 0.6, 0.5
MOODS = frozenset(str(mood) for mood in Mood)

LONGEST = 1_000  # characters of a line that are read


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a buyer, with everything worked out that does not hang on the talk around it.

    ``moods`` are the hits that speak for a mood, their weights as the line makes them; ``strengths`` the
    weight of the strongest hit for each mood, calm and trouble; ``marks`` the longest run of ! and ?;
    ``said`` are pairs of characters that tell whether the same was said before (none of a short line).
    ``complains``: any of it is a reproach, a fear or a disappointment. ``goes_on``: it takes note of what was
    said and goes on (哦 那…, 行 …).
    """

    moods: tuple[tuple[Mood, Hit], ...]
    strengths: Mapping[str, float]
    marks: str
    said: frozenset[str]
    complains: bool
    thanks: bool
    accepts: bool
    assents: bool
    goes_on: bool
    greets: bool
    calls: bool

    def strength(self, speaks_for: str) -> float:
        """Give the weight of the strongest hit for a mood, calm or trouble; 0 if there is none."""
        return self.strengths.get(speaks_for, 0.0)


@lru_cache(maxsize=20_000)
def line_of(written: str) -> Line:
    """Read a line; what is longer than anybody types was pasted and is not read to its end."""
    written = written[:LONGEST]
    plain = put_right(written)
    text = plain.text
    told = _weighed(hits_in(plain), text, asks=bool(_ASKS.search(text)))
    said = "" if _CARD.search(text) else _NOT_SAID.sub("", _WITHOUT_WORDS.sub("", text))
    return Line(
        moods=tuple((Mood(hit.speaks_for), hit) for hit in told if hit.speaks_for in MOODS),
        strengths=_strengths(told),
        marks=_marks(written),
        said=frozenset(said[at : at + 2] for at in range(len(said) - 1)) if len(said) >= 4 else frozenset(),
        complains=any(hit.speaks_for in _POINTED for hit in told),
        thanks=any(hit.thanks for hit in told),
        accepts=bool(_ACCEPTS.match(text)),
        assents=bool(_ASSENTS.match(text)),
        goes_on=bool(_GOES_ON.match(text)),
        greets=bool(_GREETS.match(text)),
        calls=bool(_CALLS.match(text)),
    )


def _strengths(told: Iterable[Hit]) -> Mapping[str, float]:
    strongest: dict[str, float] = {}
    for hit in told:
        strongest[hit.speaks_for] = max(hit.weight, strongest.get(hit.speaks_for, 0.0))
    return strongest


def _marks(written: str) -> str:
    """Give the longest run of marks; single ！ scattered over a line count as one run."""
    runs = [re.sub(r"\s", "", run) for run in _RUN.findall(written)]
    scattered = "！" * len(_EXCLAIMED.findall(written))
    if len(scattered) > 1:
        runs.append(scattered)
    return max(runs, key=len, default="").replace("!", "！").replace("?", "？")[:6]


def _weighed(found: tuple[Hit, ...], text: str, *, asks: bool) -> tuple[Hit, ...]:
    """Weigh the hits against one another: irony, 不过 and thanks that only make a request polite."""
    turn = _CONTRAST.search(text)
    wrong = [hit for hit in found if hit.speaks_for in _POINTED or hit.speaks_for == "trouble"]
    polite = any(hit.thanks for hit in found)
    told = []
    for hit in found:
        if hit.praise and hit.weight >= _LOUD and wrong and turn is None:
            told.append(_changed(hit, _IRONY, Mood.ANGRY))
            continue
        weight = hit.weight * _beside(hit, asks=asks, polite=polite, wrong=bool(wrong))
        if turn is not None and _is_turned(hit, found, turn.start()):
            weight *= 0.4
        told.append(_changed(hit, weight, hit.speaks_for))
    return tuple(told)


def _beside(hit: Hit, *, asks: bool, polite: bool, wrong: bool) -> float:
    """Give how much of a hit counts beside a question, thanks or a complaint in the same line."""
    if hit.thanks:
        return 0.4 if asks else 0.6 if wrong else 1.0
    if hit.speaks_for == Mood.CONTENT:
        return 0.7 if asks else 1.0
    if polite and hit.speaks_for == Mood.ANXIOUS:
        return 0.65
    return 0.85 if asks and hit.speaks_for == Mood.DISAPPOINTED and hit.weight <= _SLIGHT else 1.0


def _is_turned(hit: Hit, found: tuple[Hit, ...], turn: int) -> bool:
    """Say whether a 不过 after the hit leads to the opposite."""
    if hit.end > turn or hit.speaks_for not in MOODS:
        return False
    after = {
        other.speaks_for == Mood.CONTENT
        for other in found
        if other.start >= turn and other.speaks_for in MOODS
    }
    return (hit.speaks_for != Mood.CONTENT) in after


def _changed(hit: Hit, weight: float, speaks_for: str) -> Hit:
    if weight == hit.weight and speaks_for == hit.speaks_for:
        return hit
    return Hit(
        speaks_for, weight, hit.words, hit.start, hit.end, thanks=hit.thanks, unanswered=hit.unanswered
    )
