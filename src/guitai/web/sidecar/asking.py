"""What the page sends with its questions: with whom one talks, about what, and what was said."""

from typing import Any

from guitai.domains.catalog import queries as catalog
from guitai.domains.chat.beside import LONGEST, Talk
from guitai.domains.trade import searching
from guitai.engines.rulebook.facts import Line
from guitai.web.members import MemberRequest

_SAID = 8
_MOST = 100  # of a list
_SIDES = ("buyer", "agent")


def talk_in(request: MemberRequest, asked: dict[str, Any]) -> Talk:
    """Give the talk a question is about; whatever is not of this shop is left out."""
    shop_id = request.shop.pk
    order = searching.order_by_id(shop_id=shop_id, order_id=whole(asked.get("order")))
    buyer = searching.buyer_by_id(shop_id=shop_id, buyer_id=whole(asked.get("buyer")))
    if order is not None:
        buyer = buyer or order.buyer
        if order.buyer_id != (buyer.pk if buyer else None):
            order = None
    product_id = whole(asked.get("product"))
    return Talk(
        by=request.membership,
        buyer=buyer,
        order=order,
        product=catalog.by_ids(shop_id, [product_id]).first() if product_id else None,
        previous=_lines(asked.get("previous")),
        proactive=asked.get("proactive") is True,
    )


def text_in(asked: dict[str, Any], name: str = "text", longest: int = LONGEST + 1) -> str:
    """Give a text that was sent; one more than the longest that is allowed is enough to refuse it."""
    given = asked.get(name)
    return given[:longest] if isinstance(given, str) else ""


def words_in(asked: dict[str, Any], name: str) -> list[str]:
    """Give the words of a list that was sent."""
    return [word for word in _listed(asked, name) if isinstance(word, str)]


def numbers_in(asked: dict[str, Any], name: str) -> list[int]:
    """Give the keys of a list that was sent."""
    return [number for each in _listed(asked, name) if (number := whole(each))]


def whole(given: object) -> int | None:
    """Give a key of a table; nothing for what can be none."""
    try:
        number = int(str(given))
    except ValueError:
        return None
    return number if 0 < number < 2**63 else None


def _lines(given: object) -> tuple[Line, ...]:
    said = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    return tuple(
        Line(by=line["by"], text=line["text"][:LONGEST])
        for line in said[-_SAID:]
        if line.get("by") in _SIDES and isinstance(line.get("text"), str)
    )


def _listed(asked: dict[str, Any], name: str) -> list[Any]:
    given = asked.get(name)
    return given[:_MOST] if isinstance(given, list) else []
