"""Quick phrases and their folders."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.knowledge.models import PhraseFolder, QuickPhrase, Scope
from guitai.domains.knowledge.spelling import initials_of, pinyin_of
from tests.factories.accounts import ShopFactory

WRITTEN = datetime(2026, 2, 20, tzinfo=UTC)


class PhraseFolderFactory(DjangoModelFactory):
    class Meta:
        model = PhraseFolder

    shop = factory.SubFactory(ShopFactory)
    name = factory.Sequence(lambda number: f"分类{number}")


class QuickPhraseFactory(DjangoModelFactory):
    """A phrase of the whole shop."""

    class Meta:
        model = QuickPhrase

    shop = factory.SubFactory(ShopFactory)
    scope = Scope.SHOP
    title = factory.Sequence(lambda number: f"短语{number}")
    text = "您好{买家}"
    initials = factory.LazyAttribute(lambda phrase: " ".join(initials_of(phrase.title)))
    pinyin = factory.LazyAttribute(lambda phrase: " ".join(pinyin_of(phrase.title)))
    created_at = WRITTEN
    updated_at = WRITTEN
