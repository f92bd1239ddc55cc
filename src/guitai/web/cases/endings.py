"""What is done with cases that are the same, are over, or were about something else."""

from datetime import datetime

from django.utils.translation import gettext as _

from guitai.domains.aftersales import queries
from guitai.domains.aftersales.actions import ending
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.queries import Case
from guitai.web.cases.deeds import deed
from guitai.web.cases.page import Said
from guitai.web.members import MemberRequest


@deed
def change_kind(request: MemberRequest, about: Case, at: datetime) -> Said:
    """Say that something else went wrong; the case begins anew at that kind's first step."""
    kind = request.POST.get("kind", "")
    done = ending.change_kind(case_id=about.pk, kind=kind, by=request.membership, at=at)
    return Said(sentence=_("The case is about “%(kind)s” now.") % {"kind": done.get_kind_display()})


@deed
def merge(request: MemberRequest, about: Case, at: datetime) -> Said:
    """Put it into another case of the same buyer or order."""
    into = request.POST.get("into", "")
    known = int(into) if into.isascii() and into.isdecimal() and len(into) < 10 else 0
    other = queries.case_numbered(request.user, shop=request.shop, number=known)
    if other is None:
        raise CaseRefusedError(_("Choose another case to merge it into."), field="into")
    ending.merge(case_id=about.pk, into_id=other.pk, by=request.membership, at=at)
    return Said(sentence=_("Merged into case %(number)s.") % {"number": other.number})


@deed
def reopen(request: MemberRequest, about: Case, at: datetime) -> Said:
    """Go on with a case that had ended."""
    ending.reopen(case_id=about.pk, why=request.POST.get("why", ""), by=request.membership, at=at)
    return Said(sentence=_("The case is under way again."))
