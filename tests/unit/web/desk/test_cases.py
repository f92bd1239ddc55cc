"""The card of a buyer's case: filled in by the talk, led on by digits, drawn anew when it moves."""

import io
import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from tests.factories.aftersales import BACK, SHORT, CaseFactory
from tests.factories.chat import MessageFactory
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.common.files import keep_picture
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales import playbook_texts
from guitai.domains.aftersales.models import Case, CaseAttempt
from guitai.domains.chat.models import Author, Conversation, Message
from guitai.domains.trade.models import Order


@pytest.fixture(autouse=True)
def _books(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two short playbooks in the place of those that come with the program."""
    monkeypatch.setattr(playbook_texts, "shipped", lambda: {"back": BACK, "short": SHORT})


@pytest.fixture
def order(conversation: Conversation, now: datetime) -> Order:
    order = OrderFactory(buyer=conversation.buyer, number="880088", status="shipped", shipped_at=now)
    OrderLineFactory(order=order, title="手绘陶瓷水杯", quantity=2)
    return order


@pytest.fixture
def address(conversation: Conversation) -> str:
    return f"/s/yunshang/desk/{conversation.pk}/case/"


def say(talk: Conversation, text: str, now: datetime) -> None:
    MessageFactory(conversation=talk, author=Author.BUYER, text=text, sent_at=now)


def send_picture(talk: Conversation, now: datetime) -> Message:
    written = io.BytesIO()
    Image.new("RGB", (4, 3), (Message.objects.count(), 9, 9)).save(written, "PNG")
    kept = keep_picture(written.getvalue(), shop_id=talk.shop_id, at=now)
    return MessageFactory(
        conversation=talk, author=Author.BUYER, kind="picture", text="", picture=kept, sent_at=now
    )


def form(about: Order, **more: Any) -> dict[str, Any]:
    line = about.lines.get()
    given = {"kind": "damaged", "order": about.pk, "line": line.pk, f"pieces-{line.pk}": "1", "said": "碎了"}
    return given | more


def open_one(desk: Client, address: str, about: Order, **more: Any) -> str:
    return desk.post(address, form(about, **more)).content.decode()


def deed(address: str, name: str, number: int = 1) -> str:
    return f"{address.rsplit('/', 3)[0]}/cases/{number}/{name}/"


def talk_of(address: str) -> dict[str, str]:
    return {"talk": address.split("/")[-3]}


def press(desk: Client, address: str, answer: str, **more: Any) -> str:
    return desk.post(deed(address, "answer"), {"answer": answer, **talk_of(address), **more}).content.decode()


def test_without_a_case_there_is_a_button_alone(desk: Client, address: str, order: Order) -> None:
    shown = desk.get(address).content.decode()

    assert "data-case-new" in shown and f'hx-get="{address}?new=1"' in shown
    assert "data-number" not in shown and "autofocus" not in shown


def test_the_form_is_filled_in_by_the_talk_and_enter_opens_it(
    desk: Client, address: str, order: Order, conversation: Conversation, now: datetime
) -> None:
    say(conversation, "杯子收到就碎了", now)
    sent = send_picture(conversation, now)

    shown = desk.get(address, {"new": "1"}).content.decode()

    assert re.search(r'<option value="damaged"\s+selected>', shown)
    assert re.search(rf'<option value="{order.pk}"\s+selected>', shown)
    assert 'value="碎了"' in shown and ">杯子收到就碎了</textarea>" in shown
    assert re.search(rf'name="line"\s+value="{order.lines.get().pk}"\s+checked', shown)
    assert re.search(rf'name="picture"\s+value="{sent.pk}"\s+checked', shown)
    assert re.search(r"data-case-open\s+autofocus", shown)


def test_where_nothing_tells_the_kind_it_is_asked_for_first(desk: Client, address: str, order: Order) -> None:
    shown = desk.get(address, {"new": "1"}).content.decode()

    assert re.search(r'name="kind"[^>]*autofocus', shown)
    assert "data-case-open\n" in shown or re.search(r"data-case-open\s*>", shown)


def test_another_order_shows_its_own_lines_and_keeps_what_was_typed(
    desk: Client, address: str, order: Order, conversation: Conversation, now: datetime
) -> None:
    other = OrderFactory(buyer=conversation.buyer, number="770077")
    line = OrderLineFactory(order=other, title="纯色衬衫")

    shown = desk.get(
        address, {"new": "1"} | form(order, order=other.pk, fault="裂口", kind="quality", lines_of=order.pk)
    ).content.decode()

    assert "纯色衬衫" in shown and "手绘陶瓷水杯" not in shown.split("<fieldset>")[1]
    assert re.search(rf'name="line"\s+value="{line.pk}"\s+checked', shown)
    assert 'value="裂口"' in shown and re.search(r'<option value="quality"\s+selected>', shown)


def test_it_is_opened_with_goods_words_and_pictures_and_stands_at_its_first_step(
    desk: Client, address: str, order: Order, conversation: Conversation, agent: Membership, now: datetime
) -> None:
    sent = send_picture(conversation, now)

    shown = open_one(desk, address, order, fault="碎了", picture=sent.pk)

    case = Case.objects.get()
    assert (case.kind, case.order, case.conversation, case.owner) == ("damaged", order, conversation, agent)
    assert (case.said, case.fault, case.lines.get().quantity) == ("碎了", "碎了", 1)
    assert [each.message for each in case.pictures.all()] == [sent.pk]
    assert "拍照了吗" in shown and 'data-case="1"' in shown and "autofocus" in shown
    assert re.findall(r'value="(\w+)"\s+data-number="(\d)"', shown) == [("photos", "1"), ("none", "2")]
    assert "case-1 from:body delay:250ms, case-again from:body" in shown
    assert "/s/yunshang/cases/1/" in shown


def test_a_picture_that_was_left_out_is_not_filed_and_waits_in_the_card(
    desk: Client, address: str, order: Order, conversation: Conversation, now: datetime
) -> None:
    send_picture(conversation, now)

    assert f'hx-post="{deed(address, "pictures")}"' in open_one(desk, address, order)
    assert not Case.objects.get().pictures.exists()

    shown = desk.post(deed(address, "pictures"), talk_of(address)).content.decode()

    assert Case.objects.get().pictures.count() == 1
    assert "/pictures/" not in shown


@pytest.mark.parametrize(
    "wrong",
    [{"kind": ""}, {"kind": "nonsense"}, {"line": ""}, {"line": "²"}, {"pieces": "0"}, {"pieces": "x"}],
)
def test_what_can_not_be_opened_is_said_in_the_form(
    desk: Client, address: str, order: Order, wrong: dict[str, str]
) -> None:
    given = form(order, said="我的话")
    if "pieces" in wrong:
        wrong = {f"pieces-{order.lines.get().pk}": wrong["pieces"]}

    shown = desk.post(address, given | wrong).content.decode()

    assert 'role="alert"' in shown and ">我的话</textarea>" in shown
    assert not Case.objects.exists()


def test_the_same_twice_leads_to_the_first(desk: Client, address: str, order: Order) -> None:
    open_one(desk, address, order)

    shown = open_one(desk, address, order)

    assert 'role="alert"' in shown and f'hx-get="{address}?number=1"' in shown


def test_a_picture_of_somebody_else_is_left_out(
    desk: Client, address: str, order: Order, queued: Conversation, now: datetime
) -> None:
    open_one(desk, address, order, picture=send_picture(queued, now).pk)

    assert not Case.objects.get().pictures.exists()


def test_an_order_of_somebody_else_opens_nothing(
    desk: Client, address: str, order: Order, queued: Conversation
) -> None:
    assert 'role="alert"' in open_one(desk, address, order, order=OrderFactory(buyer=queued.buyer).pk)
    assert not Case.objects.exists()


def test_without_an_order_it_is_the_buyers(
    desk: Client, address: str, order: Order, conversation: Conversation
) -> None:
    open_one(desk, address, order, order="")

    case = Case.objects.get()
    assert (case.order, case.buyer) == (None, conversation.buyer)


def test_an_answer_leads_on_and_keeps_the_note(desk: Client, address: str, order: Order) -> None:
    open_one(desk, address, order)

    shown = press(desk, address, "none", step="look", note="手机坏了")

    assert Case.objects.get().step == "decide"
    assert "主管定" in shown and "手机坏了" in shown and "小美" in shown
    assert Case.objects.get().trail[0]["note"] == "手机坏了"


def test_what_an_answer_wants_is_asked_for_and_enter_gives_it_then(
    desk: Client, address: str, order: Order
) -> None:
    open_one(desk, address, order)

    shown = press(desk, address, "none", step="look")

    assert 'role="alert"' in shown
    assert re.search(r'name="note"[^>]*autofocus', shown)
    assert re.search(r'name="answer"\s+value="none"\s+tabindex="-1"', shown)
    assert Case.objects.get().step == "look"


@pytest.mark.parametrize(
    ("typed", "is_taken"), [("80", True), ("¥80.00", True), ("", False), ("八十", False)]
)
def test_an_amount_is_read_in_yuan(
    desk: Client, address: str, order: Order, typed: str, is_taken: bool
) -> None:
    open_one(desk, address, order)
    Case.objects.update(step="claim")

    shown = press(desk, address, "claimed", step="claim", amount=typed)

    assert (Case.objects.get().step == "give") is is_taken
    assert ('role="alert"' in shown) is not is_taken
    if not is_taken:
        assert re.search(r'name="amount"[^>]*autofocus', shown) and f'value="{typed}"' in shown


def test_a_step_is_taken_back(desk: Client, address: str, order: Order) -> None:
    open_one(desk, address, order)
    press(desk, address, "none", note="没手机")

    assert "拍照了吗" in desk.post(deed(address, "back"), talk_of(address)).content.decode()
    assert 'role="alert"' in desk.post(deed(address, "back"), talk_of(address)).content.decode()


def test_a_try_to_reach_the_buyer_is_kept(desk: Client, address: str, order: Order) -> None:
    open_one(desk, address, order)

    tried = {"way": "call", "reached": "no", "note": "没人接"} | talk_of(address)
    shown = desk.post(deed(address, "attempt"), tried).content.decode()

    kept = CaseAttempt.objects.get()
    assert (kept.way, kept.was_reached, kept.note) == ("call", False, "没人接")
    assert "没人接" in shown
    wrong = tried | {"way": "pigeon"}
    refused = desk.post(deed(address, "attempt"), wrong).content.decode()
    assert 'role="alert"' in refused


def test_the_card_says_that_the_warehouse_is_asked(desk: Client, address: str, order: Order) -> None:
    open_one(desk, address, order)
    Case.objects.update(step="give")

    shown = press(desk, address, "again", step="give")

    assert Case.objects.get().task is not None
    assert "data-number" not in shown and "warehouse" not in shown.split("hx-")[0]


def test_other_cases_of_the_buyer_are_one_click_away(
    desk: Client, address: str, order: Order, agent: Membership
) -> None:
    open_one(desk, address, order)
    open_one(desk, address, order, kind="quality")

    assert 'data-case="2"' in desk.get(address).content.decode()
    shown = desk.get(address, {"number": "1"}).content.decode()
    assert 'data-case="1"' in shown and f'hx-get="{address}?number=2"' in shown
    assert 'data-case="2"' in desk.get(address, {"number": "9" * 20}).content.decode()


def test_who_does_not_answer_buyers_sees_none_of_it(
    lead: Membership, address: str, order: Order, conversation: Conversation
) -> None:
    lead.role = "trainer"
    lead.save()
    client = Client()
    client.force_login(lead.person, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(address).status_code == 403
    panel = client.get(f"/s/yunshang/desk/{conversation.pk}/panel/").content.decode()
    assert "data-case-coming" not in panel


def test_the_panel_leaves_a_place_for_it(desk: Client, address: str, conversation: Conversation) -> None:
    panel = desk.get(f"/s/yunshang/desk/{conversation.pk}/panel/").content.decode()

    assert "data-case-coming" in panel and f'hx-get="{address}"' in panel


def test_another_buyers_case_and_another_shops_talk_are_not_there(
    desk: Client, address: str, order: Order, queued: Conversation, neighbour: Membership
) -> None:
    case = CaseFactory(order=OrderFactory(buyer=queued.buyer), number=7)
    client = Client()
    client.force_login(neighbour.person, backend="django.contrib.auth.backends.ModelBackend")

    assert 'data-case="7"' not in desk.get(address, {"number": "7"}).content.decode()
    theirs = {"answer": "photos"} | talk_of(address)
    assert desk.post(deed(address, "answer", 7), theirs).status_code == 404
    assert client.get(address).status_code == 404
    assert case.trail == []


def test_a_card_asks_a_bounded_number_of_questions(
    desk: Client, address: str, order: Order, conversation: Conversation, django_assert_max_num_queries: Any
) -> None:
    for _ in range(8):
        CaseFactory(order=OrderFactory(buyer=conversation.buyer))

    with django_assert_max_num_queries(25):
        desk.get(address)
