"""The gentle wording of a to-do, with what is known of its buyer and order put into its slots."""

from datetime import datetime

from django.utils.translation import gettext as _

from guitai.domains.accounts.queries import Membership
from guitai.domains.followups.actions.attempts import note_attempt
from guitai.domains.followups.errors import AttemptRefusedError
from guitai.domains.followups.queries import Attempt, Todo
from guitai.domains.guard.queries import Place
from guitai.domains.knowledge.filling import Filled, fill
from guitai.domains.trade import queries as trade
from guitai.engines import worklists
from guitai.web.followups.reasons import instead_in_words


def worded(todo: Todo, *, by: Membership) -> Filled | None:
    """Give the wording as this member would send it; None if there is none, or the platform forbids it.

    What nobody knows stays open in it, and is named.
    """
    if todo.listing not in worklists.rules().lists or worklists.instead_of(todo.listing, by.shop.platform):
        return None
    reason = todo.why.get("reason") or todo.why.get("kind", "")
    template = worklists.wording(todo.listing, str(reason))
    if not template:
        return None
    facts = {"客服": by.nickname, "店铺": by.shop.name}
    if todo.buyer is not None:
        talked_of = todo.conversation.product if todo.conversation and todo.order is None else None
        facts = trade.buyer_facts(
            todo.buyer, shop=by.shop, agent=by.nickname, order=todo.order, product=talked_of
        )
    return fill(template, facts)


def copy_wording(todo: Todo, *, by: Membership, place: Place, at: datetime) -> str:
    """Give the wording of a to-do to be copied, and count that as an attempt.

    :raises AttemptRefusedError: if there is none, a slot stays open, or the buyer may not be gone to.
    """
    if instead := instead_in_words(todo):
        raise AttemptRefusedError(instead)
    wording = worded(todo, by=by)
    if wording is None:
        raise AttemptRefusedError(_("This list has no wording; write to the buyer from the talk."))
    if wording.missing:
        missing = _(", ").join(wording.missing)
        raise AttemptRefusedError(_("Not copied: nobody knows %(missing)s.") % {"missing": missing})
    note_attempt(todo_id=todo.pk, way=Attempt.Way.COPIED, by=by, place=place, at=at)
    return wording.text
