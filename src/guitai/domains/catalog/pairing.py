"""Goods a lead wants shown together: who asks about the one is offered the other (S4)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from guitai.common import audit
from guitai.domains.accounts.models import Membership
from guitai.domains.catalog.errors import PairingRefusedError
from guitai.domains.catalog.models import Pairing, Product
from guitai.kernel.text import clean

_LONGEST_NOTE = 120


@transaction.atomic
def pair(
    *,
    product: Product,
    goes_with: Product,
    note: str = "",
    both_ways: bool = False,
    by: Membership,
    at: datetime,
) -> Pairing:
    """Have a product offered with another; the same two again get the new note.

    :param both_ways: whether the first is offered to whoever asks about the second too.
    :raises PairingRefusedError: if it is one product twice, goods of two shops, or the note is too long.
    """
    note = clean(note)
    if product.pk == goes_with.pk:
        raise PairingRefusedError(_("A product cannot go with itself; choose another one."))
    if not product.shop_id == goes_with.shop_id == by.shop_id:
        raise PairingRefusedError(_("Both products must be this shop's."))
    if len(note) > _LONGEST_NOTE:
        raise PairingRefusedError(
            _("The note has %(length)s characters; at most %(most)s are kept.")
            % {"length": len(note), "most": _LONGEST_NOTE}
        )
    last = Pairing.objects.filter(product=product).aggregate(last=Max("position"))["last"]
    pairing, _new = Pairing.objects.update_or_create(
        product=product,
        goes_with=goes_with,
        defaults={"note": note},
        create_defaults={"note": note, "position": 0 if last is None else last + 1},
    )
    facts = {"product": product.code, "goes_with": goes_with.code, "note": note}
    audit.record("paired", subject=pairing, by=by, at=at, shop_id=by.shop_id, **facts)
    if both_ways:
        pair(product=goes_with, goes_with=product, note=note, by=by, at=at)
    return pairing


@transaction.atomic
def unpair(*, pairing: Pairing, by: Membership, at: datetime) -> None:
    """Offer the two together no more."""
    facts = {"product": pairing.product.code, "goes_with": pairing.goes_with.code}
    audit.record("unpaired", subject=pairing, by=by, at=at, shop_id=by.shop_id, **facts)
    pairing.delete()
