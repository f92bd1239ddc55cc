"""Reach a buyer who is not in the chat: each try is kept and counts as a contact (A7, G4)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.standing import running, set_clock, tell
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.models import CaseAttempt
from guitai.domains.guard.actions import contacts
from guitai.domains.guard.models import Contact, Place
from guitai.domains.guard.queries import contact_state
from guitai.kernel.text import clean

LONGEST_NOTE = 300
_CONTACTS: dict[str, Contact.Kind] = {
    CaseAttempt.Way.CALL: Contact.Kind.CALL,
    CaseAttempt.Way.SMS: Contact.Kind.SMS,
    CaseAttempt.Way.MESSAGE: Contact.Kind.MESSAGE,
}


@transaction.atomic
def note_attempt(
    *, case_id: int, way: str, was_reached: bool, by: Membership, at: datetime, note: str = ""
) -> CaseAttempt:
    """Keep that somebody called or wrote to the buyer of a case, and whether they were reached.

    A buyer who has a case waits to hear of it: the shop's limit of contacts keeps nobody from calling, but
    the try counts towards it. A buyer who was reached has their first answer.

    :raises CaseRefusedError: if the case is over, there is no such way, or the buyer wants to hear nothing.
    """
    case = running(case_id, by)
    if way not in CaseAttempt.Way.values:
        raise CaseRefusedError(_("Say how you tried: call, text message or message."), field="way")
    account = case.buyer.account if case.buyer else ""
    if account and contact_state(shop_id=by.shop_id, account=account, at=at).no_contact:
        raise CaseRefusedError(_("This buyer wants to hear nothing from the shop by itself."), field="way")
    said = " ".join(clean(note).split())
    if len(said) > LONGEST_NOTE:
        sentence = _("A note has at most %(most)d characters; this one has %(count)d.")
        raise CaseRefusedError(sentence % {"most": LONGEST_NOTE, "count": len(said)}, field="note")
    noted = CaseAttempt.objects.create(case=case, way=way, was_reached=was_reached, note=said, by=by, at=at)
    contacts.note_contact(
        shop=by.shop, account=account, kind=_CONTACTS[way], by=by, place=Place.DESK, at=at, note=said
    )
    if was_reached and case.answered_at is None:
        case.answered_at = at
        set_clock(case)
        case.save(update_fields=["answered_at", "due_at", "warned_at"])
    tell("case_attempted", case, by, at, way=way, reached=was_reached)
    return noted
