"""Contacts are counted; who wants none is kept."""

from datetime import timedelta

import pytest
from tests.factories.guard import ContactFactory, NoContactFactory

from guitai.common.models import AuditEntry
from guitai.domains.guard import actions
from guitai.domains.guard.models import Contact, NoContact, Place

Kind = Contact.Kind


def note(shop, agent, at, kind=Kind.MESSAGE, account="tb_demo01", **more):
    return actions.note_contact(
        shop=shop, account=account, kind=kind, by=agent, place=Place.DESK, at=at, **more
    )


def test_every_call_counts(shop, agent, now):
    for minutes in (0, 5):
        note(shop, agent, now + timedelta(minutes=minutes), Kind.CALL, note=" 没接 ")

    assert list(Contact.objects.values_list("kind", "note")) == [("call", "没接")] * 2


def test_messages_in_a_row_are_one_contact_a_day(shop, agent, other_agent, now):
    noted = [
        note(shop, agent, now, once_a_day=True),
        note(shop, other_agent, now + timedelta(hours=3), once_a_day=True),
        note(shop, agent, now + timedelta(hours=14), once_a_day=True),
    ]

    assert [bool(contact) for contact in noted] == [True, False, True]


@pytest.mark.parametrize("other", ["account", "kind", "shop"])
def test_another_buyer_way_or_shop_is_another_contact(shop, other_shop, agent, now, other):
    more = {"account": "tb_b"} if other == "account" else {"kind": Kind.CALL} if other == "kind" else {}
    ContactFactory(shop=other_shop if other == "shop" else shop, at=now, **more)

    assert note(shop, agent, now, once_a_day=True)


def test_nobody_is_counted_who_has_no_account(shop, agent, now):
    assert note(shop, agent, now, account="") is None


def test_the_first_who_heard_it_is_kept(shop, agent, other_agent, now):
    for member, said in ((agent, "别再联系我"), (other_agent, "烦不烦")):
        actions.mark_no_contact(shop=shop, account="tb_demo01", by=member, said=said, at=now)

    kept = NoContact.objects.get()
    assert (kept.by, kept.said, kept.since) == (agent, "别再联系我", now)
    assert AuditEntry.objects.get().deed == "no_contact_marked"


def test_a_buyer_may_be_written_to_again(shop, other_shop, lead, now):
    NoContactFactory(shop=shop)
    theirs = NoContactFactory(shop=other_shop)

    assert actions.lift_no_contact(shop=shop, account="tb_demo01", by=lead, at=now)
    assert not actions.lift_no_contact(shop=shop, account="tb_demo01", by=lead, at=now)

    assert list(NoContact.objects.all()) == [theirs]
    assert AuditEntry.objects.get().deed == "no_contact_lifted"
