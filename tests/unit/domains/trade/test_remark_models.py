"""A remark that is stored stays as it is."""

import pytest
from django.db import IntegrityError
from tests.factories.trade import ImportedRemarkFactory, RemarkFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.trade.models import FlagMeaning, Remark


@pytest.mark.parametrize("deed", ["save", "delete"])
def test_a_stored_remark_is_neither_written_over_nor_taken_away(shop: Shop, deed: str) -> None:
    row = RemarkFactory()

    with pytest.raises(TypeError):
        getattr(row, deed)()

    assert Remark.objects.get() == row


def test_an_imported_one_has_no_author_and_an_own_one_has(agent: Membership) -> None:
    with pytest.raises(IntegrityError):
        ImportedRemarkFactory(by=agent)


def test_a_meaning_reads_with_its_colour(shop: Shop) -> None:
    assert str(FlagMeaning(shop=shop, flag="red", meaning="加急")) == "red: 加急"
