"""A sheet of phrases is taken in line by line."""

from datetime import datetime

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.knowledge.drafts import PhraseRow
from guitai.domains.knowledge.importing import import_phrases
from guitai.domains.knowledge.models import QuickPhrase, Scope

ROWS = [
    PhraseRow(line=2, folder="开场", code="hy", title="欢迎", text="您好"),
    PhraseRow(line=3, folder="售后", title="退款", text="请申请退款", scope="小组", group="售前"),
    PhraseRow(line=4, title="私房话", text="好的呢", scope="个人"),
]


def test_lines_become_phrases_of_their_circles_in_folders_made_for_them(
    shop: Shop, presale: Group, lead: Membership, now: datetime
) -> None:
    outcome = import_phrases(shop=shop, by=lead, rows=ROWS, scopes=frozenset(Scope), at=now)

    assert (outcome.added, outcome.rejected) == (3, [])
    kept = {phrase.title: phrase for phrase in QuickPhrase.objects.select_related("folder")}
    assert kept["欢迎"].folder is not None and kept["欢迎"].folder.name == "开场"
    assert kept["退款"].group == presale
    assert kept["私房话"].owner == lead


def test_the_same_sheet_twice_changes_nothing(
    shop: Shop, presale: Group, lead: Membership, now: datetime
) -> None:
    import_phrases(shop=shop, by=lead, rows=ROWS, scopes=frozenset(Scope), at=now)
    again = import_phrases(shop=shop, by=lead, rows=ROWS, scopes=frozenset(Scope), at=now)

    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)
    assert QuickPhrase.objects.count() == 3


def test_a_changed_line_changes_the_phrase_with_its_code(shop: Shop, lead: Membership, now: datetime) -> None:
    import_phrases(shop=shop, by=lead, rows=ROWS[:1], scopes=frozenset(Scope), at=now)
    changed = [PhraseRow(line=2, folder="开场", code="HY", title="欢迎", text="您好呀")]

    outcome = import_phrases(shop=shop, by=lead, rows=changed, scopes=frozenset(Scope), at=now)

    assert outcome.updated == 1
    assert QuickPhrase.objects.get().text == "您好呀"


def test_bad_lines_are_rejected_with_their_reason_and_the_rest_is_kept(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    rows = [
        PhraseRow(line=2, title="店铺的", text="好"),
        PhraseRow(line=3, title="空的", text="", scope="个人"),
        PhraseRow(line=4, title="谁的", text="好", scope="隔壁"),
        PhraseRow(line=5, title="组的", text="好", scope="小组", group="没有"),
        PhraseRow(line=6, title="我的", text="好", scope="个人"),
    ]

    outcome = import_phrases(
        shop=shop, by=agent, rows=rows, scopes=frozenset({Scope.PERSONAL, Scope.TEAM}), at=now
    )

    assert [line for line, _reason in outcome.rejected] == [2, 3, 4, 5]
    assert all(reason for _line, reason in outcome.rejected)
    assert QuickPhrase.objects.get().title == "我的"
