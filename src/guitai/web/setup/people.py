"""Who works in the shop, as what, and in which groups."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guitai.domains.accounts import actions, queries
from guitai.domains.accounts.queries import Right
from guitai.web.forms import refusals_as_notes
from guitai.web.members import MemberRequest, member_required
from guitai.web.setup.forms import GroupForm, KnownPersonForm, MemberForm, NewcomerForm


@require_GET
@member_required(Right.EDIT_PEOPLE)
def people(request: MemberRequest, shop_key: str) -> HttpResponse:
    """List who works here, and who did."""
    shop = request.shop
    return render(
        request,
        "setup/people.html",
        {
            "members": queries.active_members(shop),
            "former": queries.former_members(shop),
            "on_duty": queries.on_duty(shop, at=timezone.now()),
        },
    )


@require_http_methods(["GET", "POST"])
@never_cache
@member_required(Right.EDIT_PEOPLE)
def add(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take in somebody new, and show their first password once."""
    form = NewcomerForm(request.POST or None, shop=request.shop)
    if form.is_valid():
        with form.taking_refusals():
            newcomer = actions.add_newcomer(
                shop=request.shop, by=request.membership, at=timezone.now(), **form.cleaned_data
            )
            return _show_password(request, newcomer.membership, newcomer.password)
    return _add_page(request, form, KnownPersonForm(lead=request.membership), status=form.status)


@require_POST
@member_required(Right.EDIT_PEOPLE)
def add_known(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take in somebody who has an account already."""
    form = KnownPersonForm(request.POST, lead=request.membership)
    if form.is_valid():
        with form.taking_refusals():
            member = actions.add_member(
                shop=request.shop, by=request.membership, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("%(name)s now works in this shop.") % {"name": member.nickname})
            return redirect("setup-people", shop_key)
    return _add_page(request, NewcomerForm(shop=request.shop), form, status=form.status)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_PEOPLE)
def person(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show and change what somebody is in this shop."""
    member = get_object_or_404(queries.active_members(request.shop), pk=pk)
    form = MemberForm.of(member, request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            actions.change_member(
                membership=member, by=request.membership, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("%(name)s is saved.") % {"name": form.cleaned_data["nickname"]})
            return redirect("setup-people", shop_key)
    may_reset = queries.leads_every_shop_of(member.person, lead=request.membership)
    facts = {"form": form, "member": member, "may_reset": may_reset}
    return render(request, "setup/person.html", facts, status=form.status)


@require_POST
@never_cache
@member_required(Right.EDIT_PEOPLE)
def reset_password(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Give somebody a new password and show it once."""
    member = get_object_or_404(queries.active_members(request.shop), pk=pk)
    password = ""
    with refusals_as_notes(request):
        password = actions.issue_password(person=member.person, by=request.membership, at=timezone.now())
    return _show_password(request, member, password) if password else redirect("setup-person", shop_key, pk)


@require_POST
@member_required(Right.EDIT_PEOPLE)
def end(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Let somebody leave the shop."""
    member = get_object_or_404(queries.active_members(request.shop), pk=pk)
    with refusals_as_notes(request):
        actions.end_membership(membership=member, by=request.membership, at=timezone.now())
        messages.success(request, _("%(name)s no longer works in this shop.") % {"name": member.nickname})
    return redirect("setup-people", shop_key)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_PEOPLE)
def groups(request: MemberRequest, shop_key: str) -> HttpResponse:
    """List the groups, and make a new one."""
    form = GroupForm(request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            actions.create_group(
                shop=request.shop, by=request.membership, at=timezone.now(), **form.cleaned_data
            )
            return redirect("setup-groups", shop_key)
    facts = {"form": form, "groups": queries.groups_of(request.shop).prefetch_related("memberships")}
    return render(request, "setup/groups.html", facts, status=form.status)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_PEOPLE)
def group(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Change a group."""
    found = get_object_or_404(queries.groups_of(request.shop), pk=pk)
    form = GroupForm.of(found, request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            actions.change_group(group=found, by=request.membership, at=timezone.now(), **form.cleaned_data)
            return redirect("setup-groups", shop_key)
    return render(request, "setup/group.html", {"form": form, "group": found}, status=form.status)


@require_POST
@member_required(Right.EDIT_PEOPLE)
def remove_group(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a group away."""
    found = get_object_or_404(queries.groups_of(request.shop), pk=pk)
    name = found.name
    actions.remove_group(group=found, by=request.membership, at=timezone.now())
    messages.success(request, _("The group %(name)s is gone.") % {"name": name})
    return redirect("setup-groups", shop_key)


def _show_password(request: MemberRequest, member: queries.Membership, password: str) -> HttpResponse:
    return render(request, "setup/password_shown.html", {"member": member, "password": password})


def _add_page(
    request: MemberRequest, newcomer: NewcomerForm, known: KnownPersonForm, *, status: int
) -> HttpResponse:
    facts = {
        "form": newcomer,
        "known": known,
        "anybody_known": queries.people_known_to(request.membership).exists(),
    }
    return render(request, "setup/person_add.html", facts, status=status)
