"""Going to a buyer, as often as list, platform, shop and buyer let one."""

from datetime import timedelta

import pytest
from django.utils import translation
from tests.factories.accounts import MembershipFactory
from tests.factories.guard import ContactFactory, NoContactFactory
from tests.factories.trade import ORDERED, OrderFactory

from guitai.domains.followups.actions.attempts import note_attempt
from guitai.domains.followups.errors import AttemptRefusedError, NoSuchTodoError
from guitai.domains.followups.events import TodoChanged
from guitai.domains.followups.models import Attempt, Listing, ListSetting, State, Todo
from guitai.domains.guard.models import Contact, Place

pytestmark = pytest.mark.django_db
AT = ORDERED + timedelta(hours=1)


@pytest.fixture
def member():
    return MembershipFactory(shop__contact_limit=3)


@pytest.fixture
def todo(member):
    return put(member, Listing.UNPAID)


def put(member, listing, **more):
    """Put an order on a list."""
    order = OrderFactory(buyer__shop=member.shop)
    return Todo.objects.create(
        shop=member.shop,
        listing=listing,
        key=order.number,
        order=order,
        buyer=order.buyer,
        opened_at=AT,
        **more,
    )


def go(todo, member, **more):
    """Go to the buyer with the wording."""
    told = {"way": Attempt.Way.COPIED, "place": Place.DESK, "at": AT} | more
    return note_attempt(todo_id=todo.pk, by=member, **told)


def test_an_attempt_is_noted_and_counted(todo, member, heard):
    noted = go(todo, member, note=" 说晚上付 ")

    todo.refresh_from_db()
    contact = Contact.objects.get()
    assert (noted.by, noted.note, noted.at) == (member, "说晚上付", AT)
    assert (todo.attempts, todo.last_attempt_at, todo.owner) == (1, AT, member)
    assert (contact.account, contact.kind, contact.by) == (todo.buyer.account, Contact.Kind.REMINDER, member)
    assert [event.todo["attempts"] for event in heard(TodoChanged)] == [1]


def test_whose_it_is_stays(todo, member):
    todo.owner = colleague = MembershipFactory(shop=member.shop)
    todo.save()

    go(todo, member)

    todo.refresh_from_db()
    assert todo.owner == colleague


def refused(todo, member, **more):
    """Give why an attempt is refused, which leaves nothing behind."""
    before = Contact.objects.count(), Attempt.objects.count()
    with pytest.raises(AttemptRefusedError) as refusal:
        go(todo, member, **more)
    assert (Contact.objects.count(), Attempt.objects.count()) == before
    return refusal.value.facts["why"]


def test_a_list_allows_so_many(todo, member):
    go(todo, member)
    go(todo, member)

    assert refused(todo, member) == "most"


def test_a_shop_may_allow_fewer(todo, member):
    ListSetting.objects.create(shop=member.shop, listing=Listing.UNPAID, numbers={"most": 1})
    go(todo, member)

    assert refused(todo, member) == "most"


def test_a_buyer_who_wants_nothing_is_left_alone(todo, member):
    NoContactFactory(shop=member.shop, account=todo.buyer.account)

    assert refused(todo, member) == "wish"


def test_contacts_of_all_lists_and_agents_count_together(todo, member):
    for _each in range(3):
        ContactFactory(shop=member.shop, account=todo.buyer.account, at=AT - timedelta(days=6))

    assert refused(todo, member) == "limit"


@pytest.mark.parametrize("platform", ["jd", "pdd"])
def test_nobody_reminds_in_the_chat_of_a_platform_that_forbids_it(todo, member, platform):
    member.shop.platform = platform
    member.shop.save()

    assert refused(todo, member) == "platform"
    assert go(todo, member, way=Attempt.Way.SMS)


def test_about_a_review_it_points_to_the_answer_in_public_and_counts_as_such_a_contact(member):
    member.shop.platform = "jd"
    member.shop.save()
    todo = put(member, Listing.POOR_REVIEW)

    with translation.override("en"), pytest.raises(AttemptRefusedError, match="in public"):
        go(todo, member)
    go(todo, member, way=Attempt.Way.CALL)

    assert Contact.objects.get().kind == Contact.Kind.REVIEW


def test_a_proposed_promise_is_confirmed_first(member):
    assert refused(put(member, Listing.PROMISE, state=State.PROPOSED), member) == "proposed"


def test_news_of_a_late_order_are_no_contact_that_is_limited(member):
    todo = put(member, Listing.LATE)
    NoContactFactory(shop=member.shop, account=todo.buyer.account)

    go(todo, member)

    assert not Contact.objects.exists()


def test_a_closed_one_or_another_shops_is_not_there(todo, member):
    with pytest.raises(NoSuchTodoError):
        go(todo, MembershipFactory())
