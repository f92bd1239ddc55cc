"""How often the shop went to a buyer by itself, calls noted by hand, and the wish to hear nothing (G4)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import queries as chat
from guitai.domains.chat.queries import Conversation
from guitai.domains.guard import actions as guard_actions
from guitai.domains.guard import queries as guard
from guitai.domains.guard.queries import Contact, Place
from guitai.web.members import MemberRequest, member_required

# Those that happen away from the desk; messages from here are counted by themselves.
BY_HAND = (Contact.Kind.CALL, Contact.Kind.SMS, Contact.Kind.REVIEW)


@require_POST
@member_required(Right.ANSWER)
def note_contact(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Count a call or text message that was made elsewhere."""
    talk = _visible(request, pk)
    kind = request.POST.get("kind", "")
    if kind in BY_HAND:
        guard_actions.note_contact(
            shop=request.shop,
            account=talk.buyer.account,
            kind=Contact.Kind(kind),
            by=request.membership,
            place=Place.DESK,
            at=timezone.now(),
        )
    return _shown(request, talk)


@require_POST
@member_required(Right.ANSWER)
def no_contact(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Keep that the buyer wants to hear nothing, or let them be written to again."""
    talk = _visible(request, pk)
    account, at = talk.buyer.account, timezone.now()
    if request.POST.get("to") == "off":
        guard_actions.lift_no_contact(shop=request.shop, account=account, by=request.membership, at=at)
    elif account:
        guard_actions.mark_no_contact(shop=request.shop, account=account, by=request.membership, at=at)
    return _shown(request, talk)


def contacts_of(request: MemberRequest, talk: Conversation) -> dict[str, Any]:
    """Give what the panel shows of it; nothing for a buyer without an account."""
    account = talk.buyer.account
    state = guard.contact_state(shop_id=request.shop.pk, account=account, at=timezone.now())
    return {
        "account": account,
        "count": state.contacts_7d,
        "limit": request.shop.contact_limit,
        "wish": guard.wish_of(shop_id=request.shop.pk, account=account),
        "kinds": BY_HAND,
    }


def _shown(request: MemberRequest, talk: Conversation) -> HttpResponse:
    return render(request, "desk/contacts.html", {"talk": talk, "contacts": contacts_of(request, talk)})


def _visible(request: MemberRequest, pk: int) -> Conversation:
    return get_object_or_404(chat.of_member(request.membership).select_related("buyer"), pk=pk)
