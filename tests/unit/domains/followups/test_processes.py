from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from tests.factories.trade import OrderFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts import actions as accounts
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.followups import processes
from guitai.domains.followups.errors import SettingRefusedError
from guitai.domains.followups.models import Process
from guitai.domains.followups.processes import ProcessDraft, Starts
from guitai.engines.promises.types import About
from guitai.kernel.days import SHANGHAI


def _line(**told: Any) -> Process:
    return Process(**{"title": "发货", "about": "dispatch", "starts": "paid", "answer": "当天发", **told})


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def _draft(**told: Any) -> ProcessDraft:
    usual = {"title": "发货", "about": "dispatch", "starts": "paid", "within_minutes": 60, "answer": "当天发"}
    return ProcessDraft(**usual | told)


# 2 March 2026 is a Monday; Saturday 28 February is worked, Monday 6 April is off (清明).
@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        (_line(within_minutes=120), "2026-03-02T23:00", "2026-03-03T01:00"),
        (_line(cutoff=time(16), within_minutes=120), "2026-03-02T09:00", "2026-03-02T18:00"),
        (_line(cutoff=time(16), within_minutes=120), "2026-03-02T16:00", "2026-03-02T18:00"),
        (_line(cutoff=time(16), within_minutes=120), "2026-03-02T16:01", "2026-03-03T18:00"),
        (_line(cutoff=time(16), within_minutes=480), "2026-03-02T10:00", "2026-03-03T00:00"),
        (_line(cutoff=time(10), within_minutes=120, working=True), "2026-03-06T09:00", "2026-03-06T12:00"),
        (_line(cutoff=time(10), within_minutes=120, working=True), "2026-03-06T11:00", "2026-03-09T12:00"),
        (_line(cutoff=time(10), within_minutes=120, working=True), "2026-03-07T09:00", "2026-03-09T12:00"),
        (_line(cutoff=time(10), within_minutes=120, working=True), "2026-02-28T09:00", "2026-02-28T12:00"),
        (_line(within_minutes=4320, working=True), "2026-04-03T15:00", "2026-04-09T15:00"),
    ],
)
def test_a_process_ends_by_the_clock_its_time_of_day_and_working_days(line: Process, start: str, end: str):
    assert processes.when(line, _at(start)) == _at(end)


def test_a_new_shop_has_the_usual_lines(now: datetime, django_capture_on_commit_callbacks: Any, db: None):
    with django_capture_on_commit_callbacks(execute=True):
        shop = accounts.create_shop(key="xin", name="新店", at=now)

    lines = list(processes.processes_of(shop))
    assert len(lines) == 8
    assert {line.about for line in lines} <= {about.value for about in About}
    assert {line.starts for line in lines} <= set(Starts.values)
    assert (lines[0].key, lines[0].cutoff, lines[0].within_minutes) == ("dispatch", time(16), 480)
    assert processes.put_default_processes(shop=shop, at=now) == 0


def test_what_a_shop_has_stays_as_it_is(lead: Membership, now: datetime):
    processes.put_default_processes(shop=lead.shop, at=now)
    own = Process.objects.get(key="dispatch")
    processes.save_process(shop=lead.shop, by=lead, draft=_draft(title="我们的发货"), at=now, process=own)
    Process.objects.get(key="refund").delete()

    assert processes.put_default_processes(shop=lead.shop, at=now) == 1

    assert Process.objects.get(key="dispatch").title == "我们的发货"


def test_lines_of_ones_own_are_kept_changed_and_removed(lead: Membership, now: datetime):
    first = processes.save_process(shop=lead.shop, by=lead, draft=_draft(), at=now)
    second = processes.save_process(shop=lead.shop, by=lead, draft=_draft(title=" 补发 "), at=now)
    assert (first.key, second.key, second.title, second.updated_by) == ("own-1", "own-2", "补发", lead)

    processes.remove_process(process=first, by=lead, at=now)

    assert list(processes.processes_of(lead.shop)) == [second]
    assert set(AuditEntry.objects.values_list("deed", flat=True)) == {"process_saved", "process_removed"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 81}, "title"),
        ({"answer": ""}, "answer"),
        ({"about": "weather"}, "about"),
        ({"starts": "never"}, "starts"),
        ({"within_minutes": -1}, "within_minutes"),
        ({"within_minutes": 60 * 24 * 61}, "within_minutes"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(
    lead: Membership, now: datetime, wrong: dict[str, Any], field: str
):
    with pytest.raises(SettingRefusedError) as refused:
        processes.save_process(shop=lead.shop, by=lead, draft=_draft(**wrong), at=now)

    assert refused.value.facts == {"field": field}
    assert not Process.objects.exists()


def test_a_table_has_an_end(lead: Membership, now: datetime, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "MOST", 1)
    processes.save_process(shop=lead.shop, by=lead, draft=_draft(), at=now)

    with pytest.raises(SettingRefusedError):
        processes.save_process(shop=lead.shop, by=lead, draft=_draft(), at=now)


@pytest.fixture
def dispatch(shop: Shop, now: datetime) -> Process:
    """Paid by 16:00 leaves the same day."""
    return Process.objects.create(
        shop=shop,
        key="dispatch",
        title="订单发货",
        about="dispatch",
        starts="paid",
        cutoff=time(16),
        within_minutes=480,
        answer="16:00 前付款当天发出",
        updated_at=now,
    )


def test_a_promise_earlier_than_the_process_is_told_with_what_to_say(dispatch: Process, now: datetime):
    told = processes.too_early(dispatch.shop, About.DISPATCH, now + timedelta(hours=2), at=now)

    midnight = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert told == processes.TooEarly(dispatch.title, midnight, dispatch.answer)


def test_what_a_process_can_do_or_nobody_knows_of_is_let_be(dispatch: Process, now: datetime):
    def checked(about: str, due: datetime, **more: Any) -> object:
        return processes.too_early(dispatch.shop, about, due, at=now, **more)

    assert checked("dispatch", now + timedelta(hours=14)) is None
    assert checked("refund", now) is None
    Process.objects.create(
        shop=dispatch.shop, key="own-1", title="开发票", about="other", starts="asked", within_minutes=60,
        answer="好", updated_at=now,
    )  # fmt: skip
    assert checked("other", now) is None
    left = OrderFactory(buyer__shop=dispatch.shop, shipped_at=now)
    assert checked("dispatch", now, order=left) is None
    # Paid on Sunday at 10:00: it leaves by midnight, ten hours before now.
    paid = OrderFactory(buyer__shop=dispatch.shop)
    assert checked("dispatch", now, order=paid) is None


def test_of_several_processes_the_quickest_counts(dispatch: Process, now: datetime):
    Process.objects.create(
        shop=dispatch.shop, key="own-1", title="加急", about="dispatch", starts="asked", within_minutes=60,
        answer="加急", updated_at=now,
    )  # fmt: skip

    assert processes.too_early(dispatch.shop, "dispatch", now + timedelta(hours=2), at=now) is None


def test_of_an_order_its_own_process_counts(dispatch: Process, now: datetime):
    Process.objects.create(
        shop=dispatch.shop, key="own-1", title="换货", about="dispatch", starts="checked", within_minutes=60,
        answer="当天", updated_at=now,
    )  # fmt: skip
    paid = OrderFactory(buyer__shop=dispatch.shop, paid_at=now)

    due = now + timedelta(hours=2)
    told = processes.too_early(dispatch.shop, "dispatch", due, order=paid, at=now)
    assert told is not None
    assert told.title == dispatch.title
