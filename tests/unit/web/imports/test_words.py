from datetime import datetime, timedelta

import pytest
from django.utils import translation
from tests.factories.intake import RunFactory

from guitai.connectors.files.keeping import KINDS as KEPT
from guitai.domains.accounts.models import Membership
from guitai.domains.intake.models import State
from guitai.web.imports.words import (
    KINDS,
    arrived_rows,
    history_rows,
    time_left,
    under_way_rows,
    what_of,
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_every_kind_that_is_kept_has_a_name():
    assert set(KEPT) <= set(KINDS)


@pytest.mark.parametrize(
    ("kinds", "what"),
    [
        ([("taobao_orders", "gb18030", "2017")], "Taobao orders, version 2017 · GBK"),
        ([("qianniu_chats", "utf-8-sig", "")], "千牛 chats · UTF-8"),
        (
            [("taobao_orders", "xlsx", ""), ("taobao_order_items", "xlsx", "")],
            "Taobao orders + Taobao order items · XLSX",
        ),
        ([("some_new_kind", "utf-16", "")], "some_new_kind · UTF-16"),
        ([], ""),
    ],
    ids=["version", "chats", "two", "new", "none"],
)
def test_a_file_is_said_in_words(kinds: list[tuple[str, str, str]], what: str):
    named = [dict(zip(("kind", "encoding", "version"), kind, strict=True)) for kind in kinds]

    assert what_of(RunFactory.build(kinds=named, by=None, shop=None)) == what


@pytest.mark.parametrize(
    ("lines", "counted", "said"),
    [
        (1, True, "1 line"),
        (3012, True, "3,012 lines"),
        (30_000, False, "about 30,000 lines"),
        (None, False, ""),
    ],
)
def test_lines_are_said_exactly_or_about(lead: Membership, lines: int | None, counted: bool, said: str):
    RunFactory(by=lead, lines=lines, is_counted=counted)

    assert [row.lines for row in arrived_rows(lead.shop)] == [said]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, ""), (0.2, "about 1 s left"), (59.4, "about 59 s left"), (80, "about 1 min 20 s left")],
)
def test_the_time_left_is_said_in_minutes_and_seconds(seconds: float | None, said: str):
    assert time_left(seconds) == said


def test_how_far_a_file_is_never_says_all_before_it_is(lead: Membership, now: datetime):
    began = now - timedelta(seconds=10)
    for done in (0, 500, 1000, 1200):
        RunFactory(by=lead, state=State.READING, lines=1000, lines_done=done, started_at=began, queued_at=now)
    RunFactory(by=lead, state=State.WAITING, queued_at=now + timedelta(seconds=1))

    rows = under_way_rows(lead.shop, at=now)

    assert [row.done for row in rows] == [0, 50, 99, 99, None]
    assert [row.lines_done for row in rows] == ["0", "500", "1,000", "1,200", "0"]


def test_only_a_ready_file_has_a_twin(lead: Membership):
    for state in (State.READY, State.READY, State.REFUSED):
        RunFactory(by=lead, sha256="a" * 64, state=state)

    assert sorted(bool(row.twin) for row in arrived_rows(lead.shop)) == [False, False, True]


def test_the_last_import_alone_may_be_undone(lead: Membership, now: datetime):
    runs = [
        RunFactory(by=lead, state=State.DONE, journal_id=number, finished_at=now + timedelta(hours=number))
        for number in (1, 2)
    ]

    assert [row.may_be_undone for row in history_rows(lead.shop, runs)] == [False, True]
