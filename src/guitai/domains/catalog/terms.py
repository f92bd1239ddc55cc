"""What a shop promises every buyer, and what it runs for a time; replies are checked against both."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guitai.common import audit
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.activity_steps import read_steps
from guitai.domains.catalog.drafts import ActivityDraft
from guitai.domains.catalog.errors import ActivityRefusedError, TermsRefusedError
from guitai.domains.catalog.models import Activity, Terms
from guitai.kernel.text import clean

MOST_MATCH_DAYS = 365
_MOST_WORDS, _LONGEST_WORD = 100, 80


class TermsChanges(TypedDict, total=False):
    """What of the terms can be changed, each on its own; None says that nobody knows."""

    couriers: Sequence[str]
    free_postage: bool | None
    postage_exceptions: Sequence[str]
    gifts: Sequence[str]
    price_match_days: int | None
    links: Sequence[str]


@transaction.atomic
def change_terms(
    *, shop: Shop, by: Membership | None, at: datetime, **changes: Unpack[TermsChanges]
) -> Terms:
    """Write down what the shop promises; what is not named stays.

    :raises TermsRefusedError: if a list or a word in it is too long, or the days are no sensible number.
    """
    terms, _new = Terms.objects.select_for_update().get_or_create(shop=shop)
    told: dict[str, list[object]] = {}
    for name, given in changes.items():
        value = _checked(name, given)
        if getattr(terms, name) != value:
            told[name] = [getattr(terms, name), value]
            setattr(terms, name, value)
    if told:
        terms.save(update_fields=list(told))
        audit.record("terms_changed", subject=terms, by=by, at=at, shop_id=shop.pk, changes=told)
    return terms


@transaction.atomic
def save_activity(
    *,
    shop: Shop,
    draft: ActivityDraft,
    activity: Activity | None = None,
    by: Membership | None,
    at: datetime,
) -> Activity:
    """Announce an activity, or change one; replies may promise it as long as it runs.

    :raises ActivityRefusedError: if it has no name, ends before it begins, or a step can't be read.
    """
    activity = activity or Activity(shop=shop)
    activity.name, activity.starts_at, activity.ends_at = clean(draft.name), draft.starts_at, draft.ends_at
    activity.gifts, activity.steps = _words(_("Gifts"), draft.gifts), read_steps(draft.steps)
    if not activity.name:
        raise ActivityRefusedError(_("Write what the activity is called, with its offer."))
    if draft.ends_at is not None and draft.ends_at <= draft.starts_at:
        raise ActivityRefusedError(_("The activity ends before it begins."))
    activity.save()
    facts = {"starts_at": _told(draft.starts_at), "ends_at": _told(draft.ends_at)}
    facts |= {"gifts": activity.gifts, "steps": activity.steps}
    audit.record("activity_saved", subject=activity, by=by, at=at, shop_id=shop.pk, **facts)
    return activity


@transaction.atomic
def retire_activity(*, activity: Activity, by: Membership | None, at: datetime) -> None:
    """Take an activity off the list at once: replies may promise it no more."""
    activity.retired_at = at
    activity.save(update_fields=["retired_at"])
    audit.record("activity_retired", subject=activity, by=by, at=at, shop_id=activity.shop_id)


def _checked(name: str, given: Any) -> object:
    if name == "free_postage":
        return given
    if name == "price_match_days":
        if given is not None and not 0 <= given <= MOST_MATCH_DAYS:
            raise TermsRefusedError(
                _("A price difference is paid back for 0 to %(most)s days.") % {"most": MOST_MATCH_DAYS}
            )
        return given
    words = _words(getattr(Terms, name).field.verbose_name, given)
    return list(dict.fromkeys(map(_domain, words))) if name == "links" else words


def _words(label: str, given: Sequence[str]) -> list[str]:
    words = list(dict.fromkeys(word for text in given if (word := clean(text))))
    if len(words) > _MOST_WORDS or any(len(word) > _LONGEST_WORD for word in words):
        raise TermsRefusedError(
            _("“%(label)s” takes up to %(most)s entries of up to %(length)s characters.")
            % {"label": label, "most": _MOST_WORDS, "length": _LONGEST_WORD}
        )
    return words


def _domain(link: str) -> str:
    """Give the domain of an address: https://www.example.com/a is www.example.com."""
    try:
        found = urlsplit(link if "//" in link else f"//{link}").hostname
    except ValueError:
        found = None
    return found or link.lower()


def _told(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
