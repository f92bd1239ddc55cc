from datetime import UTC, date, datetime, timedelta

from tests.factories.guard import FindingFactory, VerdictFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.guard import queries
from guitai.web.guard.tallies import tallied

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def counted(member: Membership, by: str) -> list[tuple]:
    verdicts = queries.verdicts_of(member.shop, since=AT - timedelta(days=9), until=AT + timedelta(days=9))
    names = {"price-authority": "价格", member.pk: member.nickname}
    return [
        (row.name, row.drafts, row.rewritten, row.dropped, row.left)
        for row in tallied(verdicts, by=by, names=names)
    ]


def test_a_draft_with_two_findings_of_a_rule_counts_once(agent: Membership):
    verdict = VerdictFactory(member=agent, at=AT, outcome="rewritten")
    FindingFactory(verdict=verdict)
    FindingFactory(verdict=verdict)

    assert counted(agent, "rule") == [("价格", 1, 1, 0, 0)]


def test_what_left_after_all_is_counted_whoever_let_it(agent: Membership):
    for outcome in ("sent", "confirmed", "granted", "dropped", "held", "refused"):
        VerdictFactory(member=agent, at=AT, outcome=outcome)

    assert counted(agent, "agent") == [("小美", 6, 0, 1, 3)]


def test_days_are_the_shops_and_the_newest_comes_first(agent: Membership):
    midnight = datetime(2026, 3, 1, 16, 0, tzinfo=UTC)
    VerdictFactory(member=agent, at=midnight)
    VerdictFactory(member=agent, at=midnight - timedelta(seconds=1))

    assert [row[:2] for row in counted(agent, "day")] == [
        (str(date(2026, 3, 2)), 1),
        (str(date(2026, 3, 1)), 1),
    ]


def test_a_draft_of_nobody_stands_under_a_dash(agent: Membership):
    VerdictFactory(member=None, shop=agent.shop, at=AT)

    assert counted(agent, "agent") == [("—", 1, 0, 0, 0)]
