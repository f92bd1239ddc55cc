"""The best answers to what the buyer wrote in the other program."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import suggesting
from guitai.web.bodies import body_of
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import talk_in, text_in

_LONGEST = 300


# By POST, for addresses are written into logs and what a buyer wrote is nobody else's business.
@require_POST
@never_cache
@member_required(Right.ANSWER)
def suggest(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the three best answers to the last lines of the buyer, or to what was typed."""
    sent = body_of(request)
    typed = text_in(sent, "q", _LONGEST)
    return JsonResponse(
        suggesting.shape(suggesting.for_talk(talk_in(request, sent), at=timezone.now(), typed=typed))
    )
