"""Count when the shop goes to a buyer by itself, and keep who wants no more of it."""

from datetime import datetime

from django.db import transaction

from guitai.common import audit
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard.models import Contact, NoContact, Place
from guitai.kernel.days import business_day, day_period
from guitai.kernel.text import clean

_LONGEST = 300


@transaction.atomic
def note_contact(
    *,
    shop: Shop,
    account: str,
    kind: Contact.Kind,
    by: Membership | None,
    place: Place,
    at: datetime,
    note: str = "",
    once_a_day: bool = False,
) -> Contact | None:
    """Count a contact; none for a buyer without an account.

    :param once_a_day: what goes on, as several messages in a row, is one contact of its kind a day.
    """
    if not account:
        return None
    today = day_period(business_day(at))
    noted = Contact.objects.filter(
        shop=shop, account=account, kind=kind, at__gte=today.start, at__lt=today.end
    )
    if once_a_day and noted.exists():
        return None
    return Contact.objects.create(
        shop=shop, account=account, kind=kind, by=by, place=place, note=clean(note)[:_LONGEST], at=at
    )


@transaction.atomic
def mark_no_contact(
    *, shop: Shop, account: str, by: Membership | None, at: datetime, said: str = ""
) -> NoContact:
    """Keep that a buyer wants to hear nothing from the shop by itself; what was kept first stays."""
    kept, is_new = NoContact.objects.get_or_create(
        shop=shop, account=account, defaults={"since": at, "by": by, "said": clean(said)[:_LONGEST]}
    )
    if is_new:
        audit.record("no_contact_marked", subject=kept, by=by, at=at, shop_id=shop.pk)
    return kept


@transaction.atomic
def lift_no_contact(*, shop: Shop, account: str, by: Membership, at: datetime) -> bool:
    """Let a buyer be written to again; false if nothing forbade it."""
    kept = NoContact.objects.filter(shop=shop, account=account).first()
    if kept is None:
        return False
    audit.record("no_contact_lifted", subject=kept, by=by, at=at, shop_id=shop.pk)
    kept.delete()
    return True
