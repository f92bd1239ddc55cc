"""What can be done with quick phrases. Whether somebody may, their caller asks first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge.drafts import PhraseDraft
from guitai.domains.knowledge.errors import FolderRefusedError, PhraseRefusedError
from guitai.domains.knowledge.models import PhraseFolder, PhraseUse, QuickPhrase, Scope
from guitai.domains.knowledge.queries import offered_to
from guitai.domains.knowledge.spelling import initials_of, pinyin_of
from guitai.kernel.days import business_day
from guitai.kernel.text import clean, fold, shorten

MAX_TEXT = 2000
DEFAULT_FOLDERS = (
    "欢迎",
    "开场",
    "议价",
    "赠品",
    "活动",
    "发货时间",
    "快递",
    "邮费",
    "发票",
    "退款步骤",
    "退货单号",
    "离线回复",
    "结束语",
)


@transaction.atomic
def open_default_folders(*, shop: Shop) -> list[PhraseFolder]:
    """Give a new shop the folders of the trade; those it has already stay as they are."""
    have = set(PhraseFolder.objects.filter(shop=shop).values_list("name", flat=True))
    return PhraseFolder.objects.bulk_create(
        PhraseFolder(shop=shop, name=name, position=place)
        for place, name in enumerate(DEFAULT_FOLDERS)
        if name not in have
    )


@transaction.atomic
def save_folder(*, shop: Shop, name: str, folder: PhraseFolder | None = None) -> PhraseFolder:
    """Make a folder at the end of the list, or give one another name.

    :raises FolderRefusedError: if the name is empty, too long or taken.
    """
    name = clean(name)
    if not 0 < len(name) <= 40:
        raise FolderRefusedError(_("A folder needs a name of at most 40 characters."))
    others = PhraseFolder.objects.filter(shop=shop, name=name).exclude(pk=folder.pk if folder else 0)
    if others.exists():
        raise FolderRefusedError(_("There is a folder “%(name)s” already.") % {"name": name})
    if folder is None:
        last = PhraseFolder.objects.filter(shop=shop).aggregate(last=Max("position"))["last"]
        return PhraseFolder.objects.create(shop=shop, name=name, position=0 if last is None else last + 1)
    folder.name = name
    folder.save(update_fields=["name"])
    return folder


@transaction.atomic
def remove_folder(*, folder: PhraseFolder) -> None:
    """Take an empty folder away.

    :raises FolderRefusedError: if phrases in use lie in it.
    """
    if QuickPhrase.objects.filter(folder=folder, retired_at=None).exists():
        raise FolderRefusedError(
            _("There are phrases in “%(name)s”; move them first.") % {"name": folder.name}
        )
    folder.delete()


@transaction.atomic
def save_phrase(
    *, shop: Shop, by: Membership, draft: PhraseDraft, at: datetime, phrase: QuickPhrase | None = None
) -> QuickPhrase:
    """Keep a new quick phrase, or change one; what a personal one is made of stays its owner's.

    :raises PhraseRefusedError: if it is empty, too long, in another shop's hands, or its code is taken.
    """
    text, title = clean(draft.text), clean(draft.title)
    title = title or shorten(text, 24)
    _check(shop, draft, title, text)
    kept = phrase or QuickPhrase(shop=shop, created_at=at, position=_next_position(shop, draft.folder))
    owner = kept.owner or by if draft.scope == Scope.PERSONAL else None
    _check_code(shop, draft, owner, kept)
    kept.scope, kept.owner = draft.scope, owner
    kept.group = draft.group if draft.scope == Scope.TEAM else None
    kept.folder, kept.picture = draft.folder, draft.picture
    kept.code, kept.title, kept.text, kept.updated_at = clean(draft.code), title, text, at
    kept.initials, kept.pinyin = _joined(initials_of(title), 200), _joined(pinyin_of(title), 600)
    kept.save()
    if kept.scope != Scope.PERSONAL:
        record("phrase_saved", subject=kept, by=by, at=at, shop_id=shop.pk, title=title, text=text)
    return kept


@transaction.atomic
def retire_phrase(*, phrase: QuickPhrase, by: Membership, at: datetime) -> QuickPhrase:
    """Take a phrase out of use; its counts stay, and it can be brought back."""
    if phrase.retired_at is None:
        phrase.retired_at = at
        phrase.save(update_fields=["retired_at"])
        record("phrase_retired", subject=phrase, by=by, at=at, shop_id=phrase.shop_id)
    return phrase


@transaction.atomic
def restore_phrase(*, phrase: QuickPhrase, by: Membership, at: datetime) -> QuickPhrase:
    """Bring a retired phrase back into use.

    :raises PhraseRefusedError: if another phrase has its code by now.
    """
    if phrase.retired_at is not None:
        draft = PhraseDraft(
            title=phrase.title,
            text=phrase.text,
            scope=Scope(phrase.scope),
            code=phrase.code,
            group=phrase.group,
        )
        _check_code(phrase.shop, draft, phrase.owner, phrase)
        phrase.retired_at = None
        phrase.save(update_fields=["retired_at"])
        record("phrase_restored", subject=phrase, by=by, at=at, shop_id=phrase.shop_id)
    return phrase


@transaction.atomic
def move_phrases(*, phrases: Sequence[QuickPhrase], folder: PhraseFolder | None) -> None:
    """Put phrases, in this order, into a folder.

    :raises PhraseRefusedError: if the folder is another shop's.
    """
    for place, phrase in enumerate(phrases):
        if folder is not None and folder.shop_id != phrase.shop_id:
            raise PhraseRefusedError(_("This folder belongs to another shop."), field="folder")
        phrase.folder, phrase.position = folder, place
    QuickPhrase.objects.bulk_update(phrases, ["folder", "position"])


@transaction.atomic
def shift_phrase(*, phrase: QuickPhrase, up: bool) -> None:
    """Move a phrase one place up or down among those in use in its folder; at the end it stays."""
    beside = QuickPhrase.objects.filter(shop=phrase.shop_id, folder=phrase.folder_id, retired_at=None)
    ordered = list(beside.order_by("position", "pk"))
    place = ordered.index(phrase)
    other = place - 1 if up else place + 1
    if 0 <= other < len(ordered):
        ordered[place], ordered[other] = ordered[other], ordered[place]
        move_phrases(phrases=ordered, folder=phrase.folder)


@transaction.atomic
def record_use(*, membership: Membership, phrase_ids: Iterable[int], at: datetime) -> int:
    """Count the phrases a sent reply was made with, by member and day; ids of others' phrases count nothing.

    Gives how many were counted; the same id twice is two uses.
    """
    asked = Counter(phrase_ids)
    known = offered_to(membership).filter(pk__in=asked).values_list("pk", flat=True)
    counted = 0
    for phrase_id in sorted(set(known)):
        use, _made = PhraseUse.objects.get_or_create(
            phrase_id=phrase_id, membership=membership, day=business_day(at)
        )
        PhraseUse.objects.filter(pk=use.pk).update(count=F("count") + asked[phrase_id])
        counted += asked[phrase_id]
    return counted


def _check(shop: Shop, draft: PhraseDraft, title: str, text: str) -> None:
    if not text and draft.picture is None:
        raise PhraseRefusedError(_("A phrase needs a text or a picture."), field="text")
    if len(text) > MAX_TEXT:
        raise PhraseRefusedError(
            _("The text has %(length)s characters; at most %(most)s can be sent.")
            % {"length": len(text), "most": MAX_TEXT},
            field="text",
        )
    if not title or len(title) > 60:
        raise PhraseRefusedError(_("A phrase needs a title of at most 60 characters."), field="title")
    if len(clean(draft.code)) > 20 or " " in clean(draft.code):
        raise PhraseRefusedError(_("A code has at most 20 characters and no blanks."), field="code")
    if draft.scope == Scope.TEAM and draft.group is None:
        raise PhraseRefusedError(_("Choose the group this phrase is for."), field="group")
    for field, part in (("group", draft.group), ("folder", draft.folder), ("picture", draft.picture)):
        if part is not None and part.shop_id != shop.pk:
            raise PhraseRefusedError(_("This belongs to another shop."), field=field)


def _check_code(shop: Shop, draft: PhraseDraft, owner: Membership | None, phrase: QuickPhrase) -> None:
    code = fold(draft.code)
    if not code:
        return
    group = draft.group if draft.scope == Scope.TEAM else None
    rivals = QuickPhrase.objects.filter(
        shop=shop,
        scope=draft.scope,
        owner=owner,
        group=group,
        retired_at=None,
        code__iexact=clean(draft.code),
    ).exclude(pk=phrase.pk)
    rival = rivals.first()
    if rival is not None:
        raise PhraseRefusedError(
            _("“%(title)s” has the code %(code)s already.") % {"title": rival.title, "code": draft.code},
            field="code",
        )


def _next_position(shop: Shop, folder: PhraseFolder | None) -> int:
    last = QuickPhrase.objects.filter(shop=shop, folder=folder).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _joined(spellings: Sequence[str], room: int) -> str:
    """Give as many whole spellings as the column holds."""
    kept = ""
    for spelling in spellings:
        longer = f"{kept} {spelling}".strip()
        if len(longer) > room:
            break
        kept = longer
    return kept or "".join(spellings[:1])[:room]
