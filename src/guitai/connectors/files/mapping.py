"""What the readers of exported files found, as drafts the domains take."""

import hashlib
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from guitai.domains.catalog.drafts import FactDraft, ProductDraft, SizeDraft, SkuDraft
from guitai.domains.catalog.queries import ProductFinder
from guitai.domains.chat.importing import Author, LineOfChat
from guitai.domains.chat.sessions import SessionDraft
from guitai.domains.performance.drafts import FiguresDraft
from guitai.domains.trade.drafts import (
    LineDraft,
    OrderDraft,
    OrderStatus,
    RefundDraft,
    RefundStatus,
    ReviewDraft,
)
from guitai.domains.trade.masking import district_of
from guitai.engines.tabular.review_types import Review
from guitai.engines.tabular.service_types import AgentFigures, ServiceSession, SheetMessage
from guitai.engines.tabular.sheet_types import Fact, Product, SizeRow, Sku
from guitai.engines.tabular.types import Order, OrderItem, Refund
from guitai.engines.tabular.types import OrderStatus as ReadStatus
from guitai.engines.tabular.types import RefundStatus as ReadRefundStatus
from guitai.engines.transcripts.authors import author_of
from guitai.engines.transcripts.types import Message
from guitai.kernel.money import Money

_WAYBILLS = re.compile(r"[\s,，;；、/]+")
_POSTCODE = re.compile(r"[(（]\d{6}[)）]$")
_WEAKNESS = ("不足", "缺点", "弱点", "短板")
_STATUSES: dict[str, OrderStatus] = {
    status.value: OrderStatus(status.value) for status in ReadStatus if status != ReadStatus.OTHER
}
_REFUND_STATUSES: dict[ReadRefundStatus, RefundStatus] = {
    status: RefundStatus(status.value) for status in ReadRefundStatus if status != ReadRefundStatus.OTHER
}
_AUTHORS = {author.value: author for author in Author}
_RATINGS = {"非常满意": 5, "满意": 4, "一般": 3, "不满意": 2, "非常不满意": 1}
_RATING = re.compile(r"([0-5](?:\.\d+)?)\s*(?:分|/\s*5)?")
_BUYERS = ("客户", "顾客", "买家")

_district = lru_cache(maxsize=4096)(district_of)


def order_draft(order: Order) -> OrderDraft:
    """Give a line of an order list; the address as it was changed last, without its postcode."""
    address = _POSTCODE.sub("", (order.changed_address or order.address).rstrip()).rstrip()
    return OrderDraft(
        number=order.order_id,
        buyer=order.buyer,
        status=_status(order.status),
        platform_status=order.status_text[:40],
        close_reason=order.close_reason[:120],
        goods_fen=_fen(order.goods),
        postage_fen=_fen(order.postage),
        total_fen=_fen(order.total),
        # A list that says when it was paid and not how much means all of it.
        paid_fen=_fen(order.total if order.paid is None and order.paid_at else order.paid),
        refund_fen=_fen(order.refunded),
        item_count=order.quantity,
        titles="，".join(order.titles),
        buyer_message=order.buyer_message,
        seller_remark=order.remark,
        tags=order.tags[:120] or None,
        receiver=order.receiver,
        phone=order.mobile or order.phone,
        address=address,
        region=_district(address)[:60],
        created_at=order.created_at,
        paid_at=order.paid_at,
        dispatch_by=order.dispatch_by,
        shipped_at=order.shipped_at,
        finished_at=order.confirmed_at,
        courier=order.courier[:40],
        waybills=_waybills(order.waybill),
    )


def listed_order_draft(order: Order, *, anonymous: bool) -> OrderDraft:
    """Give the order of a line that names a product too; such lists always say whether it is tagged (锁定).

    :param anonymous: whether the platform's lists name no buyers.
    """
    return replace(order_draft(order), tags=order.tags[:120], anonymous=anonymous)


def line_draft(item: OrderItem, *, finder: ProductFinder) -> LineDraft:
    """Give a line of an item list, with the product it means: by the merchant's codes, else by its title."""
    return LineDraft(
        order_number=item.order_id,
        key=_key_of(*item.key),
        title=item.title[:200],
        quantity=item.quantity,
        price_fen=_fen(item.price),
        product_id=finder.find(codes=(item.merchant_code, item.external_code), title=item.title),
        sku_code=(item.external_code or item.sku_id)[:64],
        properties=dict(item.sku),
        status=_status(item.status),
    )


def refund_draft(refund: Refund) -> RefundDraft:
    """Give a line of a refund list."""
    return RefundDraft(
        number=refund.refund_id,
        order_number=refund.order_id,
        buyer_account=refund.buyer[:120],
        title=refund.title[:200],
        merchant_code=refund.merchant_code[:64],
        paid_fen=_fen(refund.paid),
        amount_fen=_fen(refund.amount),
        is_automatic=refund.is_automatic,
        needs_return=refund.needs_return,
        is_whole=refund.is_whole,
        is_after_sale=refund.is_after_sale,
        status=_REFUND_STATUSES.get(refund.status) if refund.status else None,
        platform_status=refund.status_text[:60],
        goods_status=refund.goods_text[:60],
        intervention=refund.intervention[:60],
        reason=refund.reason[:120],
        explanation=refund.explanation,
        responsible=refund.responsible[:60],
        remark=refund.remark,
        return_courier=refund.return_courier[:40],
        return_waybill=refund.return_waybill[:40],
        handled_by=refund.handled_by[:80],
        paid_at=refund.paid_at,
        asked_at=refund.asked_at,
        due_at=refund.due_at,
        returned_at=refund.returned_at,
        finished_at=refund.finished_at,
    )


def review_draft(review: Review, *, finder: ProductFinder) -> ReviewDraft:
    """Give a line of a list of reviews; one without a number of its own gets one made of what it is about."""
    codes = (review.merchant_code, review.product_id)
    return ReviewDraft(
        number=review.review_id[:64] or _key_of(*map(str, review.key)),
        order_number=review.order_id[:40],
        buyer_account=review.buyer[:120],
        product_id=finder.find(codes=codes, title=review.title),
        title=review.title[:200],
        stars=review.stars,
        text=review.text,
        added=review.added,
        reply=review.reply,
        at=review.at,
        added_at=review.added_at,
        replied_at=review.replied_at,
    )


def product_draft(product: Product) -> ProductDraft:
    """Give a line of the product sheet."""
    return ProductDraft(
        code=product.product_id[:64],
        title=product.title[:200],
        category=product.category[:60] or None,
        price_fen=_fen(product.price),
        on_sale=product.on_sale,
        rating=_hundredths(product.rating),
        link=_address(product.url),
        picture_url=_address(product.image),
    )


def _hundredths(rating: str) -> int | None:
    """Give a rating of 0 to 5 (4.8, 4.8分, 4.8/5) in hundredths; None for anything else."""
    told = _RATING.fullmatch(rating.strip())
    return round(float(told[1]) * 100) if told and float(told[1]) <= 5 else None


def praise_of(product: Product) -> list[FactDraft]:
    """Give what the product's own line says of it beyond its columns: selling points and rating."""
    said = (("卖点", product.selling_points), ("评分", product.rating))
    code = product.product_id[:64]
    return [FactDraft(product_code=code, name=name, value=value) for name, value in said if value]


def sku_draft(sku: Sku) -> SkuDraft:
    """Give a line of the sheet of kinds."""
    return SkuDraft(
        product_code=sku.product_id[:64],
        code=sku.code[:64],
        properties=dict(sku.properties),
        price_fen=_fen(sku.price),
        stock=sku.stock,
    )


def size_draft(size: SizeRow) -> SizeDraft:
    """Give a line of the size charts."""
    return SizeDraft(product_code=size.product_id[:64], size=size.size, ranges=dict(size.ranges))


def fact_draft(fact: Fact) -> FactDraft:
    """Give a line of the facts; an honest weakness is known by its name."""
    return FactDraft(
        product_code=fact.product_id[:64],
        name=fact.name[:40],
        value=fact.value,
        is_weakness=any(word in fact.name for word in _WEAKNESS),
    )


def line_of_chat(message: Message | SheetMessage) -> LineOfChat:
    """Give a message of an exported chat; a talk saved as a sheet does not say whose of the shop it is."""
    if isinstance(message, SheetMessage):
        by_buyer = message.account_kind.startswith(_BUYERS)
        author = author_of(message.sender, message.sender if by_buyer else message.buyer, message.text)
        return LineOfChat(
            agent="",
            buyer=message.buyer[:120],
            sender=message.sender,
            author=Author(author.value),
            sent_at=message.sent_at,
            text=message.text,
        )
    return LineOfChat(
        agent=message.agent[:80],
        buyer=message.buyer[:120],
        sender=message.sender,
        author=_AUTHORS[message.author._value_],
        sent_at=message.sent_at,
        text=message.text,
    )


def session_draft(session: ServiceSession) -> SessionDraft:
    """Give a line of a platform's list of sessions."""
    return SessionDraft(
        session_id=session.session_id[:120],
        started_at=session.started_at,
        buyer_account=session.buyer[:120],
        kind=session.kind[:40],
        agent_account=session.agent[:80],
        passed_to=session.passed_to[:80],
        group_name=session.group[:60],
        product_code=session.product_code[:64],
        product_title=session.product_title[:200],
        first_response_s=session.first_response_s,
        average_response_s=session.average_response_s,
        length_min=session.length_min,
        buyer_messages=session.buyer_messages,
        agent_messages=session.agent_messages,
        satisfaction=session.satisfaction[:40],
        rating=_RATINGS.get(session.satisfaction),
        solved=session.solved[:40],
    )


def figures_draft(row: AgentFigures, *, days: tuple[date, date] | None) -> FiguresDraft:
    """Give an agent's row of a table of figures.

    :param days: the first and the last day the file is about, for rows that name no day.
    """
    first, last = (row.day, row.day) if row.day else days or (None, None)
    return FiguresDraft(
        source=row.source,
        account=row.agent[:80],
        first_day=first,
        last_day=last,
        figures={key[:60]: value for key, value in row.figures},
    )


def _key_of(*parts: str) -> str:
    return hashlib.blake2b("|".join(parts).encode(), digest_size=16).hexdigest()


def _waybills(cell: str) -> tuple[str, ...]:
    if cell.isalnum():  # one, as nearly always
        return (cell[:40],)
    return tuple(waybill[:40] for waybill in _WAYBILLS.split(cell) if waybill)


def _status(read: ReadStatus | None) -> OrderStatus | None:
    return _STATUSES.get(read._value_) if read else None  # a member itself is hashed by Python code


def _fen(money: Money | None) -> int | None:
    return None if money is None else money.fen


def _address(url: str) -> str | None:
    """Give a web address; nothing for what is none, which a page must not link to."""
    return url[:300] if url.startswith(("https://", "http://")) else None
