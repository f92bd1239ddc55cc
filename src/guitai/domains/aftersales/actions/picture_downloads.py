"""Pictures of the archive are given out: what is given to whom is written down before the first byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.common.models import Picture
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales import picture_queries as queries
from guitai.domains.aftersales.errors import CasePictureRefusedError
from guitai.domains.aftersales.models import CasePicture
from guitai.domains.aftersales.picture_names import Names
from guitai.domains.trade.masking import masked_name

MOST_PICTURES = 500
MOST_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class GivenOut:
    """One picture of a download; ``sealed`` is the digest of its original, "" where the shown one is given.

    ``stem`` is its name without an ending, which what it holds decides.
    """

    stem: str
    picture: Picture
    sealed: str


@dataclass(frozen=True, slots=True)
class Download:
    """What is given out, and in the member's language what is said of a picture that can't be read."""

    pictures: Sequence[GivenOut]
    lost_name: str
    lost_words: str


@transaction.atomic
def download_chosen(*, shop: Shop, picture_ids: Sequence[int], by: Membership, at: datetime) -> Download:
    """Give some pictures of a shop out.

    :raises CasePictureRefusedError: if there are none, or too many, or they are too large together.
    """
    rows = queries.pictures_of_shop(shop).filter(pk__in=list(picture_ids)[: MOST_PICTURES + 1])
    return _given_out(shop, rows, by, at)


@transaction.atomic
def download_found(*, shop: Shop, sought: queries.Sought, by: Membership, at: datetime) -> Download:
    """Give all out that is found.

    :raises CasePictureRefusedError: as above.
    """
    return _given_out(shop, queries.found(shop, sought), by, at)


def _given_out(shop: Shop, rows: QuerySet[CasePicture], by: Membership, at: datetime) -> Download:
    if by.shop_id != shop.pk:
        raise CasePictureRefusedError(_("This belongs to another shop; choose something of this one."))
    originals = queries.sees_originals(by)
    chosen = list(rows[: MOST_PICTURES + 1])
    _check_many(rows, chosen)
    _check_size(sum(row.original_size if originals else row.picture.size for row in chosen))
    names = Names()
    record(
        "pictures_downloaded",
        subject=shop,
        by=by,
        at=at,
        shop_id=shop.pk,
        pictures=[row.pk for row in chosen],
        originals=originals,
    )
    return Download(
        [_one(row, names, originals=originals) for row in chosen],
        lost_name=_("not readable.txt"),
        lost_words=_("These pictures' files are gone or damaged; bring them back from a backup:"),
    )


def _one(row: CasePicture, names: Names, *, originals: bool) -> GivenOut:
    account = (row.buyer.account or row.buyer.display_name) if row.buyer else ""
    stem = names.stem(
        account=account if originals else masked_name(account),
        order=row.order.number if row.order else "",
        fault=row.fault,
    )
    # A picture of a talk has no other original than what the talk kept.
    sealed = row.original_sha256 if originals and row.source != CasePicture.Source.CHAT else ""
    return GivenOut(stem, row.picture, sealed)


def _check_many(rows: QuerySet[CasePicture], chosen: Sequence[CasePicture]) -> None:
    if not chosen:
        raise CasePictureRefusedError(_("Choose the pictures to download first."))
    if len(chosen) > MOST_PICTURES:
        sentence = _("These are %(count)d pictures; at most %(most)d are downloaded at once. Choose fewer.")
        raise CasePictureRefusedError(sentence % {"count": rows.count(), "most": MOST_PICTURES})


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        sentence = _("These have %(size)d MB; at most %(most)d MB are downloaded at once. Choose fewer.")
        raise CasePictureRefusedError(
            sentence % {"size": size // 1024 // 1024, "most": MOST_BYTES // 1024 // 1024}
        )
