"""The playbooks of a shop, and one of them as a tree."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales.playbook_queries import Playbook, PlaybookKept, playbooks_kept
from guitai.web.members import MemberRequest, member_required
from guitai.web.playbooks import names
from guitai.web.playbooks.tree import Tree


@require_GET
@never_cache
@member_required()
def playbooks(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show every playbook of the shop: what begins with it, whose text it is, what it leads now."""
    check_may_read(request)
    rows = [
        {"kept": each, "title": title_of(each.book), "starts": starts_of(each.book)}
        for each in playbooks_kept(request.shop)
    ]
    return render(request, "playbooks/list.html", {"rows": rows, "may_edit": may_edit(request)})


@require_GET
@never_cache
@member_required()
def playbook(request: MemberRequest, shop_key: str, key: str) -> HttpResponse:
    """Show one playbook as a tree."""
    kept, every = own(request, key)
    shown = about(request, kept, "tree") | {"roots": Tree(kept.book, every).roots()}
    return render(request, "playbooks/playbook.html", shown)


def own(request: MemberRequest, key: str) -> tuple[PlaybookKept, dict[str, Playbook]]:
    """Give a playbook of the shop, and the books of all, to who may read them.

    :raises Http404: if the shop has none of this key.
    """
    check_may_read(request)
    every = {each.key: each for each in playbooks_kept(request.shop)}
    if key not in every:
        raise Http404(_("There is no such playbook."))
    return every[key], {name: each.book for name, each in every.items()}


def about(request: MemberRequest, kept: PlaybookKept, tab: str) -> dict[str, Any]:
    """Give what every page of one playbook shows."""
    return {
        "kept": kept,
        "title": title_of(kept.book),
        "starts": starts_of(kept.book),
        "may_edit": may_edit(request),
        "tab": tab,
    }


def title_of(book: Playbook) -> str:
    """Give a playbook's title in the reader's language."""
    return book.title.told(get_language() or "")


def starts_of(book: Playbook) -> list[str]:
    """Say what begins with a playbook."""
    return [names.start_called(state) for state in book.starts]


def may_edit(request: MemberRequest) -> bool:
    """Say whether the member may change playbooks."""
    return accounts.may(request.membership, Right.EDIT_PLAYBOOKS)


def check_may_read(request: MemberRequest) -> None:
    """Let those through who work on cases or keep their ledgers, and who changes playbooks.

    :raises PermissionDenied: for anybody else of the shop.
    """
    wanted = {Right.ANSWER, Right.KEEP_LEDGERS, Right.EDIT_PLAYBOOKS}
    if not accounts.rights_of(request.membership) & wanted:
        raise PermissionDenied(_("Your role in this shop does not allow this; ask the lead."))
