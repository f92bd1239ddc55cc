"""What can be done about remarks and flags: write one, say which of two holds, mark what was sent."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.common.events import publish
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.trade.errors import MeaningRefusedError, NothingToSettleError, RemarkRefusedError
from guitai.domains.trade.events import OrderRemarked
from guitai.domains.trade.models import Flag, FlagMeaning, Holds, Order, Remark, RemarkSource
from guitai.domains.trade.remarks import meanings_of, remarks_of
from guitai.kernel.days import SHANGHAI
from guitai.kernel.text import clean

LONGEST = 200  # letters of one remark; what they come to may be longer than the platform takes (remarks.fits)
LONGEST_MEANING = 40


def composed(text: str, *, by: Membership, at: datetime) -> str:
    """Give a remark as the trade writes it, with who and the day behind: 改发顺丰 小美/03.02."""
    return f"{text} {by.nickname}/{at.astimezone(SHANGHAI):%m.%d}" if text else ""


@transaction.atomic
def remark(*, order: Order, by: Membership, at: datetime, text: str = "", flag: str = "") -> Remark:
    """Write on an order of the member's shop; what was written before stays.

    :param text: the reason alone; who and when are put behind it.
    :param flag: the colour it gets; empty: the one it has stays.
    :raises RemarkRefusedError: if it says nothing, is too long, or there is no such colour.
    """
    order, said = _locked(order, by), " ".join(clean(text).split())
    if not said and not flag:
        raise RemarkRefusedError(_("Write something, or choose a flag."), field="text")
    if len(said) > LONGEST:
        sentence = _("A remark has at most %(most)d characters; this one has %(count)d.")
        raise RemarkRefusedError(sentence % {"most": LONGEST, "count": len(said)}, field="text")
    if flag and flag not in Flag.values:
        raise RemarkRefusedError(_("There is no such flag."), field="flag")
    before = remarks_of(order).flag
    row = Remark.objects.create(
        shop_id=order.shop_id,
        order=order,
        text=composed(said, by=by, at=at),
        flag=flag,
        by=by,
        platform_text=order.seller_remark,
        at=at,
    )
    record("remarked", subject=order, by=by, at=at, shop_id=order.shop_id, remark=row.pk, flag=flag)
    _announce(order, at, flag_changed=flag not in {"", before})
    return row


@transaction.atomic
def settle(*, order: Order, holds: Holds, by: Membership, at: datetime) -> None:
    """Say which holds where the platform shows something else than was written here.

    Ours: it is added to what the platform shows now, with our flag, and waits to be written back. The
    platform's: what was written here before is set aside; its history stays.

    :raises NothingToSettleError: if nothing contradicts, or somebody settled it meanwhile.
    """
    order = _locked(order, by)
    known = remarks_of(order)
    imported = known.conflict
    if imported is None:
        raise NothingToSettleError(_("Somebody has settled this already; reload to see how."))
    if holds == Holds.OURS:
        again = [row.pk for row in known.contradicted_by(imported)]
        Remark.objects.filter(pk__in=again).update(sent_at=None)
    Remark.objects.filter(pk=imported.pk).update(holds=holds, settled_by=by, settled_at=at)
    facts = {"remark": imported.pk, "holds": holds.value}
    record("remark_settled", subject=order, by=by, at=at, shop_id=order.shop_id, **facts)
    _announce(order, at, flag_changed=remarks_of(order).flag != known.flag)


@transaction.atomic
def mark_sent(*, shop: Shop, remarks: Collection[int], by: Membership | None, at: datetime) -> int:
    """Note that these own remarks stand on the platform now; give how many did not before.

    :param remarks: keys; those of other shops are passed over.
    :param by: who put them there; None: the installation itself.
    """
    unsent = Remark.objects.filter(shop=shop, pk__in=remarks, source=RemarkSource.OWN, sent_at=None)
    count = unsent.update(sent_at=at)
    if count:
        record("remarks_sent", subject=shop, by=by, at=at, shop_id=shop.pk, remarks=count)
    return count


@transaction.atomic
def take_sent_back(*, shop: Shop, sent_at: datetime, by: Membership, at: datetime) -> int:
    """Undo :func:`mark_sent`: what was marked at that moment waits again; give how many."""
    count = Remark.objects.filter(shop=shop, source=RemarkSource.OWN, sent_at=sent_at).update(sent_at=None)
    if count:
        record("remarks_sent_taken_back", subject=shop, by=by, at=at, shop_id=shop.pk, remarks=count)
    return count


@transaction.atomic
def name_flags(*, shop: Shop, meanings: Mapping[str, str], by: Membership, at: datetime) -> None:
    """Say what the colours mean in a shop; a colour that is not named keeps its meaning.

    :raises MeaningRefusedError: if one is too long.
    """
    known, changed = meanings_of(shop), {}
    for flag in Flag:
        meaning = " ".join(clean(meanings.get(flag, known[flag])).split())
        if len(meaning) > LONGEST_MEANING:
            sentence = _("The meaning of a flag has at most %(most)d characters.")
            raise MeaningRefusedError(sentence % {"most": LONGEST_MEANING}, field=flag.value)
        if meaning != known[flag]:
            FlagMeaning.objects.update_or_create(shop=shop, flag=flag, defaults={"meaning": meaning})
            changed[flag.value] = [known[flag], meaning]
    if changed:
        record("flags_named", subject=shop, by=by, at=at, shop_id=shop.pk, **changed)


def _locked(order: Order, by: Membership) -> Order:
    return (
        Order.objects.select_for_update(of=("self",)).select_related("shop").get(pk=order.pk, shop=by.shop_id)
    )


def _announce(order: Order, at: datetime, *, flag_changed: bool) -> None:
    publish(
        OrderRemarked(
            shop_id=order.shop_id,
            order_id=order.pk,
            number=order.number,
            flag_changed=flag_changed,
            ordered_at=order.created_at,
            paid_at=order.paid_at,
            at=at,
        )
    )
