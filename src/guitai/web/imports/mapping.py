"""Pages on which somebody says what the columns of a foreign table mean; it is known from then on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guitai.connectors.files.foreign import foreign_table
from guitai.connectors.files.looking import look_into
from guitai.connectors.files.saying import sentence_of
from guitai.domains.accounts.queries import Right
from guitai.domains.intake import actions, files, queries
from guitai.domains.intake.queries import Run, State
from guitai.engines.tabular.columns import Table
from guitai.engines.tabular.mapped import headings_of, mappable
from guitai.kernel.errors import GuitaiError
from guitai.web.imports.previews import labelled, shown, without_phones
from guitai.web.imports.suggesting import Choice, choices_of, suggested
from guitai.web.imports.taking_in import verdict_on
from guitai.web.imports.words import KINDS
from guitai.web.members import MemberRequest, member_required


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the page: a column, and the heading chosen for it."""

    name: str
    choice: Choice
    chosen: str
    problem: str = ""

    @property
    def is_likely(self) -> bool:
        """Whether it stands among the first: asked for, or something is chosen for it."""
        return self.choice.is_asked_for or bool(self.chosen)


@require_http_methods(["GET", "POST"])
@member_required(Right.IMPORT)
def columns(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Let somebody choose a heading for each column, look at what comes of it, and save that."""
    run = get_object_or_404(queries.runs_of(request.shop).filter(state=State.UNMAPPED), pk=pk)
    table = _chosen_kind(request)
    headings, samples = headings_of(files.path_of(run))
    fields = _fields(request, table, headings)
    context: dict[str, Any] = {
        "run": run,
        "kinds": [(each.kind, KINDS.get(each.kind, each.kind)) for each in mappable()],
        "kind": table.kind,
        "headings": headings,
        "samples": without_phones(samples),
        "fields": fields,
    }
    if request.method == "POST" and not any(field.problem for field in fields):
        columns = {key: field.chosen for field in fields if field.chosen for key in field.choice.keys}
        if request.POST.get("do") == "save":
            return _saved(request, run, table.kind, columns)
        context |= _tried(request, run, table.kind, columns)
    wrong = any(field.problem for field in fields) or "trouble" in context
    return render(request, "imports/mapping.html", context, status=422 if wrong else 200)


@require_GET
@member_required(Right.IMPORT)
def mappings(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the foreign tables the shop's files are known by."""
    rows = [
        {
            "mapping": mapping,
            "kind": KINDS.get(mapping.kind, mapping.kind),
            "headings": _distinct(mapping.columns),
        }
        for mapping in queries.mappings_of(request.shop)
    ]
    return render(request, "imports/mappings.html", {"rows": rows})


@require_POST
@member_required(Right.IMPORT)
def remove(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Forget a mapping."""
    mapping = get_object_or_404(queries.mappings_of(request.shop), pk=pk)
    actions.remove_mapping(mapping=mapping, by=request.membership, at=timezone.now())
    return redirect("imports-mappings", shop_key)


def _chosen_kind(request: MemberRequest) -> Table:
    """Give the kind asked for, else the first there is."""
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    tables = mappable()
    return next((table for table in tables if table.kind == asked), tables[0])


def _fields(request: MemberRequest, table: Table, headings: list[str]) -> list[Field]:
    choices = choices_of(table)
    likely = suggested(choices, headings)
    fields = []
    for number, choice in enumerate(choices):
        name = f"column-{number}"
        chosen = request.POST.get(name, "") if request.method == "POST" else likely.get(choice.label, "")
        chosen = chosen if chosen in headings else ""
        is_missing = request.method == "POST" and choice.required and not chosen
        problem = _("Choose a column; a line means nothing without it.") if is_missing else ""
        fields.append(Field(name, choice, chosen, problem))
    return fields


def _tried(request: MemberRequest, run: Run, kind: str, columns: Mapping[str, str]) -> dict[str, Any]:
    """Read the file as it would be read, and keep nothing."""
    try:
        look = shown(look_into(files.path_of(run), extra=(foreign_table(kind, columns),)))
    except GuitaiError as refusal:
        return {"trouble": sentence_of(refusal, name=run.name)}
    return {"tables": labelled(look["tables"]), "look": look}


def _saved(request: MemberRequest, run: Run, kind: str, columns: Mapping[str, str]) -> HttpResponse:
    actions.save_mapping(
        shop=request.shop,
        by=request.membership,
        kind=kind,
        columns=columns,
        file_name=run.name,
        at=timezone.now(),
    )
    for waiting in queries.arrived(request.shop).filter(state=State.UNMAPPED):
        actions.look_again(run=waiting, verdict=verdict_on(files.path_of(waiting), request.membership))
    messages.success(request, _("Saved. Tables with these columns are known from now on."))
    return redirect("imports", request.shop.key)


def _distinct(columns: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(columns.values()))
