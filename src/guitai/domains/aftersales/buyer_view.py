"""What a buyer sees of their own cases: state in plain words, how far goods that come back have come.

Nothing of how the shop works on it: no notes, costs, owners, nor what is cleared with a courier.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.models import Case, Kind, Outcome, Stage
from guitai.domains.aftersales.playbook_texts import parsed
from guitai.domains.aftersales.queries import whole
from guitai.domains.aftersales.showing import told_to_buyer
from guitai.engines.playbooks import Who

MOST = 10
# One that ended stays in sight so long.
SHOWN_FOR = timedelta(days=30)
# As a buyer says it: the shop's own names tell of its work.
_KINDS: dict[str, Promise] = {
    Kind.MISCOPIED: pgettext_lazy("buyer's case", "Not as agreed"),
    Kind.MISSENT: pgettext_lazy("buyer's case", "Wrong goods"),
    Kind.MISSING: pgettext_lazy("buyer's case", "Something is missing"),
    Kind.SHORT: pgettext_lazy("buyer's case", "Too few"),
    Kind.EXTRA: pgettext_lazy("buyer's case", "Too many"),
    Kind.DAMAGED: pgettext_lazy("buyer's case", "Arrived damaged"),
    Kind.QUALITY: pgettext_lazy("buyer's case", "Quality"),
    Kind.OWN_REASONS: pgettext_lazy("buyer's case", "Return or exchange"),
    Kind.UNREACHABLE: pgettext_lazy("buyer's case", "Delivery"),
    Kind.MISDELIVERED: pgettext_lazy("buyer's case", "Delivery"),
    Kind.LOST: pgettext_lazy("buyer's case", "Delivery"),
    Kind.BROKEN: pgettext_lazy("buyer's case", "Delivery"),
}
_OUTCOMES: dict[str, Promise] = {
    Outcome.REFUNDED: pgettext_lazy("buyer's case", "Paid back"),
    Outcome.PART_REFUNDED: pgettext_lazy("buyer's case", "A part was paid back"),
    Outcome.EXCHANGED: pgettext_lazy("buyer's case", "Exchanged"),
    Outcome.RESENT: pgettext_lazy("buyer's case", "Sent again"),
    Outcome.DELIVERED: pgettext_lazy("buyer's case", "Delivered"),
}
_ENDED = pgettext_lazy("buyer's case", "Settled")
_WAITS_FOR_BUYER = pgettext_lazy("buyer's case", "We wait for your answer")
_AT_WORK = pgettext_lazy("buyer's case", "We are working on it")
_STAGES: dict[str, Promise] = {
    Stage.APPLIED: pgettext_lazy("buyer's return", "Applied"),
    Stage.SENT: pgettext_lazy("buyer's return", "Sent back"),
    Stage.RECEIVED: pgettext_lazy("buyer's return", "Received"),
    Stage.CHECKED: pgettext_lazy("buyer's return", "Checked"),
    Stage.REFUNDED: pgettext_lazy("buyer's return", "Paid back"),
    Stage.EXCHANGED: pgettext_lazy("buyer's return", "Exchanged"),
}
_WAY = (Stage.APPLIED, Stage.SENT, Stage.RECEIVED, Stage.CHECKED)


@dataclass(frozen=True, slots=True)
class BuyersStage:
    """A stage of goods that come back; ``at`` is when it was reached, None: not yet."""

    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class BuyersCase:
    """A case as its buyer sees it; ``told`` is what they were told last, ``stages`` the way back, if any."""

    number: int
    kind: str
    goods: str
    state: str
    is_over: bool
    waits_for_buyer: bool
    told: str
    stages: tuple[BuyersStage, ...]
    opened_at: datetime


def cases_for_buyer(*, shop: Shop, account: str, at: datetime) -> list[BuyersCase]:
    """Give the cases of the buyer with this account, the last first; none for who has no account."""
    if not account:
        return []
    own = whole().filter(shop=shop, buyer__shop=shop, buyer__account=account)
    in_sight = Q(state=Case.State.RUNNING) | Q(state=Case.State.ENDED, ended_at__gt=at - SHOWN_FOR)
    return [_of(case) for case in own.filter(in_sight).order_by("-pk")[:MOST]]


def account_of(case_id: int) -> str:
    """Give the account whose window shows this case; empty where it is nobody's."""
    return Case.objects.filter(pk=case_id).values_list("buyer__account", flat=True).first() or ""


def _of(case: Case) -> BuyersCase:
    runs = case.state == Case.State.RUNNING
    waits = runs and parsed(case.playbook.written).steps[case.step].who is Who.BUYER
    over = _OUTCOMES.get(case.outcome, _ENDED)
    state = _WAITS_FOR_BUYER if waits else _AT_WORK if runs else over
    return BuyersCase(
        number=case.number,
        kind=str(_KINDS[case.kind]),
        goods="、".join(line.title for line in case.lines.all()),
        state=str(state),
        is_over=not runs,
        waits_for_buyer=waits,
        told=told_to_buyer(case),
        stages=_stages(case),
        opened_at=case.opened_at,
    )


def _stages(case: Case) -> tuple[BuyersStage, ...]:
    """Give the whole way of goods that come back, also what of it is still to come."""
    if not case.stages:
        return ()
    last = Stage.EXCHANGED if Stage.EXCHANGED in case.stages else Stage.REFUNDED
    reached = {stage: datetime.fromisoformat(at) for stage, at in case.stages.items()}
    furthest = max((place for place, stage in enumerate((*_WAY, last)) if stage in reached), default=-1)
    return tuple(
        BuyersStage(str(_STAGES[stage]), reached.get(stage))
        for place, stage in enumerate((*_WAY, last))
        # What was gone over counts as done: some goods are paid back unchecked.
        if stage in reached or (place > furthest and case.state == Case.State.RUNNING)
    )
