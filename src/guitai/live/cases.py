"""What desks and buyers' windows are told of cases: one moved on, or its clock runs out."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from guitai.domains.aftersales.buyer_view import account_of
from guitai.domains.aftersales.events import CaseChanged, ClockRunsOut
from guitai.domains.chat import shapes
from guitai.kernel.days import SHANGHAI
from guitai.live import bus, groups
from guitai.live.telling import text

_LANGUAGES = [code for code, _name in settings.LANGUAGES]


def case_changed(event: CaseChanged) -> None:
    """Tell who has to know, and the buyer's own window, that the case is to be looked at anew."""
    frame = {"kind": "case", "number": event.number, "conversation": event.conversation_id}
    for member_id in event.whom:
        bus.tell(groups.of_agent(member_id), {"type": "tell_text", "text": text(frame)})
    if account := account_of(event.case_id):
        told = {"type": "tell_text", "text": text({"kind": "cases"})}
        bus.tell(groups.of_buyer(event.shop_id, account), told)


def clock_runs_out(event: ClockRunsOut) -> None:
    """Call owner and leads before a case's clock runs out, and once more when it has."""
    late = event.due_at <= event.at
    texts = {}
    for language in _LANGUAGES:
        with translation.override(language):
            frame = {
                "kind": "case_clock",
                "number": event.number,
                "conversation": event.conversation_id,
                "clock": event.clock,
                "due": shapes.moment(event.due_at),
                "late": late,
                "said": _said_of_clock(event, late=late),
            }
            texts[language] = text(frame)
    for member_id in event.whom:
        bus.tell(groups.of_agent(member_id), {"type": "tell", "texts": texts})


def _said_of_clock(event: ClockRunsOut, *, late: bool) -> str:
    due, now = event.due_at.astimezone(SHANGHAI), event.at.astimezone(SHANGHAI)
    facts = {
        "number": event.number,
        "time": f"{due:%H:%M}" if due.date() == now.date() else f"{due:%m-%d %H:%M}",
    }
    match event.clock:
        case "answer":
            said = _("Case %(number)s: the buyer was to have a first answer by %(time)s.")
            soon = _("Case %(number)s: the buyer is to have a first answer by %(time)s.")
        case "settle":
            said = _("Case %(number)s was to be settled by %(time)s.")
            soon = _("Case %(number)s is to be settled by %(time)s.")
        case _:
            said = _("Case %(number)s: this step was to be done by %(time)s.")
            soon = _("Case %(number)s: this step is to be done by %(time)s.")
    return (said if late else soon) % facts
