"""What desks are told of handovers: those on duty what there is to take, the lead what nobody took."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext

from guitai.domains.aftersales.events import HandoverChanged
from guitai.live import bus, groups
from guitai.live.telling import text

_LANGUAGES = [code for code, _name in settings.LANGUAGES]


def handover_changed(event: HandoverChanged) -> None:
    """Call those it concerns, with a sentence; that something was taken or settled calls nobody."""
    if not event.whom:
        return
    texts = {}
    for language in _LANGUAGES:
        with translation.override(language):
            row = {"id": event.handover_id, "why": event.why, "unclaimed": event.unclaimed}
            texts[language] = text({"kind": "handover", "handover": row, "said": _said(event)})
    for member_id in event.whom:
        bus.tell(groups.of_agent(member_id), {"type": "tell", "texts": texts})


def _said(event: HandoverChanged) -> str:
    count = event.unclaimed
    match event.why:
        case "unclaimed":
            sentence = ngettext(
                "A shift ended, and %(count)s thing it left is taken by nobody.",
                "A shift ended, and %(count)s things it left are taken by nobody.",
                count,
            )
        case "noon":
            sentence = ngettext(
                "It is noon, and %(count)s thing the night left is not settled.",
                "It is noon, and %(count)s things the night left are not settled.",
                count,
            )
        case _:
            sentence = ngettext(
                "A shift hands over: %(count)s thing to take.",
                "A shift hands over: %(count)s things to take.",
                count,
            )
    return sentence % {"count": count}
