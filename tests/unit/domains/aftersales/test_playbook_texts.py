"""Which playbooks a shop has, and which text a case holds on to."""

from datetime import datetime

import pytest
from tests.factories.aftersales import SHORT, PlaybookTextFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.models import PlaybookText
from guitai.domains.aftersales.playbook_texts import kept_text, own_texts, playbook_for, playbooks_of

OWN = SHORT.replace("全退", "全部退款")


@pytest.mark.usefixtures("books")
def test_what_comes_with_the_program_is_written_down_when_it_is_needed(shop: Shop, now: datetime) -> None:
    assert playbook_for(shop, "lost") == "short"

    first, again = kept_text(shop, "short", at=now), kept_text(shop, "short", at=now)

    assert first == again
    assert (first.version, first.written, first.is_own) == (1, SHORT, False)


def test_a_newer_program_writes_a_newer_text(shop: Shop, books: dict[str, str], now: datetime) -> None:
    first = kept_text(shop, "short", at=now)
    books["short"] = OWN

    assert (kept_text(shop, "short", at=now).version, first.written) == (2, SHORT)


def test_a_shop_keeps_to_its_own_until_it_gives_it_up(
    shop: Shop, other_shop: Shop, books: dict[str, str], now: datetime
) -> None:
    own = PlaybookTextFactory(shop=shop, written=OWN, is_own=True)
    books["short"] = SHORT.replace("破损", "碎了")

    assert own_texts(shop) == {"short": own}
    assert kept_text(shop, "short", at=now) == own
    assert playbooks_of(shop)["short"].title.zh == "破损"
    assert playbooks_of(other_shop)["short"].title.zh == "碎了"
    given_up = PlaybookTextFactory(shop=shop, version=2, written=books["short"], is_own=False)
    assert own_texts(shop) == {}
    assert kept_text(shop, "short", at=now) == given_up
    assert PlaybookText.objects.filter(shop=shop).count() == 2


@pytest.mark.usefixtures("books")
def test_a_kind_without_a_playbook_is_named(shop: Shop) -> None:
    with pytest.raises(LookupError, match="extra"):
        playbook_for(shop, "extra")
