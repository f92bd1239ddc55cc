"""Quick phrases and their folders; entries of the knowledge, their wordings, candidates."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.knowledge.models import (
    Candidate,
    Entry,
    EntryWording,
    Guide,
    GuideStep,
    PhraseFolder,
    QuickPhrase,
    Scope,
    SuggestionUse,
)
from guitai.domains.knowledge.spelling import initials_of, pinyin_of
from tests.factories.accounts import MembershipFactory, ShopFactory

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


class EntryFactory(DjangoModelFactory):
    """An approved entry of the whole shop, unless ``approved_by=None``; ``questions`` are its wordings."""

    class Meta:
        model = Entry
        skip_postgeneration_save = True

    shop = factory.SubFactory(ShopFactory)
    answer = factory.Sequence(lambda number: f"回答{number}")
    approved_by = factory.SubFactory(MembershipFactory, shop=factory.SelfAttribute("..shop"))
    approved_at = factory.LazyAttribute(lambda entry: WRITTEN if entry.approved_by else None)
    created_at = WRITTEN
    updated_at = WRITTEN

    @factory.post_generation
    def questions(self, create, given, **_kwargs):
        for place, text in enumerate(given or ()):
            EntryWordingFactory(entry=self, text=text, position=place)


class EntryWordingFactory(DjangoModelFactory):
    class Meta:
        model = EntryWording

    entry = factory.SubFactory(EntryFactory)
    text = factory.Sequence(lambda number: f"问题{number}")


class CandidateFactory(DjangoModelFactory):
    """An answer that waits for the lead."""

    class Meta:
        model = Candidate

    by = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("by.shop")
    question = factory.Sequence(lambda number: f"新问题{number}")
    answer = "我们会尽快为您发出"
    at = WRITTEN


class GuideFactory(DjangoModelFactory):
    """A guide in use; ``steps`` are the texts of its steps."""

    class Meta:
        model = Guide
        skip_postgeneration_save = True

    shop = factory.SubFactory(ShopFactory)
    title = factory.Sequence(lambda number: f"指引{number}")
    position = factory.Sequence(lambda number: number)
    created_at = WRITTEN
    updated_at = WRITTEN

    @factory.post_generation
    def steps(self, create, given, **_kwargs):
        for position, text in enumerate(given or (), start=1):
            GuideStepFactory(guide=self, position=position, text=text)


class GuideStepFactory(DjangoModelFactory):
    class Meta:
        model = GuideStep

    guide = factory.SubFactory(GuideFactory)
    position = 1
    text = "打开“我的订单”"


class SuggestionUseFactory(DjangoModelFactory):
    """A day on which an entry was suggested to a member."""

    class Meta:
        model = SuggestionUse

    membership = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("membership.shop")
    kind = SuggestionUse.Kind.ENTRY
    key = factory.Sequence(lambda number: number)
    day = WRITTEN.date()
