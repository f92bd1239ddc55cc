"""Checks what agents wrote in imported chats, a portion at a time: the clock's other work gets its turn."""

from datetime import timedelta

from django.db import close_old_connections, transaction
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Shop
from guitai.domains.chat import rechecking, reviewing
from guitai.domains.chat.rechecking import ImportedCheckWanted
from guitai.domains.chat.reviewing import AgentLine
from guitai.domains.guard import actions, queries
from guitai.domains.guard.queries import Outcome, Place
from guitai.domains.performance.actions.marking import mark_changed
from guitai.domains.performance.changed import Changed
from guitai.jobs.clock import clock
from guitai.kernel.days import business_day

LINES_AT_ONCE = 1000


def wanted(event: ImportedCheckWanted) -> None:
    """Let the clock's worker begin, in this process or another."""
    go_on(event.shop_id)


@clock.task()  # type: ignore[untyped-decorator]  # huey ships no types
def go_on(shop_id: int) -> None:
    """Check a portion, and leave the next to whoever comes."""
    close_old_connections()
    shop = accounts.shops().filter(pk=shop_id).first()
    if shop is not None and check_portion(shop):
        go_on(shop_id)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def take_up_again() -> None:
    """Go on where a server was ended in the midst of it."""
    close_old_connections()
    for shop in accounts.shops():
        if rechecking.is_silent(rechecking.checking_of(shop), at=timezone.now()):
            go_on(shop.pk)


def check_portion(shop: Shop) -> bool:
    """Check the next lines of a shop and keep what is found; say whether there are more."""
    before = rechecking.checking_of(shop)
    if not before.is_running:
        return False
    portion = reviewing.imported_after(shop, after=before.upto, limit=LINES_AT_ONCE)
    with transaction.atomic():
        found = _check(shop, portion.lines)
        noted = frozenset(business_day(line.at) for line in found)
        mark_changed(shop=shop, changed=Changed(noted=noted))
    upto = portion.lines[-1].id if portion.lines else before.upto
    told = rechecking.tell(
        shop=shop,
        before=before,
        upto=upto,
        is_over=portion.next is None,
        checked=len(portion.lines),
        found=len(found),
        at=timezone.now(),
    )
    return told.is_running


def _check(shop: Shop, lines: tuple[AgentLine, ...]) -> list[AgentLine]:
    """Keep what is found in lines, and give those in which anything is."""
    known, found = _kept_before(shop, lines), []
    version = queries.version_of(shop)
    for line, facts in reviewing.with_facts(lines, shop=shop, at=timezone.now()):
        verdict = queries.check(shop=shop, text=line.text, facts=facts)
        if not verdict.findings or line.id in known:
            continue
        found.append(line)
        actions.keep_verdict(
            shop=shop,
            member=line.member,
            place=Place.IMPORTED,
            text=line.text,
            verdict=verdict,
            outcome=Outcome.SENT,
            at=line.at,
            conversation=line.conversation_id,
            account=line.account,
            message=line.id,
            rules_version=version,
        )
    return found


def _kept_before(shop: Shop, lines: tuple[AgentLine, ...]) -> set[int | None]:
    """Give those of the lines whose verdict is kept: whoever was ended in the midst did some of them."""
    if not lines:
        return set()
    since, last = min(line.at for line in lines), max(line.at for line in lines)
    kept = queries.verdicts_of(shop, since=since, until=last + timedelta(seconds=1), place=Place.IMPORTED)
    return set(kept.filter(message__in={line.id for line in lines}).values_list("message", flat=True))
