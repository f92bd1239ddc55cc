"""How a shop changes its playbooks: a text at a time, each a new version (A2)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales import playbook_texts
from guitai.domains.aftersales.errors import PlaybookRefusedError
from guitai.domains.aftersales.models import PlaybookText
from guitai.domains.aftersales.playbook_checks import check_conventions, fault_in_words, read, told
from guitai.engines.playbooks import Playbook, PlaybookError, check_together
from guitai.kernel.text import shorten

LONGEST_WHY = 300


@transaction.atomic
def write_playbook(
    *, by: Membership, key: str, written: str, why: str, at: datetime, base_version: int
) -> PlaybookText:
    """Keep a playbook as the shop's own from now on; cases under way are led on by the text they came in by.

    :param why: for the history; may be empty.
    :param base_version: the version that was looked at, 0 where there was only what comes with the program.
    :raises PlaybookRefusedError: if the text can't be used, does not hold together with the shop's others, or
        somebody else changed it meanwhile; ``facts["at"]`` is the key that is at fault.
    """
    _hold(by.shop)
    shipped = _shipped(key)
    _check_nobody_else_wrote(by.shop, key, base_version)
    try:
        book = read(written)
        check_conventions(book, starts=playbook_texts.parsed(shipped).starts)
        _check_together(by.shop, key, book)
    except PlaybookError as fault:
        raise PlaybookRefusedError(told(fault), at=fault.at, fault=fault_in_words(fault)) from fault
    return _kept(by=by, key=key, written=written, is_own=True, why=why, at=at)


@transaction.atomic
def take_shipped(*, by: Membership, key: str, at: datetime, why: str = "") -> PlaybookText:
    """Go back to the playbook that comes with the program; the shop's own stays in the history.

    :raises PlaybookRefusedError: if the shop has none of its own, or the shipped one does not hold together
        with the shop's others.
    """
    _hold(by.shop)
    shipped = _shipped(key)
    if key not in playbook_texts.own_texts(by.shop):
        raise PlaybookRefusedError(_("The shop keeps to the playbook that comes with the program already."))
    try:
        _check_together(by.shop, key, playbook_texts.parsed(shipped))
    except PlaybookError as fault:
        raise PlaybookRefusedError(told(fault), at=fault.at, fault=fault_in_words(fault)) from fault
    return _kept(by=by, key=key, written=shipped, is_own=False, why=why, at=at)


def _hold(shop: Shop) -> None:
    """Let one playbook of a shop be written at a time: they have to hold together."""
    Shop.objects.select_for_update().get(pk=shop.pk)


def _shipped(key: str) -> str:
    text = playbook_texts.shipped().get(key)
    if text is None:
        raise PlaybookRefusedError(_("There is no playbook %(key)s.") % {"key": key}, at="key")
    return text


def _check_nobody_else_wrote(shop: Shop, key: str, base_version: int) -> None:
    # What a case came in by is kept by nobody, and says what was looked at.
    later = PlaybookText.objects.filter(shop=shop, key=key, version__gt=base_version, by__isnull=False)
    newest = later.select_related("by").order_by("-version").first()
    if newest is not None and newest.by is not None:
        said = _("%(name)s changed this playbook meanwhile; look at it again, then make your change.")
        raise PlaybookRefusedError(said % {"name": newest.by.nickname}, at="version")


def _check_together(shop: Shop, key: str, book: Playbook) -> None:
    check_together({**playbook_texts.playbooks_of(shop), key: book})


def _kept(*, by: Membership, key: str, written: str, is_own: bool, why: str, at: datetime) -> PlaybookText:
    rows = PlaybookText.objects.filter(shop=by.shop, key=key).order_by("-version")
    before = rows.values_list("version", flat=True).first() or 0
    row = PlaybookText.objects.create(
        shop=by.shop,
        key=key,
        version=before + 1,
        written=written,
        is_own=is_own,
        by=by,
        at=at,
        why=shorten(why.strip(), LONGEST_WHY),
    )
    deed = "playbook_written" if is_own else "playbook_as_shipped"
    record(deed, subject=row, by=by, at=at, shop_id=by.shop_id, playbook=key, version=row.version)
    return row
