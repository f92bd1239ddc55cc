"""Rules a shop changed, verdicts with their findings, what leads were asked, contacts."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.guard.models import (
    Approval,
    Contact,
    NoContact,
    Outcome,
    Place,
    RuleChange,
    RuleState,
    Verdict,
    VerdictFinding,
)
from guitai.engines.rulebook.types import Category, Severity
from tests.factories.accounts import MembershipFactory, ShopFactory

WRITTEN = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class RuleStateFactory(DjangoModelFactory):
    """A rule the lead switched off."""

    class Meta:
        model = RuleState

    by = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("by.shop")
    rule_id = "tone-cold"
    is_on = False
    version = 1
    at = WRITTEN


class RuleChangeFactory(RuleStateFactory):
    class Meta:
        model = RuleChange


class VerdictFactory(DjangoModelFactory):
    """A draft at the desk that was held, for it gives more than the agent may."""

    class Meta:
        model = Verdict

    member = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("member.shop")
    place = Place.DESK
    conversation = factory.Sequence(lambda number: 1000 + number)
    account = "tb_demo01"
    text = "给您便宜25"
    severity = Severity.APPROVE
    rules_version = 0
    at = WRITTEN
    outcome = Outcome.HELD
    outcome_at = factory.LazyAttribute(
        lambda verdict: None if verdict.outcome == Outcome.HELD else verdict.at
    )


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = VerdictFinding

    verdict = factory.SubFactory(VerdictFactory)
    rule = "price-authority"
    category = Category.PRICE
    severity = Severity.APPROVE
    start = 2
    end = 6
    matched = "便宜25"
    why = "这单共让 25.00 元，超过客服权限 20.00 元，要主管同意。"
    rewrite = "我帮您向主管申请一下优惠。"


class ApprovalFactory(DjangoModelFactory):
    """A draft that waits for the lead."""

    class Meta:
        model = Approval

    verdict = factory.SubFactory(VerdictFactory, outcome=Outcome.ASKED)
    shop = factory.SelfAttribute("verdict.shop")
    asked_by = factory.SelfAttribute("verdict.member")
    conversation = factory.SelfAttribute("verdict.conversation")
    account = factory.SelfAttribute("verdict.account")
    text = factory.SelfAttribute("verdict.text")
    local_id = factory.Sequence(lambda number: f"g{number}")
    amount_fen = 2500
    asked_at = WRITTEN


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    shop = factory.SubFactory(ShopFactory)
    account = "tb_demo01"
    kind = Contact.Kind.MESSAGE
    place = Place.DESK
    at = WRITTEN


class NoContactFactory(DjangoModelFactory):
    class Meta:
        model = NoContact

    shop = factory.SubFactory(ShopFactory)
    account = "tb_demo01"
    since = WRITTEN
