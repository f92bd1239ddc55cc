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
    key = membership.shop.key
    links = []
    if accounts.rights_of(membership) & {Right.ANSWER, Right.SEE_FLOOR}:
        links.append(("desk", "messages", _("Desk"), reverse("desk", args=[key])))
    if accounts.may(membership, Right.IMPORT):
        links.append(("imports", "file-import", _("Import"), reverse("imports", args=[key])))
    if accounts.may(membership, Right.ANSWER):
        links.append(("sidecar", "layout-sidebar-right-expand", _("Sidecar"), reverse("sidecar", args=[key])))
    if accounts.rights_of(membership) & {Right.ANSWER, Right.SEE_VERDICTS}:
        links.append(("guard", "shield-check", _("Guard"), reverse("guard", args=[key])))
    if accounts.rights_of(membership) & {Right.ANSWER, Right.EDIT_KNOWLEDGE}:
        links.append(("knowledge", "book", _("Knowledge"), reverse("knowledge", args=[key])))
    links += _reports(membership)
    links.append(("setup", "settings", _("Setup"), reverse("setup", args=[key])))
    return [RailLink(url, icon, name, path.startswith(url)) for _code, icon, name, url in links]


def _reports(membership: Membership) -> list[tuple[str, str, str, str]]:
    """Give the way to all figures or, for those who answer, to their own."""
    key = membership.shop.key
    if accounts.may(membership, Right.SEE_FIGURES):
        return [("reports", "chart-bar", _("Reports"), reverse("reports", args=[key]))]
    if accounts.may(membership, Right.ANSWER):
        return [("reports", "chart-bar", _("My figures"), reverse("reports-mine", args=[key]))]
    return []
