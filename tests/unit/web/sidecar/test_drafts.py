import pytest
from django.test import Client
from tests.factories.trade import OrderFactory
from tests.unit.web.sidecar.conftest import browser_of

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard.models import Contact, Verdict
from guitai.domains.trade.models import Buyer, GivenAmount

FINE = "在的亲，今天下午发出哦"
OFF_PLATFORM = "加我微信聊吧"
CHEAPER = "给您便宜25"


@pytest.fixture
def talk(buyer: Buyer) -> dict[str, int]:
    return {"buyer": buyer.pk, "order": OrderFactory(buyer=buyer).pk}


def test_a_verdict_names_what_was_found_and_where(post, talk):
    answer = post("check/", text=f"您好，{OFF_PLATFORM}", **talk)

    assert answer["severity"] == "block"
    finding = answer["findings"][0]
    assert finding["matched"] == f"您好，{OFF_PLATFORM}"[finding["start"] : finding["end"]]
    assert {"rule", "category", "severity", "title", "why", "source", "penalty", "rewrite"} < finding.keys()


def test_what_is_fine_has_no_findings(post, talk):
    assert post("check/", text=FINE, **talk) == {"severity": "pass", "findings": []}


def test_a_number_in_two_replies_is_found_in_the_second(post, talk):
    alone = post("check/", text="3345", **talk)
    after = post("check/", text="3345", previous=[{"by": "agent", "text": "我QQ是8765"}], **talk)

    assert alone["severity"] == "pass"
    assert after["severity"] == "block"


def test_what_may_leave_is_told_as_it_is_kept(post, talk):
    assert post("copied/", text=f" {FINE} ", **talk) == {
        "copied": True,
        "text": FINE,
        "verdict": {"severity": "pass", "findings": []},
    }


def test_what_may_not_leave_is_no_error_but_stays(post, talk):
    answer = post("copied/", text=OFF_PLATFORM, **talk)

    assert (answer["copied"], answer["verdict"]["severity"]) == (False, "block")
    assert Verdict.objects.get().text == OFF_PLATFORM


def test_writing_first_is_counted(post, talk):
    post("copied/", text=FINE, proactive=True, **talk)

    assert Contact.objects.get().account == "tb_demo01"


def test_what_is_given_is_kept_with_the_chosen_order(post, talk):
    post("copied/", text="给您便宜10块", **talk)

    assert GivenAmount.objects.get().order_id == talk["order"]


def test_an_empty_reply_is_refused_with_a_sentence(browser: Client):
    answer = browser.post("/s/yunshang/sidecar/copied/", {"text": " "}, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (409, "chat.empty_message")
    assert answer.json()["reason"]


def test_asking_gives_what_waits_and_withdrawing_takes_it_away(post, browser: Client, talk):
    (asked,) = post("ask/", text=CHEAPER, note="老客户", **talk)["asked"]

    assert (asked["state"], asked["note"], asked["buyer_id"]) == ("waiting", "老客户", talk["buyer"])
    assert browser.get("/s/yunshang/sidecar/asked/").json()["asked"] == [asked]
    assert post(f"asked/{asked['id']}/withdraw/")["asked"] == []


def test_what_a_colleague_asked_is_theirs_to_withdraw(post, talk, other_agent: Membership):
    (asked,) = post("ask/", text=CHEAPER, **talk)["asked"]
    answer = browser_of(other_agent.person).post(f"/s/yunshang/sidecar/asked/{asked['id']}/withdraw/")

    assert (answer.status_code, answer.json()["code"]) == (409, "guard.not_waiting")


def test_what_was_asked_in_another_shop_is_not_there(post, talk, neighbour: Membership):
    (asked,) = post("ask/", text=CHEAPER, **talk)["asked"]
    answer = browser_of(neighbour.person).post(f"/s/nanshan/sidecar/asked/{asked['id']}/withdraw/")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "no json",
        "[]",
        '{"text": 7}',
        '{"text": "在的", "buyer": "x", "order": -1, "product": 1.5}',
        '{"text": "在的", "buyer": 99999999999999999999}',
        '{"text": "在的", "previous": "x", "confirmed": 3, "phrases": {}}',
        '{"text": "在的", "previous": [1, {"by": "us", "text": "x"}, {"by": ["x"], "text": "y"}]}',
        '{"text": "在的", "confirmed": [1, null], "phrases": ["x", -1, 99999999999999999999]}',
    ],
)
def test_what_is_malformed_is_left_out(browser: Client, body: str):
    checked, copied = (
        browser.post(f"/s/yunshang/sidecar/{path}", body, content_type="application/json")
        for path in ("check/", "copied/")
    )

    assert (checked.status_code, checked.json()["severity"]) == (200, "pass")
    assert copied.status_code in {200, 409}


def test_what_is_of_another_shop_is_left_out(post, other_shop: Shop):
    theirs = OrderFactory(shop=other_shop, buyer__shop=other_shop)

    post("copied/", text="给您便宜10块", buyer=theirs.buyer.pk, order=theirs.pk)

    assert not GivenAmount.objects.exists()


def test_an_order_of_another_buyer_is_left_out(post, buyer: Buyer, shop: Shop):
    theirs = OrderFactory(shop=shop, buyer__shop=shop)

    post("copied/", text="给您便宜10块", buyer=buyer.pk, order=theirs.pk)

    assert GivenAmount.objects.get().order is None
