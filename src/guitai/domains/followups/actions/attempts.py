"""Note that somebody went to a buyer about a to-do, as often as list, shop and buyer let them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guitai.domains.accounts.models import Membership
from guitai.domains.followups import lists
from guitai.domains.followups.actions.todos import announce, running
from guitai.domains.followups.errors import AttemptRefusedError
from guitai.domains.followups.models import Attempt, Listing, State, Todo
from guitai.domains.followups.settings import most_of
from guitai.domains.guard.actions import contacts
from guitai.domains.guard.models import Place
from guitai.domains.guard.queries import contact_state
from guitai.engines import worklists
from guitai.kernel.text import clean

LONGEST_NOTE = 300
_IN_THE_CHAT = frozenset({Attempt.Way.MESSAGE, Attempt.Way.COPIED})


@transaction.atomic
def note_attempt(
    *, todo_id: int, way: Attempt.Way, by: Membership, place: Place, at: datetime, note: str = ""
) -> Attempt:
    """Note a try, counted as a contact where its list says so; a to-do of nobody becomes theirs.

    What a buyer must be told about an order they paid (late, out of stock) is no contact that is limited.

    :raises NoSuchTodoError: if nothing of that key runs in the shop.
    :raises AttemptRefusedError: if list, platform, shop or buyer does not want one more; ``facts["why"]`` is
        proposed, most, platform, wish or limit.
    """
    todo = running(todo_id, by.shop_id)
    account = todo.buyer.account if todo.buyer else ""
    kind = lists.kinds()[Listing(todo.listing)].contact
    _check_list(todo, way, by)
    if kind is not None:
        _check_buyer(account, by, at)
    noted = Attempt.objects.create(todo=todo, way=way, by=by, note=clean(note)[:LONGEST_NOTE], at=at)
    if kind is not None:
        contacts.note_contact(shop=by.shop, account=account, kind=kind, by=by, place=place, at=at, note=note)
    was = todo.owner_id
    todo.attempts += 1
    todo.last_attempt_at, todo.owner = at, todo.owner or by
    todo.save(update_fields=["attempts", "last_attempt_at", "owner"])
    announce(todo, at, was=was)
    return noted


def _check_list(todo: Todo, way: Attempt.Way, by: Membership) -> None:
    if todo.state == State.PROPOSED:
        raise AttemptRefusedError(_("Confirm the promise first."), why="proposed")
    most = most_of(by.shop, Listing(todo.listing))
    if todo.attempts >= most:
        sentence = ngettext(
            "This list allows %(many)s attempt, and it was made.",
            "This list allows %(many)s attempts, and they were made.",
            most,
        )
        raise AttemptRefusedError(sentence % {"many": most}, why="most", most=most)
    known = todo.listing in worklists.rules().lists
    if not (known and way in _IN_THE_CHAT and worklists.instead_of(todo.listing, by.shop.platform)):
        return
    if todo.listing == Listing.POOR_REVIEW:
        raise AttemptRefusedError(
            _("This platform lets nobody write to a buyer first about a review; answer it in public."),
            why="platform",
        )
    raise AttemptRefusedError(
        _("This platform lets nobody write first in the chat for this; use its own reminder or coupon."),
        why="platform",
    )


def _check_buyer(account: str, by: Membership, at: datetime) -> None:
    state = contact_state(shop_id=by.shop_id, account=account, at=at)
    if state.no_contact:
        raise AttemptRefusedError(_("This buyer wants to hear nothing from the shop by itself."), why="wish")
    limit = by.shop.contact_limit
    if state.contacts_7d >= limit:
        sentence = _("The shop went to this buyer %(times)s times in seven days; %(limit)s are allowed.")
        raise AttemptRefusedError(
            sentence % {"times": state.contacts_7d, "limit": limit}, why="limit", limit=limit
        )
