"""Why a platform's figure is another than ours, in sentences that name the shop's own settings."""

from django.utils.translation import gettext as _

from guitai.engines.metrics.keys import Group
from guitai.engines.metrics.settings import Attribution, Settings
from guitai.web.reports.comparing import Pair, Reason
from guitai.web.reports.showing import BY_KEY, name_of

_WORDS = {"buyer_messages", "agent_messages", "answer_ratio", "agent_characters", "consulted"}
_IN_HOURS = {"rate_3min", "wangwang_response"}


def reason_name(reason: Reason) -> str:
    """Give what a kind of difference is called."""
    names = {
        Reason.AGREES: _("the same"),
        Reason.ROUNDING: _("the same but for rounding"),
        Reason.VARIANT: _("counted in another way that we know"),
        Reason.THEIRS_LATE: _("not counted yet by the platform"),
        Reason.OURS_LATE: _("not yet known here"),
        Reason.NO_AGENT: _("an account of nobody here"),
        Reason.NOT_COUNTED: _("days not counted here yet"),
        Reason.NOTHING_HERE: _("no talks of that day here"),
        Reason.NO_FIGURE: _("a figure only the platform has"),
        Reason.DEFINITION: _("other definitions or filters"),
    }
    return names[reason]


def explained(pair: Pair, settings: Settings) -> str:
    """Say why the two are as far apart as they are."""
    match pair.reason:
        case Reason.VARIANT:
            return _("The platform counts it as we count “%(figure)s”.") % {"figure": name_of(pair.variant)}
        case Reason.NO_AGENT:
            return _("Nobody of this shop has the account; give it to somebody under Setup, People.")
        case Reason.NOT_COUNTED:
            return _("These days are being counted here; look again in some minutes.")
        case Reason.NOTHING_HERE:
            return _("No talks of this agent on these days are here; import them.")
        case Reason.OURS_LATE:
            return _("Ours waits until the last who asked can no longer order or pay.")
        case Reason.DEFINITION:
            return _definition(pair.key, settings)
        case _:
            return reason_name(pair.reason)


def _definition(key: str, settings: Settings) -> str:
    group = BY_KEY[key].group
    if key in _WORDS:
        return _("Ours counts what people wrote: robots, automatic replies and system lines are left out.")
    if key == "max_concurrent":
        minutes = int(settings.conversation_ends.total_seconds() // 60)
        return _("Ours ends a conversation %(minutes)d min after its last message.") % {"minutes": minutes}
    if group is Group.INQUIRIES:
        return _inquiries(settings)
    if group is Group.SALES:
        return _sales(settings)
    return _reception(key, settings)


def _inquiries(settings: Settings) -> str:
    return _(
        "Ours leaves out who paid an order within %(before)d days before, and gives %(days)d days to order."
    ) % {"before": settings.after_sales_days, "days": settings.order_days}


def _sales(settings: Settings) -> str:
    rules = {
        Attribution.ORDER: _("of the order"),
        Attribution.PAYMENT: _("of the payment"),
        Attribution.ORDER_FIRST: _("of the order, else of the payment"),
    }
    postage = _("with postage") if settings.postage_counts else _("without postage")
    return _(
        "Ours gives a sale to who talked at the moment %(rule)s, or within %(days)d days before; %(postage)s."
    ) % {"rule": rules[settings.rule], "days": settings.sale_days, "postage": postage}


def _reception(key: str, settings: Settings) -> str:
    left_out = [
        text
        for text, is_on in (
            (_("own accounts"), settings.leave_out_own_team),
            (_("talk the buyer never joined"), settings.leave_out_agent_only),
            (_("transfers in which the agent said nothing"), settings.leave_out_silent_transfers),
            (_("mass messages"), settings.leave_out_mass),
        )
        if is_on
    ]
    sentence = _("Ours leaves out %(filters)s.") % {"filters": "、".join(left_out)} if left_out else ""
    if key in _IN_HOURS:
        hours = {"from": f"{settings.hours_from:%H:%M}", "to": f"{settings.hours_to:%H:%M}"}
        sentence += _("Only rounds opened %(from)s–%(to)s count.") % hours
    elif key in {"average_response", "rate_30s"}:
        sentence += _("Rounds of all hours count, answered by people.")
    return sentence or _("Ours counts every buyer that was answered by a person.")
