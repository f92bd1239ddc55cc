"""The desk's page and its requests; what is said over the socket is in ``live``."""

from datetime import UTC, datetime
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guitai.common.files import keep_picture, picture_path
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.catalog import queries as catalog
from guitai.domains.chat import actions, queries, shapes, wangwang
from guitai.domains.chat.queries import Conversation
from guitai.domains.followups import shapes as todo_shapes
from guitai.domains.insight import queries as insight
from guitai.domains.knowledge import asking_queries
from guitai.kernel.text import clean
from guitai.web.bodies import body_of
from guitai.web.desk.todos import kinds_shown
from guitai.web.members import MemberRequest, SignedInRequest, member_required, person_required


@require_GET
@person_required
def home(request: SignedInRequest) -> HttpResponse:
    """Go to the desk of the first shop one works in, or to the warehouse; say so where there is none."""
    place = accounts.memberships_of(request.user).first()
    if place is None:
        return render(request, "people/no_shop.html", status=403)
    return HttpResponseRedirect(reverse(_first_page(place), args=[place.shop.key]))


def _first_page(place: accounts.Membership) -> str:
    if accounts.may(place, Right.ANSWER):
        return "desk"
    return "warehouse" if accounts.may(place, Right.WORK_WAREHOUSE) else "setup"


@require_GET
@member_required()
def desk(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the desk, with its first state in the page."""
    member = request.membership
    lost = {
        "may_confirm_lost": accounts.may(member, Right.ANSWER),
        "lost_to_confirm": insight.to_confirm(member, at=timezone.now()).count(),
    }
    context = {"state": _state(request), "todo_kinds": kinds_shown(), **lost}
    return render(request, "desk/desk.html", context)


@require_GET
@member_required()
def state(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the desk's state afresh."""
    return JsonResponse(_state(request))


def _state(request: MemberRequest) -> dict[str, Any]:
    at = timezone.now()
    member, shop = request.membership, request.shop
    present = queries.presence(shop_id=shop.pk, at=at)
    return {
        **queries.floor_state(member, at=at),
        "questions": asking_queries.for_desk(shop, at=at),
        "todos": todo_shapes.for_desk(member),
        "me": {
            "id": member.pk,
            "name": member.nickname,
            "role": member.role,
            "state": present.get(member.pk, "online"),
            "may": sorted(accounts.rights_of(member)),
        },
        "shop": {
            "key": shop.key,
            "name": shop.name,
            "clocks": {
                "first": shop.first_reply_seconds,
                "reply": shop.reply_seconds,
                "promise": shop.promise_seconds,
            },
        },
        "groups": [{"id": group.pk, "name": group.name} for group in accounts.groups_of(shop)],
    }


@require_GET
@member_required()
def conversation(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Give a conversation and its last messages."""
    shown = _visible(request, pk)
    messages, more = queries.transcript(shown)
    return JsonResponse({"conversation": shapes.row(shown), "messages": messages, "more": more})


@require_GET
@member_required()
def messages(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Give older messages."""
    older, more = queries.transcript(_visible(request, pk), before=_whole(request.GET.get("before")))
    return JsonResponse({"messages": older, "more": more})


@require_POST
@member_required(Right.ANSWER)
def picture(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Send a picture."""
    _visible(request, pk)
    given, local_id = request.FILES.get("picture"), clean(request.POST.get("local_id", ""))[:40]
    if given is None or not local_id:
        return JsonResponse(
            {"code": "files.picture_refused", "reason": _("No picture was sent.")}, status=422
        )
    at = timezone.now()
    kept = keep_picture(given.read(), shop_id=request.shop.pk, at=at)
    stored = actions.send_picture(
        conversation_id=pk, by=request.membership, local_id=local_id, picture=kept, at=at
    )
    message = shapes.localised(shapes.message_shape(stored.message, shop_key=shop_key))
    return JsonResponse({"message": message, "seq": stored.seq})


@require_GET
@member_required()
def show_picture(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse | FileResponse:
    """Give a picture that stands in one of this shop's conversations or quick phrases."""
    shown = queries.picture_seen_by(request.membership, picture_id=pk)
    if shown is None:
        raise Http404
    response = FileResponse(picture_path(shown).open("rb"), content_type=shown.content_type)
    response["Cache-Control"] = "private, max-age=604800, immutable"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


@require_POST
@member_required(Right.ANSWER)
def take(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a conversation from the queue, or over from somebody."""
    _visible(request, pk)
    over = accounts.may(request.membership, Right.TAKE_OVER)
    taken = actions.take(conversation_id=pk, by=request.membership, at=timezone.now(), may_take_over=over)
    return JsonResponse({"conversation": shapes.row(taken)})


@require_POST
@member_required(Right.ANSWER)
def take_next(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take the conversation that has been in the queue longest."""
    taken = actions.take_next(by=request.membership, at=timezone.now())
    if taken is None:
        return JsonResponse({"code": "chat.queue_empty", "reason": _("Nobody is in the queue.")}, status=404)
    return JsonResponse({"conversation": shapes.row(taken)})


@require_POST
@member_required(Right.ANSWER)
def transfer(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Hand a conversation to a colleague or a group, with a note."""
    _visible(request, pk)
    asked = body_of(request)
    moved = actions.transfer(
        conversation_id=pk,
        by=request.membership,
        to_id=_whole(asked.get("to")),
        group_id=_whole(asked.get("group")),
        note=str(asked.get("note", "")),
        at=timezone.now(),
        may_move_others=accounts.may(request.membership, Right.TAKE_OVER),
    )
    return JsonResponse({"conversation": shapes.row(moved)})


@require_POST
@member_required(Right.ANSWER)
def close(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """End a conversation."""
    _visible(request, pk)
    over = accounts.may(request.membership, Right.TAKE_OVER)
    closed = actions.close(conversation_id=pk, by=request.membership, at=timezone.now(), may_end_others=over)
    return JsonResponse({"conversation": shapes.row(closed)})


@require_POST
@member_required(Right.ANSWER)
def reopen(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Open a closed conversation again."""
    _visible(request, pk)
    opened = actions.reopen(conversation_id=pk, by=request.membership, at=timezone.now())
    return JsonResponse({"conversation": shapes.row(opened)})


@require_GET
@member_required()
def search(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Find conversations by the buyer's name and by what was said."""
    wanted = request.GET.get("q", "").strip()[:100]
    if not wanted:
        return JsonResponse({"hits": [], "more": False})
    hits, more = queries.search(request.membership, text=wanted, before=_whole(request.GET.get("before")))
    return JsonResponse({"hits": hits, "more": more})


@require_GET
@member_required()
def closed(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give closed conversations, the last ended first."""
    try:
        before = _moment(request.GET.get("before", ""))
    except ValueError:
        return JsonResponse({"code": "desk.malformed", "reason": _("before is no time.")}, status=400)
    rows, more = queries.closed_page(request.membership, before=before)
    return JsonResponse({"conversations": rows, "more": more})


@require_GET
@member_required()
def products(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Find products to send as a card."""
    found = catalog.products_matching(shop_id=request.shop.pk, text=request.GET.get("q", "")[:100], limit=20)
    return JsonResponse({"products": found})


@require_GET
@member_required()
def emoji(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the emoji with their names in the reader's language."""
    english = request.user.language == "en"
    shown = [
        {"code": e.code, "name": e.english if english else e.chinese, "glyph": e.glyph} for e in wangwang.ALL
    ]
    response = JsonResponse({"emoji": shown})
    response["Cache-Control"] = "private, max-age=86400"
    return response


def _visible(request: MemberRequest, pk: int) -> Conversation:
    return get_object_or_404(queries.of_member(request.membership), pk=pk)


def _moment(given: str) -> datetime | None:
    try:
        return datetime.fromisoformat(given).astimezone(UTC) if given else None
    except OverflowError as error:  # before the first day there is
        raise ValueError(given) from error


def _whole(given: object) -> int | None:
    try:
        number = int(str(given))
    except ValueError:
        return None
    return number if 0 < number < 2**63 else None
