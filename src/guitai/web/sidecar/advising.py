"""What helps to advise a buyer beside another program: the desk's advice, from what was pasted."""

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import advising
from guitai.web.bodies import body_of
from guitai.web.desk.advice import shown, told_in
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import talk_in


# By POST, for what was pasted may hold a phone number, and addresses are written into logs.
@require_POST
@member_required(Right.ANSWER)
def advise(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the advice as a piece of a page."""
    language = told_in(request)
    found = advising.beside(talk_in(request, body_of(request)), at=timezone.now(), language=language)
    context = shown(found, language) | {"beside": True} if found else {}
    return JsonResponse({"html": render_to_string("desk/advice.html", context, request)})
