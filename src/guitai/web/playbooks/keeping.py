"""A changed playbook is kept: its new words go by the guard, and what is refused is said at its field."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guitai.domains.aftersales.actions.playbooks import write_playbook
from guitai.domains.aftersales.errors import PlaybookRefusedError
from guitai.domains.aftersales.playbook_checks import read
from guitai.domains.aftersales.playbook_queries import Playbook, PlaybookKept, PlaybookText
from guitai.domains.guard.queries import Place
from guitai.web.guard.scripts import Scripts
from guitai.web.members import MemberRequest


@dataclass(frozen=True, slots=True)
class Said:
    """What a place of a playbook tells buyers; ``line`` counts from 0, as a sheet's lines do."""

    line: int
    place: str
    text: str


def keep(
    request: MemberRequest, kept: PlaybookKept, written: str, *, why: str, base_version: int
) -> PlaybookText:
    """Keep a text as the shop's own, and tell what the guard remarks on.

    :raises PlaybookRefusedError: if it can't be kept, or the guard blocks what a buyer would be told.
    """
    scripts = Scripts(request, Place.PHRASE)
    with transaction.atomic():
        row = write_playbook(
            by=request.membership,
            key=kept.key,
            written=written,
            why=why,
            at=timezone.now(),
            base_version=base_version,
        )
        # Behind what the text itself has to keep to: a slot nobody knows is told as such.
        fresh = _said_anew(kept, written)
        for line, sentence in scripts.part(fresh).blocked:
            at = fresh[line].place
            said = _("%(key)s: %(fault)s") % {"key": at, "fault": sentence}
            raise PlaybookRefusedError(said, at=at, fault=sentence)
    messages.success(request, _("The playbook is saved; cases under way keep the one they came in by."))
    scripts.tell(*(each.text for each in fresh))
    return row


def _said_anew(kept: PlaybookKept, written: str) -> list[Said]:
    """Give the words that nobody was told by before."""
    before = {text for _place, text in _says(kept.book)}
    fresh = [(place, text) for place, text in _says(read(written)) if text not in before]
    return [Said(line, place, text) for line, (place, text) in enumerate(fresh)]


def _says(book: Playbook) -> list[tuple[str, str]]:
    steps = [(f"steps.{key}.say", step.say) for key, step in book.steps.items()]
    ends = [(f"ends.{key}.say", end.say) for key, end in book.ends.items()]
    return [(place, text) for place, text in [*steps, *ends] if text]
