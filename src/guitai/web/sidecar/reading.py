"""How the buyer feels beside another program: the desk's line, from what was pasted."""

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.chat.reading_beside import reading_beside
from guitai.web.bodies import body_of
from guitai.web.desk.advice import told_in
from guitai.web.desk.reading import shown
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import talk_in


# By POST, for addresses are written into logs and what a buyer wrote is nobody else's business.
@require_POST
@member_required(Right.ANSWER)
def reading(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the reading as a piece of a page."""
    found = reading_beside(talk_in(request, body_of(request)), language=told_in(request))
    return JsonResponse({"html": render_to_string("desk/reading.html", shown(found), request)})
