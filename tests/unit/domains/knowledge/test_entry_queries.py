"""Who sees which entries, how they stand on a day, and in what order they are listed."""

from datetime import date, datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.knowledge import CandidateFactory, EntryFactory, SuggestionUseFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge import entry_queries
from guitai.domains.knowledge.entry_queries import EntryOrder, EntryState
from guitai.domains.knowledge.models import Candidate, Entry

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture
def one_of_each(shop: Shop, now: datetime) -> dict[EntryState, Entry]:
    return {
        EntryState.IN_FORCE: EntryFactory(shop=shop, valid_from=TODAY, valid_until=TODAY + 7 * DAY),
        EntryState.RUNS_OUT: EntryFactory(shop=shop, valid_until=TODAY + 6 * DAY),
        EntryState.TO_COME: EntryFactory(shop=shop, valid_from=TODAY + DAY),
        EntryState.OVER: EntryFactory(shop=shop, valid_until=TODAY - DAY),
        EntryState.UNAPPROVED: EntryFactory(shop=shop, approved_by=None),
        EntryState.RETIRED: EntryFactory(shop=shop, retired_at=now),
    }


def test_entries_are_offered_that_are_approved_valid_and_in_use(
    shop: Shop, other_shop: Shop, one_of_each: dict[EntryState, Entry]
) -> None:
    last_day = EntryFactory(shop=shop, valid_until=TODAY)
    EntryFactory(shop=other_shop)

    offered = entry_queries.in_force(shop, on=TODAY)

    assert set(offered) == {one_of_each[EntryState.IN_FORCE], one_of_each[EntryState.RUNS_OUT], last_day}


def test_the_state_of_an_entry_the_filter_and_the_counts_agree(
    shop: Shop, one_of_each: dict[EntryState, Entry]
) -> None:
    counts = entry_queries.counts_by_state(shop, on=TODAY)

    for state, entry in one_of_each.items():
        listed = set(entry_queries.entries_to_edit(shop, on=TODAY, state=state))
        assert entry_queries.state_of(entry, on=TODAY) is state
        assert entry in listed
        assert counts[state] == len(listed)
    assert counts[EntryState.IN_FORCE] == 2  # what runs out is in force still


def test_a_list_is_narrowed_by_words_product_and_weakness(shop: Shop) -> None:
    product = ProductFactory(shop=shop, code="C100")
    plain = EntryFactory(shop=shop, questions=["发什么快递", "用哪家物流"], answer="默认圆通")
    weak = EntryFactory(shop=shop, questions=["会起球吗"], answer="会", product=product, is_weakness=True)

    def listed(**asked: object) -> list[Entry]:
        return list(entry_queries.entries_to_edit(shop, on=TODAY, **asked))

    assert listed(q="物流 圆通") == [plain]
    assert listed(q="物流 起球") == []
    assert listed(q="c100") == [weak]
    assert listed(product=product) == [weak]
    assert listed(weaknesses=True) == [weak]


def test_a_list_is_ordered_as_asked(shop: Shop, agent: Membership, now: datetime) -> None:
    old = EntryFactory(shop=shop, updated_at=now - DAY, valid_until=TODAY + 30 * DAY)
    new = EntryFactory(shop=shop, updated_at=now)
    SuggestionUseFactory(membership=agent, key=old.pk, used=2, changed=1)

    def listed(order: EntryOrder) -> list[Entry]:
        return list(entry_queries.entries_to_edit(shop, on=TODAY, order=order))

    assert listed(EntryOrder.CHANGED) == [new, old]
    assert listed(EntryOrder.OLDEST) == [old, new]
    assert listed(EntryOrder.USED) == [old, new]
    assert listed(EntryOrder.ENDING) == [old, new]


def test_doors_open_to_the_shops_own_people_alone(
    shop: Shop, agent: Membership, lead: Membership, other_lead: Membership, former: Membership
) -> None:
    entry = EntryFactory(shop=shop, questions=["包邮吗"])
    candidate = CandidateFactory(by=lead)
    use = SuggestionUseFactory(membership=lead, key=entry.pk)

    doors = {
        entry_queries.entries_visible_to: [entry],
        entry_queries.wordings_visible_to: [entry.wordings.get()],
        entry_queries.candidates_visible_to: [candidate],
        entry_queries.uses_visible_to: [use],
    }

    for door, inside in doors.items():
        assert list(door(lead.person)) == inside
        assert list(door(other_lead.person)) == list(door(former.person)) == []
    assert list(entry_queries.entries_visible_to(agent.person)) == [entry]
    assert list(entry_queries.candidates_visible_to(agent.person)) == []
    assert list(entry_queries.uses_visible_to(agent.person)) == []


def test_an_agent_sees_what_they_suggested_and_the_lead_sees_all(
    agent: Membership, lead: Membership, now: datetime
) -> None:
    mine = CandidateFactory(by=agent, at=now)
    theirs = CandidateFactory(by=lead, at=now - DAY)
    done = CandidateFactory(by=agent, state=Candidate.State.DROPPED)

    assert list(entry_queries.waiting_for(agent)) == [mine]
    assert list(entry_queries.waiting_for(lead)) == [theirs, mine]
    assert (entry_queries.waiting_count(agent), entry_queries.waiting_count(lead)) == (1, 2)
    assert list(entry_queries.decided_lately(agent)) == [done]
    assert set(entry_queries.candidates_visible_to(agent.person)) == {mine, done}


def test_an_export_holds_what_is_in_use(shop: Shop, now: datetime) -> None:
    product = ProductFactory(shop=shop, code="C100", category="衬衫")
    EntryFactory(
        shop=shop, questions=["会起球吗", "起毛球不"], answer="会", product=product, is_weakness=True
    )
    EntryFactory(shop=shop, retired_at=now)

    [row] = entry_queries.to_export(shop)

    assert (row.questions, row.answer) == (("会起球吗", "起毛球不"), "会")
    assert (row.product, row.category, row.is_weakness, row.validity) == ("C100", "衬衫", True, (None, None))
