"""What was found: one by one, counted, by filters; what leads were asked; imported chats."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.guard import ApprovalFactory, FindingFactory, VerdictFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.chat import rechecking
from guitai.domains.chat.models import Channel
from guitai.domains.chat.rechecking import ImportedCheckWanted

HERE = "/s/yunshang/guard/verdicts/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Any) -> Any:
    with override_settings(DATA_FOLDER=tmp_path):
        yield


def found(member: Membership, text: str, *, rule: str = "price-authority", **more: Any) -> Any:
    verdict = VerdictFactory(member=member, text=text, **{"at": timezone.now(), **more})
    FindingFactory(verdict=verdict, rule=rule, start=0, end=2, matched=text[:2])
    return verdict


def page(client: Client, address: str = HERE, **given: object) -> str:
    response = client.get(address, given)
    assert response.status_code == 200
    return response.content.decode()


def test_a_draft_is_shown_with_what_its_writer_did_next(leads: Client, agent: Membership):
    verdict = found(
        agent, "便宜25吧", outcome="rewritten", outcome_at=timezone.now(), sent_text="我帮您问问主管"
    )

    shown = page(leads)

    assert '<mark class="found found-approve">便宜</mark>25吧' in shown
    assert "让利超过权限要主管同意" in shown and "rules/price-authority/" in shown
    assert "我帮您问问主管" in shown and f"/s/yunshang/desk/?c={verdict.conversation}" in shown


@pytest.mark.parametrize(
    "filters",
    [
        {"rule": "tone-cold"},
        {"severity": "block"},
        {"outcome": "sent"},
        {"place": "sidecar"},
        {"since": "2000-01-01", "until": "2000-01-02"},
    ],
)
def test_a_filter_leaves_out_what_it_does_not_mean(leads: Client, agent: Membership, filters: dict[str, str]):
    found(agent, "便宜25吧")

    assert "25吧" not in page(leads, **filters)


def test_the_drafts_of_one_agent_are_found(leads: Client, agent: Membership, other_agent: Membership):
    found(agent, "便宜25吧")
    found(other_agent, "便宜66吧")

    shown = page(leads, member=agent.pk)

    assert "25吧" in shown and "66吧" not in shown


@pytest.mark.parametrize("wrong", [{"since": "gestern"}, {"severity": "grave"}, {"member": "x"}, {"by": "x"}])
def test_a_filter_that_makes_no_sense_is_left_out(leads: Client, agent: Membership, wrong: dict[str, str]):
    found(agent, "便宜25吧")

    assert "25吧" in page(leads, **wrong)


def test_older_drafts_are_shown_when_asked_for(leads: Client, agent: Membership):
    found(agent, "便宜25吧", at=timezone.now() - timedelta(days=40))

    assert "25吧" not in page(leads)
    assert "25吧" in page(leads, since="2000-01-01")


@pytest.mark.parametrize(
    ("by", "narrowed"), [("rule", "rule=price-authority"), ("agent", "member="), ("day", "since=")]
)
def test_drafts_are_counted_and_each_count_leads_to_its_drafts(
    leads: Client, agent: Membership, by: str, narrowed: str
):
    found(agent, "便宜25吧")

    shown = page(leads, by=by, place="desk")

    assert f"?place=desk&amp;{narrowed}" in shown


def test_pages_keep_the_filters(leads: Client, agent: Membership, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("guitai.web.guard.verdicts.ON_A_PAGE", 1)
    found(agent, "便宜25吧", at=timezone.now() - timedelta(hours=1))
    found(agent, "便宜66吧")

    assert "?place=desk&amp;page=2" in page(leads, place="desk")
    assert "25吧" in page(leads, place="desk", page=2)


def test_many_drafts_are_no_more_questions(
    leads: Client, agent: Membership, django_assert_max_num_queries: Any
):
    for number in range(12):
        found(agent, f"便宜{number}吧")

    with django_assert_max_num_queries(16):
        page(leads)


def test_what_leads_were_asked_is_listed_with_the_answer(leads: Client, lead: Membership, agent: Membership):
    ApprovalFactory(
        verdict=VerdictFactory(member=agent, outcome="granted"),
        note="老客户了",
        state="granted",
        decided_by=lead,
        decided_at=timezone.now(),
        answer="可以，下不为例",
    )

    shown = page(leads, "/s/yunshang/guard/approvals/")

    assert all(word in shown for word in ("老客户了", "可以，下不为例", "¥25.00", "王芳"))


def test_empty_pages_say_what_comes_there(leads: Client, shop: Shop):
    assert "没有命中" in page(leads)
    assert "还没有申请" in page(leads, "/s/yunshang/guard/approvals/")


@pytest.mark.parametrize("role", [Role.AGENT, Role.OUTSOURCED, Role.WAREHOUSE])
@pytest.mark.parametrize("address", [HERE, f"{HERE}imported/live/", "/s/yunshang/guard/approvals/"])
def test_only_leads_and_trainers_see_what_others_wrote(
    signed_in: Any, agent: Membership, role: Role, address: str
):
    agent.role = role
    agent.save()

    assert signed_in(agent).get(address).status_code == 403


def test_a_trainer_sees_the_findings_and_starts_nothing(signed_in: Any, agent: Membership):
    agent.role = Role.TRAINER
    agent.save()

    assert signed_in(agent).get(HERE).status_code == 200
    assert signed_in(agent).post(f"{HERE}imported/").status_code == 403


def test_a_lead_lets_imported_chats_be_checked(leads: Client, agent: Membership, announced: Any):
    talk = ConversationFactory(
        buyer=BuyerFactory(shop=agent.shop), channel=Channel.IMPORTED, closed_at=timezone.now()
    )
    MessageFactory(conversation=talk, agent=agent, text="您好")
    assert "检查导入的聊天" in page(leads)

    with announced() as events:
        leads.post(f"{HERE}imported/")

    assert events == [ImportedCheckWanted(shop_id=agent.shop_id)]
    assert "已检查 0 / 1 句" in page(leads, f"{HERE}imported/live/")


def test_nothing_to_check_is_said(leads: Client, shop: Shop):
    shown = leads.post(f"{HERE}imported/", follow=True).content.decode()

    assert "导入的聊天都已检查过。" in shown
    assert rechecking.checking_of(shop) == rechecking.Checking()


@pytest.mark.parametrize(("outcome", "said"), [("sent", "已保存"), ("held", "未保存"), ("dropped", "未保存")])
def test_a_script_is_saved_or_not(leads: Client, agent: Membership, outcome: str, said: str):
    found(agent, "便宜25吧", place="phrase", outcome=outcome)

    assert f'<span class="tag">{said}</span>' in page(leads)
