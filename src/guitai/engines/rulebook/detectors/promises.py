"""Promises about gifts, activities and price differences, against what the shop really gives."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from guitai.engines.rulebook.detectors.registry import OnFacts, When, detector
from guitai.engines.rulebook.drafts import Draft, joined
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Hit
from guitai.kernel.days import SHANGHAI
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import NUMBER, number

# How many of something; what is left is the thing itself.
_COUNTED = re.compile(
    r"[0-9一二两三四五六七八九十几]+[双个件条份张支盒包套只块瓶对袋片本把顶副]|^[双个件条份张支盒包套只块瓶对袋片本把顶副]"
)
_ONE_OF_IT = re.compile(r"[一1][双个条份张支盒包套只块瓶对袋片本把顶副]$")
_GIFT = re.compile(r"[^,。!?;…、()\n]{0,12}")
_GENERAL_GIFT = re.compile("小?(?:礼物|礼品|赠品|惊喜|东东)|神秘")
_FILLER = re.compile("^(?:您|你|亲|了|的|有|精美|小|超值|价值|一些|点|个|哦|哈|呢)+")
_NO_GIFT = re.compile("^(?:货|达|到|过去|出|修|检|回|快递|给别人|人|去|上门)|元|块钱|红包|券|积分")
_DAYS = re.compile(rf"({NUMBER})(天|个?月|年)")
_DAYS_OF = {"天": 1, "月": 30, "年": 365}
# Days people name instead of counting them; of the new year's feast the earliest there is.
_NAMED_DAYS = re.compile(
    "(?P<d1212>双12|双十二|12.12)|(?P<d1231>年底|年前|今年内|年内)|(?P<d0101>元旦|跨年|新年)"
    "|(?P<d0121>春节|过年|年货节|除夕)|(?P<d0618>618|年中大促)|(?P<d1111>双11|双十一|11.11)|(?P<d0308>三八节|女神节)"
)
_ALWAYS = re.compile("永久|一直|随时|终身|任何时候|不限时间|不限期")
_OFFER = re.compile(
    rf"满{NUMBER}(?:元|块)?件?(?:(?:立减|直减|减|返|打|享){NUMBER}(?:元|块|折)?|(?:返|送|享)[^,。!?;\n]{{1,6}})"
    rf"|买{NUMBER}(?:件)?(?:送|赠|得|免|减){NUMBER}|第[二三2-3]件打?(?:半价|{NUMBER}折|0元|免费|{NUMBER}元)"
    rf"|(?:全场|全店|店铺|所有商品|现在|今天|目前|正在|下单|立享)[^,。!?;给\n]{{0,4}}(?P<rate>{NUMBER}折)|[2-5两三四五]件打?{NUMBER}折"
)
_LETTERS = re.compile(r"[^0-9a-z\u4e00-\u9fff]")
_DRESSING = re.compile("[元块哦哈呢的享打您你给再]")
_GENERAL_END = "子儿品物"


@detector("gift_promise", OnFacts, sets=("giving",), slots=("gift", "gifts"))
def gift_promise(draft: Draft, facts: Facts, settings: OnFacts) -> Iterator[Hit]:
    """Report gifts that neither the shop nor a running activity gives; or, with no list, every gift."""
    shop = facts.shop
    known = shop.gifts is not None or shop.activities is not None
    if known != (settings.when is When.CONTRADICTED):
        return
    gifts = [*(shop.gifts or ()), *(activity.name for activity in facts.running)]
    for start, end in joined(draft.named("giving")):
        told = _GIFT.match(draft.text, end)
        said = _FILLER.sub("", told.group()) if told else ""
        gift = _FILLER.sub("", _COUNTED.sub("", said))
        if not gift or _NO_GIFT.search(gift):
            continue
        if _GENERAL_GIFT.search(gift) and gifts:
            continue
        if any(_same_thing(gift, normalise(one).text) for one in gifts):
            continue
        yield Hit(start, told.end() if told else end, {"gift": gift, "gifts": "、".join(shop.gifts or ())})


def _same_thing(said: str, gift: str) -> bool:
    """Say whether two names share two characters in a row, or the one they end in: 袜子 and 短袜."""
    gift = _COUNTED.sub("", gift)
    said = said[:8]
    if any(said[at : at + 2] in gift for at in range(len(said) - 1)):
        return True
    core = said.rstrip("哦哈呢呀的啦亲").rstrip(_GENERAL_END)
    return 0 < len(core) <= 3 and core[-1] in gift.rstrip(_GENERAL_END)[-1:]


@detector("activity_claim", OnFacts, slots=("offer", "activities"))
def activity_claim(draft: Draft, facts: Facts, settings: OnFacts) -> Iterator[Hit]:
    """Report 满300减50, 买一送一, 全场八折 that no running activity says; or, with no list, every one."""
    known = facts.shop.activities is not None
    if known != (settings.when is When.CONTRADICTED):
        return
    for found in offers(draft.text):
        offer = _essence(found["rate"] or found.group())
        if not any(offer in _essence(normalise(one.name).text) for one in facts.running):
            running = "、".join(one.name for one in facts.running)
            yield Hit(found.start(), found.end(), {"offer": found.group(), "activities": running})


def offers(text: str) -> Iterator[re.Match[str]]:
    """Give the offers to everybody that a text tells: 满300减30, 买一送一, 全场八折."""
    return _OFFER.finditer(text)


def _essence(text: str) -> str:
    """Give the offer without its dressing: 满300元立减30元哦 is 满300减30."""
    text = _ONE_OF_IT.sub("", _DRESSING.sub("", text.replace("立减", "减").replace("直减", "减")))
    text = re.sub(NUMBER, lambda found: f"{number(found.group()) or ''}", text)
    return _LETTERS.sub("", text)


@detector("price_match", OnFacts, sets=("price_match",), slots=("days", "price_match_days"))
def price_match(draft: Draft, facts: Facts, settings: OnFacts) -> Iterator[Hit]:
    """Report a price difference for more days than the shop gives; or, with no days known, every one."""
    days = facts.shop.price_match_days
    if (days is not None) != (settings.when is When.CONTRADICTED):
        return
    for start, end in joined(draft.named("price_match")):
        said = draft.sentence(start, end)
        spans = [*map(_in_days, _DAYS.findall(said)), *_days_until(said, facts.now)]
        longest_said = max(spans, default=None)
        if (
            days is not None
            and days > 0
            and not _ALWAYS.search(said)
            and (longest_said is None or longest_said <= days)
        ):
            continue
        told = {"price_match_days": str(days)} if days is not None else {}
        yield Hit(start, end, told | ({"days": str(longest_said)} if longest_said is not None else {}))


def _in_days(told: tuple[str, str]) -> Decimal:
    return (number(told[0]) or Decimal(0)) * _DAYS_OF[told[1][-1]]


def _days_until(said: str, now: datetime | None) -> Iterator[Decimal]:
    """Give how many days are left to the days a text names: 双12要是便宜 said on 21 November is 21."""
    if now is None:
        return
    today = now.astimezone(SHANGHAI).date()
    for found in _NAMED_DAYS.finditer(said):
        month, day = int(found.lastgroup[1:3]), int(found.lastgroup[3:])  # type: ignore[index]
        until = date(today.year, month, day)
        if until < today:
            until = date(today.year + 1, month, day)
        yield Decimal((until - today).days)
