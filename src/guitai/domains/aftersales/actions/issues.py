"""What is done with a product's issue: opened by the alarm or by hand, given, measured, closed, called false.

The alarm's statistic is that of :mod:`guitai.engines.faults`. An issue that runs is not opened again; its
``figures["now"]`` is brought up to date at every look. One that was called false leaves the cases it was
about in the product's normal past, and only cases opened on later days count towards another alarm: it comes
back when the rate rises above what was called normal. One that was closed leaves its days out of that past.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.common.events import publish
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales.errors import IssueRefusedError
from guitai.domains.aftersales.events import FaultAlarm
from guitai.domains.aftersales.fault_facts import LOOKS_BACK, Known, history_of, known
from guitai.domains.aftersales.fault_figures import effect_of, figures_by_hand, figures_of, since_of
from guitai.domains.aftersales.models import ProductIssue
from guitai.domains.catalog.models import Product
from guitai.engines.faults.types import Alarm, Answered, History, Running
from guitai.engines.faults.watching import find, standing
from guitai.kernel.days import business_day
from guitai.kernel.text import clean

State = ProductIssue.State
RUNNING = (State.OPEN, State.WATCHED)
LONGEST_WORD, LONGEST_MEASURE = 40, 300


def look_for_faults(*, shop: Shop, at: datetime) -> list[ProductIssue]:
    """Open an issue for every fault that comes more often than the product's own past lets expect.

    Brings the figures of running issues and the effect of measures up to date; gives the issues it opened.
    """
    told = known(shop, at=at)
    if told is None:
        return []
    issues = list(
        ProductIssue.objects.filter(shop=shop).exclude(closed_at__lt=at - timedelta(days=LOOKS_BACK))
    )
    running = [each for each in issues if each.state in RUNNING]
    history = history_of(shop, told, also={each.product_id for each in running})
    if history is None:
        return []
    for issue in running:
        _bring_up_to_date(issue, history, told, at)
    found = find(
        history,
        answered=[_answered(each) for each in issues if each.closed_at is not None],
        running=[Running(product=each.product_id, fault=each.fault, batch=each.batch) for each in running],
    )
    opened = (_raise(alarm, shop, at) for alarm in found)
    return [issue for issue in opened if issue is not None]


@transaction.atomic
def open_issue(
    *, product: Product, fault: str, by: Membership, at: datetime, batch: str = ""
) -> ProductIssue:
    """Open an issue that somebody noticed; its figures are those of the last thirty days.

    :raises IssueRefusedError: if the member may not, no fault is named, or the same runs already.
    """
    _check_may_keep(by)
    word, lot = _word(fault), _word(batch)
    if product.shop_id != by.shop_id:
        raise IssueRefusedError(_("There is no such product in this shop."))
    if not word:
        raise IssueRefusedError(_("Say in a few words what is wrong with the product."))
    if len(word) > LONGEST_WORD or len(lot) > LONGEST_WORD:
        raise IssueRefusedError(
            _("A fault and a batch take at most %(most)d characters.") % {"most": LONGEST_WORD}
        )
    alike = ProductIssue.objects.filter(product=product, fault=word, batch=lot, state__in=RUNNING)
    if alike.select_for_update().exists():
        raise IssueRefusedError(_("This fault of the product is looked after already; open its issue."))
    one = Running(product=product.pk, fault=word, batch=lot)
    issue = ProductIssue.objects.create(
        shop_id=by.shop_id,
        product=product,
        fault=word,
        batch=lot,
        figures=figures_by_hand(by.shop, one, at=at),
        opened_at=at,
    )
    record("issue_opened", subject=issue, by=by, at=at, shop_id=by.shop_id, product=product.pk, fault=word)
    return issue


@transaction.atomic
def give_issue(*, issue_id: int, owner: Membership, by: Membership, at: datetime) -> ProductIssue:
    """Say who looks after it.

    :raises IssueRefusedError: if the member may not, it is over, or the owner does not work in the shop.
    """
    _check_is_lead(by)
    issue = _running(issue_id, by)
    if owner.shop_id != by.shop_id or not accounts.active_members(by.shop).filter(pk=owner.pk).exists():
        raise IssueRefusedError(_("Only somebody who works in this shop can look after it."))
    issue.owner = owner
    issue.save(update_fields=["owner"])
    record("issue_given", subject=issue, by=by, at=at, shop_id=issue.shop_id, owner=owner.pk)
    return issue


@transaction.atomic
def take_measure(*, issue_id: int, measure: str, by: Membership, at: datetime) -> ProductIssue:
    """Say what was done about it; from now on its effect is measured. Another measure begins that anew.

    :raises IssueRefusedError: if the member may not, it is over, or no measure is named.
    """
    issue = _running(issue_id, by)
    if issue.owner_id != by.pk:
        _check_may_keep(by)
    words = " ".join(clean(measure).split())
    if not words:
        raise IssueRefusedError(_("Say what was done about it."))
    if len(words) > LONGEST_MEASURE:
        sentence = _("A measure takes at most %(most)d characters; shorten it.")
        raise IssueRefusedError(sentence % {"most": LONGEST_MEASURE})
    issue.state, issue.measure, issue.measured_at, issue.effect = State.WATCHED, words, at, {}
    issue.save(update_fields=["state", "measure", "measured_at", "effect"])
    record("issue_measured", subject=issue, by=by, at=at, shop_id=issue.shop_id, measure=words)
    return issue


@transaction.atomic
def close(*, issue_id: int, by: Membership, at: datetime) -> ProductIssue:
    """End an issue whose fault is mended: its days are no part of the product's normal past.

    :raises IssueRefusedError: if the member is no lead, or it is over.
    """
    return _ended(issue_id, State.CLOSED, "issue_closed", by, at)


@transaction.atomic
def call_false(*, issue_id: int, by: Membership, at: datetime) -> ProductIssue:
    """Say that nothing was wrong: what was seen is normal, and only a further rise is an alarm again.

    :raises IssueRefusedError: if the member is no lead, or it is over.
    """
    return _ended(issue_id, State.FALSE, "issue_called_false", by, at)


def _raise(alarm: Alarm, shop: Shop, at: datetime) -> ProductIssue | None:
    try:
        with transaction.atomic():
            issue = ProductIssue.objects.create(
                shop=shop,
                product_id=alarm.product,
                fault=alarm.fault,
                batch=alarm.batch,
                figures=figures_of(alarm),
                opened_at=at,
            )
            record("issue_raised", subject=issue, by=None, at=at, shop_id=shop.pk, figures=issue.figures)
            publish(
                FaultAlarm(
                    shop_id=shop.pk,
                    issue_id=issue.pk,
                    product_id=alarm.product,
                    fault=alarm.fault,
                    cases=alarm.seen,
                    at=at,
                )
            )
    except IntegrityError:
        # Another clock, or somebody by hand, opened it since this look began.
        return None
    return issue


def _bring_up_to_date(issue: ProductIssue, history: History, told: Known, at: datetime) -> None:
    one = Running(product=issue.product_id, fault=issue.fault, batch=issue.batch)
    now = standing(history, one=one, since=since_of(issue))
    figures = {**issue.figures, "now": figures_of(now) if now else {}}
    effect = effect_of(issue, history, told) if issue.measured_at else issue.effect
    # Only while it runs: somebody may have ended it since this look began.
    alike = ProductIssue.objects.filter(pk=issue.pk, state=issue.state, measured_at=issue.measured_at)
    alike.update(figures=figures, effect=effect)


def _answered(issue: ProductIssue) -> Answered:
    assert issue.closed_at is not None
    return Answered(
        product=issue.product_id,
        fault=issue.fault,
        until=business_day(issue.closed_at),
        since=since_of(issue) if issue.state == State.CLOSED else None,
    )


def _ended(issue_id: int, state: State, deed: str, by: Membership, at: datetime) -> ProductIssue:
    _check_is_lead(by)
    issue = _running(issue_id, by)
    issue.state, issue.closed_at = state, at
    issue.save(update_fields=["state", "closed_at"])
    record(deed, subject=issue, by=by, at=at, shop_id=issue.shop_id)
    return issue


def _running(issue_id: int, by: Membership) -> ProductIssue:
    rows = ProductIssue.objects.select_for_update(of=("self",)).select_related("product", "shop", "owner")
    issue = rows.filter(pk=issue_id, shop=by.shop_id).first()
    if issue is None:
        raise IssueRefusedError(_("There is no such issue in this shop."))
    if issue.state not in RUNNING:
        raise IssueRefusedError(_("This issue is over; open another if the fault is there again."))
    return issue


def _check_is_lead(by: Membership) -> None:
    if not accounts.may(by, Right.APPROVE):
        raise IssueRefusedError(_("Only a lead gives an issue to somebody or ends it; ask one."))


def _check_may_keep(by: Membership) -> None:
    if not accounts.may(by, Right.KEEP_LEDGERS):
        raise IssueRefusedError(_("Only leads and after-sales can do this; ask one of them."))


def _word(text: str) -> str:
    return " ".join(clean(text).split())
