"""The first start, the shop's settings, the chat window."""

import pytest

from guitai.common import audit
from guitai.domains.accounts import queries
from guitai.domains.accounts.models import Person, Shop

FIRST = {
    "key": "yunshang",
    "name": "云裳女装",
    "platform": "tmall",
    "username": "wangfang",
    "lead_name": "王芳",
    "password": "布谷鸟-morning-7",
}
SETTINGS = {
    "name": "云裳女装",
    "platform": "taobao",
    "first_reply_seconds": 20,
    "reply_seconds": 180,
    "promise_seconds": 300,
    "max_conversations": 20,
    "reassign_minutes": 5,
    "known_agent_days": 30,
    "idle_close_minutes": 120,
    "greeting": "您好，欢迎光临",
    "offline_text": "",
    "dispatch_cutoff": "17:00",
    "dispatch_hours": 48,
    "authority_fen": "35.50",
    "contact_limit": 2,
}


def test_the_first_start_opens_the_shop_and_signs_its_lead_in(client, db):
    assert client.get("/setup/").status_code == 200

    response = client.post("/setup/", FIRST)

    assert response["Location"] == "/s/yunshang/setup/shop/"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"), [({"password": "12345678"}, None), ({"key": "云 裳"}, "key"), ({"name": ""}, "name")]
)
def test_a_first_start_that_is_not_right_is_shown_again_and_keeps_nothing(client, db, wrong, field):
    response = client.post("/setup/", FIRST | wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field or "__all__"]
    assert not Person.objects.exists()
    assert not Shop.objects.exists()


def test_the_first_start_is_gone_once_somebody_can_sign_in(client, nobody):
    assert client.get("/setup/").status_code == 404
    assert client.post("/setup/", FIRST).status_code == 404


def test_the_setup_opens_at_what_a_member_may_see(client, lead, agent):
    client.force_login(lead.person)
    assert client.get("/s/yunshang/setup/")["Location"] == "/s/yunshang/setup/shop/"

    client.force_login(agent.person)
    assert client.get("/s/yunshang/setup/")["Location"] == "/s/yunshang/setup/roster/"


def test_changed_settings_are_saved_and_said(client, lead, shop):
    client.force_login(lead.person)

    response = client.post("/s/yunshang/setup/shop/", SETTINGS, follow=True)

    shop.refresh_from_db()
    assert (shop.first_reply_seconds, shop.greeting, shop.dispatch_cutoff.hour) == (20, "您好，欢迎光临", 17)
    assert (shop.authority_fen, shop.contact_limit) == (3550, 2)
    assert 'value="35.50"' in response.content.decode()
    assert [str(message.level_tag) for message in response.context["messages"]] == ["success"]
    assert audit.entries(shop_id=shop.pk).get().by_id == lead.pk


@pytest.mark.parametrize(
    ("field", "value"),
    [("first_reply_seconds", 0), ("authority_fen", "-1"), ("authority_fen", "10000.01"),
     ("authority_fen", "1.234"), ("authority_fen", "x"), ("authority_fen", "")],
)  # fmt: skip
def test_a_setting_out_of_bounds_is_told_at_its_field(client, lead, shop, field, value):
    client.force_login(lead.person)

    response = client.post("/s/yunshang/setup/shop/", SETTINGS | {field: value})

    shop.refresh_from_db()
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert shop.first_reply_seconds == 30


def test_a_refusal_of_the_counter_is_told_at_the_head_of_the_form(client, lead):
    client.force_login(lead.person)

    response = client.post("/s/yunshang/setup/shop/", SETTINGS | {"name": "\u200b"})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()


def test_the_chat_window_page_gives_the_tag_and_hides_the_secret(client, lead, shop):
    client.force_login(lead.person)

    page = client.get("/s/yunshang/setup/window/").content.decode()

    assert f"data-shop=&quot;{shop.widget_key}&quot;" in page
    assert "http://testserver/widget.js" in page
    assert shop.widget_secret not in page


def test_the_secret_is_shown_on_request_and_the_request_is_kept(client, lead, shop):
    client.force_login(lead.person)

    response = client.post("/s/yunshang/setup/window/secret/")

    assert shop.widget_secret in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert audit.entries(shop_id=shop.pk).get().deed == "widget_secret_shown"


def test_a_new_secret_is_shown_once_it_is_made(client, lead, shop):
    client.force_login(lead.person)

    response = client.post("/s/yunshang/setup/window/secret/rotate/")

    renewed = queries.shop_by_key("yunshang").widget_secret
    assert renewed != shop.widget_secret
    assert renewed in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "shop/",
        "terms/",
        "terms/activities/add/",
        "window/",
        "people/",
        "people/add/",
        "groups/",
        "shifts/",
        "history/",
    ],
)
@pytest.mark.parametrize(
    ("who", "status"), [("lead", 200), ("agent", 403), ("neighbour", 404), ("former", 404), ("nobody", 404)]
)
def test_the_leads_pages_are_for_the_lead(client, shop, path, who, status, request):
    member = request.getfixturevalue(who)
    client.force_login(getattr(member, "person", member))

    assert client.get(f"/s/yunshang/setup/{path}").status_code == status


@pytest.mark.parametrize(
    "path",
    ["window/secret/", "window/secret/rotate/", "people/1/end/", "people/1/password/", "groups/1/remove/",
     "roster/plan/", "roster/copy/", "shifts/1/retire/", "people/add/known/", "terms/activities/1/retire/"],
)  # fmt: skip
def test_deeds_are_for_the_lead_and_never_done_by_a_link(client, shop, lead, agent, path):
    client.force_login(lead.person)
    assert client.get(f"/s/yunshang/setup/{path}").status_code == 405

    client.force_login(agent.person)
    assert client.post(f"/s/yunshang/setup/{path}").status_code == 403


def test_the_pieces_are_shown_to_the_lead(client, lead):
    client.force_login(lead.person)

    assert client.get("/s/yunshang/setup/pieces/").status_code == 200


def test_without_a_session_every_page_leads_to_sign_in(client, shop):
    assert client.get("/s/yunshang/setup/shop/")["Location"] == "/sign-in/?next=/s/yunshang/setup/shop/"
