from types import SimpleNamespace

from guitai.domains.accounts.models import Membership
from guitai.kernel.money import Money
from guitai.web.guard.known import known_about


def test_the_shop_and_what_the_member_may_give_are_known(agent: Membership):
    agent.authority_fen = 3000

    known = known_about(SimpleNamespace(shop=agent.shop, membership=agent))

    assert (known.shop.name, known.agent.name, known.agent.authority) == ("云裳女装", "小美", Money(3000))
    assert (known.buyer.id, known.orders, known.previous) == ("", (), ())
