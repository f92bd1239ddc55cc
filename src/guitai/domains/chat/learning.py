"""What replies made of suggestions teach: counted, and what was changed put before the lead (S1)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from guitai.domains.accounts.models import Membership
from guitai.domains.catalog.models import Product
from guitai.domains.chat.anonymous import without_persons
from guitai.domains.knowledge import outcomes, proposing
from guitai.domains.knowledge.models import Entry
from guitai.domains.knowledge.outcomes import Offered
from guitai.domains.knowledge.questions import question_in
from guitai.domains.trade.models import Buyer
from guitai.engines.rulebook.facts import Facts, Line


def learn(
    *,
    by: Membership,
    offered: Sequence[Offered],
    text: str,
    facts: Facts,
    buyer: Buyer | None,
    product: Product | None,
    at: datetime,
    conversation: int | None = None,
) -> None:
    """Count what became of suggestions beside a reply that left; an edited one waits for the lead.

    What the lead reads has no persons in it: they are not needed to judge an answer.
    """
    edited = outcomes.record_outcome(membership=by, offered=offered, text=text, at=at)
    question = question_in(buyers_turn(facts.previous))
    if not edited or not question:
        return
    first = edited[0]
    entry = Entry.objects.filter(pk=first.id).first() if first.kind == outcomes.Kind.ENTRY else None
    names = (buyer.display_name, buyer.account) if buyer else ()
    proposing.propose(
        shop=by.shop,
        by=by,
        question=without_persons(question, facts, names=names),
        answer=without_persons(text, facts, names=names),
        product=product if first.kind == outcomes.Kind.FACT else None,
        conversation=conversation,
        entry=entry,
        filled=first.text,
        at=at,
    )


def buyers_turn(lines: Sequence[Line]) -> list[str]:
    """Give what the buyer said since the last answer, the oldest first."""
    turn = takewhile(lambda line: line.by == "buyer", reversed(lines))
    return [line.text for line in turn][::-1]
