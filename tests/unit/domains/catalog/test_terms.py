"""What a shop promises is written down, with who did it; nonsense is refused whole."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.factories.catalog import ActivityFactory, TermsFactory

from guitai.common import audit
from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog import actions, queries
from guitai.domains.catalog.drafts import ActivityDraft
from guitai.domains.catalog.errors import ActivityRefusedError, TermsRefusedError
from guitai.domains.catalog.models import Activity, Terms


def test_promises_are_kept_cleaned_and_written_down(shop: Shop, lead: Membership, now: datetime) -> None:
    actions.change_terms(
        shop=shop,
        by=lead,
        at=now,
        couriers=[" 圆通速递", "圆通速递", ""],
        free_postage=True,
        links=["https://Shop.Example.com/a?b=1", "shop.example.com", "例子"],
    )

    terms = queries.terms_of(shop)
    assert (terms.couriers, terms.free_postage, terms.gifts) == (["圆通速递"], True, [])
    assert terms.links == ["shop.example.com", "例子"]
    entry = audit.entries(shop_id=shop.pk).get()
    assert (entry.deed, entry.by_label) == ("terms_changed", "王芳")
    assert entry.facts["changes"]["free_postage"] == [None, True]


def test_what_is_not_named_stays_and_what_is_the_same_leaves_no_entry(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    TermsFactory(shop=shop)

    actions.change_terms(shop=shop, by=lead, at=now, gifts=["短袜一双"])

    assert queries.terms_of(shop).couriers == ["圆通速递"]
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"price_match_days": -1},
        {"price_match_days": 366},
        {"gifts": ["袜" * 81]},
        {"couriers": [f"快递{number}" for number in range(101)]},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    shop: Shop, lead: Membership, now: datetime, change: dict[str, object]
) -> None:
    with pytest.raises(TermsRefusedError):
        actions.change_terms(shop=shop, by=lead, at=now, free_postage=True, **change)  # type: ignore[arg-type]

    assert not Terms.objects.exists()


@pytest.mark.parametrize("link", ["http://[", "//", "http://shop.example.com:abc"])
def test_an_address_that_is_none_does_no_harm(shop: Shop, lead: Membership, now: datetime, link: str) -> None:
    terms = actions.change_terms(shop=shop, by=lead, at=now, links=[link])

    assert terms.links in ([link], ["shop.example.com"])


def test_a_shop_that_said_nothing_has_empty_promises(shop: Shop) -> None:
    terms = queries.terms_of(shop)

    assert (terms.pk, terms.shop, terms.couriers, terms.free_postage) == (None, shop, [], None)


def test_an_activity_is_announced_changed_and_taken_off(shop: Shop, lead: Membership, now: datetime) -> None:
    told = {"shop": shop, "by": lead, "at": now}
    draft = ActivityDraft(name=" 满300减30 ", starts_at=now, ends_at=now + timedelta(days=3))
    activity = actions.save_activity(draft=draft, **told)
    changed = replace(draft, name="满300减50", ends_at=None, gifts=["洗衣袋"], steps=["满300减50"])
    actions.save_activity(draft=changed, activity=activity, **told)

    kept = queries.activities_of(shop).get()
    assert (kept.pk, kept.name, kept.ends_at, kept.gifts) == (activity.pk, "满300减50", None, ["洗衣袋"])
    assert kept.steps == [{"from_fen": 30000, "off_fen": 5000}]

    actions.retire_activity(activity=kept, by=lead, at=now)
    assert not queries.activities_of(shop).exists()
    deeds = [entry.deed for entry in audit.entries(shop_id=shop.pk)]
    assert deeds == ["activity_retired", "activity_saved", "activity_saved"]


@pytest.mark.parametrize(("name", "hours"), [(" ", 1), ("满300减30", 0), ("满300减30", -1)])
def test_an_activity_without_a_name_or_that_ends_before_it_begins_is_refused(
    shop: Shop, lead: Membership, now: datetime, name: str, hours: int
) -> None:
    draft = ActivityDraft(name=name, starts_at=now, ends_at=now + timedelta(hours=hours))

    with pytest.raises(ActivityRefusedError):
        actions.save_activity(shop=shop, draft=draft, by=lead, at=now)

    assert not Activity.objects.exists()


def test_the_latest_activity_comes_first_and_another_shops_not_at_all(shop: Shop, other_shop: Shop) -> None:
    first = ActivityFactory(shop=shop)
    second = ActivityFactory(shop=shop, starts_at=first.starts_at + timedelta(days=1))
    ActivityFactory(shop=other_shop)

    assert list(queries.activities_of(shop)) == [second, first]
