"""Signing in and out, the throttle, one's own password and language."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from guitai.domains.accounts import actions
from guitai.domains.chat import actions as chat_actions
from guitai.domains.chat import queries as chat_queries

PASSWORD = "布谷鸟-morning-7"
LIMIT = 5


@pytest.fixture
def person(agent, now):
    actions.set_password(person=agent.person, password=PASSWORD, at=now)
    return agent.person


def sign_in(client, username="xiaomei", password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": username, "password": password} | more)


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["xiaomei", "XiaoMei", "ｘｉａｏｍｅｉ "])
def test_the_right_password_signs_in_however_the_name_is_typed(client, person, name):
    response = sign_in(client, name)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert signed_in(client)


@pytest.mark.parametrize(("name", "password"), [("xiaomei", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_or_password_is_told_in_one_sentence(client, person, name, password):
    response = sign_in(client, name, password)

    assert response.status_code == 422
    assert "登录名或密码不对" in response.content.decode() or "is not right" in response.content.decode()
    assert not signed_in(client)


def test_a_closed_account_does_not_sign_in(client, person):
    person.is_active = False
    person.save()

    assert sign_in(client).status_code == 422
    assert not signed_in(client)


def test_one_comes_back_to_the_page_one_wanted(client, person):
    assert sign_in(client, next="/s/yunshang/desk/?c=51")["Location"] == "/s/yunshang/desk/?c=51"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_one_is_never_led_to_another_site(client, person, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == "/"


def test_the_page_keeps_where_one_wanted_to_go(client, person):
    page = client.get("/sign-in/?next=/s/yunshang/desk/").content.decode()

    assert '<input type="hidden" name="next" value="/s/yunshang/desk/">' in page


def test_who_is_signed_in_is_led_on(client, person):
    client.force_login(person)

    assert client.get("/sign-in/").status_code == 302


def test_an_installation_nobody_uses_yet_leads_to_the_first_start(client, db):
    assert client.get("/sign-in/")["Location"] == "/setup/"


def test_too_many_wrong_passwords_are_told_when_to_try_again(client, person):
    with time_machine.travel("2026-03-02T10:00:00+08:00", tick=False):
        responses = [sign_in(client, password="wrong") for _ in range(LIMIT)]

    assert [response.status_code for response in responses] == [422, 422, 422, 422, 429]
    assert "10:15" in responses[-1].content.decode()
    assert responses[-1]["Retry-After"] == "900"
    assert "no-store" in responses[-1]["Cache-Control"]


def test_the_right_password_does_not_open_a_locked_door_until_the_time_is_over(client, person):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        for _ in range(LIMIT):
            sign_in(client, password="wrong")
        assert sign_in(client).status_code == 429
    with time_machine.travel(start + timedelta(minutes=16), tick=False):
        assert sign_in(client).status_code == 302


def test_other_spellings_of_a_name_count_as_the_same_name(client, person):
    statuses = [
        sign_in(client, name, "wrong").status_code
        for name in ("xiaomei", "XIAOMEI", "XiaoMei", "ｘiaomei", "xiaomeI")
    ]

    assert statuses[-1] == 429


def test_a_colleague_is_not_locked_out_with_one(client, person, lead, now):
    actions.set_password(person=lead.person, password=PASSWORD, at=now)
    for _ in range(LIMIT):
        sign_in(client, password="wrong")

    assert sign_in(client, "wangfang").status_code == 302


def test_a_script_is_told_of_the_lock_as_json(client, person):
    for _ in range(LIMIT):
        response = client.post(
            "/sign-in/", {"username": "xiaomei", "password": "wrong"}, headers={"accept": "application/json"}
        )

    assert response.status_code == 429
    assert response.json()["code"] == "accounts.locked_out"


def test_one_signs_out_by_a_button_not_by_a_link(client, person):
    client.force_login(person)

    assert client.get("/sign-out/").status_code == 405
    assert signed_in(client)
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not signed_in(client)


def test_who_signs_out_takes_no_more_conversations(client, agent, shop, now):
    chat_actions.be(membership=agent, state="online", at=now)
    client.force_login(agent.person)

    with time_machine.travel(now, tick=False):
        client.post("/sign-out/")

    assert not chat_queries.anybody_online(shop, at=now)


def test_signing_out_twice_is_no_mistake(client, db):
    assert client.post("/sign-out/")["Location"] == "/sign-in/"


def test_one_changes_ones_own_password_and_stays_signed_in_here_alone(client, person, client_elsewhere):
    sign_in(client)
    sign_in(client_elsewhere)

    response = client.post("/password/", {"old": PASSWORD, "new": "another-Good-1"})

    assert response["Location"] == "/"
    assert client.get("/password/").status_code == 200
    assert client_elsewhere.get("/password/").status_code == 302


@pytest.fixture
def client_elsewhere(client):
    return type(client)()


def test_a_refused_password_is_told_on_the_form(client, person):
    client.force_login(person)

    response = client.post("/password/", {"old": "wrong", "new": "another-Good-1"})

    person.refresh_from_db()
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert person.check_password(PASSWORD)


def test_ones_password_is_nobody_elses_page(client, db):
    assert client.get("/password/")["Location"] == "/sign-in/?next=/password/"


def test_a_language_is_kept_with_the_person_and_in_the_browser(client, person):
    client.force_login(person)

    response = client.post("/language/", {"language": "en", "next": "/password/"})

    person.refresh_from_db()
    assert (response["Location"], person.language) == ("/password/", "en")
    assert response.cookies["guitai_language"].value == "en"
    assert "Change password" in client.get("/password/").content.decode()


def test_a_language_is_kept_in_the_browser_before_signing_in(client, person):
    response = client.post("/language/", {"language": "en", "next": "/sign-in/"})

    assert response.cookies["guitai_language"].value == "en"
    assert 'lang="en"' in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("data", [{"language": "xx"}, {}])
def test_a_language_nobody_speaks_changes_nothing(client, person, data):
    client.force_login(person)

    response = client.post("/language/", data | {"next": "https://evil.example/"})

    person.refresh_from_db()
    assert (response["Location"], person.language) == ("/", "zh-hans")
    assert "guitai_language" not in response.cookies
