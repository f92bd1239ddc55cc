"""What every page knows: the shop, the member, the rail."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Membership, Person, Right, Shop


@dataclass(frozen=True, slots=True)
class RailLink:
    """One icon of the rail."""

    url: str
    icon: str
    name: str
    active: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Give ``page`` to every template: the shop one is in, one's place there, one's shops, the rail."""
    membership: Membership | None = getattr(request, "membership", None)
    shops: list[Shop] = []
    if isinstance(request.user, Person):
        shops = [place.shop for place in accounts.memberships_of(request.user)]
    return {
        "page": {
            "shop": membership.shop if membership else None,
            "membership": membership,
            "shops": shops,
            "rail": _rail(membership, request.path) if membership else [],
        }
    }


def _rail(membership: Membership, path: str) -> list[RailLink]:
    """Give the pages the member's role opens, in the order of the rail."""
    rights = accounts.rights_of(membership)
    counter = {Right.ANSWER}
    pages = [
        ("desk", "messages", _("Desk"), counter | {Right.SEE_FLOOR}),
        ("cases:board", "lifebuoy", _("After-sales"), counter | {Right.KEEP_LEDGERS}),
        ("followups", "checklist", _("Follow-ups"), counter),
        ("handover:list", "user-share", _("Handover"), counter),
        ("warehouse", "package", _("Warehouse"), {Right.WORK_WAREHOUSE}),
        ("imports", "file-import", _("Import"), {Right.IMPORT}),
        ("sidecar", "layout-sidebar-right-expand", _("Sidecar"), counter),
        ("guard", "shield-check", _("Guard"), counter | {Right.SEE_VERDICTS}),
        ("knowledge", "book", _("Knowledge"), counter | {Right.EDIT_KNOWLEDGE}),
        ("reports", "chart-bar", _("Reports"), {Right.SEE_FIGURES}),
    ]
    links = [(name, icon, title) for name, icon, title, wanted in pages if rights & wanted]
    if Right.ANSWER in rights and Right.SEE_FIGURES not in rights:
        links.append(("reports-mine", "chart-bar", _("My figures")))
    links.append(("setup", "settings", _("Setup")))
    urls = [reverse(name, args=[membership.shop.key]) for name, _icon, _title in links]
    return [
        RailLink(url, icon, title, path.startswith(url))
        for url, (_name, icon, title) in zip(urls, links, strict=True)
    ]
