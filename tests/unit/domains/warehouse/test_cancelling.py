"""The playbook of cancelling: its steps know the warehouse's answers, every way through it makes sense."""

import re
from pathlib import Path

import pytest

from guitai.domains.accounts.models import Platform as ShopPlatform
from guitai.domains.guard.loading import rulebook
from guitai.domains.knowledge.filling import fill
from guitai.domains.trade.models import Flag, OrderStatus
from guitai.domains.trade.remarking import LONGEST
from guitai.domains.trade.remarks import fits
from guitai.domains.warehouse.cancelling import LONGEST_NOTE, playbook, start_of, step_named
from guitai.domains.warehouse.queries import answers_of
from guitai.engines.playbooks import Answer, End, Words, left_on_order, paths
from guitai.engines.rulebook.checking import check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.types import Platform, Severity

BOOK = playbook()
PLACES = [*BOOK.steps.values(), *BOOK.ends.values()]
WAYS = [(status, path) for status in OrderStatus for path in paths(BOOK, BOOK.starts[status])]
WORDS = Words("词", "words")


def left(path):
    """What every turn of a way leaves on the order: a remark and a flag, or empty texts."""
    return [left_on_order(answer, BOOK.at(answer.to), "") for _, answer in path.turns]


@pytest.mark.parametrize("platform", [*Platform, None])
@pytest.mark.parametrize("place", [place for place in PLACES if place.say], ids=lambda place: place.key)
def test_the_guard_lets_all_that_buyers_are_told_pass(place, platform):
    said = fill(place.say, {"商品": "纯色衬衫"})

    assert not said.missing
    assert re.fullmatch("亲，[^a-z{}]{10,80}[。？]", said.text)
    assert (
        check(said.text, read_facts({}), rulebook(), platform=platform, language="zh").severity
        is Severity.PASS
    )


def test_every_status_has_a_start():
    assert set(BOOK.starts) == set(OrderStatus.values)
    assert start_of("closed") == BOOK.ends["closed"]
    assert step_named("unpaid") == start_of("unpaid")
    assert step_named("of an older version") is None


@pytest.mark.parametrize("step", BOOK.steps.values(), ids=lambda step: step.key)
def test_what_the_warehouse_is_asked_it_can_answer(step):
    assert (step.who == "warehouse") is bool(step.task)
    if step.task:
        assert [answer.key for answer in step.answers] == list(answers_of(step.task))


@pytest.mark.parametrize("step", BOOK.steps.values(), ids=lambda step: step.key)
def test_a_buyer_is_asked_in_words_and_a_digit_is_enough(step):
    assert step.say or step.who != "buyer"
    assert len(step.answers) <= 9


def test_flags_are_the_five_colours():
    given = {answer.flag for step in BOOK.steps.values() for answer in step.answers}

    assert given | {end.flag for end in BOOK.ends.values()} <= {*Flag.values, ""}


def test_how_many_ways_there_are():
    counted = {status.value: sum(each is status for each, _ in WAYS) for status in OrderStatus}

    running = {"unpaid": 3, "paid": 1243, "part_shipped": 616, "shipped": 67}
    assert counted == running | {"signed": 2, "finished": 2, "closed": 1}


def test_money_goes_back_under_a_green_flag_or_a_yellow_one_where_it_is_a_part():
    for _status, path in WAYS:
        if path.end.outcome == "refunded":
            wanted = "yellow" if path.end.key == "refunded_part" else "green"
            assert left(path)[-1][1] == wanted, path


def test_what_was_kept_back_is_purple_and_what_left_is_blue_on_the_way():
    for status, path in WAYS:
        steps, given = [step.key for step, _ in path.turns], [flag for _, flag in left(path)]
        if status in {"paid", "part_shipped"} and steps[1:2] in (["printed"], ["swap_printed"]):
            assert given[0] == "purple", path
        if steps[-1:] == ["coming_back"] or "recall" in steps:
            assert "blue" in given, path


def test_something_else_is_sent_under_a_red_flag_or_a_yellow_one_where_the_price_changed():
    ends = {(path.turns[-1][1].key, left(path)[-1][1]) for _, path in WAYS if path.end.key == "swapped"}

    assert ends == {("same", "red"), ("differs", "yellow")}


def test_every_way_but_a_closed_orders_leaves_a_remark():
    assert all(any(said for said, _ in left(path)) for status, path in WAYS if status != "closed")


def test_the_longest_way_still_fits_the_platforms():
    signed = " 小美美美/03.02"
    said = ("；".join(f"{each}{signed}" for each, _ in left(path) if each) for _, path in WAYS)
    longest = max(said, key=len)

    assert all(fits(platform, longest) for platform in ShopPlatform)


ON = BOOK.steps["paid"]
OVER = End("x", WORDS, "done", "已退款", "green")


@pytest.mark.parametrize(
    ("remark", "flag", "reached", "note", "left_there"),
    [
        ("要换货", "purple", ON, "", ("要换货", "purple")),
        ("要换货", "purple", ON, "黑色M", ("要换货：黑色M", "purple")),
        ("", "", ON, "黑色M", ("", "")),
        ("", "red", OVER, "50元", ("已退款：50元", "green")),
        ("已抽出", "red", End("x", WORDS, "done", "已退款"), "", ("已抽出，已退款", "red")),
    ],
)
def test_what_an_answer_leaves_on_the_order(remark, flag, reached, note, left_there):
    assert left_on_order(Answer("a", WORDS, "x", remark, flag), reached, note) == left_there


def test_with_a_long_note_the_remark_still_fits():
    longest = max(
        (answer for step in BOOK.steps.values() for answer in step.answers), key=lambda each: len(each.remark)
    )

    assert len(left_on_order(longest, BOOK.ends["lost"], "长" * LONGEST_NOTE)[0]) <= LONGEST - 20


def test_the_reference_names_every_step_and_end():
    page = Path(__file__).parents[4] / "docs" / "reference" / "cancelling.md"
    written = page.read_text(encoding="utf-8")

    assert not [place.key for place in PLACES if f"| `{place.key}` |" not in written]
    answers = [answer for step in BOOK.steps.values() for answer in step.answers]
    assert not [answer.remark for answer in answers if answer.remark not in written]
