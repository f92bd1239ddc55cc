"""What the chat window asks of us, from pages of any origin."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django.fixtures import Settings
from tests.factories.aftersales import CaseFactory
from tests.factories.trade import OrderFactory
from tests.unit.domains.chat.identities import identity_of

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.models import Case
from guitai.domains.chat import actions, passes, queries
from guitai.domains.chat.models import Message
from guitai.domains.trade.models import Buyer
from guitai.web.widget import views


@pytest.fixture(autouse=True)
def empty_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def pictures(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


def hello(client: Client, shop: Shop, **said: object) -> dict[str, Any]:
    answer = say_hello(client, shop, **said)
    assert answer.status_code == 200, answer.content
    welcome: dict[str, Any] = answer.json()
    return welcome


def say_hello(client: Client, shop: Shop, **said: object) -> Any:
    return client.post(f"/widget/{shop.widget_key}/hello/", json.dumps(said), content_type="text/plain")


def soon() -> int:
    return int(timezone.now().timestamp()) + 3600


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def drawing(*, kind: str = "PNG") -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (12, 8), "teal").save(written, kind)
    return SimpleUploadedFile("p.png", written.getvalue(), content_type="image/png")


def bring(client: Client, shop: Shop, token: str, picture: SimpleUploadedFile, local_id: str = "w1-1") -> Any:
    return client.post(
        f"/widget/{shop.widget_key}/picture/",
        {"picture": picture, "local_id": local_id},
        headers=bearer(token),
    )


# hello


def test_hello_makes_a_visitor_and_no_row(client: Client, shop: Shop):
    welcome = hello(client, shop)

    holder = passes.read_buyer(welcome["token"], at=timezone.now())
    assert holder.is_visitor
    assert holder.shop_id == shop.pk
    assert not Buyer.objects.exists()


def test_hello_knows_a_visitor_again(client: Client, shop: Shop):
    first = hello(client, shop)

    second = hello(client, shop, visitor=first["visitor"])

    assert second["name"] == first["name"]


def test_hello_speaks_the_language_of_the_page(client: Client, shop: Shop):
    english = hello(client, shop, language="en-GB")
    french = hello(client, shop, language="fr")
    chinese = hello(client, shop, language="zh-TW")

    assert english["words"]["send"] == "Send"
    assert english["language"] == french["language"] == "en"
    assert chinese["language"] == "zh-hans"
    assert english["words"].keys() == chinese["words"].keys()


def test_hello_says_whether_somebody_is_there(client: Client, shop: Shop, agent: Membership):
    assert hello(client, shop)["on_duty"] is False

    actions.be(membership=agent, state="online", at=timezone.now())

    assert hello(client, shop)["on_duty"] is True


def test_hello_shows_the_shops_own_words(client: Client, shop: Shop):
    shop.greeting, shop.offline_text = "欢迎光临", "九点上班"
    shop.save()

    welcome = hello(client, shop)

    assert (welcome["greeting"], welcome["offline_text"], welcome["shop"]) == (
        "欢迎光临",
        "九点上班",
        shop.name,
    )


def test_hello_believes_the_shops_signature(client: Client, shop: Shop):
    welcome = hello(client, shop, identity=identity_of(shop, account="tb_demo01", name="小鱼", exp=soon()))

    assert welcome["name"] == "小鱼"
    assert passes.read_buyer(welcome["token"], at=timezone.now()).account == "tb_demo01"


def test_hello_refuses_an_identity_somebody_else_signed(client: Client, shop: Shop):
    forged = identity_of(shop, secret="guessed", account="tb_demo01", exp=soon())

    answer = say_hello(client, shop, identity=forged, language="en")

    assert answer.status_code == 403
    assert answer.json()["code"] == "chat.identity_refused"
    assert answer["Access-Control-Allow-Origin"] == "*"  # else the page could not read why


def test_hello_passes_a_visitors_talk_to_the_buyer_they_are(client: Client, shop: Shop):
    visitor = hello(client, shop)
    holder = passes.read_buyer(visitor["token"], at=timezone.now())
    actions.receive_message(
        shop=shop, account=holder.account, name=holder.name, local_id="w1-1", text="在吗", at=timezone.now()
    )

    hello(
        client, shop, visitor=visitor["visitor"], identity=identity_of(shop, account="tb_demo01", exp=soon())
    )

    shown, _more = queries.buyer_messages(shop=shop, account="tb_demo01")
    assert "在吗" in [message["text"] for message in shown]


def test_hello_to_a_shop_nobody_knows_is_refused(client: Client, shop: Shop):
    answer = client.post("/widget/no-such-key/hello/", "{}", content_type="text/plain")

    assert answer.status_code == 404
    assert answer.json()["code"] == "widget.unknown_shop"


@pytest.mark.parametrize(
    "body", ["", "no json", "[]", "null", '{"visitor": 7, "identity": null}', "[" * 9_000]
)
def test_hello_takes_what_it_does_not_understand_as_not_said(body: str, client: Client, shop: Shop):
    answer = client.post(f"/widget/{shop.widget_key}/hello/", body, content_type="text/plain")

    assert answer.status_code == 200


def test_hello_does_not_read_a_long_speech(client: Client, shop: Shop):
    assert say_hello(client, shop, language="x" * 20_000).status_code == 413


def test_hello_is_not_said_without_end(client: Client, shop: Shop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views, "HELLOS_A_MINUTE", 2)

    statuses = [say_hello(client, shop).status_code for _each in range(3)]

    assert statuses == [200, 200, 429]


def test_hello_is_counted_by_address(client: Client, shop: Shop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views, "HELLOS_A_MINUTE", 1)
    hello(client, shop)

    answer = client.post(
        f"/widget/{shop.widget_key}/hello/", "{}", content_type="text/plain", REMOTE_ADDR="203.0.113.9"
    )

    assert answer.status_code == 200


# Any origin, no cookies


def test_a_preflight_is_answered_for_every_origin_without_cookies(client: Client, shop: Shop):
    answer: HttpResponse = client.options(
        f"/widget/{shop.widget_key}/messages/", headers={"Origin": "https://x.example"}
    )

    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "authorization" in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_requests_need_no_csrf_token_and_set_no_cookie(shop: Shop):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(f"/widget/{shop.widget_key}/hello/", "{}", content_type="text/plain")

    assert answer.status_code == 200
    assert not answer.cookies


def test_another_method_is_refused(client: Client, shop: Shop):
    assert client.get(f"/widget/{shop.widget_key}/hello/").status_code == 405


# Older messages


def test_older_messages_are_the_holders_own(client: Client, shop: Shop, other_shop: Shop):
    for number in range(3):
        last = write(shop, "tb_a", f"第{number}句", f"w1-{number}")
        write(shop, "tb_b", "别人的话", f"w2-{number}")
    token = passes.sign_buyer(passes.BuyerPass(shop.pk, "tb_a", "甲"), at=timezone.now())

    answer = client.get(f"/widget/{shop.widget_key}/messages/?before={last.pk}", headers=bearer(token))

    texts = [message["text"] for message in answer.json()["messages"] if message["author"] == "buyer"]
    assert texts == ["第0句", "第1句"]
    assert answer.json()["more"] is False


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer forged", "Basic YTpi"])
def test_without_a_good_pass_there_is_nothing_to_read(header: str, client: Client, shop: Shop):
    answer = client.get(f"/widget/{shop.widget_key}/messages/?before=9", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.json()["code"] == "chat.pass_refused"


def test_a_pass_of_one_shop_opens_nothing_in_another(client: Client, shop: Shop, other_shop: Shop):
    token = hello(client, shop)["token"]

    answer = client.get(f"/widget/{other_shop.widget_key}/messages/?before=9", headers=bearer(token))

    assert answer.status_code == 401


def test_a_pass_that_has_run_out_opens_nothing(client: Client, shop: Shop):
    yesterday = timezone.now() - timedelta(days=1)
    token = passes.sign_buyer(passes.BuyerPass(shop.pk, "tb_a", "甲"), at=yesterday)

    assert (
        client.get(f"/widget/{shop.widget_key}/messages/?before=9", headers=bearer(token)).status_code == 401
    )


@pytest.mark.parametrize("before", ["", "abc", "-1", "٣", "9" * 30])
def test_before_must_name_a_message(before: str, client: Client, shop: Shop):
    token = hello(client, shop)["token"]

    answer = client.get(f"/widget/{shop.widget_key}/messages/", {"before": before}, headers=bearer(token))

    assert answer.status_code == 400


# Pictures


def test_a_picture_is_stored_and_can_be_seen_by_its_address(client: Client, shop: Shop):
    token = hello(client, shop)["token"]

    message = bring(client, shop, token, drawing()).json()["message"]
    shown = client.get(message["picture"]["url"])

    assert (message["kind"], message["local_id"], message["picture"]["width"]) == ("picture", "w1-1", 12)
    assert shown["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(shown.content)).size == (12, 8)


def test_the_same_picture_sent_again_is_the_same_message(client: Client, shop: Shop):
    token = hello(client, shop)["token"]

    first = bring(client, shop, token, drawing()).json()["message"]
    again = bring(client, shop, token, drawing()).json()["message"]

    assert first["id"] == again["id"]
    assert Message.objects.filter(kind="picture").count() == 1


def test_ten_megabytes_are_refused_in_a_sentence_before_they_are_looked_at(client: Client, shop: Shop):
    token = hello(client, shop)["token"]
    large = SimpleUploadedFile("p.jpg", b"\0" * 10_000_000, content_type="image/jpeg")

    answer = bring(client, shop, token, large)

    assert answer.status_code == 413
    assert "8 MB" in answer.json()["reason"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload='alert(1)'/>", b"<html>", b"\x89PNG\r\n\x1a\n broken"]
)
def test_what_is_no_picture_is_refused(content: bytes, client: Client, shop: Shop):
    token = hello(client, shop)["token"]

    answer = bring(client, shop, token, SimpleUploadedFile("p.png", content, content_type="image/png"))

    assert answer.status_code == 422
    assert answer.json()["code"] == "files.picture_refused"
    assert not Message.objects.exists()


@pytest.mark.parametrize("local_id", ["", "x" * 41, "w1\x00"])
def test_a_picture_needs_its_senders_own_id(local_id: str, client: Client, shop: Shop):
    token = hello(client, shop)["token"]

    assert bring(client, shop, token, drawing(), local_id).status_code == 400


def test_pictures_are_not_sent_without_end(client: Client, shop: Shop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views, "PICTURES_A_MINUTE", 1)
    token = hello(client, shop)["token"]

    statuses = [bring(client, shop, token, drawing(), f"w1-{number}").status_code for number in range(2)]

    assert statuses == [200, 429]


@pytest.mark.parametrize("change", ["", "?t=", "?t=forged"])
def test_a_picture_is_not_shown_without_its_signature(change: str, client: Client, shop: Shop):
    token = hello(client, shop)["token"]
    url = bring(client, shop, token, drawing()).json()["message"]["picture"]["url"]

    assert client.get(url.partition("?")[0] + change).status_code == 401


def test_a_pictures_signature_is_good_in_its_own_shop_alone(client: Client, shop: Shop, other_shop: Shop):
    token = hello(client, shop)["token"]
    url = bring(client, shop, token, drawing()).json()["message"]["picture"]["url"]

    assert client.get(url.replace(shop.widget_key, other_shop.widget_key)).status_code == 401


def write(shop: Shop, account: str, text: str, local_id: str) -> Message:
    at = timezone.now()
    return actions.receive_message(
        shop=shop, account=account, name=account, local_id=local_id, text=text, at=at
    ).message


# cases


def own_case(buyer: Buyer) -> Case:
    return CaseFactory(order=OrderFactory(buyer=buyer), fault="内部叫法", batch="B77")


def look(client: Client, shop: Shop, token: str) -> Any:
    return client.get(f"/widget/{shop.widget_key}/cases/?language=en", headers=bearer(token))


def test_a_buyer_whom_the_shop_knows_sees_their_own_cases(client: Client, shop: Shop, buyer: Buyer):
    case = own_case(buyer)
    Case.objects.update(stages={"applied": "2026-03-02T02:00:00+00:00"})
    welcome = hello(client, shop, identity=identity_of(shop, account=buyer.account, exp=soon()))

    (seen,) = look(client, shop, welcome["token"]).json()["cases"]

    assert (seen["number"], seen["kind"], seen["waits"], seen["over"]) == (
        case.number,
        "Arrived damaged",
        True,
        False,
    )
    assert seen["stages"][0] == {"name": "Applied", "at": "2026-03-02T02:00:00.000Z"}
    assert seen["stages"][1] == {"name": "Sent back", "at": None}
    assert "内部叫法" not in str(seen) and "B77" not in str(seen)


def test_another_buyer_and_a_visitor_see_none_of_it(client: Client, shop: Shop, buyer: Buyer):
    own_case(buyer)
    other = hello(client, shop, identity=identity_of(shop, account="tb_other77", exp=soon()))
    visitor = hello(client, shop)

    for welcome in (other, visitor):
        assert look(client, shop, welcome["token"]).json() == {"cases": []}


def test_cases_need_a_pass_of_this_shop(client: Client, shop: Shop, other_shop: Shop, buyer: Buyer):
    own_case(buyer)
    elsewhere = hello(client, other_shop, identity=identity_of(other_shop, account=buyer.account, exp=soon()))

    assert look(client, shop, elsewhere["token"]).status_code == 401
    assert look(client, shop, "forged").status_code == 401
