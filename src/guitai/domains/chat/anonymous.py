"""A text of a talk without what tells who somebody is, so that others may read it."""

import re
from collections.abc import Iterable

from guitai.engines.rulebook.drafts import Digits, Draft
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.lexicon import Lexicon

_LEAST_NAME, _LEAST_KEY = 2, 5
# Of a phone told in pieces, in all; of a number told in one. 160-165 50-55 is neither.
_LEAST_IN_PIECES, _LEAST_IN_ONE = 11, 7
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}\Z")
_LETTERS_BEFORE = re.compile(r"[A-Za-z]{1,6}$")
_PIECES = re.compile(r"[ ./_,、。-]+")
_HOUSE = "(?:[0-9一二三四五六七八九十百零]+[A-Za-z]?(?:号楼|号院|号|弄|栋|幢|座|单元|室|层|楼|-)?[、,， ]?)+"
_PLACE = "街道|大道|胡同|小区|花园|公寓|大厦|广场|新村|家园|路|街|巷|弄|镇|乡|村|苑|园|幢|栋"
_ADDRESS = re.compile(
    rf"[^\s,，。;；:：!！?？{{}}]{{2,30}}?(?:{_PLACE})[^\s,，。;；:：!！?？{{}}]{{0,12}}?{_HOUSE}"
)
_ACCOUNT = re.compile(
    r"(?i)(?P<before>(?:微信|v信|威信|vx|wx|qq|邮箱|旺旺|账号)\s*(?:号|号码|名)?\s*(?:是|叫|为|:|：)?\s*)[\w.@-]{4,}"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.ASCII,
)
_NAMED = re.compile(
    "(?P<before>(?:收件人|收货人|联系人|姓名|名字|我叫|本人)(?:是|叫|为|改成|改为|写|填)?[:： ]*)"
    "[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff])"
)
_TITLED = re.compile("[\u4e00-\u9fff](?=女士|先生|小姐)(?<![位问的这那各些名好])")
_NO_WORDS = Lexicon()
_NO_WORDS.close()


def without_persons(text: str, facts: Facts, *, names: Iterable[str] = ()) -> str:
    """Give a text in which names, phones, addresses, accounts and numbers of orders have become slots.

    Known ones are found wherever they stand; others by their form: long numbers in any writing, places with
    a house number, what follows 收件人 and 微信. Regions, prices, sizes and days stay.

    :param facts: whose orders, receivers and account may be named.
    :param names: what else the buyer is called.
    """
    for value, slot in _known(facts, names):
        text = re.sub(re.escape(value), slot, text, flags=re.IGNORECASE)
    text = _ACCOUNT.sub(lambda found: f"{found['before'] or ''}{{账号}}", text)
    text = _ADDRESS.sub("{地址}", text)
    text = _without_numbers(text)
    text = _NAMED.sub(lambda found: f"{found['before']}{{姓名}}", text)
    return _TITLED.sub("{姓名}", text)


def _known(facts: Facts, names: Iterable[str]) -> list[tuple[str, str]]:
    """Give what is known of the people of the talk with the slots that stand for it, the longest first."""
    told = {(name, "{买家}") for name in (*names, facts.buyer.id)} | {(facts.agent.name, "{客服}")}
    for order in facts.orders:
        told |= {(order.id, "{订单号}"), (order.tracking, "{单号}"), (order.phone, "{电话}")}
        told |= {(order.receiver, "{姓名}"), (order.buyer, "{买家}"), (order.address, "{地址}")}
        told |= {(order.address.replace(" ", ""), "{地址}")}
    least = {"{买家}": _LEAST_NAME, "{客服}": _LEAST_NAME, "{姓名}": _LEAST_NAME}
    known = [(value, slot) for value, slot in told if len(value) >= least.get(slot, _LEAST_KEY)]
    return sorted(known, key=lambda each: (-len(each[0]), each))


def _without_numbers(text: str) -> str:
    draft = Draft(text, _NO_WORDS, {})
    for run in reversed(draft.digits):
        if _is_somebodys(run, draft.as_digits[run.start : run.end]):
            start, end = draft.plain.span(run.start, run.end)
            letters = _LETTERS_BEFORE.search(text[:start])
            start -= len(letters.group()) if letters else 0
            slot = "{电话}" if _MOBILE.match(run.value) else "{号码}"
            text = text[:start] + slot + text[end:]
    return text


def _is_somebodys(run: Digits, written: str) -> bool:
    return len(run.value) >= _LEAST_IN_PIECES or any(
        len(piece) >= _LEAST_IN_ONE for piece in _PIECES.split(written)
    )
