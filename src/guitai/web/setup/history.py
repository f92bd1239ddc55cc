"""What was changed in the shop, by whom and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from guitai.common import audit
from guitai.domains.accounts.queries import Membership, Right, Shop
from guitai.domains.catalog.queries import Activity, Terms
from guitai.web.members import MemberRequest, member_required
from guitai.web.setup.figures_form import FiguresForm

ON_A_PAGE = 50

# Deeds of this domain in words; one that is not named here is shown by its own word.
DEEDS = {
    "shop_created": _("opened the shop"),
    "settings_changed": _("changed the settings"),
    "figure_settings_changed": _("changed how figures are counted"),
    "widget_secret_shown": _("looked at the identity secret"),
    "widget_secret_rotated": _("made a new identity secret"),
    "person_created": _("made an account"),
    "password_set": _("set a new password"),
    "member_added": _("took somebody in"),
    "member_changed": _("changed a member"),
    "membership_ended": _("let somebody leave"),
    "group_created": _("made a group"),
    "group_changed": _("changed a group"),
    "group_removed": _("took a group away"),
    "shift_defined": _("set the hours of a shift"),
    "shift_retired": _("took a shift away"),
    "duty_set": _("planned a shift"),
    "duty_cleared": _("gave a day off"),
    "swap_asked": _("asked to swap a shift"),
    "swap_agreed": _("agreed to swap a shift"),
    "swap_declined": _("declined to swap a shift"),
    "swap_approved": _("approved a swap of shifts"),
    "swap_refused": _("refused a swap of shifts"),
    "swap_withdrawn": _("took back a swap of shifts"),
    "week_copied": _("copied a week of the roster"),
    "roster_taken_over": _("took a proposed roster over"),
    "roster_undone": _("took a proposed roster back"),
    "staffing_changed": _("changed how the shop is staffed"),
    "roster_terms_changed": _("changed what a member may work"),
    "days_off_set": _("set days off"),
    "special_days_set": _("set the special days"),
    "terms_changed": _("changed what the shop promises"),
    "activity_saved": _("announced or changed an activity"),
    "activity_retired": _("took an activity off the list"),
    "warehouse_asked": _("asked the warehouse"),
    "warehouse_answered": _("answered for the warehouse"),
    "warehouse_reopened": _("took back an answer of the warehouse"),
    "warehouse_task_withdrawn": _("took back what the warehouse was asked"),
    "case_opened": _("opened a case"),
    "case_answered": _("answered a step of a case"),
    "case_stepped_back": _("took an answer of a case back"),
    "case_given": _("gave a case to somebody"),
    "case_described": _("wrote down what a case is about"),
    "case_first_answered": _("gave a case's first answer"),
    "case_attempted": _("tried to reach a case's buyer"),
    "case_kind_changed": _("changed what a case is about"),
    "case_merged": _("merged a case into another"),
    "case_joined": _("took another case in"),
    "case_reopened": _("reopened a case"),
    "case_settings_changed": _("changed the clocks of after-sales"),
    "playbook_written": _("changed a playbook"),
    "playbook_as_shipped": _("went back to a playbook as shipped"),
    "ledger_corrected": _("corrected a line of a ledger"),
    "ledger_paid": _("wrote down what a courier paid"),
    "ledger_confirmed": _("confirmed or denied a wrong shipment"),
    "courier_saved": _("saved a courier"),
    "courier_removed": _("removed a courier"),
    "courier_reaches_saved": _("changed where a courier goes"),
    "couriers_put_in": _("put in the usual couriers"),
    "rough_days_filled": _("put in rough days of the couriers"),
    "cancelling_begun": _("began to cancel an order"),
    "cancelling_answered": _("went a step on in cancelling"),
    "cancelling_stepped_back": _("went a step back in cancelling"),
    "cancelling_restarted": _("began the cancelling anew"),
    "cancelling_dropped": _("dropped the cancelling"),
    "picture_filed": _("filed a fault picture"),
    "picture_described": _("filed a fault picture elsewhere"),
    "picture_removed": _("took a fault picture away"),
    "picture_restored": _("brought a fault picture back"),
    "pictures_downloaded": _("downloaded fault pictures"),
    "phrase_saved": _("saved a quick phrase"),
    "phrase_retired": _("took a quick phrase out of use"),
    "phrase_restored": _("brought a quick phrase back"),
    "entry_saved": _("saved an entry of the knowledge"),
    "entry_approved": _("approved an entry of the knowledge"),
    "entry_retired": _("took an entry of the knowledge out of use"),
    "entry_restored": _("brought an entry of the knowledge back"),
    "entries_merged": _("merged entries of the knowledge"),
    "entries_parted": _("took a merging of entries back"),
    "entries_imported": _("imported knowledge"),
    "candidate_approved": _("approved what an agent suggested"),
    "candidate_dropped": _("dropped what an agent suggested"),
    "candidate_reopened": _("took a decision about a suggestion back"),
    "remarked": _("wrote on an order"),
    "remark_settled": _("said which remark holds"),
    "remarks_sent": _("marked remarks as written back"),
    "remarks_sent_taken_back": _("let remarks wait to be written back again"),
    "flags_named": _("said what the flags mean"),
    "personal_data_seen": _("looked at a receiver's data"),
    "file_imported": _("imported a file"),
    "import_undone": _("undid an import"),
    "mapping_saved": _("said what the columns of a table mean"),
    "mapping_removed": _("let the columns of a table be forgotten"),
    "rule_switched_on": _("switched a rule on"),
    "rule_switched_off": _("switched a rule off"),
    "rule_saved": _("saved a rule"),
    "rule_restored": _("brought an earlier wording of a rule back"),
    "approval_granted": _("granted a request"),
    "approval_refused": _("refused a request"),
    "no_contact_marked": _("noted that a buyer wants no contact"),
    "no_contact_lifted": _("let a buyer be contacted again"),
    "target_set": _("set a target"),
    "margin_set": _("set the margin"),
    "pay_scheme_in_force": _("put a pay scheme in force"),
    "pay_scheme_ended": _("took a pay scheme out of force"),
    "process_saved": _("saved a line of the process table"),
    "process_removed": _("took a line off the process table"),
    "list_changed": _("changed how a list is kept"),
    "todo_dropped": _("dropped a to-do"),
    "handover_gathered": _("handed over before leaving"),
    "handover_noted": _("added a note to a handover"),
    "handover_item_taken": _("took something over"),
    "handover_item_given_back": _("gave something taken over back"),
    "handover_item_settled": _("settled something taken over"),
}

_LABELS = {
    "version": _("version"),
    "why": _("why"),
    "approval": _("request"),
    "order": _("order"),
    "amount": _("amount"),
    "purpose": _("takes"),
    "hours": _("hours"),
    "day": _("day"),
    "shift": _("shift"),
    "first": _("from"),
    "shifts": _("shifts"),
    "days": _("days"),
    "title": _("title"),
    "text": _("text"),
    "read": _("lines"),
    "added": _("added"),
    "updated": _("changed"),
    "unchanged": _("as before"),
    "rejected": _("rejected"),
    "removed": _("removed"),
    "restored": _("restored"),
    "kept": _("kept"),
    "merged": _("merged"),
    "kind": _("kind"),
    "figure": _("figure"),
    "agent": _("agent"),
    "month": _("month"),
    "before": _("before"),
    "value": _("value"),
    "scheme": _("scheme"),
    "whom": _("for whom"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the page shows it."""

    at: datetime
    by: str
    deed: str
    subject: str
    details: tuple[str, ...]


@require_GET
@member_required(Right.EDIT_SHOP)
def history(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what was changed, newest first."""
    page = Paginator(audit.entries(shop_id=request.shop.pk), ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [
        Line(entry.at, entry.by_label, str(DEEDS.get(entry.deed, entry.deed)), entry.subject_label, details)
        for entry in page
        for details in [tuple(_details(entry.facts))]
    ]
    return render(request, "setup/history.html", {"lines": lines, "entries": page})


def _details(facts: dict[str, Any]) -> Iterator[str]:
    for name, value in facts.items():
        if name == "changes":
            yield from (
                f"{_label(field)}: {_shown(old)} → {_shown(new)}" for field, (old, new) in value.items()
            )
        elif value not in ("", [], None):
            yield f"{_label(name)}: {_shown(value)}"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(part) for part in value) or "—"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "—" if value in ("", None) else str(value)


def _label(name: str) -> str:
    for table in (Membership, Shop, Terms, Activity):
        if column := getattr(getattr(table, name, None), "field", None):
            return str(column.verbose_name)
    if field := FiguresForm.base_fields.get(name):
        return str(field.label)
    return str(_LABELS.get(name, name))
