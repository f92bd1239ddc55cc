"""How often the shop went to a buyer by itself, and who wants to hear nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Count, DateTimeField, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from guitai.common.statements import Question, given
from guitai.domains.accounts.models import Shop
from guitai.domains.guard.loading import vocabulary
from guitai.domains.guard.models import Contact, NoContact
from guitai.engines.rulebook.lexicon import Lexicon
from guitai.kernel.normalised import normalise

COUNTED = timedelta(days=7)

# Asked before every reply.
_state = Question(
    lambda: (
        Shop.objects.filter(pk=given("shop"))
        .order_by()
        .values_list(
            Coalesce(
                Subquery(
                    Contact.objects.filter(
                        shop=OuterRef("pk"),
                        account=given("account"),
                        at__gt=given("since", DateTimeField()),
                        at__lte=given("at", DateTimeField()),
                    )
                    .order_by()
                    .values("account")
                    .annotate(times=Count("pk"))
                    .values("times")
                ),
                0,
                output_field=IntegerField(),
            ),
            Exists(NoContact.objects.filter(shop=OuterRef("pk"), account=given("account"))),
        )
    )
)


@dataclass(frozen=True, slots=True)
class ContactState:
    """The contacts of the last seven days, over all agents and ways, and whether the buyer wants none."""

    contacts_7d: int = 0
    no_contact: bool = False


def contact_state(*, shop_id: int, account: str, at: datetime) -> ContactState:
    """Give both in one question; a buyer without an account is nobody the shop could count."""
    row = _state.first(shop=shop_id, account=account, since=at - COUNTED, at=at) if account else None
    return ContactState(row[0], bool(row[1])) if row else ContactState()


def wish_of(*, shop_id: int, account: str) -> NoContact | None:
    """Give what is kept of a buyer who wants to hear nothing from the shop by itself; none if they may."""
    return (
        NoContact.objects.filter(shop=shop_id, account=account).select_related("by").first()
        if account
        else None
    )


def asks_to_stop(said: str) -> bool:
    """Say whether a buyer's words ask the shop not to write or call by itself any more."""
    lexicon, number = _stop_words()
    return bool(lexicon.scan(normalise(said)).of(number))


@cache
def _stop_words() -> tuple[Lexicon, int]:
    lexicon = Lexicon()
    number = lexicon.add(vocabulary().named("stop_for_good", "a buyer's wish"))
    lexicon.close()
    return lexicon, number
