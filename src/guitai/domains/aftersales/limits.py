"""How much money an answer may move: what a member may give away, what may be paid back (X1, G1)."""

from django.db.models import Sum

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case, LedgerEntry
from guitai.kernel.money import Money

_GIFTS = (LedgerEntry.GIVEN, LedgerEntry.POSTAGE)


def most_to_give(case: Case, by: Membership, most: int | None) -> Money | None:
    """Give what a member may still give away in this case; None: as much as they think right, as the lead.

    :param most: what the playbook lets an agent give by the answer, in fen; None: it says nothing.
    """
    if accounts.may(by, accounts.Right.APPROVE):
        return None
    own = accounts.authority_of(by).fen
    bound = own if most is None else min(own, most)
    return Money(max(0, bound - written(case, _GIFTS).fen))


def most_to_refund(case: Case) -> Money | None:
    """Give what the buyer paid for the goods of a case and has not got back; None where nobody knows.

    Discounts of the whole order make the sum of its lines too high; no more goes back than was paid in all.
    """
    paid = case.lines.aggregate(fen=Sum("paid_fen", default=0))["fen"]
    if case.order is not None and case.order.paid_fen:
        paid = min(paid or case.order.paid_fen, case.order.paid_fen)
    return Money(max(0, paid - written(case, (LedgerEntry.REFUNDED,)).fen)) if paid else None


def written(case: Case, entries: tuple[str, ...]) -> Money:
    """Give what the lines of these entries come to in a case, as they stand after corrections."""
    lines = case.ledger_lines.filter(entry__in=entries, corrected_by=None)
    return Money(lines.aggregate(fen=Sum("amount_fen", default=0))["fen"])
