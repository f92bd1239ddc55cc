"""What desks are told of swapped shifts: a sentence for whoever is asked, answered or to decide."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from guitai.domains.accounts.events import SwapChanged
from guitai.domains.accounts.swap_queries import Swap, swap_to_tell
from guitai.live import bus, groups
from guitai.live.telling import text

_LANGUAGES = [code for code, _name in settings.LANGUAGES]


def swap_changed(event: SwapChanged) -> None:
    """Tell each of those who are to hear of it in words of their own."""
    swap = swap_to_tell(shop_id=event.shop_id, swap_id=event.swap_id)
    if swap is None:
        return
    for member_id in event.whom:
        texts = {}
        for language in _LANGUAGES:
            with translation.override(language):
                row = {"id": swap.pk, "state": swap.state}
                texts[language] = text({"kind": "swap", "swap": row, "said": _said_to(member_id, swap)})
        bus.tell(groups.of_agent(member_id), {"type": "tell", "texts": texts})


def _said_to(member_id: int, swap: Swap) -> str:
    facts = {
        "name": swap.member.nickname,
        "colleague": swap.colleague.nickname,
        "shift": f"{swap.day:%m-%d} {swap.pattern.name}",
    }
    match swap.state:
        case Swap.State.ASKED:
            return _("%(name)s asks you to take a shift: %(shift)s.") % facts
        case Swap.State.AGREED if member_id == swap.member_id:
            return _("%(colleague)s agrees to take %(shift)s; the lead decides now.") % facts
        case Swap.State.AGREED:
            return _("A swap waits for you: %(name)s gives %(shift)s to %(colleague)s.") % facts
        case Swap.State.DECLINED:
            return _("%(colleague)s does not take %(shift)s from %(name)s.") % facts
        case Swap.State.APPROVED:
            return _("The swap is approved: %(colleague)s works %(shift)s.") % facts
        case Swap.State.REFUSED:
            return _("The swap is refused: %(name)s works %(shift)s.") % facts
        case _:
            return _("%(name)s takes back what was asked about %(shift)s.") % facts
