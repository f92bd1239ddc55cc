"""What became of suggested entries is added up by entry and by member."""

from datetime import date, datetime, timedelta

from tests.factories.knowledge import EntryFactory, SuggestionUseFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge import entry_uses
from guitai.domains.knowledge.entry_uses import EntryUse, MemberUse, UseCount
from guitai.domains.knowledge.models import SuggestionUse

TODAY = date(2026, 3, 2)


def test_counts_are_added_up_by_entry_and_by_member(shop: Shop, agent: Membership, lead: Membership) -> None:
    entry = EntryFactory(shop=shop, questions=["包邮吗"])
    other = EntryFactory(shop=shop, questions=["几天到"])
    SuggestionUseFactory(membership=agent, key=entry.pk, day=TODAY, used=3, changed=1)
    SuggestionUseFactory(membership=lead, key=entry.pk, day=TODAY, used=1, ignored=2)
    SuggestionUseFactory(membership=agent, key=other.pk, day=TODAY, ignored=1)
    SuggestionUseFactory(membership=agent, key=entry.pk, day=TODAY - timedelta(days=40), used=5)
    SuggestionUseFactory(membership=agent, key=entry.pk, day=TODAY, kind=SuggestionUse.Kind.PHRASE, used=9)

    since = TODAY - timedelta(days=29)

    assert entry_uses.use_of(shop, [entry.pk, other.pk]) == {
        entry.pk: UseCount(9, 1, 2),
        other.pk: UseCount(0, 0, 1),
    }
    assert entry_uses.use_by_entry(shop, since=since, limit=1) == [
        EntryUse(entry.pk, "包邮吗", UseCount(4, 1, 2))
    ]
    assert entry_uses.use_by_member(shop, since=since) == [
        MemberUse(agent.nickname, UseCount(3, 1, 1)),
        MemberUse(lead.nickname, UseCount(1, 0, 2)),
    ]


def test_what_nobody_sent_in_thirty_days_is_found(shop: Shop, agent: Membership, now: datetime) -> None:
    long_ago = now - timedelta(days=30)
    idle = EntryFactory(shop=shop, created_at=long_ago)
    passed_over = EntryFactory(shop=shop, created_at=long_ago)
    sent = EntryFactory(shop=shop, created_at=long_ago)
    EntryFactory(shop=shop, created_at=long_ago, valid_until=TODAY - timedelta(days=1))
    EntryFactory(shop=shop, created_at=now)
    SuggestionUseFactory(membership=agent, key=passed_over.pk, ignored=4)
    SuggestionUseFactory(membership=agent, key=sent.pk, changed=1)

    assert list(entry_uses.never_used(shop, at=now)) == [idle, passed_over]


def test_an_entry_without_wordings_is_called_by_its_answer(shop: Shop) -> None:
    assert entry_uses.title_of(EntryFactory(shop=shop, answer="包邮")) == "包邮"
