"""What was found, by rule, writer, place and time."""

from datetime import timedelta

import pytest
from tests.factories.guard import FindingFactory, VerdictFactory

from guitai.domains.guard.models import Outcome, Place
from guitai.domains.guard.queries import RuleHits, hits_by_rule, verdicts_of
from guitai.engines.rulebook.types import Severity

DAY = timedelta(days=1)


def asked(shop, now, **more):
    return list(verdicts_of(shop, since=now - DAY, until=now, **more))


def test_a_period_has_its_start_and_not_its_end(shop, agent, now):
    first, last = (VerdictFactory(member=agent, at=now - ago) for ago in (DAY, timedelta(seconds=1)))
    VerdictFactory(member=agent, at=now)
    VerdictFactory(member=agent, at=now - DAY - timedelta(seconds=1))

    assert asked(shop, now) == [last, first]


def test_nothing_is_told_of_the_shop_next_door(shop, neighbour, now):
    VerdictFactory(member=neighbour, at=now - timedelta(hours=1))

    assert asked(shop, now) == []
    assert hits_by_rule(shop, since=now - DAY, until=now) == []


@pytest.mark.parametrize("by", ["rule", "member", "severity", "place"])
def test_verdicts_are_told_apart(shop, agent, other_agent, now, by):
    at = now - timedelta(hours=1)
    one = VerdictFactory(member=agent, at=at, severity=Severity.BLOCK, place=Place.SIDECAR)
    FindingFactory(verdict=one, rule="off-contact")
    FindingFactory(verdict=one, rule="off-contact")
    FindingFactory(verdict=VerdictFactory(member=other_agent, at=at))
    wanted = {
        "rule": "off-contact",
        "member": agent,
        "severity": Severity.BLOCK,
        "place": Place.SIDECAR,
    }

    assert asked(shop, now, **{by: wanted[by]}) == [one]


def test_a_list_asks_for_writers_and_findings_once(shop, now, django_assert_num_queries):
    for _ in range(3):
        FindingFactory(verdict=VerdictFactory(member__shop=shop, at=now - timedelta(hours=1)))

    with django_assert_num_queries(2):
        shown = [(each.member.nickname, len(each.findings.all())) for each in asked(shop, now)]

    assert len(shown) == 3


def test_hits_are_drafts_and_what_became_of_them(shop, agent, now):
    at = now - timedelta(hours=1)
    for outcome in Outcome:
        FindingFactory(verdict=VerdictFactory(member=agent, at=at, outcome=outcome))
    twice = VerdictFactory(member=agent, at=at, outcome=Outcome.SENT)
    for _ in range(2):
        FindingFactory(verdict=twice, rule="tone-cold")

    assert hits_by_rule(shop, since=now - DAY, until=now) == [
        RuleHits(rule="price-authority", hits=9, held=8, rewritten=1, sent=3),
        RuleHits(rule="tone-cold", hits=1, held=0, rewritten=0, sent=1),
    ]
