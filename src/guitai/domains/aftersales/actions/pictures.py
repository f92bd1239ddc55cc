"""What is done with the picture archive: filed, filed elsewhere, taken away, brought back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.common.files import refuse_too_large
from guitai.common.originals import keep_with_original
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.aftersales.actions.picture_places import (
    buyer_of,
    check_order,
    check_shop,
    leading,
    place_of,
)
from guitai.domains.aftersales.actions.standing import tell
from guitai.domains.aftersales.errors import CasePictureRefusedError
from guitai.domains.aftersales.models import Case, CasePicture
from guitai.domains.catalog.models import Product
from guitai.domains.chat.models import Message
from guitai.domains.trade.models import Buyer, Order
from guitai.kernel.text import clean

LONGEST_FAULT, LONGEST_NOTE = 40, 200
REMOVED_WITHIN = timedelta(minutes=10)


@transaction.atomic
def file_upload(  # noqa: PLR0913 - what a picture is filed under
    *,
    shop: Shop,
    data: bytes,
    by: Membership,
    at: datetime,
    case: Case | None = None,
    order: Order | None = None,
    product: Product | None = None,
    fault: str = "",
    note: str = "",
) -> CasePicture:
    """File a picture somebody brings, and keep it as it came; what is not said is taken from the case.

    :param data: the file, byte by byte.
    :raises PictureRefusedError: if it is no picture that can be shown, or too large.
    :raises CasePictureRefusedError: if the case, the order or the product is another shop's, the order not
        the case's, or fault or note too long.
    """
    refuse_too_large(len(data))
    case = leading(case)
    check_shop(shop.pk, by, case, order, product)
    place = place_of(case, order, product, talk_with=None)
    words = _fault(fault) or (case.fault if case else ""), _note(note)
    kept = keep_with_original(data, shop_id=shop.pk, at=at)
    filed = CasePicture.objects.create(
        shop=shop,
        case=place.case,
        picture=kept.picture,
        original_sha256=kept.sha256,
        original_size=kept.size,
        buyer=place.buyer,
        order=place.order,
        product=place.product,
        fault=words[0],
        note=words[1],
        source=_source(by),
        by=by,
        at=at,
    )
    _tell("picture_filed", filed, by, at, fault=filed.fault)
    return filed


@transaction.atomic
def file_from_chat(
    *, message_id: int, by: Membership, at: datetime, case: Case | None = None, fault: str = ""
) -> CasePicture:
    """File the picture of a line of a talk; the same line is filed in a case once.

    One that was filed without a case joins the case; one that was taken away is brought back. Buyer and order
    are the case's, else the buyer is who wrote.

    :raises CasePictureRefusedError: if the shop has no such line, it has no picture, the case is another
        buyer's, or the fault too long.
    """
    message = _line(message_id, by)
    case = leading(case)
    check_shop(by.shop_id, by, case, None, None)
    place = place_of(case, None, None, talk_with=message.conversation.buyer)
    _check_buyer(case, message)
    words = _fault(fault)
    filed = _filed_before(message, case)
    if filed is None:
        filed = _row_of(message, by, at)
    elif filed.removed_at is None and filed.case_id == (case.pk if case else None):
        return filed
    filed.case, filed.buyer, filed.removed_at = place.case, place.buyer, None
    filed.order, filed.product = place.order or filed.order, place.product or filed.product
    filed.fault = words or filed.fault or (case.fault if case else "")
    filed.save()
    _tell("picture_filed", filed, by, at, fault=filed.fault)
    return filed


@transaction.atomic
def describe(
    *,
    picture_id: int,
    by: Membership,
    at: datetime,
    fault: str,
    product: Product | None,
    order: Order | None,
    note: str,
) -> CasePicture:
    """File a picture under another fault, product or order; the buyer is the order's, else who sent it.

    :raises CasePictureRefusedError: if the shop has no such picture, the order or the product is another
        shop's, the order not the case's, or fault or note too long.
    """
    filed = _own(picture_id, by)
    check_shop(by.shop_id, by, None, order, product)
    case = filed.case
    check_order(case, order)
    filed.order, filed.product = order, product
    filed.buyer = buyer_of(case, order, _who_sent(filed))
    filed.fault, filed.note = _fault(fault), _note(note)
    filed.save(update_fields=["order", "product", "buyer", "fault", "note"])
    _tell(
        "picture_described",
        filed,
        by,
        at,
        fault=filed.fault,
        product=product.pk if product else None,
        order=order.number if order else "",
    )
    return filed


@transaction.atomic
def remove(*, picture_id: int, by: Membership, at: datetime) -> CasePicture:
    """Take a picture out of the archive; nothing is deleted, and it can be brought back.

    :raises CasePictureRefusedError: if the shop has no such picture, or the member may not: leads may, and
        who filed it, for :data:`REMOVED_WITHIN`.
    """
    filed = _own(picture_id, by)
    _check_may_remove(filed, by, at)
    filed.removed_at = at
    filed.save(update_fields=["removed_at"])
    _tell("picture_removed", filed, by, at)
    return filed


@transaction.atomic
def restore(*, picture_id: int, by: Membership, at: datetime) -> CasePicture:
    """Bring a picture back that was taken away, by whoever may take it away.

    :raises CasePictureRefusedError: if there is no such picture, or the member may not.
    """
    filed = _own(picture_id, by, removed=True)
    _check_may_remove(filed, by, at)
    filed.removed_at = None
    filed.save(update_fields=["removed_at"])
    _tell("picture_restored", filed, by, at)
    return filed


def may_remove(filed: CasePicture, by: Membership, *, at: datetime) -> bool:
    """Say whether a member may take a picture away now."""
    recent = filed.by_id == by.pk and at - filed.at <= REMOVED_WITHIN
    return recent or accounts.may(by, accounts.Right.APPROVE)


def _own(picture_id: int, by: Membership, *, removed: bool = False) -> CasePicture:
    rows = CasePicture.objects.select_for_update(of=("self",)).select_related("case__order", "case__buyer")
    found = rows.filter(pk=picture_id, shop=by.shop_id, removed_at__isnull=not removed).first()
    if found is None:
        raise CasePictureRefusedError(_("There is no such picture in this shop's archive."))
    return found


def _line(message_id: int, by: Membership) -> Message:
    """Give a line with a picture, locked: two who file it at once file it once."""
    rows = Message.objects.select_for_update(of=("self",)).select_related("conversation__buyer", "picture")
    found = rows.filter(pk=message_id, conversation__shop=by.shop_id).exclude(picture=None).first()
    if found is None:
        raise CasePictureRefusedError(_("There is no such picture in a talk of this shop."))
    return found


def _row_of(message: Message, by: Membership, at: datetime) -> CasePicture:
    """Give a new row of a line's picture, filed under nothing yet; the talk kept no other original."""
    shown = message.picture
    if shown is None:
        raise CasePictureRefusedError(_("There is no such picture in a talk of this shop."))
    return CasePicture(
        shop_id=by.shop_id,
        picture=shown,
        original_sha256=shown.sha256,
        original_size=shown.size,
        source=CasePicture.Source.CHAT,
        message=message.pk,
        by=by,
        at=at,
    )


def _filed_before(message: Message, case: Case | None) -> CasePicture | None:
    """Give the row of this line in the case, else the one without a case."""
    rows = CasePicture.objects.select_for_update(of=("self",)).filter(message=message.pk)
    inside = rows.filter(case=case).first() if case else None
    return inside or rows.filter(case=None).first()


def _who_sent(filed: CasePicture) -> Buyer | None:
    """Give the buyer in whose talk the picture was, if it came from one."""
    if filed.message is None:
        return None
    said = Message.objects.select_related("conversation__buyer").filter(pk=filed.message).first()
    return said.conversation.buyer if said else None


def _check_buyer(case: Case | None, message: Message) -> None:
    if case is not None and case.buyer_id not in {None, message.conversation.buyer_id}:
        sentence = _("Case %(number)s is another buyer's; file the picture in a case of who sent it.")
        raise CasePictureRefusedError(sentence % {"number": case.number}, field="case")


def _source(by: Membership) -> CasePicture.Source:
    of_warehouse = by.role == Role.WAREHOUSE
    return CasePicture.Source.WAREHOUSE if of_warehouse else CasePicture.Source.UPLOAD


def _fault(fault: str) -> str:
    return _words(fault, LONGEST_FAULT, _("A fault is named in at most %(most)d characters."), "fault")


def _note(note: str) -> str:
    return _words(note, LONGEST_NOTE, _("A note of a picture has at most %(most)d characters."), "note")


def _words(text: str, most: int, sentence: str, field: str) -> str:
    words = " ".join(clean(text).split())
    if len(words) > most:
        raise CasePictureRefusedError(sentence % {"most": most}, field=field)
    return words


def _check_may_remove(filed: CasePicture, by: Membership, at: datetime) -> None:
    if not may_remove(filed, by, at=at):
        raise CasePictureRefusedError(
            _("The lead takes pictures away; who filed one may do so for ten minutes.")
        )


def _tell(deed: str, filed: CasePicture, by: Membership, at: datetime, **facts: object) -> None:
    """Keep it in the history: of the case, which looks again, else of the picture."""
    if filed.case is not None:
        tell(deed, filed.case, by, at, picture=filed.pk, **facts)
    else:
        record(deed, subject=filed, by=by, at=at, shop_id=filed.shop_id, **facts)
