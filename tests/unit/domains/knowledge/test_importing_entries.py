"""Lines of a sheet become entries: twice is once, nothing is lost, and what can't be is told by its line."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import translation
from tests.factories.catalog import ProductFactory
from tests.factories.knowledge import EntryFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge.drafts import EntryRow
from guitai.domains.knowledge.entry_models import Entry, Origin
from guitai.domains.knowledge.entry_queries import to_export
from guitai.domains.knowledge.importing_entries import EntryPlan, import_entries, plan_entries

POSTAGE = EntryRow(line=2, questions=("包邮吗", "要邮费吗"), answer="包邮")
COURIER = EntryRow(line=3, questions=("发什么快递",), answer="圆通")


@pytest.fixture(autouse=True)
def product(shop: Shop) -> None:
    ProductFactory(shop=shop, code="C100", category="衬衫", platform_id="99001")
    ProductFactory(shop=shop, code="C200", category="衬衫")


def told(plan: EntryPlan) -> tuple[int, int, int, list[int]]:
    return len(plan.added), len(plan.changed), plan.unchanged, [line for line, _reason in plan.rejected]


def texts(entry: Entry) -> list[str]:
    return [wording.text for wording in entry.wordings.all()]


def test_importing_twice_is_importing_once(shop: Shop, lead: Membership, now: datetime) -> None:
    first = import_entries(shop=shop, by=lead, rows=[POSTAGE, COURIER], at=now)
    again = import_entries(shop=shop, by=lead, rows=[POSTAGE, COURIER], at=now + timedelta(days=1))

    entry = Entry.objects.order_by("pk")[0]
    assert (told(first), told(again)) == ((2, 0, 0, []), (0, 0, 2, []))
    assert texts(entry) == ["包邮吗", "要邮费吗"]
    assert (entry.origin, entry.approved_by, entry.updated_at) == (Origin.IMPORTED, lead, now)
    assert AuditEntry.objects.get(deed="entries_imported").facts["added"] == 2


def test_an_entry_with_one_of_the_wordings_is_changed_and_keeps_its_own(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    entry = EntryFactory(shop=shop, questions=["邮费多少", "要邮费吗"], answer="看地区", is_weakness=True)

    plan = import_entries(shop=shop, by=lead, rows=[POSTAGE], at=now)

    entry.refresh_from_db()
    assert told(plan) == (0, 1, 0, [])
    assert (entry.answer, entry.is_weakness) == ("包邮", True)
    assert texts(entry) == ["邮费多少", "要邮费吗", "包邮吗"]


def test_a_plan_keeps_nothing(shop: Shop) -> None:
    plan = plan_entries(shop=shop, rows=[POSTAGE])

    assert told(plan) == (1, 0, 0, [])
    assert not Entry.objects.exists()


def test_two_lines_of_one_question_agree_or_the_later_is_rejected(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    rows = [
        POSTAGE,
        replace(POSTAGE, line=5, questions=("要邮费吗", "运费呢")),
        replace(POSTAGE, line=6, answer="不包邮"),
        replace(POSTAGE, line=7, answer="不包邮", product="C100"),
    ]

    first = import_entries(shop=shop, by=lead, rows=rows, at=now)
    again = import_entries(shop=shop, by=lead, rows=rows, at=now)

    assert told(first) == (2, 0, 1, [6])
    assert "2" not in told(again)[3] and told(again) == (0, 0, 3, [6])
    assert texts(Entry.objects.order_by("pk")[0]) == ["包邮吗", "要邮费吗", "运费呢"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"product": "C999"}, "C999"),
        ({"category": "鞋"}, "鞋"),
        ({"questions": (" ",)}, "question"),
        ({"answer": "答" * 2001}, "2001"),
        ({"validity": (date(2026, 3, 2), date(2026, 3, 1))}, "last day"),
    ],
)
def test_a_line_that_makes_no_entry_is_rejected_with_its_reason(
    change: dict[str, object], reason: str, shop: Shop, lead: Membership, now: datetime
) -> None:
    with translation.override("en"):
        plan = import_entries(shop=shop, by=lead, rows=[replace(POSTAGE, **change), COURIER], at=now)

    [(line, sentence)] = plan.rejected
    assert line == 2 and reason in sentence
    assert Entry.objects.get().answer == "圆通"


def test_a_product_is_found_by_its_code_or_number_and_a_category_means_each_of_its_own(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    rows = [
        replace(COURIER, product="99001"),
        replace(POSTAGE, category="衬衫"),
        replace(POSTAGE, line=9, product="C200", category="鞋", answer="不包邮"),
    ]

    plan = import_entries(shop=shop, by=lead, rows=rows, at=now)

    assert told(plan) == (3, 0, 0, [9])
    assert list(Entry.objects.filter(answer="包邮").values_list("product__code", flat=True)) == [
        "C100",
        "C200",
    ]
    assert Entry.objects.get(answer="圆通").product.code == "C100"


def test_what_the_sheet_does_not_say_stays_as_it_is(shop: Shop, lead: Membership, now: datetime) -> None:
    days = (date(2026, 3, 1), date(2026, 3, 31))
    EntryFactory(shop=shop, questions=["包邮吗"], is_weakness=True, valid_from=days[0], valid_until=days[1])

    import_entries(shop=shop, by=lead, rows=[POSTAGE], at=now)
    kept = Entry.objects.get()
    import_entries(
        shop=shop, by=lead, rows=[replace(POSTAGE, validity=(None, None), is_weakness=False)], at=now
    )
    changed = Entry.objects.get()

    assert (kept.is_weakness, kept.valid_from, kept.valid_until) == (True, *days)
    assert (changed.is_weakness, changed.valid_from, changed.valid_until) == (False, None, None)


def test_what_was_exported_changes_nothing(shop: Shop, lead: Membership, now: datetime) -> None:
    rows = [replace(POSTAGE, product="C100", validity=(None, date(2026, 4, 1)), is_weakness=True), COURIER]
    import_entries(shop=shop, by=lead, rows=rows, at=now)

    plan = plan_entries(shop=shop, rows=to_export(shop))

    assert told(plan) == (0, 0, 2, [])


def test_a_retired_entry_is_not_found_again(shop: Shop, lead: Membership, now: datetime) -> None:
    EntryFactory(shop=shop, questions=["包邮吗"], retired_at=now)

    plan = import_entries(shop=shop, by=lead, rows=[POSTAGE], at=now)

    assert told(plan) == (1, 0, 0, [])
