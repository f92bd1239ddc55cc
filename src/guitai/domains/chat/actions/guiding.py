"""Guidance cards: one step of a guide after another, each sent once (D8)."""

from datetime import datetime

from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.actions.lines import Content, Stored
from guitai.domains.chat.actions.sending import send
from guitai.domains.chat.errors import UnknownCardError
from guitai.domains.chat.models import Kind
from guitai.domains.knowledge import guide_queries


def send_guide_step(
    *, conversation_id: int, by: Membership, local_id: str, guide_id: int, step: int, at: datetime
) -> Stored:
    """Send one step of a guide with its picture; other refusals as in :func:`sending.send`.

    The card keeps the words as they are now: whoever changes the guide changes no talk. How far a talk has
    got is told by its last card alone.

    :param step: the first is 1.
    :raises UnknownCardError: if the shop has no such guide in use, or it has fewer steps.
    """
    found = guide_queries.guide_card(shop_id=by.shop_id, guide_id=guide_id, step=step)
    if found is None:
        raise UnknownCardError(_("This guide is out of use or has no such step by now; nothing was sent."))
    card, picture = found
    return send(conversation_id, by, local_id, Content(kind=Kind.GUIDE, card=card, picture=picture), at)
