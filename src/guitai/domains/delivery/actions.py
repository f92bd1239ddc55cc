"""What is done about couriers: the usual ones put in, one written down or taken away, its provinces told.

Whether somebody may, their caller asks first.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.delivery.drafts import CourierDraft, ReachDraft
from guitai.domains.delivery.errors import CourierRefusedError
from guitai.domains.delivery.models import Courier, Reach
from guitai.domains.delivery.provinces import provinces, rough_days
from guitai.domains.delivery.usual import usual_couriers
from guitai.kernel.text import clean, fold

MOST_COURIERS, MOST_ALIASES, LONGEST_ALIAS = 60, 30, 40
MOST_DAYS, MOST_FEN, MOST_GRAMS = 60, 1_000_000, 100_000
LONGEST = {"name": 40, "phone": 40, "contact": 80, "query": 200, "claims": 500, "note": 300}
_MOST_NUMBERS = {"insured_permille": 1000, "uninsured_times": 100, "claim_days": 400}
_AS_USUAL = (
    *("key", "name", "phone", "query", "claims"),
    *("insured_permille", "uninsured_times", "claim_days"),
)
_TOLD = ("serves", "days_least", "days_most", "first_fen", "more_fen", "note")
_NOTE_OF_A_REACH = 120


@transaction.atomic
def put_default_couriers(*, shop: Shop, at: datetime, by: Membership | None = None) -> int:
    """Give a shop the usual couriers it does not have yet; say how many. What it has stays as it is."""
    have = list(Courier.objects.filter(shop=shop))
    keys = {courier.key for courier in have}
    taken = {fold(name) for courier in have for name in (courier.name, *courier.aliases)}
    new = [
        Courier(
            shop=shop,
            position=position,
            updated_at=at,
            aliases=list(each.aliases),
            **{name: getattr(each, name) for name in _AS_USUAL},
        )
        for position, each in enumerate(usual_couriers())
        if each.key not in keys and taken.isdisjoint(map(fold, (each.name, *each.aliases)))
    ]
    Courier.objects.bulk_create(new)
    if by is not None and new:
        record("couriers_put_in", subject=shop, by=by, at=at, shop_id=shop.pk, number=len(new))
    return len(new)


@transaction.atomic
def save_courier(
    *, shop: Shop, by: Membership, draft: CourierDraft, at: datetime, courier: Courier | None = None
) -> Courier:
    """Keep a new courier behind the others, or change one.

    :raises CourierRefusedError: naming the field that is not as it must be, or if there are too many.
    """
    kept = courier or _new(shop)
    for name, value in asdict(draft).items():
        setattr(kept, name, clean(value) if isinstance(value, str) else value)
    kept.aliases = list(dict.fromkeys(word for each in draft.aliases if (word := clean(each))))
    kept.updated_at, kept.updated_by = at, by
    _check(kept)
    kept.save()
    record("courier_saved", subject=kept, by=by, at=at, shop_id=shop.pk, is_used=kept.is_used)
    return kept


@transaction.atomic
def remove_courier(*, courier: Courier, by: Membership, at: datetime) -> None:
    """Take a courier away, with all that was told of it."""
    record("courier_removed", subject=courier, by=by, at=at, shop_id=courier.shop_id)
    courier.delete()


@transaction.atomic
def save_reaches(*, courier: Courier, rows: Sequence[ReachDraft], by: Membership, at: datetime) -> int:
    """Keep how a courier serves these provinces; say how many are told otherwise now. Others stay.

    :raises CourierRefusedError: if something can't be; ``facts["cells"]`` names each as (province, field),
        and nothing is kept.
    """
    cells = [(row.province, field) for row in rows for field in _wrong(row)]
    if cells:
        named = _(", ").join(dict.fromkeys(province for province, _field in cells))
        raise CourierRefusedError(
            _("Not saved: days go from few to many, 60 at most, fees up to ¥10,000. Look at %(places)s.")
            % {"places": named},
            field="reaches",
            cells=cells,
        )
    changed = _keep_reaches(courier, rows)
    if changed:
        record(
            "courier_reaches_saved", subject=courier, by=by, at=at, shop_id=courier.shop_id, provinces=changed
        )
    return len(changed)


@transaction.atomic
def fill_rough_days(*, shop: Shop, origin: str, by: Membership, at: datetime) -> int:
    """Put rough days, by the distance from where the shop sends, wherever none are told; say how many.

    :raises CourierRefusedError: if there is no such province.
    """
    if origin not in provinces():
        raise CourierRefusedError(_("Choose the province the shop sends from."), field="origin")
    paces = {each.key: each.pace for each in usual_couriers()}
    new: list[Reach] = []
    told: list[Reach] = []
    for courier in Courier.objects.filter(shop=shop).prefetch_related("reaches"):
        known = {reach.province: reach for reach in courier.reaches.all()}
        for name in provinces():
            days = rough_days(origin, name, pace=paces.get(courier.key, "usual"))
            row = known.get(name) or Reach(courier=courier, province=name)
            if days is None or row.days_least is not None or row.days_most is not None:
                continue
            row.days_least, row.days_most = days
            (told if row.pk else new).append(row)
    Reach.objects.bulk_create(new)
    Reach.objects.bulk_update(told, ["days_least", "days_most"])
    filled = len(new) + len(told)
    record("rough_days_filled", subject=shop, by=by, at=at, shop_id=shop.pk, origin=origin, number=filled)
    return filled


def _new(shop: Shop) -> Courier:
    keys = set(Courier.objects.filter(shop=shop).values_list("key", flat=True))
    if len(keys) >= MOST_COURIERS:
        raise CourierRefusedError(
            _("A shop keeps at most %(most)d couriers; take one away first.") % {"most": MOST_COURIERS}
        )
    numbers = [int(key[4:]) for key in keys if key.startswith("own-") and key[4:].isdecimal()]
    return Courier(shop=shop, key=f"own-{max(numbers, default=0) + 1}", position=MOST_COURIERS + len(keys))


def _check(courier: Courier) -> None:
    for field, longest in LONGEST.items():
        if len(getattr(courier, field)) > longest:
            raise CourierRefusedError(
                _("Write at most %(most)d characters.") % {"most": longest}, field=field
            )
    if not courier.name:
        raise CourierRefusedError(_("Write what the courier is called."), field="name")
    if len(courier.aliases) > MOST_ALIASES or any(len(each) > LONGEST_ALIAS for each in courier.aliases):
        raise CourierRefusedError(
            _("Up to %(most)d further names of up to %(length)d characters.")
            % {"most": MOST_ALIASES, "length": LONGEST_ALIAS},
            field="aliases",
        )
    if courier.query and not _is_address(courier.query):
        raise CourierRefusedError(
            _("The query page is an address that begins with https://; {waybill} stands for the number."),
            field="query",
        )
    for field, most in _MOST_NUMBERS.items():
        number = getattr(courier, field)
        if number is not None and not 0 <= number <= most:
            raise CourierRefusedError(_("Write a number from 0 to %(most)d.") % {"most": most}, field=field)
    if not 1 <= courier.first_grams <= MOST_GRAMS:
        raise CourierRefusedError(_("The first weight is 1 g to 100 kg."), field="first_grams")
    _check_names(courier)


def _check_names(courier: Courier) -> None:
    """Refuse a name that is another courier's: an order's parcel could not be told whose it is."""
    own = {fold(name): name for name in (courier.name, *courier.aliases)}
    for other in Courier.objects.filter(shop=courier.shop_id).exclude(pk=courier.pk):
        for name in (other.name, *other.aliases):
            if fold(name) in own:
                raise CourierRefusedError(
                    _("“%(name)s” is already a name of %(courier)s; take it away there first.")
                    % {"name": own[fold(name)], "courier": other.name},
                    field="name" if fold(name) == fold(courier.name) else "aliases",
                )


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _wrong(row: ReachDraft) -> list[str]:
    """Give the fields of a row that can't be."""
    limits = {"days_least": MOST_DAYS, "days_most": MOST_DAYS, "first_fen": MOST_FEN, "more_fen": MOST_FEN}
    wrong = [
        name
        for name, most in limits.items()
        if (value := getattr(row, name)) is not None and not 0 <= value <= most
    ]
    if row.province not in provinces():
        wrong.append("province")
    if row.serves not in Reach.Serves.values:
        wrong.append("serves")
    if len(row.note) > _NOTE_OF_A_REACH:
        wrong.append("note")
    if row.days_least is not None and row.days_most is not None and row.days_least > row.days_most:
        wrong.append("days_most")
    return wrong


def _keep_reaches(courier: Courier, rows: Sequence[ReachDraft]) -> list[str]:
    known = {reach.province: reach for reach in Reach.objects.filter(courier=courier)}
    new, told, gone = [], [], []
    for row in rows:
        before = known.get(row.province)
        values = asdict(row) | {"note": clean(row.note)}
        says = any(values[name] not in (None, "") for name in _TOLD[1:]) or row.serves != Reach.Serves.YES
        if not says:
            if before:
                gone.append(before)
        elif before is None:
            new.append(Reach(courier=courier, **values))
        elif any(getattr(before, name) != values[name] for name in _TOLD):
            for name in _TOLD:
                setattr(before, name, values[name])
            told.append(before)
    Reach.objects.bulk_create(new)
    Reach.objects.bulk_update(told, _TOLD)
    Reach.objects.filter(pk__in=[reach.pk for reach in gone]).delete()
    return [reach.province for reach in (*new, *told, *gone)]
