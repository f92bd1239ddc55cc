"""The best answers to what the buyer wrote in the other program."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import suggesting
from guitai.domains.followups.dispatching import intents_in
from guitai.domains.trade import queries as trade
from guitai.web.bodies import body_of
from guitai.web.desk.dispatching import answer_for, with_order_first
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import talk_in, text_in

_LONGEST = 300


# By POST, for addresses are written into logs and what a buyer wrote is nobody else's business.
@require_POST
@never_cache
@member_required(Right.ANSWER)
def suggest(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the three best answers to the last lines of the buyer, or to what was typed.

    If they ask how far their order is, that comes first.
    """
    sent = body_of(request)
    typed = text_in(sent, "q", _LONGEST)
    talk, at = talk_in(request, sent), timezone.now()
    suggested = suggesting.for_talk(talk, at=at, typed=typed)
    order = talk.order or (trade.order_spoken_of(talk.buyer, product=talk.product) if talk.buyer else None)
    answer = answer_for(order, intents_in(suggested.question), at=at)
    return JsonResponse(with_order_first(suggested, order, answer))
