"""Agree on targets, margin and pay schemes; every change is kept with who and when, and over months stay."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import audit
from guitai.domains.accounts.errors import OtherShopError
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.performance.errors import MarginRefusedError, MonthOverError, TargetRefusedError
from guitai.domains.performance.models import Margin, PayAssignment, PayVersion, Target
from guitai.domains.performance.pay_figures import pay_figures
from guitai.engines.metrics.keys import Unit
from guitai.engines.pay.reading import read_scheme
from guitai.kernel.days import business_day
from guitai.kernel.text import clean

_LONGEST_WHY = 300
_MOST_TARGET = Decimal(10) ** 9


@transaction.atomic
def set_target(
    *,
    shop: Shop,
    figure: str,
    value: Decimal | None,
    month: date,
    by: Membership | None,
    at: datetime,
    membership: Membership | None = None,
) -> Target | None:
    """Agree on what a figure should reach from a month on; None takes the target away.

    Where it is so already nothing is kept, and None is given.

    :param month: any day of it.
    :param membership: an agent, for a target of their own.
    :raises TargetRefusedError: if there is no such figure, or it can't be so much.
    :raises MonthOverError: if the month is over and a target held in it.
    :raises OtherShopError: if the agent is another shop's.
    """
    _of_this_shop(shop, membership, None)
    _check_target(figure, value)
    first = month.replace(day=1)
    rows = Target.objects.filter(shop=shop, membership=membership, figure=figure, month__lte=first)
    known = rows.order_by("-month", "-pk").first()
    before = known.value if known else None
    if before == value:
        return None
    if before is not None:
        _not_over(first, at)
    target = Target.objects.create(
        shop=shop, membership=membership, figure=figure, value=value, month=first, by=by, at=at
    )
    audit.record(
        "target_set",
        subject=target,
        by=by,
        at=at,
        shop_id=shop.pk,
        figure=figure,
        agent=membership.nickname if membership else "",
        month=f"{first:%Y-%m}",
        before=_plain(before),
        value=_plain(value),
    )
    return target


@transaction.atomic
def set_margin(*, shop: Shop, share: Decimal | None, by: Membership | None, at: datetime) -> None:
    """Say what is left to the shop of a yuan of sales, as a share of one; None forgets it.

    :raises MarginRefusedError: if it is not more than nothing and at most all.
    """
    if share is not None and not 0 < share <= 1:
        raise MarginRefusedError(_("A margin is more than 0 % and at most 100 %."))
    margin = Margin.objects.filter(shop=shop).first()
    before = margin.share if margin else None
    if before == share:
        return
    if share is None:
        Margin.objects.filter(shop=shop).delete()
    else:
        Margin.objects.update_or_create(shop=shop, defaults={"share": share})
    audit.record(
        "margin_set",
        subject=shop,
        by=by,
        at=at,
        shop_id=shop.pk,
        before=_plain(before),
        value=_plain(share),
    )


@transaction.atomic
def put_in_force(
    *,
    shop: Shop,
    written: Mapping[str, Any],
    month: date,
    by: Membership | None,
    at: datetime,
    membership: Membership | None = None,
    group: Group | None = None,
    why: str = "",
) -> PayAssignment:
    """Pay by a scheme from a month on: the shop's agents, those of a group, or one agent.

    :param month: any day of it.
    :raises SchemeError: if it can't be read; the sentence names the place.
    :raises MonthOverError: if the month is over and a scheme was in force in it.
    :raises OtherShopError: if group or agent is another shop's.
    """
    scheme = read_scheme(written, "scheme", known=pay_figures())
    first = _assignable(shop, membership, group, month, at)
    last = PayVersion.objects.filter(shop=shop, scheme=scheme.id).order_by("-version").first()
    version = PayVersion.objects.create(
        shop=shop,
        scheme=scheme.id,
        version=last.version + 1 if last else 1,
        written=dict(written),
        by=by,
        at=at,
        why=clean(why)[:_LONGEST_WHY],
    )
    return _assign(shop, version, first, membership, group, by=by, at=at)


@transaction.atomic
def end_scheme(
    *,
    shop: Shop,
    month: date,
    by: Membership | None,
    at: datetime,
    membership: Membership | None = None,
    group: Group | None = None,
) -> PayAssignment:
    """Let no scheme of their own be in force for them from a month on.

    :raises MonthOverError: if the month is over.
    :raises OtherShopError: if group or agent is another shop's.
    """
    first = _assignable(shop, membership, group, month, at)
    return _assign(shop, None, first, membership, group, by=by, at=at)


def _assignable(
    shop: Shop, membership: Membership | None, group: Group | None, month: date, at: datetime
) -> date:
    """Give the month's first day, one change of the shop's after another."""
    Shop.objects.select_for_update().get(pk=shop.pk)
    _of_this_shop(shop, membership, group)
    first = month.replace(day=1)
    if PayAssignment.objects.filter(shop=shop, month__lte=first).exists():
        _not_over(first, at)
    return first


def _assign(
    shop: Shop,
    version: PayVersion | None,
    month: date,
    membership: Membership | None,
    group: Group | None,
    *,
    by: Membership | None,
    at: datetime,
) -> PayAssignment:
    assignment = PayAssignment.objects.create(
        shop=shop, version=version, month=month, membership=membership, group=group, by=by, at=at
    )
    audit.record(
        "pay_scheme_in_force" if version else "pay_scheme_ended",
        subject=assignment,
        by=by,
        at=at,
        shop_id=shop.pk,
        scheme=str(version or ""),
        month=f"{month:%Y-%m}",
        whom=str(membership or group or shop),
        why=version.why if version else "",
    )
    return assignment


def _of_this_shop(shop: Shop, membership: Membership | None, group: Group | None) -> None:
    if any(each is not None and each.shop_id != shop.pk for each in (membership, group)):
        raise OtherShopError(_("That agent or group belongs to another shop."))


def _not_over(month: date, at: datetime) -> None:
    if month < business_day(at).replace(day=1):
        raise MonthOverError(
            _("%(month)s is over; what was agreed for it stays. Choose this month or a later one.")
            % {"month": f"{month:%Y-%m}"},
            month=f"{month:%Y-%m}",
        )


def _check_target(figure: str, value: Decimal | None) -> None:
    known = pay_figures().get(figure)
    if known is None or not known.better:
        raise TargetRefusedError(_("There can be no target for this figure."), figure=figure)
    most = Decimal(1) if known.unit is Unit.SHARE else _MOST_TARGET
    if value is not None and not 0 < value <= most:
        raise TargetRefusedError(_("A target is more than zero, and a share at most 100 %."), figure=figure)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
