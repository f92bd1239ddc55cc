"""How what was left reads in a line, and where it leads."""

import pytest
from django.utils import translation
from tests.factories.handover import HandoverFactory, HandoverItemFactory
from tests.factories.leaving import at, owns, promised, to_do, waits

from guitai.web.handover.showing import all_shown, by_kind, stamp_of

NOW = at("12:00")


@pytest.fixture
def handover(agent):
    return HandoverFactory(member=agent, ends_at=at("07:00"), by_night=True)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def row(handover, kind, subject=None, **more):
    item = HandoverItemFactory(handover=handover, kind=kind, subject=subject and subject.pk, **more)
    return all_shown([item], shop=handover.shop, at=more.pop("moment", NOW))[0]


def test_a_buyer_who_waits_leads_to_the_talk(handover, agent):
    talk = waits(agent, since=at("11:35"))

    shown = row(handover, "talk", talk)

    assert (shown.title, shown.detail, shown.waits) == ("tb_waits", "在吗", "waits 25 min")
    assert shown.url == f"/s/yunshang/desk/?c={talk.pk}"


def test_a_promise_leads_to_its_talk_and_a_to_do_to_its_list(handover, agent):
    talk = waits(agent, since=at("06:00"))
    promise = promised(agent, due=at("11:50"), buyer=talk.buyer)
    promise.conversation = talk
    promise.save()
    todo = to_do(agent, due=at("12:30"), buyer=talk.buyer)

    first, second = row(handover, "promise", promise), row(handover, "todo", todo)

    assert (first.title, first.detail) == ("tb_waits", "Promised: “10分钟后回复您”")
    assert (first.due.level, first.url) == ("late", f"/s/yunshang/desk/?c={talk.pk}")
    assert (second.due.level, second.url) == ("soon", f"/s/yunshang/followups/?pk={todo.pk}")


def test_a_case_says_its_number_its_kind_and_what_is_asked(handover, agent):
    case = owns(agent, due=at("13:00"), number=12)

    shown = row(handover, "case", case)

    assert shown.title == f"#12 {case.buyer.display_name}"
    assert shown.detail == "arrived damaged · Are there photos?"
    assert shown.url.endswith("/cases/12/")


def test_a_list_counts_and_a_note_is_itself(handover, agent):
    to_do(agent, due=at("12:30"))

    listed = row(handover, "todo", told="unpaid")
    note = row(handover, "note", told="仓库四点盘点")

    assert (listed.title, listed.detail) == ("ordered, not paid", "still with who left: 1")
    assert listed.url == "/s/yunshang/followups/?list=unpaid"
    assert (note.title, note.detail, note.url) == ("仓库四点盘点", "", "")


def test_of_what_is_gone_the_words_remain(handover, agent):
    todo = to_do(agent, due=at("12:30"))
    item = HandoverItemFactory(handover=handover, kind="todo", subject=todo.pk, told="tb_gone")
    todo.delete()

    (shown,) = all_shown([item], shop=handover.shop, at=NOW)

    assert (shown.title, shown.url) == ("tb_gone", "")


@pytest.mark.parametrize(("clock", "is_past"), [("11:59", False), ("12:00", True)])
def test_at_noon_the_night_is_late(handover, clock, is_past):
    item = HandoverItemFactory(handover=handover)

    assert all_shown([item], shop=handover.shop, at=at(clock))[0].is_past_noon is is_past


def test_who_has_it_is_said_only_where_they_did_not_take_it(handover, agent, other_agent):
    assert row(handover, "todo", to_do(agent, due=NOW)).has_it == ""
    assert row(handover, "todo", to_do(other_agent, due=NOW)).has_it == "阿杰"
    assert row(handover, "todo", to_do(other_agent, due=NOW), taken_by=other_agent).has_it == ""


def test_kinds_stand_in_one_order_and_empty_ones_are_left_out(handover, agent):
    rows = [
        row(handover, "note"),
        row(handover, "talk", waits(agent, since=at("06:00"))),
        row(handover, "note"),
    ]

    assert [(kind.value, len(kind.items)) for kind in by_kind(rows)] == [("talk", 1), ("note", 2)]


def test_the_stamp_changes_with_what_is_seen(handover, agent, other_agent):
    item = HandoverItemFactory(handover=handover)
    before = stamp_of(all_shown([item], shop=handover.shop, at=NOW))
    assert stamp_of(all_shown([item], shop=handover.shop, at=NOW)) == before

    item.taken_by = other_agent

    assert stamp_of(all_shown([item], shop=handover.shop, at=NOW)) != before
