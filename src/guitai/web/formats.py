"""Numbers as a page writes them: 1,024 · 62.3% · 3分20秒 · 1.35 · ¥158.00."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from guitai.engines.metrics.keys import Unit
from guitai.kernel.money import Money

NOTHING = "—"
Number = float | int | Decimal


def written(number: Number | None, unit: Unit) -> str:
    """Write a number in its unit (shares are of one, money is in yuan); a dash where there is none."""
    if number is None:
        return NOTHING
    exact = Decimal(str(number))
    match unit:
        case Unit.COUNT:
            return f"{exact.quantize(Decimal(1), ROUND_HALF_UP):,}"
        case Unit.SHARE:
            return f"{(exact * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
        case Unit.RATIO:
            return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
        case Unit.YUAN:
            return str(Money(int((exact * 100).to_integral_value(ROUND_HALF_UP))))
        case Unit.SECONDS:
            return _time(exact)


def _time(seconds: Decimal) -> str:
    if seconds < 0:
        return f"−{_time(-seconds)}"
    tenths = seconds.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if tenths < 60:
        return _("%(seconds)s s") % {"seconds": f"{tenths.normalize():f}"}
    whole = int(seconds.to_integral_value(ROUND_HALF_UP))
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return _("%(minutes)d min %(seconds)d s") % {"minutes": minutes, "seconds": rest}
    hours, minutes = divmod(minutes, 60)
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
