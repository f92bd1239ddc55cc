"""Put the lines of a sheet or file of phrases into a shop's knowledge."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.knowledge.actions import save_folder, save_phrase
from guitai.domains.knowledge.drafts import ImportedPhrases, PhraseDraft, PhraseRow
from guitai.domains.knowledge.errors import PhraseRefusedError
from guitai.domains.knowledge.models import PhraseFolder, QuickPhrase, Scope
from guitai.kernel.errors import GuitaiError
from guitai.kernel.text import clean

_SCOPES = {
    "": Scope.SHOP,
    "shop": Scope.SHOP,
    "店铺": Scope.SHOP,
    "team": Scope.TEAM,
    "group": Scope.TEAM,
    "分组": Scope.TEAM,
    "小组": Scope.TEAM,
    "personal": Scope.PERSONAL,
    "个人": Scope.PERSONAL,
}


@transaction.atomic
def import_phrases(
    *, shop: Shop, by: Membership, rows: Iterable[PhraseRow], scopes: frozenset[Scope], at: datetime
) -> ImportedPhrases:
    """Add or change phrases by their code, or by title where a line has none; folders are made as needed.

    :param scopes: for whom the importing member may write; lines for others are rejected, the rest is kept.
    """
    outcome = ImportedPhrases()
    for row in rows:
        try:
            with transaction.atomic():
                draft = _draft(shop, row, scopes)
                _put(shop, by, draft, at, outcome)
        except GuitaiError as refusal:
            outcome.rejected.append((row.line, refusal.sentence))
    return outcome


def _put(shop: Shop, by: Membership, draft: PhraseDraft, at: datetime, outcome: ImportedPhrases) -> None:
    phrase = _same(shop, by, draft)
    if phrase is None:
        save_phrase(shop=shop, by=by, draft=draft, at=at)
        outcome.added += 1
    elif (phrase.title, phrase.text, phrase.code, phrase.folder) == (
        clean(draft.title),
        clean(draft.text),
        clean(draft.code),
        draft.folder,
    ):
        outcome.unchanged += 1
    else:
        changed = PhraseDraft(
            title=draft.title,
            text=draft.text,
            scope=draft.scope,
            group=draft.group,
            folder=draft.folder,
            code=draft.code,
            picture=phrase.picture,
        )
        save_phrase(shop=shop, by=by, draft=changed, at=at, phrase=phrase)
        outcome.updated += 1


def _same(shop: Shop, by: Membership, draft: PhraseDraft) -> QuickPhrase | None:
    mine = QuickPhrase.objects.filter(
        shop=shop,
        scope=draft.scope,
        group=draft.group,
        owner=by if draft.scope == Scope.PERSONAL else None,
        retired_at=None,
    ).select_related("folder", "picture")
    code = clean(draft.code)
    return (
        mine.filter(code__iexact=code).first()
        if code
        else mine.filter(title=clean(draft.title), code="").first()
    )


def _draft(shop: Shop, row: PhraseRow, scopes: frozenset[Scope]) -> PhraseDraft:
    scope = _SCOPES.get(row.scope.strip().casefold())
    if scope is None:
        raise PhraseRefusedError(
            _("“%(scope)s” is no circle; write shop, group or personal.") % {"scope": row.scope},
            field="scope",
        )
    if scope not in scopes:
        raise PhraseRefusedError(_("You may not change phrases of this circle."), field="scope")
    group = Group.objects.filter(shop=shop, name=row.group.strip()).first() if scope == Scope.TEAM else None
    if scope == Scope.TEAM and group is None:
        raise PhraseRefusedError(
            _("There is no group “%(group)s” in this shop.") % {"group": row.group}, field="group"
        )
    title = clean(row.title) or clean(row.text)[:24]
    return PhraseDraft(
        title=title, text=row.text, scope=scope, group=group, folder=_folder(shop, row.folder), code=row.code
    )


def _folder(shop: Shop, name: str) -> PhraseFolder | None:
    name = clean(name)
    if not name:
        return None
    return PhraseFolder.objects.filter(shop=shop, name=name).first() or save_folder(shop=shop, name=name)
