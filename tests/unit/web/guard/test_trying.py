"""A rule tried on a sentence, and run over what agents wrote."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.guard import queries
from guitai.web.guard import trying

TRY, RUN = "/s/yunshang/guard/try/", "/s/yunshang/guard/run/"
HTMX = {"HX-Request": "true"}


def tried(client: Client, text: str, **known: object) -> str:
    response = client.post(TRY, {"text": text, **known}, headers=HTMX)
    assert response.status_code == 200
    return response.content.decode()


def wrote(agent: Membership, text: str, *, days_ago: int = 1) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    talk = ConversationFactory(buyer=BuyerFactory(shop=agent.shop), agent=agent, opened_at=at, last_at=at)
    MessageFactory(conversation=talk, agent=agent, text=text, sent_at=at)


def run(client: Client, **given: object) -> str:
    response = client.post(RUN, given, headers=HTMX)
    assert response.status_code == 200
    return response.content.decode()


def test_a_sentence_is_checked_by_all_rules_in_force(leads: Client):
    page = tried(leads, "亲，加我微信发您图")

    assert '<mark class="found found-block">加我微信</mark>' in page
    assert "您在这里跟我说就可以哦，我一直在的。" in page


def test_a_sentence_that_passes_says_so(leads: Client):
    assert "verdict-good" in tried(leads, "您好，我帮您看一下")


def test_a_sentence_is_checked_by_one_rule_alone(leads: Client):
    assert "verdict-good" in tried(leads, "加我微信", rule="promise-courier")


def test_a_sentence_is_checked_by_the_rule_as_it_stands_in_the_editor(leads: Client):
    written = queries.shipped_text("tone-abuse").replace("words: [", "words: [小香猪, ", 1)

    assert "小香猪" in tried(leads, "您真是小香猪", rule="tone-abuse", written=written)
    assert "verdict-good" in tried(leads, "您真是小香猪", rule="tone-abuse")


def test_a_rule_that_cannot_be_read_yet_says_why(leads: Client):
    page = tried(leads, "您好", written="severity: grave")

    assert 'role="alert"' in page and "category" in page


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("便宜25给您", {"authority": "20", "price": "158"}, True),
        ("便宜25给您", {"authority": "30", "price": "158"}, False),
        ("便宜25给您", {"authority": "30", "price": "158", "given": "10", "whose": "buyer"}, True),
        ("给您发顺丰", {"couriers": "圆通、中通"}, True),
        ("给您发顺丰", {"couriers": "圆通，顺丰"}, False),
        ("这款是纯棉的", {"product": "衬衫", "product_facts": "材质：棉 95%，氨纶 5%"}, True),
        ("这款是纯棉的", {"product": "衬衫", "product_facts": "材质：棉 100%"}, False),
        ("收件人是李婷", {"whose": "somebody else", "receiver": "李婷"}, True),
        ("收件人是李婷", {"whose": "buyer", "receiver": "李婷"}, False),
        ("您好，新款到了", {"proactive": "on", "contacts": "3", "rule": "harassment-limit"}, True),
        ("您好，新款到了", {"proactive": "on", "contacts": "2", "rule": "harassment-limit"}, False),
    ],
)
def test_what_is_known_in_the_talk_decides(leads: Client, text: str, known: dict[str, str], found: bool):
    assert ("verdict-good" not in tried(leads, text, **known)) is found


def test_what_is_filled_in_wrongly_is_told(leads: Client):
    assert 'role="alert"' in tried(leads, "您好", price="viel")


def test_trying_works_as_a_plain_form(leads: Client):
    page = leads.post(TRY, {"text": "加我微信"}).content.decode()

    assert "<html" in page and "found-block" in page


def test_an_agent_may_try_a_sentence_but_not_read_everybodys_talks(signed_in, agent: Membership):
    client = signed_in(agent)

    assert "found-block" in tried(client, "加我微信")
    assert client.post(RUN, {"rule": "off-contact"}).status_code == 403


@pytest.mark.parametrize("role", [Role.AGENT, Role.TRAINER])
def test_who_may_write_no_rules_runs_none_of_their_own(signed_in, agent: Membership, role: Role):
    agent.role = role
    agent.save()
    wrote(agent, "您真是小香猪")
    written = queries.shipped_text("tone-abuse").replace("words: [", "words: [小香猪, ", 1)
    client = signed_in(agent)

    assert "verdict-good" in tried(client, "您真是小香猪", rule="tone-abuse", written=written)
    if role == Role.TRAINER:
        assert "1 句中会拦下 0 句" in run(client, rule="tone-abuse", written=written)


def test_a_run_counts_and_shows_what_would_have_been_held(leads: Client, agent: Membership):
    wrote(agent, "加我微信吧")
    wrote(agent, "您好，已发出")
    wrote(agent, "加我微信啊", days_ago=31)

    page = run(leads, rule="off-contact")

    assert "2 句中会拦下 1 句" in page
    assert '<mark class="found found-block">加我微信</mark>吧' in page
    assert "加我微信</mark>啊" not in page
    assert "/s/yunshang/desk/?c=" in page


def test_a_run_tries_the_rule_as_it_stands_in_the_editor(leads: Client, agent: Membership):
    wrote(agent, "您真是小香猪")
    written = queries.shipped_text("tone-abuse").replace("words: [", "words: [小香猪, ", 1)

    assert "小香猪</mark>" in run(leads, rule="tone-abuse", written=written)


def test_a_run_goes_on_portion_by_portion(leads: Client, agent: Membership, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trying, "TALKS_AT_ONCE", 1)
    wrote(agent, "加我微信甲")
    wrote(agent, "加我微信乙")

    first = leads.post(RUN, {"rule": "off-contact"}, headers=HTMX)
    asked = {
        name: getattr(first.context["progress"], name) for name in ("before", "checked", "found", "total")
    }
    second = leads.post(RUN, {"rule": "off-contact", **asked}, headers=HTMX)
    last = {
        name: getattr(second.context["progress"], name) for name in ("before", "checked", "found", "total")
    }

    assert "乙" in first.content.decode() and "已看 1 / 2 句，命中 1 句" in first.content.decode()
    assert "甲" in second.content.decode() and "<ul" not in second.content.decode()
    assert "2 句中会拦下 2 句" in run(leads, rule="off-contact", **last)


def test_a_run_stops_at_what_a_lead_wants_to_wait_for(
    leads: Client, agent: Membership, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(trying, "MOST_LINES", 1)
    monkeypatch.setattr(trying, "TALKS_AT_ONCE", 1)
    wrote(agent, "加我微信甲")
    wrote(agent, "加我微信乙")

    assert "1 句中会拦下 1 句" in run(leads, rule="off-contact")


def test_a_rule_that_only_notes_would_have_marked(leads: Client, agent: Membership):
    wrote(agent, "加我微信吧")
    written = queries.shipped_text("off-contact").replace("severity: block", "severity: note")

    assert "1 句中会提示 1 句" in run(leads, written=written)


def test_a_shop_nobody_wrote_in_says_so(leads: Client, shop: Shop):
    assert "没有客服发过消息" in run(leads, rule="off-contact")


@pytest.mark.parametrize("given", [{"rule": "no-such-rule"}, {"written": "id: ["}])
def test_a_rule_that_cannot_be_run_says_why(leads: Client, given: dict[str, str]):
    assert 'role="alert"' in run(leads, **given)


def test_a_run_works_as_a_plain_form(leads: Client, agent: Membership):
    wrote(agent, "加我微信吧")

    page = leads.post(RUN, {"rule": "off-contact"}).content.decode()

    assert "<html" in page and "1 句中会拦下 1 句" in page


def test_progress_that_makes_no_sense_begins_anew(leads: Client, agent: Membership):
    wrote(agent, "加我微信吧")

    assert "1 句中会拦下 1 句" in run(leads, rule="off-contact", before="x", checked="-3", found="¾")
