"""Phrases are written, retired, moved and counted."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.factories.knowledge import PhraseFolderFactory, QuickPhraseFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.knowledge import actions
from guitai.domains.knowledge.drafts import PhraseDraft
from guitai.domains.knowledge.errors import FolderRefusedError, PhraseRefusedError
from guitai.domains.knowledge.models import PhraseFolder, PhraseUse, QuickPhrase, Scope

OPENING = PhraseDraft(title="欢迎光临", text="您好{买家}，欢迎光临", scope=Scope.SHOP, code="hy")


def test_a_new_phrase_can_be_found_by_its_sound(shop: Shop, lead: Membership, now: datetime) -> None:
    phrase = actions.save_phrase(shop=shop, by=lead, draft=OPENING, at=now)

    assert phrase.initials.split()[0] == "hygl"
    assert phrase.pinyin.split()[0] == "huanyingguanglin"
    assert AuditEntry.objects.get(deed="phrase_saved").subject_id == str(phrase.pk)


def test_a_personal_phrase_belongs_to_its_writer_and_stays_theirs(
    shop: Shop, lead: Membership, agent: Membership, now: datetime
) -> None:
    draft = replace(OPENING, scope=Scope.PERSONAL)

    phrase = actions.save_phrase(shop=shop, by=agent, draft=draft, at=now)
    actions.save_phrase(shop=shop, by=lead, draft=replace(draft, title="新的"), at=now, phrase=phrase)

    phrase.refresh_from_db()
    assert (phrase.owner, phrase.title) == (agent, "新的")


def test_a_phrase_without_a_title_is_called_by_its_text(shop: Shop, lead: Membership, now: datetime) -> None:
    phrase = actions.save_phrase(shop=shop, by=lead, draft=replace(OPENING, title="  "), at=now)

    assert phrase.title == "您好{买家}，欢迎光临"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "\u200b "}, "text"),
        ({"text": "好" * 2001}, "text"),
        ({"title": "题" * 61}, "title"),
        ({"code": "a b"}, "code"),
        ({"code": "c" * 21}, "code"),
        ({"scope": Scope.TEAM}, "group"),
    ],
)
def test_a_phrase_that_cannot_be_used_is_refused(
    change: dict[str, object], field: str, shop: Shop, lead: Membership, now: datetime
) -> None:
    with pytest.raises(PhraseRefusedError) as refusal:
        actions.save_phrase(shop=shop, by=lead, draft=replace(OPENING, **change), at=now)

    assert refusal.value.facts["field"] == field
    assert not QuickPhrase.objects.exists()


def test_another_shops_folder_is_refused(
    shop: Shop, other_shop: Shop, lead: Membership, now: datetime
) -> None:
    draft = replace(OPENING, folder=PhraseFolderFactory(shop=other_shop))

    with pytest.raises(PhraseRefusedError):
        actions.save_phrase(shop=shop, by=lead, draft=draft, at=now)


def test_a_code_is_taken_once_in_its_circle(
    shop: Shop, lead: Membership, agent: Membership, now: datetime
) -> None:
    actions.save_phrase(shop=shop, by=lead, draft=OPENING, at=now)
    own = actions.save_phrase(shop=shop, by=agent, draft=replace(OPENING, scope=Scope.PERSONAL), at=now)

    with pytest.raises(PhraseRefusedError):
        actions.save_phrase(shop=shop, by=lead, draft=replace(OPENING, code="HY"), at=now)
    assert own.code == "hy"


def test_retiring_can_be_undone(shop: Shop, lead: Membership, now: datetime) -> None:
    phrase = QuickPhraseFactory(shop=shop)

    actions.retire_phrase(phrase=phrase, by=lead, at=now)
    retired = QuickPhrase.objects.get().retired_at
    actions.restore_phrase(phrase=phrase, by=lead, at=now)

    assert retired == now
    assert QuickPhrase.objects.get().retired_at is None
    assert set(AuditEntry.objects.values_list("deed", flat=True)) == {"phrase_retired", "phrase_restored"}


def test_a_phrase_whose_code_was_given_away_does_not_come_back(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    old = QuickPhraseFactory(shop=shop, code="hy")
    actions.retire_phrase(phrase=old, by=lead, at=now)
    actions.save_phrase(shop=shop, by=lead, draft=OPENING, at=now)

    with pytest.raises(PhraseRefusedError):
        actions.restore_phrase(phrase=old, by=lead, at=now)
    assert QuickPhrase.objects.get(pk=old.pk).retired_at == now


def test_phrases_move_into_a_folder_in_the_order_given(shop: Shop) -> None:
    folder = PhraseFolderFactory(shop=shop)
    first, second = QuickPhraseFactory.create_batch(2, shop=shop)

    actions.move_phrases(phrases=[second, first], folder=folder)

    assert list(folder.quick_phrases.all()) == [second, first]


def test_a_phrase_shifts_one_place_and_stays_at_the_end(shop: Shop) -> None:
    folder = PhraseFolderFactory(shop=shop)
    first, second, third = [
        QuickPhraseFactory(shop=shop, folder=folder, position=place) for place in range(3)
    ]

    actions.shift_phrase(phrase=third, up=True)
    actions.shift_phrase(phrase=first, up=True)

    assert list(folder.quick_phrases.all()) == [first, third, second]


def test_uses_are_counted_by_member_and_day(
    shop: Shop, agent: Membership, other_agent: Membership, now: datetime
) -> None:
    phrase = QuickPhraseFactory(shop=shop)

    for at, member, ids in [
        (now, agent, [phrase.pk, phrase.pk]),
        (now, agent, [phrase.pk]),
        (now, other_agent, [phrase.pk]),
        (now + timedelta(days=1), agent, [phrase.pk]),
    ]:
        actions.record_use(membership=member, phrase_ids=ids, at=at)

    counts = PhraseUse.objects.order_by("day", "-count").values_list("membership", "count")
    assert list(counts) == [(agent.pk, 3), (other_agent.pk, 1), (agent.pk, 1)]


def test_others_phrases_are_not_counted(
    shop: Shop, other_shop: Shop, agent: Membership, other_agent: Membership, now: datetime
) -> None:
    strange = QuickPhraseFactory(shop=other_shop)
    private = QuickPhraseFactory(shop=shop, scope=Scope.PERSONAL, owner=other_agent)

    counted = actions.record_use(membership=agent, phrase_ids=[strange.pk, private.pk, 10**9], at=now)

    assert counted == 0
    assert not PhraseUse.objects.exists()


def test_a_new_shop_gets_the_folders_of_the_trade_once(shop: Shop) -> None:
    PhraseFolderFactory(shop=shop, name="发票", position=99)

    actions.open_default_folders(shop=shop)
    actions.open_default_folders(shop=shop)

    names = PhraseFolder.objects.filter(shop=shop).values_list("name", flat=True)
    assert sorted(names) == sorted(actions.DEFAULT_FOLDERS)


def test_a_folder_has_one_name_and_is_removed_only_when_empty(shop: Shop) -> None:
    folder = actions.save_folder(shop=shop, name=" 售前 ")
    phrase = QuickPhraseFactory(shop=shop, folder=folder)

    with pytest.raises(FolderRefusedError):
        actions.save_folder(shop=shop, name="售前")
    with pytest.raises(FolderRefusedError):
        actions.save_folder(shop=shop, name=" ")
    with pytest.raises(FolderRefusedError):
        actions.remove_folder(folder=folder)
    phrase.delete()
    actions.save_folder(shop=shop, name="议价", folder=folder)
    actions.remove_folder(folder=folder)

    assert not PhraseFolder.objects.exists()


def test_a_team_phrase_needs_a_group_of_the_shop(
    shop: Shop, presale: Group, lead: Membership, now: datetime
) -> None:
    draft = replace(OPENING, scope=Scope.TEAM, group=presale)

    assert actions.save_phrase(shop=shop, by=lead, draft=draft, at=now).group == presale
