"""Every text of the chat window, in the language the page asks for."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _


def language_for(asked: str) -> str:
    """Give the language of ours that is nearest to the one asked for; the installation's own when none is.

    Whoever reads neither Chinese nor English is more likely to read English.
    """
    asked = asked.strip().lower()
    if not asked:
        return settings.LANGUAGE_CODE
    if asked.startswith("zh"):
        return "zh-hans"
    try:
        return translation.get_supported_language_variant(asked)
    except LookupError:
        return "en"


def words() -> dict[str, str]:
    """Give the window's texts in the active language; ``{name}`` marks what the window fills in."""
    return _frame() | _talk() | _writing() | _survey() | _cases()


def _frame() -> dict[str, str]:
    return {
        "open": _("Chat with us"),
        "close": _("Close the chat window"),
        "unread": _("{count} unread"),
        "connecting": _("Connecting…"),
        "unreachable": _("No connection. What you write is kept and sent as soon as there is one."),
        "serving": _("{agent} is at your service"),
        "waiting": _("An agent will be with you shortly"),
        "online": _("We are online"),
        "offline": _("Nobody is on duty; leave us a message"),
        "not_kept": _("Your browser keeps nothing for this page: stay on it until you have your answer."),
    }


def _talk() -> dict[str, str]:
    return {
        "messages": _("Messages"),
        "earlier": _("Earlier messages"),
        "newest": _("To the newest message"),
        "today": _("Today"),
        "yesterday": _("Yesterday"),
        "you": _("You"),
        "delivered": _("Delivered"),
        "seen": _("Seen"),
        "typing": _("{agent} is typing"),
        "picture_alt": _("Picture"),
        "enlarge": _("Show the picture large"),
        "shrink": _("Close the picture"),
        "product": _("Product"),
        "order": _("Order {number}"),
        "link": _("Open the product's page"),
        "guide_step": _("Step {step} of {of}"),
    }


def _writing() -> dict[str, str]:
    return {
        "write": _("Write a message"),
        "leave": _("Leave a message"),
        "send": _("Send"),
        "emoji": _("Emoji"),
        "picture": _("Send a picture"),
        "drop": _("Drop the picture here"),
        "only_pictures": _("Only pictures can be sent here: JPEG, PNG, GIF or WebP."),
        "looking_at": _("You are looking at"),
        "send_product": _("Send product"),
        "not_now": _("Not now"),
        "sending": _("Sending"),
        "queued": _("Will be sent once there is a connection"),
        "failed": _("Not sent"),
        "retry": _("Try again"),
        "discard": _("Delete"),
    }


def _survey() -> dict[str, str]:
    return {
        "rate": _("How did we serve you?"),
        "rate_5": _("Very satisfied"),
        "rate_4": _("Satisfied"),
        "rate_3": _("So-so"),
        "rate_2": _("Dissatisfied"),
        "rate_1": _("Very dissatisfied"),
        "rate_words": _("Anything you would like to tell us (optional)"),
        "rate_send": _("Send rating"),
        "rated": _("Thank you for your rating."),
    }


def _cases() -> dict[str, str]:
    return {
        "cases": _("Your after-sales"),
        "case": _("Case {number}"),
        "case_since": _("since {day}"),
        "case_told": _("We told you"),
        "case_way": _("How far the goods have come"),
    }
