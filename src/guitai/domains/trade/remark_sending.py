"""Remarks and flags on their way back to the platform, by whatever connector can write there."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Platform, Shop
from guitai.domains.trade.errors import NoWriterError
from guitai.domains.trade.remarking import mark_sent
from guitai.domains.trade.remarks import OrderRemarks, waiting


class RemarkNotWrittenError(Exception):
    """The platform did not take a remark; the text says why, in the platform's words."""


class RemarkWriter(Protocol):
    """Writes a remark and a flag onto an order of a platform; a connector registers one."""

    def write(self, *, shop: Shop, number: str, remark: str, flag: str) -> None:
        """Put this in the place of what the platform shows on the order.

        :param remark: whole: what the platform showed, and ours behind it.
        :param flag: a colour of ``Flag``; empty: the one it has stays.
        :raises RemarkNotWrittenError: if the platform refuses; any other error ends the sending.
        """


@dataclass(slots=True)
class Sent:
    """What became of the orders whose remarks waited: their numbers, and why some could not be written."""

    written: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


_writers: dict[Platform, RemarkWriter] = {}


def register_writer(platform: Platform, writer: RemarkWriter) -> None:
    """Let this writer take the remarks of a platform's shops; said once, in ``ready`` of the connector."""
    _writers[platform] = writer


def writer_of(shop: Shop) -> RemarkWriter | None:
    """Give who writes back to the shop's platform; None where nobody does."""
    return _writers.get(Platform(shop.platform))


def send_waiting(*, shop: Shop, at: datetime) -> Sent:
    """Write back what waits, order by order; what the platform refuses waits on, and is told.

    Outside of any transaction: a platform may take long.

    :raises NoWriterError: if no connector writes to the shop's platform.
    """
    writer = writer_of(shop)
    if writer is None:
        raise NoWriterError(_("Nothing writes back to this platform yet; use the sheet."))
    sent = Sent()
    for each in waiting(shop):
        number = each.order.number
        if not each.fits:
            sent.refused[number] = _("The remark is longer than the platform takes.")
            continue
        try:
            writer.write(shop=shop, number=number, remark=each.whole, flag=_flag_to_send(each))
        except RemarkNotWrittenError as refusal:
            sent.refused[number] = str(refusal)
            continue
        # At once: what stands on the platform is marked, whatever becomes of the next.
        mark_sent(shop=shop, remarks=[row.pk for row in each.to_send], by=None, at=at)
        sent.written.append(number)
    return sent


def _flag_to_send(each: OrderRemarks) -> str:
    return each.flag if any(row.flag for row in each.to_send) else ""
