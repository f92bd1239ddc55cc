"""What is known where there is no talk: for sentences that are tried, and for scripts."""

from django.utils import timezone

from guitai.domains.accounts.queries import authority_of
from guitai.domains.catalog.check_facts import shop_facts
from guitai.engines.rulebook.facts import AgentFacts, Facts
from guitai.web.members import MemberRequest


def known_about(request: MemberRequest) -> Facts:
    """Give the shop as it is now, and what the member may give away."""
    now = timezone.now()
    agent = AgentFacts(name=request.membership.nickname, authority=authority_of(request.membership))
    return Facts(now=now, shop=shop_facts(request.shop, at=now), agent=agent)
