"""Entries are written, approved, retired, merged and parted again."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.knowledge import EntryFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge import entering
from guitai.domains.knowledge.drafts import EntryDraft
from guitai.domains.knowledge.entry_models import Entry, Origin
from guitai.domains.knowledge.errors import EntryRefusedError

COURIER = EntryDraft(questions=("发什么快递", "用哪家快递"), answer="默认发{快递}。")


def texts(entry: Entry) -> list[str]:
    return [wording.text for wording in entry.wordings.all()]


def test_what_the_lead_saves_is_approved_and_in_the_history(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    entry = entering.save_entry(shop=shop, by=lead, draft=COURIER, at=now)

    assert texts(entry) == ["发什么快递", "用哪家快递"]
    assert (entry.approved_by, entry.approved_at, entry.owner) == (lead, now, lead)
    assert entry.origin == Origin.WRITTEN
    assert AuditEntry.objects.get(deed="entry_saved").facts["title"] == "发什么快递"


def test_what_an_agent_saves_waits_to_be_approved(
    shop: Shop, agent: Membership, lead: Membership, now: datetime
) -> None:
    entry = entering.save_entry(shop=shop, by=agent, draft=COURIER, at=now)
    before = entry.approved_at

    entering.approve_entry(entry=entry, by=lead, at=now)
    entering.approve_entry(entry=entry, by=agent, at=now + timedelta(days=1))

    assert before is None
    assert (entry.approved_by, entry.approved_at) == (lead, now)


def test_an_agent_cannot_change_what_is_approved(shop: Shop, agent: Membership, now: datetime) -> None:
    entry = EntryFactory(shop=shop, questions=["发什么快递"], answer="圆通")

    with pytest.raises(EntryRefusedError):
        entering.save_entry(shop=shop, by=agent, draft=COURIER, at=now, entry=entry)

    entry.refresh_from_db()
    assert entry.answer == "圆通"


def test_wordings_are_kept_once_cleaned_in_order_and_keep_their_rows(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    entry = entering.save_entry(shop=shop, by=lead, draft=COURIER, at=now)
    first = entry.wordings.get(text="发什么快递").pk
    draft = replace(COURIER, questions=("  快递\n多久 ", "发什么快递", "发什么快递 ", "\u200b", "ＡＢ", "ab"))

    entering.save_entry(shop=shop, by=lead, draft=draft, at=now, entry=entry)

    assert texts(entry) == ["快递 多久", "发什么快递", "ＡＢ"]
    assert entry.wordings.get(text="发什么快递").pk == first


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"questions": (" ",)}, "questions"),
        ({"questions": ("问" * 201,)}, "questions"),
        ({"questions": tuple(f"问{number}" for number in range(51))}, "questions"),
        ({"answer": " "}, "answer"),
        ({"answer": "答" * 2001}, "answer"),
        ({"valid_from": date(2026, 3, 2), "valid_until": date(2026, 3, 1)}, "valid_until"),
    ],
)
def test_an_entry_that_cannot_be_kept_is_refused(
    change: dict[str, object], field: str, shop: Shop, lead: Membership, now: datetime
) -> None:
    with pytest.raises(EntryRefusedError) as refusal:
        entering.save_entry(shop=shop, by=lead, draft=replace(COURIER, **change), at=now)

    assert refusal.value.facts["field"] == field
    assert not Entry.objects.exists()


@pytest.mark.parametrize("field", ["product", "owner"])
def test_what_belongs_to_another_shop_is_refused(
    field: str, shop: Shop, other_shop: Shop, lead: Membership, now: datetime
) -> None:
    strange = EntryFactory(shop=other_shop, product=ProductFactory(shop=other_shop))
    part = strange.product if field == "product" else strange.approved_by

    with pytest.raises(EntryRefusedError) as refusal:
        entering.save_entry(shop=shop, by=lead, draft=replace(COURIER, **{field: part}), at=now)

    assert refusal.value.facts["field"] == field


def test_a_retired_entry_comes_back(lead: Membership, shop: Shop, now: datetime) -> None:
    entry = EntryFactory(shop=shop)

    entering.retire_entry(entry=entry, by=lead, at=now)
    retired = (entry.retired_at, entry.updated_at)
    entering.retire_entry(entry=entry, by=lead, at=now + timedelta(hours=1))
    entering.restore_entry(entry=entry, by=lead, at=now + timedelta(hours=2))

    entry.refresh_from_db()
    assert retired == (now, now)
    assert (entry.retired_at, entry.updated_at) == (None, now + timedelta(hours=2))
    assert AuditEntry.objects.filter(deed="entry_retired").count() == 1
    assert AuditEntry.objects.filter(deed="entry_restored").count() == 1


def test_merged_entries_leave_one_with_all_wordings_and_can_be_parted(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    into = EntryFactory(shop=shop, questions=["包邮吗", "邮费多少"], answer="包邮")
    other = EntryFactory(shop=shop, questions=["邮费多少", "要运费吗"], answer="不要运费")

    entering.merge_entries(into=into, others=[other, into], by=lead, at=now)
    merged = texts(into)
    entering.unmerge_entries(into=into, others=[other], kept=2, by=lead, at=now + timedelta(minutes=1))

    other.refresh_from_db()
    assert merged == ["包邮吗", "邮费多少", "要运费吗"]
    assert (into.answer, texts(into)) == ("包邮", ["包邮吗", "邮费多少"])
    assert (other.retired_at, texts(other)) == (None, ["邮费多少", "要运费吗"])


def test_entries_of_different_products_are_not_merged(shop: Shop, lead: Membership, now: datetime) -> None:
    into, other = EntryFactory(shop=shop), EntryFactory(shop=shop, product=ProductFactory(shop=shop))

    with pytest.raises(EntryRefusedError):
        entering.merge_entries(into=into, others=[other], by=lead, at=now)

    other.refresh_from_db()
    assert other.retired_at is None


def test_a_merging_that_was_worked_on_is_not_taken_back(shop: Shop, lead: Membership, now: datetime) -> None:
    into = EntryFactory(shop=shop, questions=["包邮吗"])
    other = EntryFactory(shop=shop, questions=["要运费吗"])
    entering.merge_entries(into=into, others=[other], by=lead, at=now)
    entering.save_entry(shop=shop, by=lead, draft=COURIER, at=now + timedelta(minutes=1), entry=into)

    with pytest.raises(EntryRefusedError):
        entering.unmerge_entries(into=into, others=[other], kept=1, by=lead, at=now + timedelta(minutes=2))

    assert texts(into) == ["发什么快递", "用哪家快递"]
