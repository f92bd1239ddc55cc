"""What can be done with guides: how a buyer does something, step by step, with pictures (D8).

Whether somebody may, their caller asks first.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge.drafts import GuideDraft, StepDraft
from guitai.domains.knowledge.errors import GuideRefusedError
from guitai.domains.knowledge.filling import unfilled_slots
from guitai.domains.knowledge.models import Guide, GuideStep
from guitai.kernel.text import clean

MOST_STEPS = 12
LONGEST_STEP = 500
_DEFAULTS = Path(__file__).with_name("guides.yaml")
# Platforms that lead their buyers the same way.
_SAME_WAY = {"tmall": "taobao"}


@transaction.atomic
def save_guide(
    *, shop: Shop, by: Membership, draft: GuideDraft, at: datetime, guide: Guide | None = None
) -> Guide:
    """Keep a new guide behind the others, or change one; what was sent of it to buyers stays as it was.

    :raises GuideRefusedError: if it has no title or steps, something in it is too long or a slot, its code is
        taken, or a picture is another shop's.
    """
    kept = guide or Guide(shop=shop, created_at=at, position=_next_position(shop))
    kept.title, kept.code, kept.note = clean(draft.title), clean(draft.code), clean(draft.note)
    steps = [StepDraft(text=clean(step.text), picture=step.picture) for step in draft.steps]
    _check(kept)
    _check_code(kept)
    _check_steps(shop, steps)
    kept.updated_at = at
    kept.save()
    _put_steps(kept, steps)
    record(
        "guide_saved",
        subject=kept,
        by=by,
        at=at,
        shop_id=shop.pk,
        title=kept.title,
        steps=[step.text for step in steps],
    )
    return kept


@transaction.atomic
def retire_guide(*, guide: Guide, by: Membership, at: datetime) -> Guide:
    """Take a guide out of use; cards that were sent stay, and it can be brought back."""
    if guide.retired_at is None:
        guide.retired_at = at
        guide.save(update_fields=["retired_at"])
        record("guide_retired", subject=guide, by=by, at=at, shop_id=guide.shop_id)
    return guide


@transaction.atomic
def restore_guide(*, guide: Guide, by: Membership, at: datetime) -> Guide:
    """Bring a retired guide back into use.

    :raises GuideRefusedError: if another guide has its code by now.
    """
    if guide.retired_at is not None:
        _check_code(guide)
        guide.retired_at = None
        guide.save(update_fields=["retired_at"])
        record("guide_restored", subject=guide, by=by, at=at, shop_id=guide.shop_id)
    return guide


@transaction.atomic
def shift_guide(*, guide: Guide, up: bool) -> None:
    """Move a guide one place up or down among those in use; at the end it stays."""
    ordered = list(Guide.objects.filter(shop=guide.shop_id, retired_at=None))
    place = ordered.index(guide)
    other = place - 1 if up else place + 1
    if 0 <= other < len(ordered):
        ordered[place], ordered[other] = ordered[other], ordered[place]
    for position, each in enumerate(ordered):
        each.position = position
    Guide.objects.bulk_update(ordered, ["position"])


@transaction.atomic
def put_default_guides(*, shop: Shop, at: datetime) -> list[Guide]:
    """Give a shop the guides of the trade as its platform leads buyers; what it has already stays as it is.

    Their texts are ours and have no pictures; the note of each asks the lead to look at the platform's pages.
    """
    told = yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8"))
    have = set(Guide.objects.filter(shop=shop).values_list("title", flat=True))
    codes = set(Guide.objects.filter(shop=shop).values_list("code", flat=True))
    note = told["note"].format(written=told["written"])
    made = []
    for position, each in enumerate(told["guides"], start=_next_position(shop)):
        if each["title"] in have:
            continue
        code = "" if each["code"] in codes else each["code"]
        guide = Guide.objects.create(
            shop=shop,
            title=each["title"],
            code=code,
            note=note,
            position=position,
            created_at=at,
            updated_at=at,
        )
        _put_steps(guide, [StepDraft(text=text) for text in _way(each["steps"], shop.platform)])
        made.append(guide)
    return made


def _way(ways: Mapping[str, Sequence[str]], platform: str) -> Sequence[str]:
    """Give the steps on a platform; where nothing particular is known of it, the plain way."""
    return ways.get(_SAME_WAY.get(platform, platform)) or ways["plain"]


def _put_steps(guide: Guide, steps: Sequence[StepDraft]) -> None:
    guide.steps.all().delete()
    GuideStep.objects.bulk_create(
        GuideStep(guide=guide, position=position, text=step.text, picture=step.picture)
        for position, step in enumerate(steps, start=1)
    )


def _check(guide: Guide) -> None:
    if not 0 < len(guide.title) <= 60:
        raise _refusal(_("A guide needs a title of at most 60 characters."), "title")
    if len(guide.code) > 20 or " " in guide.code:
        raise _refusal(_("A code has at most 20 characters and no blanks."), "code")
    if len(guide.note) > 200:
        raise _refusal(_("The note has at most 200 characters."), "note")


def _check_code(guide: Guide) -> None:
    if not guide.code:
        return
    others = Guide.objects.filter(shop=guide.shop_id, retired_at=None, code__iexact=guide.code)
    rival = others.exclude(pk=guide.pk).first()
    if rival is not None:
        told = {"title": rival.title, "code": guide.code}
        raise _refusal(_("“%(title)s” has the code %(code)s already.") % told, "code")


def _check_steps(shop: Shop, steps: Sequence[StepDraft]) -> None:
    if not 0 < len(steps) <= MOST_STEPS:
        raise _refusal(_("A guide has one to %(most)s steps.") % {"most": MOST_STEPS}, "steps")
    for number, step in enumerate(steps, start=1):
        if not step.text:
            raise _refusal(_("A step needs a text."), "text", step=number)
        if len(step.text) > LONGEST_STEP:
            told = {"length": len(step.text), "most": LONGEST_STEP}
            raise _refusal(
                _("The step has %(length)s characters; at most %(most)s fit a card.") % told,
                "text",
                step=number,
            )
        slots = unfilled_slots(step.text)
        if slots:
            raise _refusal(
                _("“%(slot)s” stays empty: nothing is filled in on guidance cards.")
                % {"slot": slots[0].name},
                "text",
                step=number,
            )
        if step.picture is not None and step.picture.shop_id != shop.pk:
            raise _refusal(_("This belongs to another shop."), "picture", step=number)


def _refusal(sentence: str, field: str, **facts: Any) -> GuideRefusedError:
    return GuideRefusedError(sentence, field=field, **facts)


def _next_position(shop: Shop) -> int:
    last = Guide.objects.filter(shop=shop).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1
