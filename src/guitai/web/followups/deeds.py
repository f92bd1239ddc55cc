"""What is done with a to-do of a list, in one key each; a refusal is said where it was caused."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.followups import queries
from guitai.domains.followups.actions import attempts, todos
from guitai.domains.followups.errors import AttemptRefusedError, TimeRefusedError
from guitai.domains.followups.queries import Attempt, Todo
from guitai.domains.guard.queries import Place
from guitai.kernel.days import SHANGHAI
from guitai.kernel.errors import GuitaiError
from guitai.web.bodies import is_part
from guitai.web.followups.narrowing import Wanted, rows_of, wanted
from guitai.web.followups.views import ON_A_PAGE, Said, context
from guitai.web.followups.wordings import copy_wording
from guitai.web.members import MemberRequest, View, member_required

Deed = Callable[[MemberRequest, Todo, datetime], Said]
# After these the next one of the list is opened.
_ENDING = frozenset({"close", "drop", "put_off", "pass_on"})


def _deed(does: Deed) -> View:
    """Make a view of a deed: it finds the to-do, does it, and shows the list with what came of it."""

    @require_POST
    @member_required(Right.ANSWER)
    @wraps(does)
    def view(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
        todo = get_object_or_404(queries.todos_visible_to(request.user).filter(shop=request.shop), pk=pk)
        asked, at = wanted(request), timezone.now()
        following = _next_of(request, asked, pk, at) if does.__name__ in _ENDING else pk
        try:
            said = does(request, todo, at)
        except GuitaiError as refusal:
            if not is_part(request):
                raise  # said on the page one came from
            said, following = Said(refused=refusal.sentence), pk
        return _go_on(request, asked, following, said)

    return view


def _go_on(request: MemberRequest, asked: Wanted, chosen: int, said: Said) -> HttpResponse:
    if is_part(request):
        shown = context(request, asked, chosen=chosen, said=said)
        return render(request, "followups/lists_body.html", shown)
    if said.sentence:
        messages.success(request, said.sentence)
    return redirect(f"{reverse('followups', args=[request.shop.key])}?{asked.query(pk=chosen or None)}")


def _next_of(request: MemberRequest, asked: Wanted, pk: int, at: datetime) -> int:
    """Give the key of the to-do after this one on the page, else of the one before; 0 if it is the last."""
    page = int(asked.page) if asked.page.isdecimal() else 1
    first = (max(page, 1) - 1) * ON_A_PAGE
    keys = list(rows_of(request, asked, at=at).values_list("pk", flat=True)[first : first + ON_A_PAGE + 1])
    place = keys.index(pk) if pk in keys else -1
    left = [*keys[place + 1 :], *reversed(keys[: max(place, 0)])]
    return next(iter(left), 0)


@_deed
def copied(request: MemberRequest, todo: Todo, at: datetime) -> Said:
    """Let the wording be copied, which counts as an attempt."""
    copy_wording(todo, by=request.membership, place=Place.DESK, at=at)
    return Said(sentence=_("The wording is copied, and the attempt counted."), copied=True)


@_deed
def tried(request: MemberRequest, todo: Todo, at: datetime) -> Said:
    """Note an attempt made in another way: a call, a text message, a message beside."""
    way, note = request.POST.get("way", ""), request.POST.get("note", "")
    if way not in Attempt.Way.values:
        raise AttemptRefusedError(_("Choose one of the list."))
    attempts.note_attempt(
        todo_id=todo.pk, way=Attempt.Way(way), by=request.membership, place=Place.DESK, at=at, note=note
    )
    return Said(sentence=_("The attempt is noted."))


@_deed
def close(request: MemberRequest, todo: Todo, at: datetime) -> Said:
    """Say what came of it; the next one is opened."""
    outcome, note = request.POST.get("outcome", ""), request.POST.get("note", "")
    ended = todos.close(todo_id=todo.pk, outcome=outcome, by=request.membership, at=at, note=note)
    sentence = _("%(buyer)s: %(outcome)s.") % {
        "buyer": _called(todo),
        "outcome": ended.get_outcome_display(),
    }
    return Said(sentence=sentence, undo=ended)


@_deed
def take(request: MemberRequest, todo: Todo, at: datetime) -> Said:
    """Make it one's own."""
    todos.pass_on(todo_id=todo.pk, to=request.membership, by=request.membership, at=at)
    return Said(sentence=_("%(buyer)s is yours now.") % {"buyer": _called(todo)})


@_deed
def pass_on(request: MemberRequest, todo: Todo, at: datetime) -> Said:
    """Give it to a colleague, or to nobody in particular; the next one is opened."""
    to = request.POST.get("to", "")
    members = accounts.answering_members(request.shop)
    member = members.filter(pk=int(to)).first() if to.isascii() and to.isdecimal() and len(to) < 19 else None
    todos.pass_on(todo_id=todo.pk, to=member, by=request.membership, at=at)
    who = member.nickname if member else _("nobody in particular")
    return Said(sentence=_("%(buyer)s is with %(member)s now.") % {"buyer": _called(todo), "member": who})


@_deed
def put_off(request: MemberRequest, todo: Todo, at: datetime) -> Said:
    """Look at it again then; the next one is opened."""
    until = _moment(request.POST.get("until") or request.POST.get("own_until", ""))
    todos.put_off(todo_id=todo.pk, until=until, by=request.membership, at=at)
    shown = f"{until.astimezone(SHANGHAI):%m-%d %H:%M}"
    return Said(sentence=_("%(buyer)s comes back at %(time)s.") % {"buyer": _called(todo), "time": shown})


@_deed
def drop(request: MemberRequest, todo: Todo, at: datetime) -> Said:
    """Take off the list what should not be there; the next one is opened."""
    note = request.POST.get("note", "")
    ended = todos.drop(todo_id=todo.pk, by=request.membership, at=at, note=note)
    return Said(sentence=_("%(buyer)s is off the list.") % {"buyer": _called(todo)}, undo=ended)


@_deed
def reopen(request: MemberRequest, todo: Todo, at: datetime) -> Said:
    """Take back how it ended, and show it again."""
    todos.reopen(todo_id=todo.pk, by=request.membership, at=at)
    return Said(sentence=_("%(buyer)s is open again.") % {"buyer": _called(todo)})


def _called(todo: Todo) -> str:
    if todo.buyer is not None:
        return todo.buyer.display_name
    return todo.order.number if todo.order else todo.get_listing_display()


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    except ValueError:
        raise TimeRefusedError(_("Choose a time to come.")) from None
