"""Open a case: what went wrong with which goods of whose order (A1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.standing import go_to, tell
from guitai.domains.aftersales.clocks import answer_due, settle_due
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.models import Case, CaseLine, CaseSetting, Kind
from guitai.domains.aftersales.playbook_texts import kept_text, parsed, playbook_for
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Buyer, Order, OrderLine, Refund
from guitai.kernel.text import clean

LONGEST_SAID, LONGEST_FAULT = 300, 40


class Known(TypedDict, total=False):
    """What is known when a case is opened.

    ``lines`` are the order's lines it is about, their keys with how many pieces; none: all of the order.
    ``said`` are the buyer's words, ``fault`` the defect in few words, ``owner`` who goes on with it (None:
    who opens it).
    """

    order: Order | None
    buyer: Buyer | None
    conversation: Conversation | None
    refund: Refund | None
    lines: Mapping[int, int]
    said: str
    fault: str
    batch: str
    owner: Membership | None


@transaction.atomic
def open_case(*, kind: str, by: Membership, at: datetime, **known: Unpack[Known]) -> Case:
    """Open a case in the member's shop; it stands at the first step of its kind's playbook.

    :raises CaseRefusedError: if there is no such kind, nobody and no order is named, they are another
        shop's or do not belong together, or the same is under way already (``facts["number"]``).
    """
    if kind not in Kind.values:
        raise CaseRefusedError(_("Choose what went wrong."), field="kind")
    # One at a time in a shop: the next number is nobody else's, and the same is not opened twice.
    CaseSetting.objects.get_or_create(shop_id=by.shop_id)
    CaseSetting.objects.select_for_update().get(shop=by.shop_id)
    order, talk = known.get("order"), known.get("conversation")
    buyer = _buyer(by, known)
    owner = known.get("owner") or by
    _check(kind, by, order, buyer, owner)
    playbook = kept_text(by.shop, playbook_for(by.shop, kind), at=at)
    case = Case(
        shop_id=by.shop_id,
        number=(Case.objects.filter(shop=by.shop_id).aggregate(most=Max("number"))["most"] or 0) + 1,
        kind=kind,
        buyer=buyer,
        order=order,
        refund=known.get("refund"),
        conversation=talk,
        said=" ".join(clean(known.get("said", "")).split())[:LONGEST_SAID],
        fault=" ".join(clean(known.get("fault", "")).split())[:LONGEST_FAULT],
        batch=" ".join(clean(known.get("batch", "")).split())[:LONGEST_FAULT],
        playbook=playbook,
        owner=owner,
        opened_by=by,
        opened_at=at,
        answer_due_at=answer_due(by.shop, at=at),
        settle_due_at=settle_due(by.shop, kind, at=at),
        step_since=at,
    )
    if order is not None and (parcel := order.parcels.order_by("-pk").first()):
        case.courier, case.waybill = parcel.courier, parcel.waybill
    case.save()
    _keep_lines(case, order, known.get("lines", {}))
    go_to(case, parsed(playbook.written).begin(kind), by, at)
    case.save()
    tell("case_opened", case, by, at, kind=kind)
    return case


def _buyer(by: Membership, known: Known) -> Buyer | None:
    order, talk = known.get("order"), known.get("conversation")
    named = [known.get("buyer"), talk.buyer if talk else None, order.buyer if order else None]
    buyers = {buyer.pk: buyer for buyer in named if buyer is not None}
    shops = {each.shop_id for each in (*buyers.values(), order, talk) if each is not None}
    if not shops:
        raise CaseRefusedError(_("Say whose order it is: choose an order, or open it from the talk."))
    if shops != {by.shop_id}:
        raise CaseRefusedError(_("There is no such order or talk in this shop."))
    if len(buyers) > 1:
        raise CaseRefusedError(_("This order is another buyer's; choose one of this buyer's orders."))
    return next(iter(buyers.values()), None)


def _check(kind: str, by: Membership, order: Order | None, buyer: Buyer | None, owner: Membership) -> None:
    if owner.shop_id != by.shop_id or owner.left_at is not None:
        raise CaseRefusedError(_("Choose somebody who works in this shop."), field="owner")
    same = Case.objects.filter(shop=by.shop_id, kind=kind, state=Case.State.RUNNING, order=order)
    if order is None:
        same = same.filter(buyer=buyer)
    if (there := same.first()) is not None:
        sentence = _("Case %(number)s about the same is under way; go on there.")
        raise CaseRefusedError(sentence % {"number": there.number}, number=there.number)


def _keep_lines(case: Case, order: Order | None, wanted: Mapping[int, int]) -> None:
    lines = list(order.lines.select_related("product")) if order else []
    if strange := wanted.keys() - {line.pk for line in lines}:
        sentence = _("The order has no such line (%(line)s); load it anew.")
        raise CaseRefusedError(sentence % {"line": min(strange)}, field="lines")
    CaseLine.objects.bulk_create(
        _case_line(case, line, wanted.get(line.pk, line.quantity))
        for line in lines
        if not wanted or line.pk in wanted
    )


def _case_line(case: Case, line: OrderLine, quantity: int) -> CaseLine:
    if not 1 <= quantity <= line.quantity:
        sentence = _("Of “%(title)s” %(most)s were ordered; write a number up to that.")
        raise CaseRefusedError(sentence % {"title": line.title, "most": line.quantity}, field="lines")
    return CaseLine(
        case=case,
        order_line=line,
        product=line.product,
        title=line.title,
        sku_code=line.sku_code,
        quantity=quantity,
        paid_fen=line.price_fen * quantity,
    )
