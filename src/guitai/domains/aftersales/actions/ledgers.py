"""Write into the ledgers: lines are added, never changed; others correct them, pay for them, confirm them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.standing import locked, tell
from guitai.domains.aftersales.errors import LedgerRefusedError
from guitai.domains.aftersales.ledgers import (
    ANSWERS_TO_CLAIMS,
    COSTS,
    DECISIONS,
    LEDGER_OF,
    REGAINED,
    STANDS,
    WITH_AMOUNT,
)
from guitai.domains.aftersales.models import Case, LedgerEntry, LedgerLine, Stage
from guitai.domains.catalog.models import Product
from guitai.kernel.money import Money
from guitai.kernel.text import clean, shorten

LONGEST_NOTE = 300
# More than any shop ever claims; what a database column holds is more still.
_MOST = Money(10_000_000_00)
_LONGEST_TITLE = 200


@transaction.atomic
def write_line(  # noqa: PLR0913 - each is a column of the line
    *,
    case: Case,
    entry: str,
    by: Membership,
    at: datetime,
    amount: Money | None = None,
    note: str = "",
    title: str = "",
    product: Product | None = None,
    courier: str = "",
    waybill: str = "",
) -> LedgerLine:
    """Write a line into the ledger its entry belongs to, and add up anew what the case cost and brought.

    Called by deeds with the case, which have it locked. The order, and what is not given of the goods, the
    courier and the waybill, is copied from the case; a courier's answer goes to whom the claim was made.

    :param case: its ``cost_fen`` and ``regained_fen`` are set and saved, no other column.
    :raises LedgerRefusedError: if there is no such entry, it wants an amount, or has none; if the amount is
        negative or beyond all measure, or the note too long.
    """
    known = _entry(entry)
    fen = _checked(known, amount)
    goods = _goods_of(case)
    claim = _claim_of(case) if known in ANSWERS_TO_CLAIMS else None
    line = LedgerLine.objects.create(
        shop_id=case.shop_id,
        ledger=LEDGER_OF[known],
        entry=known,
        case=case,
        order_id=case.order_id,
        product=product or (goods[1] if not title else None),
        title=shorten(title or (product.title if product else goods[0]), _LONGEST_TITLE),
        courier=courier or (claim.courier if claim else case.courier),
        waybill=waybill or (claim.waybill if claim else case.waybill),
        amount_fen=fen,
        note=_note(note),
        by=by,
        at=at,
        counts_at=at,
    )
    _keep_sums(case)
    return line


@transaction.atomic
def correct_line(*, line_id: int, amount: Money, note: str, by: Membership, at: datetime) -> LedgerLine:
    """Write another line in the place of one that is wrong; the earlier one stays, and counts no more.

    The case's sums are set anew in its table; a deed that holds the case takes a line out by
    :func:`take_out`.

    :param amount: what the earlier line should have said; nought: it should not be there.
    :param note: why.
    :raises LedgerRefusedError: if the shop has no such line, it was corrected already, the amount is the same
        or negative, the entry has none, or nothing says why.
    """
    line = LedgerLine.objects.filter(pk=line_id, shop=by.shop_id).first()
    if line is None:
        raise LedgerRefusedError(_("There is no such line in the ledgers of this shop."))
    case = locked(line.case_id, by)  # whoever corrects another line of it waits
    _check_correction(line, amount, _note(note))
    made = _written_instead(line, case, amount, note, by, at)
    tell("ledger_corrected", case, by, at, line=line.pk, instead=made.pk, was=line.amount_fen, fen=amount.fen)
    return made


def take_out(*, case: Case, line_id: int, note: str, by: Membership, at: datetime) -> LedgerLine | None:
    """Let a line of a case count no more, as when the answer is taken back that wrote it.

    Called by deeds with the case, which have it locked. Where the line was corrected, the correction is taken
    out; None where it is out already.

    :param case: its ``cost_fen`` and ``regained_fen`` are set and saved, no other column.
    """
    line = case.ledger_lines.get(pk=line_id)
    while (later := LedgerLine.objects.filter(corrects=line).first()) is not None:
        line = later
    if line.corrects_id is not None and not line.amount_fen:
        return None
    return _written_instead(line, case, Money(0), note, by, at)


@transaction.atomic
def mark_paid(*, case: Case, amount: Money, by: Membership, at: datetime, note: str = "") -> LedgerLine:
    """Write down what a courier paid, also long after the case ended: compensation comes at month's end.

    :param note: needed where more was paid than was accepted.
    :raises LedgerRefusedError: if nothing was claimed in the case, the amount is none, or it is more than was
        accepted and nothing says why.
    """
    fresh = locked(case.pk, by)
    if _claim_of(fresh) is None:
        sentence = _("Nothing was claimed of a courier in case %(number)s; there is nothing to be paid.")
        raise LedgerRefusedError(sentence % {"number": fresh.number})
    if amount.fen <= 0:
        raise LedgerRefusedError(_("Write how much was paid."), field="amount")
    due = _sum_of(fresh, LedgerEntry.ACCEPTED) - _sum_of(fresh, LedgerEntry.PAID)
    if amount > due and not _note(note):
        sentence = _("%(due)s of what was accepted is not paid yet; say in the note why more came.")
        raise LedgerRefusedError(sentence % {"due": max(due, Money(0))}, field="note")
    line = write_line(case=fresh, entry=LedgerEntry.PAID, by=by, at=at, amount=amount, note=note)
    case.cost_fen, case.regained_fen = fresh.cost_fen, fresh.regained_fen
    tell("ledger_paid", fresh, by, at, line=line.pk, fen=amount.fen)
    return line


@transaction.atomic
def confirm_wrong(*, case: Case, confirmed: bool, by: Membership, at: datetime, note: str = "") -> LedgerLine:
    """Say as the second person whether a shipment was wrong, as somebody found.

    :raises LedgerRefusedError: if nothing waits for it, or by whoever found it.
    """
    fresh = locked(case.pk, by)
    check_second(case=fresh, by=by)
    entry = LedgerEntry.CONFIRMED if confirmed else LedgerEntry.DENIED
    line = write_line(case=fresh, entry=entry, by=by, at=at, note=note)
    tell("ledger_confirmed", fresh, by, at, line=line.pk, confirmed=confirmed)
    return line


def check_second(*, case: Case, by: Membership) -> None:
    """Refuse where no wrong shipment of a case waits for a second person, or the member is the first.

    :raises LedgerRefusedError: then.
    """
    lines = case.ledger_lines.filter(STANDS)
    found = lines.filter(entry=LedgerEntry.WRONG).order_by("-counts_at", "-pk").first()
    if found is None or lines.filter(entry__in=DECISIONS, counts_at__gte=found.counts_at).exists():
        sentence = _("No wrong shipment of case %(number)s waits for a second person.")
        raise LedgerRefusedError(sentence % {"number": case.number})
    if found.by_id == by.pk:
        raise LedgerRefusedError(_("A second person confirms this: somebody else than who wrote it down."))


def _entry(entry: str) -> LedgerEntry:
    try:
        return LedgerEntry(entry)
    except ValueError:
        raise LedgerRefusedError(_("The ledgers know no entry “%(entry)s”.") % {"entry": entry}) from None


def _checked(entry: LedgerEntry, amount: Money | None) -> int:
    """Give the fen a line of this entry holds."""
    if entry not in WITH_AMOUNT:
        if amount is not None and amount.fen:
            sentence = _("A line “%(entry)s” has no amount.")
            raise LedgerRefusedError(sentence % {"entry": entry.label}, field="amount")
        return 0
    if amount is None:
        sentence = _("A line “%(entry)s” needs an amount.")
        raise LedgerRefusedError(sentence % {"entry": entry.label}, field="amount")
    if not Money(0) <= amount <= _MOST:
        sentence = _("An amount is from ¥0.00 to %(most)s; this is %(amount)s.")
        raise LedgerRefusedError(sentence % {"most": _MOST, "amount": amount}, field="amount")
    return amount.fen


def _note(note: str) -> str:
    """Give a note as it is kept, on one line.

    :raises LedgerRefusedError: if it is too long.
    """
    kept = " ".join(clean(note).split())
    if len(kept) > LONGEST_NOTE:
        sentence = _("A note has at most %(most)d characters; this one has %(count)d.")
        raise LedgerRefusedError(sentence % {"most": LONGEST_NOTE, "count": len(kept)}, field="note")
    return kept


def _check_correction(line: LedgerLine, amount: Money, note: str) -> None:
    if LedgerLine.objects.filter(corrects=line).exists():
        raise LedgerRefusedError(_("This line was corrected already; correct the line in its place."))
    if line.corrects_id is not None and not line.amount_fen and LedgerEntry(line.entry) not in WITH_AMOUNT:
        raise LedgerRefusedError(_("This line was taken out already."))
    if not note:
        raise LedgerRefusedError(_("Say in the note why the line is corrected."), field="note")
    if _checked(LedgerEntry(line.entry), amount) == line.amount_fen and line.entry in WITH_AMOUNT:
        raise LedgerRefusedError(_("The line says %(amount)s already.") % {"amount": amount}, field="amount")


def _written_instead(
    line: LedgerLine, case: Case, amount: Money, note: str, by: Membership, at: datetime
) -> LedgerLine:
    made = LedgerLine.objects.create(
        shop_id=line.shop_id,
        ledger=line.ledger,
        entry=line.entry,
        case=case,
        order_id=line.order_id,
        product_id=line.product_id,
        title=line.title,
        courier=line.courier,
        waybill=line.waybill,
        amount_fen=amount.fen,
        note=_note(note),
        corrects=line,
        by=by,
        at=at,
        counts_at=line.counts_at,
    )
    _keep_sums(case)
    return made


def _goods_of(case: Case) -> tuple[str, Product | None]:
    """Give what a case is about: all its goods in words, and the first as a product."""
    lines = list(case.lines.select_related("product").order_by("pk"))
    title = "、".join(dict.fromkeys(line.title for line in lines))
    return title, next((line.product for line in lines if line.product is not None), None)


def _claim_of(case: Case) -> LedgerLine | None:
    """Give the last claim that stands in a case."""
    claims = case.ledger_lines.filter(STANDS, entry=LedgerEntry.CLAIMED)
    return claims.order_by("-counts_at", "-pk").first()


def _sum_of(case: Case, *entries: LedgerEntry) -> Money:
    lines = case.ledger_lines.filter(corrected_by=None, entry__in=entries)
    return Money(lines.aggregate(fen=Sum("amount_fen", default=0))["fen"])


def _keep_sums(case: Case) -> None:
    """Add up what a case cost and what it brought back, from its lines as they stand."""
    costs = COSTS if Stage.RECEIVED in case.stages else (*COSTS, LedgerEntry.REFUNDED)
    sums = case.ledger_lines.filter(corrected_by=None).aggregate(
        cost=Sum("amount_fen", filter=Q(entry__in=costs), default=0),
        regained=Sum("amount_fen", filter=Q(entry__in=REGAINED), default=0),
    )
    case.cost_fen, case.regained_fen = sums["cost"], sums["regained"]
    case.save(update_fields=["cost_fen", "regained_fen"])
