"""What was found in a draft is kept, with what its writer did next."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.guard import VerdictFactory

from guitai.domains.guard import actions
from guitai.domains.guard.models import Outcome, Place, RulesInForce, Verdict
from guitai.engines.rulebook.types import Category, Finding, Severity
from guitai.engines.rulebook.types import Verdict as Judged

FINDING = Finding(
    rule="off-contact",
    category=Category.OFF_PLATFORM,
    severity=Severity.BLOCK,
    start=1,
    end=4,
    matched="加微信",
    title="引导站外",
    why="不能留微信",
    source="平台规则",
    penalty="扣 12 分",
    rewrite="就在这里聊哦",
)
BLOCKED = Judged(Severity.BLOCK, (FINDING,))
CONFIRM = Judged(Severity.CONFIRM, ())


def keep(shop, member, at, outcome=Outcome.HELD, text="亲加微信", verdict=BLOCKED, conversation=5, **about):
    return actions.keep_verdict(
        shop=shop,
        member=member,
        place=Place.DESK,
        text=text,
        verdict=verdict,
        outcome=outcome,
        at=at,
        conversation=conversation,
        **about,
    )


def settle(agent, at, sent_text="就在这里聊哦", conversation=5, **more):
    return actions.settle_held(
        shop_id=agent.shop_id,
        conversation=conversation,
        member_id=agent.pk,
        sent_text=sent_text,
        at=at,
        **more,
    )


def test_a_verdict_is_kept_with_its_findings_and_the_version_of_the_rules(shop, agent, now):
    RulesInForce.objects.create(shop=shop, version=3, token="x")

    kept = keep(shop, agent, now, account="tb_demo01")

    kept.refresh_from_db()
    assert (kept.severity, kept.rules_version, kept.outcome, kept.outcome_at) == (4, 3, Outcome.HELD, None)
    finding = kept.findings.get()
    assert (finding.rule, finding.category, finding.matched, finding.why, finding.rewrite) == (
        "off-contact",
        "off_platform",
        "加微信",
        "不能留微信",
        "就在这里聊哦",
    )


def test_a_draft_that_was_sent_at_once_keeps_its_message(shop, agent, now):
    kept = keep(shop, agent, now, Outcome.SENT, message=99)

    assert (kept.message, kept.outcome_at) == (99, now)


def test_enter_pressed_again_on_the_same_draft_is_no_second_verdict(shop, agent, now):
    first = keep(shop, agent, now)

    assert keep(shop, agent, now + timedelta(seconds=3)) == first
    assert first.findings.count() == 1


def test_a_draft_confirmed_at_the_second_look_is_the_one_that_was_held(shop, agent, now):
    held = keep(shop, agent, now, verdict=CONFIRM)
    sent = keep(shop, agent, now, Outcome.CONFIRMED, verdict=CONFIRM, message=7)

    assert sent == held
    assert (sent.outcome, sent.message) == (Outcome.CONFIRMED, 7)
    assert settle(agent, now) == 0


@pytest.mark.parametrize("other", ["text", "conversation", "verdict"])
def test_another_draft_is_another_verdict(shop, agent, now, other):
    keep(shop, agent, now)
    changed = {"text": "亲加QQ", "conversation": 6, "verdict": CONFIRM}[other]

    keep(shop, agent, now, **{other: changed})

    assert Verdict.objects.count() == 2


def test_the_same_words_of_a_colleague_are_another_verdict(shop, agent, other_agent, now):
    assert keep(shop, agent, now) != keep(shop, other_agent, now)


def test_a_reply_that_is_sent_ends_what_was_held_before_it(shop, agent, now):
    first, second = keep(shop, agent, now), keep(shop, agent, now, text="加V哦")

    assert settle(agent, now + timedelta(minutes=1)) == 2

    for verdict in (first, second):
        verdict.refresh_from_db()
        assert (verdict.outcome, verdict.sent_text) == (Outcome.REWRITTEN, "就在这里聊哦")
        assert verdict.outcome_at == now + timedelta(minutes=1)


def test_the_same_words_sent_later_were_sent_and_not_rewritten(shop, agent, now):
    held = keep(shop, agent, now)

    settle(agent, now, sent_text="亲加微信")

    held.refresh_from_db()
    assert held.outcome == Outcome.SENT


def test_what_others_hold_and_what_lies_elsewhere_stays(shop, agent, other_agent, now):
    keep(shop, other_agent, now)
    keep(shop, agent, now, conversation=6)
    keep(shop, agent, now, Outcome.SENT)
    keep(shop, agent, now - timedelta(minutes=30), text="很久以前")

    assert settle(agent, now) == 0


def test_without_a_conversation_drafts_are_found_by_the_buyer(shop, agent, now):
    keep(shop, agent, now, conversation=None, account="tb_a")
    keep(shop, agent, now, conversation=None, account="tb_b")

    assert settle(agent, now, conversation=None, account="tb_a") == 1
    assert Verdict.objects.get(outcome=Outcome.HELD).account == "tb_b"


def test_where_nothing_is_held_one_question_is_asked(agent, now):
    with CaptureQueriesContext(connection) as asked:
        settle(agent, now)

    assert len(asked) == 1


def test_a_draft_nobody_came_back_to_is_dropped_after_half_an_hour(agent, now):
    left = VerdictFactory(member=agent, at=now - timedelta(minutes=30))
    fresh = VerdictFactory(member=agent, at=now - timedelta(minutes=29))
    asked = VerdictFactory(member=agent, at=now - timedelta(hours=1), outcome=Outcome.ASKED)

    assert actions.drop_stale(at=now) == 1

    for verdict, outcome in ((left, Outcome.DROPPED), (fresh, Outcome.HELD), (asked, Outcome.ASKED)):
        verdict.refresh_from_db()
        assert verdict.outcome == outcome
