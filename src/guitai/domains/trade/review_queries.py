"""What can be asked about public reviews."""

from django.db.models import QuerySet

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Person
from guitai.domains.trade.models import Review as Review


def reviews_visible_to(person: Person) -> QuerySet[Review]:
    """Give the reviews of the shops this person works in now."""
    return Review.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))
