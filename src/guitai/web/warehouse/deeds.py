"""What is done with a task: taken, answered, reopened; and who looks at the receiver."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guitai.common.files import keep_picture
from guitai.domains.accounts.queries import Right
from guitai.domains.trade import actions as trade_actions
from guitai.domains.warehouse import queries
from guitai.domains.warehouse.actions import tasks
from guitai.domains.warehouse.queries import Task
from guitai.kernel.errors import GuitaiError
from guitai.web.bodies import is_part
from guitai.web.members import MemberRequest, member_required
from guitai.web.warehouse.views import context


@require_POST
@member_required(Right.WORK_WAREHOUSE)
def take(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Say that one does it."""
    task = _own(request, pk)
    try:
        tasks.take(task_id=pk, by=request.membership, at=timezone.now())
    except GuitaiError as refusal:
        return _gone_on(request, refusal.sentence)
    return _gone_on(request, _("It is yours: %(kind)s.") % {"kind": task.get_kind_display()})


@require_POST
@member_required(Right.WORK_WAREHOUSE)
def answer(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Say what came of it, with a note, a waybill and a photo, if given."""
    _own(request, pk)
    try:
        done = _answered(request, pk)
    except GuitaiError as refusal:
        return _refused(request, pk, refusal.sentence)
    facts = {"kind": done.get_kind_display(), "answer": done.get_answer_display()}
    return _gone_on(
        request,
        _("%(kind)s: %(answer)s. Told at once.") % facts,
        undo=done if queries.may_be_reopened(done) else None,
    )


@require_POST
@member_required(Right.WORK_WAREHOUSE)
def reopen(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take an answer back that was a wrong button."""
    _own(request, pk)
    try:
        tasks.reopen(task_id=pk, by=request.membership, at=timezone.now())
    except GuitaiError as refusal:
        return _gone_on(request, refusal.sentence)
    return _gone_on(request, _("The answer is taken back."))


@require_POST
@never_cache
@member_required(Right.SEE_PERSONAL)
def reveal(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show the receiver of a task's order in clear; that it was looked at is kept."""
    order = _own(request, pk).order
    clear = trade_actions.reveal_personal_data(order=order, by=request.membership, at=timezone.now())
    if is_part(request):
        return render(request, "desk/receiver.html", {"receiver": clear})
    return render(request, "warehouse/warehouse.html", context(request) | {"clear": clear, "clear_of": pk})


def _own(request: MemberRequest, pk: int) -> Task:
    return get_object_or_404(queries.tasks_visible_to(request.user).filter(shop=request.shop), pk=pk)


@transaction.atomic  # a photo is not kept of what is refused
def _answered(request: MemberRequest, pk: int) -> Task:
    at, photo = timezone.now(), request.FILES.get("photo")
    return tasks.answer(
        task_id=pk,
        answer=request.POST.get("answer", ""),
        note=request.POST.get("note", ""),
        waybill=request.POST.get("waybill", ""),
        picture=keep_picture(photo.read(), shop_id=request.shop.pk, at=at) if photo else None,
        by=request.membership,
        at=at,
    )


def _refused(request: MemberRequest, pk: int, sentence: str) -> HttpResponse:
    """Say it at the task with what was typed; of one that is settled meanwhile above the list."""
    shown = context(request, refused={pk: sentence})
    if not any(each.refused for each in shown["tasks"]):
        shown["said"] = sentence
    template = "warehouse/list.html" if is_part(request) else "warehouse/warehouse.html"
    return render(request, template, shown)


def _gone_on(request: MemberRequest, said: str, *, undo: Task | None = None) -> HttpResponse:
    if is_part(request):
        return render(request, "warehouse/list.html", context(request, said=said, undo=undo))
    messages.success(request, said)
    return redirect("warehouse", request.shop.key)
